"""What becomes of somebody's age: on two phones, and of the cars that do not fit it any more."""

from datetime import date, time

import pytest

from domain.advice.appointment import BookSlot, OfferTimes, SeekTime, TakeTime
from domain.advice.slot import SlotId, Topic
from domain.events.car import CarId, OfferCar, Ride
from domain.events.rsvp import Come
from domain.matters.matter import CloseMatter, GrantAge, Subject
from domain.outcome import Done, Refused
from domain.people.person import AgeGroup, PersonId, TellAgeGroup
from domain.people.rights import TellMonth
from domain.phones.phone import Join, MakeCode
from domain.staff.member import Duty, Role
from tests.fakes.phones import SIGNAL
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import FOOTBALL, with_events, with_slots

EVA = PersonId(7)
MAY = date(2027, 5, 1)
CHILD, ADULT, GROWN = AgeGroup.UNDER_18, AgeGroup.ADULT, AgeGroup.GROWN


@pytest.fixture
def world(world: World) -> World:
    """Anna, Ben and Eva are grown up; Eva has Signal."""
    for person in (ANNA, BEN, EVA):
        world.add_person(person)
    world.links.phones[EVA] = [SIGNAL]
    return world


def join(world: World, joining: PersonId, owner: PersonId) -> None:
    """One person on two phones."""
    code = world.do(MakeCode(), owner)
    assert isinstance(code, Done)
    assert isinstance(world.do(Join(code.value), joining), Done)


@pytest.mark.parametrize(
    ("owner", "joining", "both"),
    [
        (ADULT, CHILD, CHILD),
        (CHILD, ADULT, CHILD),
        (None, CHILD, CHILD),
        (CHILD, None, CHILD),
        (GROWN, CHILD, CHILD),
        (CHILD, CHILD, CHILD),
        (None, ADULT, ADULT),
        (ADULT, None, ADULT),
        (GROWN, ADULT, GROWN),
        (None, None, None),
    ],
)
def test_under_18_on_either_phone_is_under_18_on_both(
    world: World, owner: AgeGroup | None, joining: AgeGroup | None, both: AgeGroup | None
) -> None:
    """Else what the owner told holds, if anything."""
    world.people.set_age_group(BEN, owner, world.now)
    world.people.set_age_group(EVA, joining, world.now)

    join(world, EVA, BEN)

    assert world.people.get(BEN).age_group is both


@pytest.mark.parametrize("owner", [ADULT, CHILD, None])
def test_the_month_goes_with_the_age(world: World, owner: AgeGroup | None) -> None:
    """With what is said before and after it."""
    world.people.set_age_group(BEN, owner, world.now)
    world.do(TellAgeGroup(CHILD), EVA)
    world.do(TellMonth(MAY), EVA)
    planned = len(world.posts.reminders)

    join(world, EVA, BEN)

    assert world.people.get(BEN).adult_month == MAY
    assert len(world.posts.reminders) == planned > 0


@pytest.mark.parametrize("by_joining", [True, False])
def test_whoever_is_under_18_now_leaves_cars_that_do_not_fit(
    world: World, *, by_joining: bool
) -> None:
    """Ben rode with Anna and drove nobody; Anna and he hear it."""
    with_events(world)
    for person in (ANNA, BEN):
        world.do(Come(FOOTBALL.id, 1, lift=False), person)
    world.do(OfferCar(FOOTBALL.id, 2, "Gate", time(14)), ANNA)
    assert world.do(Ride(CarId(1)), BEN) == Done(None)
    world.posts.words.clear()

    if by_joining:
        world.people.set_age_group(EVA, CHILD, world.now)
        join(world, EVA, BEN)
    else:
        world.do(TellAgeGroup(CHILD), BEN)

    assert world.cars.riders(CarId(1)) == []
    assert {who for who, _say in world.posts.letters} == {ANNA, BEN}


def test_whoever_drives_and_is_under_18_drives_no_more(world: World) -> None:
    """Whoever rode with them hears it."""
    with_events(world)
    for person in (ANNA, BEN):
        world.do(Come(FOOTBALL.id, 1, lift=False), person)
    world.do(OfferCar(FOOTBALL.id, 2, "Gate", time(14)), BEN)
    world.do(Ride(CarId(1)), ANNA)
    before = len(world.posts.letters)

    world.do(TellAgeGroup(CHILD), BEN)

    assert world.cars.at(FOOTBALL.id) == []
    assert [who for who, _say in world.posts.letters[before:]] == [ANNA]


def test_an_offer_of_before_is_no_way_around(world: World) -> None:
    """A time of an adviser who was not cleared is kept for Ben, who is under 18 meanwhile."""
    with_slots(world)
    world.do(SeekTime(Topic.FAMILY, "en"), BEN)
    assert world.do(OfferTimes()) == Done(1)
    [offered] = world.appointments.rows
    world.do(TellAgeGroup(CHILD), BEN)

    assert isinstance(world.do(TakeTime(offered), BEN), Refused)


def test_waiting_as_a_child_is_no_way_around_either(world: World) -> None:
    """Whoever has grown up since is asked for cleared advisers, as they were promised."""
    with_slots(world)
    world.do(TellAgeGroup(CHILD), BEN)
    world.do(SeekTime(Topic.FAMILY, "en"), BEN)
    world.people.set_age_group(BEN, ADULT, world.now)

    assert world.do(OfferTimes()) == Done(0)
    assert isinstance(world.do(BookSlot(SlotId(1), Topic.FAMILY, "en"), BEN), Done)


@pytest.mark.parametrize("duties", [[], [Duty.FOCAL], [Duty.CHILDREN]])
@pytest.mark.parametrize("role", Role)
def test_only_a_cleared_reader_lets_them_grow_up(
    world: World, role: Role, duties: list[Duty]
) -> None:
    """Whatever else they are; the rule refuses, whatever a screen shows."""
    world.do(TellAgeGroup(CHILD), BEN)
    world.staff.employ(EVA, Role.ADMIN, "Eva", [Duty.CHILDREN])
    assert world.do(TellAgeGroup(ADULT), BEN) == Done(False)
    world.staff.employ(ANNA, role, "Maja", duties)
    [asked] = world.matters.open()

    granted = isinstance(world.do(GrantAge(asked.id), ANNA), Done)

    assert granted is (Duty.CHILDREN in duties and role not in (Role.ADVISER, Role.VIEWER))
    assert world.people.get(BEN).grown is granted


def test_one_wish_waits_at_a_time(world: World) -> None:
    """And once it is closed without a yes, they may ask again; it is granted once."""
    world.do(TellAgeGroup(CHILD), BEN)
    world.staff.employ(ANNA, Role.ADMIN, "Maja", [Duty.CHILDREN])
    for _twice in range(2):
        assert world.do(TellAgeGroup(ADULT), BEN) == Done(False)
    [first] = world.matters.open()
    assert (first.subject, first.words) == (Subject.AGE, "")
    world.do(CloseMatter(first.id), ANNA)

    assert isinstance(world.do(GrantAge(first.id), ANNA), Refused)
    assert world.do(TellAgeGroup(GROWN), BEN) == Done(False)
    [second] = world.matters.open()
    assert second.id != first.id
    assert world.people.get(BEN).young
