"""Times for advice: added, booked, moved, cancelled."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.advice.appointment import (
    AppointmentId,
    AppointmentState,
    BookSlot,
    CancelAppointment,
    MoveAppointment,
)
from domain.advice.booking import plan_reminders
from domain.advice.slot import NOTICE, AddSlots, SlotId, Topic
from domain.outcome import Done, Refused
from domain.reminders.reminder import promise
from domain.speech.text import Message
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import ANA, MAJA, at, only_slot, with_slots


def book(world: World, slot: int = 1, topic: Topic = Topic.OTHER) -> object:
    """What comes of Ben's wish for this time."""
    return world.do(BookSlot(SlotId(slot), topic, "en"), BEN)


def refused(sentence: str) -> Refused:
    """A refusal in these words."""
    return Refused(Message(sentence))


def test_added_times_are_free(world: World) -> None:
    """Their ids are told, in the order of the file."""
    assert world.do(AddSlots(ANA)) == Done((1, 2, 3))
    assert [slot.id for slot in world.appointments.free(Topic.OTHER, world.now)] == [1, 2, 3]


def test_two_times_of_one_adviser_never_overlap(world: World) -> None:
    """All or none are added; another adviser may work at the same time."""
    starts, ends = ANA.times[0]
    world.do(AddSlots(ANA))

    later = (starts + timedelta(minutes=40), ends + timedelta(minutes=40))
    outcome = world.do(AddSlots(replace(ANA, times=((at(4, 9), at(4, 10)), later))))

    assert isinstance(outcome, Refused)
    assert "overlaps" in getattr(outcome.text, "msgid", "")
    assert len(world.appointments.slots) == 3
    assert world.do(AddSlots(MAJA)) == Done((4,))


def test_times_that_meet_do_not_overlap(world: World) -> None:
    """The next person may come when the one before leaves."""
    _starts, ends = ANA.times[0]
    world.do(AddSlots(replace(ANA, times=(ANA.times[0],))))

    following = replace(ANA, times=((ends, ends + timedelta(minutes=30)),))

    assert world.do(AddSlots(following)) == Done((2,))


def test_times_in_the_past_are_refused(world: World) -> None:
    """They are a slip in the file."""
    outcome = world.do(AddSlots(replace(ANA, times=((world.now, world.now + NOTICE),))))

    assert isinstance(outcome, Refused)
    assert world.appointments.slots == {}


def test_a_booked_time_is_nobody_else_s(world: World) -> None:
    """Whoever comes second hears so."""
    with_slots(world)
    world.add_person(ANNA)
    world.do(BookSlot(SlotId(1), Topic.FAMILY, "en"), ANNA)

    assert book(world) == refused("Sorry, somebody has just taken that time.")
    assert book(world, slot=2) == Done(2)


def test_one_open_appointment_about_a_topic_is_enough(world: World) -> None:
    """Another topic, or the same one once the first is over, is fine."""
    with_slots(world)
    book(world)

    assert book(world, slot=2) == refused("You already have an appointment about this.")
    assert book(world, slot=2, topic=Topic.FAMILY) == Done(2)
    world.now = at(2, 20)
    assert book(world, slot=3) == Done(3)
    assert world.appointments.rows[AppointmentId(1)].state is AppointmentState.PAST


@pytest.mark.parametrize(
    ("slot", "topic", "now"),
    [
        (99, Topic.OTHER, at(1, 12)),  # there is no such time
        (4, Topic.FAMILY, at(1, 12)),  # Maja speaks about interviews only
        (1, Topic.OTHER, at(2, 8, 1)),  # the adviser has left home
    ],
)
def test_a_time_that_cannot_be_booked_is_refused(
    world: World, slot: int, topic: Topic, now: datetime
) -> None:
    """Whatever stood on an old screen."""
    with_slots(world)
    world.now = now

    assert book(world, slot, topic) == refused("Sorry, this time can no longer be booked.")


def test_two_hours_are_notice_enough(world: World) -> None:
    """To the minute."""
    slot = only_slot(world)
    world.now = slot.starts - NOTICE

    assert book(world) == Done(1)


def test_a_cancelled_time_is_free_at_once(world: World) -> None:
    """Its reminders do not come any more."""
    only_slot(world)
    book(world)

    assert world.do(CancelAppointment(AppointmentId(1)), BEN) == Done(None)
    assert len(world.appointments.free(Topic.OTHER, world.now)) == 1
    assert world.posts.reminders == []


def test_only_one_s_own_open_appointment_is_cancelled(world: World) -> None:
    """Not another's, not twice, not once it has begun, and none that never was."""
    slot = only_slot(world)
    world.add_person(ANNA)
    book(world)
    gone = refused("This appointment is over or was cancelled before.")

    assert world.do(CancelAppointment(AppointmentId(1)), ANNA) == gone
    assert world.do(CancelAppointment(AppointmentId(9)), BEN) == gone
    world.now = slot.starts
    assert world.do(CancelAppointment(AppointmentId(1)), BEN) == gone
    world.now = slot.starts - NOTICE
    world.do(CancelAppointment(AppointmentId(1)), BEN)
    assert world.do(CancelAppointment(AppointmentId(1)), BEN) == gone


def move(world: World, slot: SlotId, appointment: int = 1) -> object:
    """What comes of Ben's wish to come then instead."""
    return world.do(MoveAppointment(AppointmentId(appointment), slot), BEN)


def test_a_moved_appointment_is_the_same_one_at_another_time(world: World) -> None:
    """The old time is free at once, and reminders come before the new one only."""
    with_slots(world)
    book(world)
    [later] = [slot.id for slot in world.appointments.slots.values() if slot.starts == at(3, 9)]

    assert move(world, later) == Done(1)

    [mine] = world.appointments.open_of(BEN, world.now)
    assert (mine.id, mine.slot.id, mine.topic) == (1, later, Topic.OTHER)
    assert SlotId(1) in [slot.id for slot in world.appointments.free(Topic.OTHER, world.now)]
    assert {each.not_after for each in world.posts.reminders} == {at(3, 9)}


def test_an_appointment_is_not_moved_to_what_cannot_be_booked(world: World) -> None:
    """Not to a time that somebody has, that is about something else, that is too soon, or none."""
    with_slots(world)
    world.add_person(ANNA)
    book(world)
    world.do(BookSlot(SlotId(2), Topic.OTHER, "en"), ANNA)
    soon = world.appointments.slots[SlotId(3)]
    world.appointments.slots[SlotId(3)] = replace(soon, starts=world.now + NOTICE / 2)

    assert move(world, SlotId(2)) == refused("Sorry, somebody has just taken that time.")
    for slot in (SlotId(3), SlotId(4), SlotId(9)):  # the fourth is Maja's, about interviews only
        assert move(world, slot) == refused("Sorry, this time can no longer be booked.")
    assert [each.slot.id for each in world.appointments.open_of(BEN, world.now)] == [SlotId(1)]
    assert len(world.posts.reminders) == 4


def test_only_one_s_own_open_appointment_is_moved(world: World) -> None:
    """Not another's, not one that was cancelled, not once it has begun."""
    with_slots(world)
    world.add_person(ANNA)
    book(world)
    gone = refused("This appointment is over or was cancelled before.")

    assert world.do(MoveAppointment(AppointmentId(1), SlotId(2)), ANNA) == gone
    assert move(world, SlotId(2), 9) == gone
    world.now = world.appointments.slots[SlotId(1)].starts
    assert move(world, SlotId(3)) == gone
    world.now -= NOTICE
    world.do(CancelAppointment(AppointmentId(1)), BEN)
    assert move(world, SlotId(3)) == gone


def test_reminders_are_planned_anew_without_doubles(world: World) -> None:
    """For whoever comes back to us."""
    only_slot(world)
    book(world)

    plan_reminders(world.appointments.rows[AppointmentId(1)], world.work(BEN))

    assert len(world.posts.reminders) == 2


def test_what_we_promise_is_what_we_plan(world: World) -> None:
    """Nothing is promised that will not come."""
    starts = at(2, 10)
    hours = {30: "the day before and two", 20: "remind you two hours", 1: ""}

    for ahead, words in hours.items():
        said = promise(starts, starts - timedelta(hours=ahead), stopped=False)
        assert words in getattr(said, "msgid", "")
        assert (said is None) is (words == "")
    stopped = promise(starts, world.now, stopped=True)
    assert stopped is not None
    assert "no reminder" in stopped.msgid


def test_every_topic_has_a_name_and_something_to_bring() -> None:
    """In words of its own."""
    words = [words.msgid for topic in Topic for words in (topic.label, topic.bring)]

    assert len(set(words)) == 2 * len(Topic)
