"""Times that staff give, quotas, conflicts, and appointments that nobody came to."""

from dataclasses import replace

import pytest

from domain.advice.appointment import (
    HAVE_ONE,
    TAKEN,
    TOO_LATE,
    AppointmentId,
    AppointmentState,
    BookSlot,
    GiveTime,
    KeepApart,
    MarkMissed,
)
from domain.advice.assigning import SAME
from domain.advice.slot import SlotId, Topic
from domain.matters.matter import LeaveMatter, MatterId, Subject
from domain.operator.policy import Policy
from domain.outcome import Done, Outcome, Refused
from domain.people.person import AgeGroup, PersonId
from domain.people.rights import Stop
from domain.staff.member import NOT_STAFF, Duty, Role
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import ANA, at, with_slots

EVA = PersonId(7)
URGENT = SlotId(5)
FIRST = MatterId(1)


@pytest.fixture
def world(world: World) -> World:
    """Ana has three times and an urgent one; Anna and Ben wrote; Eva is a coordinator."""
    with_slots(world)
    world.appointments.add_slots(replace(ANA, times=((at(1, 9), at(1, 9, 45)),), urgent=True))
    for person in (ANNA, BEN, EVA):
        world.add_person(person)
        world.do(LeaveMatter(Subject.QUESTION, "Please help."), person)
    world.staff.employ(EVA, Role.COORDINATOR, "Eva")
    return world


def give(world: World, slot: SlotId = URGENT, person: PersonId = EVA) -> Outcome[AppointmentId]:
    """Anna gets a time."""
    return world.do(GiveTime(FIRST, slot, Topic.DECISION), person)


def test_an_urgent_time_is_only_given(world: World) -> None:
    """It stands in no list, and a guessed number does not help."""
    free = world.appointments.free(Topic.DECISION, world.now)
    assert URGENT not in {slot.id for slot in free}
    assert world.do(BookSlot(URGENT, Topic.DECISION, "en"), ANNA) == Refused(TOO_LATE)

    assert give(world) == Done(1)
    assert {each.person for each in world.posts.reminders} == {ANNA}


def test_a_time_is_given_once(world: World) -> None:
    """To one person, and one about a topic."""
    give(world)

    assert give(world) == Refused(TAKEN)
    assert give(world, SlotId(1)) == Refused(HAVE_ONE)
    other = GiveTime(MatterId(2), URGENT, Topic.FAMILY)
    assert world.do(other, EVA) == Refused(TAKEN)


def test_only_coordinators_give(world: World) -> None:
    """Whatever somebody else sends."""
    assert give(world, person=BEN) == Refused(NOT_STAFF)
    world.now = at(1, 9)
    assert give(world) == Refused(TOO_LATE)


def test_under_18_only_a_cleared_adviser_s_time_is_given(world: World) -> None:
    """Staff are reminded of it, too."""
    world.staff.employ(BEN, Role.ADMIN, "Tone", [Duty.CHILDREN])
    world.people.set_age_group(ANNA, AgeGroup.UNDER_18, world.now)
    world.matters.rows[FIRST] = replace(world.matters.rows[FIRST], young=True)

    assert isinstance(give(world, person=BEN), Refused)
    world.staff.employ(PersonId(9), Role.ADVISER, "Ana", [Duty.CHILDREN])
    assert isinstance(give(world, person=BEN), Done)


def test_stop_holds_and_the_time_is_theirs(world: World) -> None:
    """They find it where their appointments are."""
    world.do(Stop(), ANNA)
    give(world)

    assert world.posts.letters == []
    assert len(world.appointments.open_of(ANNA, world.now)) == 1


def test_two_who_are_kept_apart_never_see_the_same_adviser(world: World) -> None:
    """Neither by booking nor by being given a time; whoever was first keeps theirs."""
    assert world.do(KeepApart(FIRST, MatterId(2)), EVA) == Done(None)
    assert isinstance(world.do(BookSlot(SlotId(1), Topic.FAMILY, "en"), BEN), Done)

    assert world.do(BookSlot(SlotId(2), Topic.FAMILY, "en"), ANNA) == Refused(TOO_LATE)
    assert isinstance(give(world), Refused)
    maja_s = world.do(BookSlot(SlotId(4), Topic.INTERVIEW, "en"), ANNA)
    assert isinstance(maja_s, Done)


def test_nobody_is_kept_apart_from_themselves(world: World) -> None:
    """And only by messages that there are."""
    world.do(LeaveMatter(Subject.QUESTION, "Again me."), ANNA)

    assert world.do(KeepApart(FIRST, MatterId(4)), EVA) == Refused(SAME)
    assert isinstance(world.do(KeepApart(FIRST, MatterId(99)), EVA), Refused)


@pytest.mark.parametrize(("most", "booked"), [(1, 1), (2, 2), (0, 3)])
def test_a_person_has_so_many_at_a_time(world: World, most: int, booked: int) -> None:
    """As the operator has set it; what staff give does not ask."""
    world.policy = Policy(most_appointments=most)
    topics = (Topic.FAMILY, Topic.DECISION, Topic.OTHER)
    for number, topic in enumerate(topics, start=1):
        world.do(BookSlot(SlotId(number), topic, "en"), ANNA)

    assert len(world.appointments.open_of(ANNA, world.now)) == booked


def test_whoever_did_not_come_is_asked_once(world: World) -> None:
    """After the beginning, by the adviser or a coordinator."""
    world.do(BookSlot(SlotId(1), Topic.FAMILY, "en"), ANNA)
    missed = MarkMissed(AppointmentId(1))
    assert isinstance(world.do(missed, EVA), Refused)
    world.now = at(2, 11)
    world.staff.employ(BEN, Role.ADVISER, "Maja")
    assert isinstance(world.do(missed, BEN), Refused)

    assert world.do(missed, EVA) == Done(None)
    assert isinstance(world.do(missed, EVA), Refused)
    assert world.appointments.rows[AppointmentId(1)].state is AppointmentState.MISSED
    assert [person for person, _say in world.posts.letters] == [ANNA]
