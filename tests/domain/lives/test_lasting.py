"""What lasts for a while, and a clock that is set meanwhile: nobody is shut out, nothing is open
for longer than was promised, and a day at the most is lost of nothing.
"""

from datetime import timedelta
from typing import Any

import pytest

from domain.outcome import Command, Done, Refused
from domain.people.person import PersonId
from domain.people.pin import CLOSED_FOR, OPEN_AT_THE_DESK, TRIES, PinSaid, SayPin, SetPin
from domain.phones.phone import CODE_LASTS, MISS_LASTS, MOST_MISSES, MakeCode
from domain.staff.member import AcceptInvitation, AddMember, Role
from tests.fakes.world import ANNA, BEN, World

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
STEPS = pytest.mark.parametrize("step", [HOUR, -HOUR, 24 * HOUR, -24 * HOUR])


@pytest.fixture
def world(world: World) -> World:
    """Ben coordinates and has a number; Anna has none."""
    world.add_person(ANNA)
    world.staff.employ(BEN, Role.ADMIN)
    value(world, SetPin("2468"))
    value(world, SayPin("2468"))
    return world


def value(world: World, command: Command[Any], person: PersonId = BEN) -> Any:
    """What came of it; it must not be refused."""
    done = world.do(command, person)
    assert isinstance(done, Done), done
    return done.value


def is_open(world: World) -> bool:
    """Whether Ben sees the desk."""
    return not world.people.get(BEN).is_locked(world.now)


@STEPS
def test_the_desk_is_shut_and_opens_with_the_number(world: World, step: timedelta) -> None:
    """For a quarter of an hour, as on any day; and when the clock is put right, not for longer."""
    assert is_open(world)

    world.now += step
    assert not is_open(world)
    value(world, SayPin("2468"))
    assert is_open(world)
    world.now += OPEN_AT_THE_DESK
    assert not is_open(world)

    value(world, SayPin("2468"))
    world.now -= step
    assert not is_open(world)


@STEPS
def test_nobody_is_shut_out_for_longer_than_a_quarter_of_an_hour(
    world: World, step: timedelta
) -> None:
    """Wrong too often, and then the clock is set, perhaps twice."""
    said = [value(world, SayPin("0000")) for _try in range(TRIES)]
    assert said[-1] is PinSaid.CLOSED
    assert isinstance(world.do(SayPin("2468"), BEN), Refused)

    world.now += step
    world.now += CLOSED_FOR

    assert value(world, SayPin("2468")) is PinSaid.RIGHT


@STEPS
def test_a_code_holds_for_its_time_or_a_new_one_is_made(world: World, step: timedelta) -> None:
    """Never for longer than it would have."""
    code = value(world, MakeCode(), ANNA)
    assert world.links.owner(code, world.now) == ANNA

    world.now += step
    assert world.links.owner(code, world.now) is None
    code = value(world, MakeCode(), ANNA)
    assert world.links.owner(code, world.now) == ANNA
    world.now += CODE_LASTS

    assert world.links.owner(code, world.now) is None


@STEPS
def test_wrong_codes_are_counted_for_two_hours_at_the_most(world: World, step: timedelta) -> None:
    """For one while nobody sets the clock."""
    for _number in range(MOST_MISSES):
        world.links.miss(ANNA, world.now)
    assert world.links.misses(ANNA, world.now + MISS_LASTS - MINUTE) == MOST_MISSES

    world.now += step
    world.now += 2 * MISS_LASTS

    assert world.links.misses(ANNA, world.now) == 0


@pytest.mark.parametrize("step", [-HOUR, 24 * HOUR, -24 * HOUR])
def test_an_invitation_is_made_anew(world: World, step: timedelta) -> None:
    """The one before is worth nothing, and takes no place."""
    code = value(world, AddMember("Ana", Role.COORDINATOR))

    world.now += step
    assert isinstance(world.do(AcceptInvitation(code), ANNA), Refused)
    again = value(world, AddMember("Ana", Role.COORDINATOR))

    assert value(world, AcceptInvitation(again), ANNA)
    assert len([each for each in world.staff.all() if each.name == "Ana"]) == 1
