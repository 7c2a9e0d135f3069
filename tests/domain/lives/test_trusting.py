"""Whose a phone with new keys is: who may say it, and from where."""

import pytest

from domain.outcome import Done, Refused
from domain.people.pin import PinSaid, SayPin
from domain.phones.phone import Trust
from domain.staff.member import Role
from tests.fakes.phones import SIGNAL, TELEGRAM
from tests.fakes.world import BEN, World

NUMBER = "4711"


@pytest.fixture
def world() -> World:
    """Ben has two phones; the keys of the one with Signal are new."""
    world = World()
    world.add_person(BEN)
    world.links.phones[BEN] = [SIGNAL, TELEGRAM]
    world.links.changed = {(BEN, SIGNAL)}
    return world


def test_another_phone_says_it(world: World) -> None:
    """Saying it twice is no harm."""
    for _each in range(2):
        assert isinstance(world.do(Trust(SIGNAL), BEN, TELEGRAM), Done)

    assert not world.links.doubted(BEN)


@pytest.mark.parametrize("channel", [SIGNAL, "", "pigeon"])
def test_no_phone_says_it_of_itself(world: World, channel: str) -> None:
    """Nor does anything that is no phone of theirs."""
    assert isinstance(world.do(Trust(SIGNAL), BEN, channel), Refused)

    assert world.links.doubted(BEN) == {SIGNAL}


def test_two_new_phones_do_not_vouch_for_each_other(world: World) -> None:
    """Either may be somebody else's."""
    world.links.changed.add((BEN, TELEGRAM))

    assert isinstance(world.do(Trust(SIGNAL), BEN, TELEGRAM), Refused)


def test_only_their_own_phones_can_be_trusted(world: World) -> None:
    """A channel where they have none is none."""
    assert isinstance(world.do(Trust("pigeon"), BEN, TELEGRAM), Refused)


def test_whoever_works_at_the_desk_is_confirmed_by_an_administrator(world: World) -> None:
    """Neither their other phone nor their number does it."""
    world.staff.doubt(world.staff.employ(BEN, Role.COORDINATOR))
    world.people.set_pin(BEN, NUMBER)

    assert isinstance(world.do(Trust(SIGNAL), BEN, TELEGRAM), Refused)
    assert world.do(SayPin(NUMBER), BEN, SIGNAL) == Done(PinSaid.RIGHT)
    assert SIGNAL in world.links.doubted(BEN)


@pytest.mark.parametrize(("said", "trusted"), [(NUMBER, True), ("1234", False)])
def test_the_right_number_says_it(world: World, said: str, trusted: bool) -> None:
    """A wrong one does not, and none is right where there is none."""
    world.do(SayPin(said), BEN, SIGNAL)
    assert world.links.doubted(BEN)

    world.people.set_pin(BEN, NUMBER)
    world.do(SayPin(said), BEN, SIGNAL)
    assert (not world.links.doubted(BEN)) is trusted
