"""What staff do about advice: withdraw, move, cancel, undo a no-show, an adviser who is ill."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.advice.appointment import (
    AdviserIll,
    AppointmentId,
    AppointmentState,
    BookSlot,
    CancelForStaff,
    DayOff,
    MarkMissed,
    MoveForStaff,
    Reason,
    SeekTime,
    UndoMissed,
)
from domain.advice.slot import INTERPRETER, AddSlots, RestoreSlots, SlotId, Topic, WithdrawSlots
from domain.outcome import Done, Refused
from domain.people.person import AgeGroup
from domain.speech.text import Message
from domain.staff.member import NOT_STAFF, Role
from tests.fakes.world import ANNA, BEN, LJUBLJANA, World
from tests.flows.scenery import ANA, DANIEL, at, with_slots
from translations.catalogues import Catalogues
from translations.saying.speaker import Speaker

FIRST, SECOND, THIRD, MAJAS = map(SlotId, (1, 2, 3, 4))
ONE = AppointmentId(1)
CELIA = ANNA  # who works here in one of these tests
SPEAKER = Speaker(Catalogues.load(), LJUBLJANA)


@pytest.fixture
def booked(world: World) -> World:
    """Ben has Ana's first time, on Wednesday at ten, in English."""
    with_slots(world)
    world.do(BookSlot(FIRST, Topic.OTHER, "en"), BEN)
    return world


def said(world: World) -> str:
    """The last letter, as Ben reads it."""
    return SPEAKER.say([world.posts.letters[-1][1].text], "en")[0].words


def refused(outcome: object) -> str:
    """The sentence of a refusal."""
    assert isinstance(outcome, Refused)
    assert isinstance(outcome.text, Message)
    return outcome.text.msgid


def test_a_free_time_is_withdrawn_and_offered_again(booked: World) -> None:
    """Nobody is offered it meanwhile, and its adviser may be elsewhere."""
    assert booked.do(WithdrawSlots((SECOND, THIRD))) == Done(None)
    assert SECOND not in [each.id for each in booked.appointments.free(Topic.OTHER, booked.now)]
    assert isinstance(booked.do(BookSlot(SECOND, Topic.FAMILY, "en"), BEN), Refused)

    assert booked.do(RestoreSlots((SECOND,))) == Done(None)
    assert SECOND in [each.id for each in booked.appointments.free(Topic.OTHER, booked.now)]

    assert booked.do(BookSlot(SECOND, Topic.FAMILY, "en"), BEN) == Done(2)


def test_a_taken_time_is_named_and_none_is_withdrawn(booked: World) -> None:
    """Whoever has it is somebody, and is moved or told first."""
    outcome = booked.do(WithdrawSlots((FIRST,)))

    assert refused(outcome).startswith("Somebody has the time {when}")


def test_what_was_withdrawn_stays_so_where_something_else_is_planned(booked: World) -> None:
    """One adviser cannot be in two places."""
    booked.do(WithdrawSlots((SECOND,)))
    booked.do(AddSlots(replace(ANA, times=(ANA.times[1],))))

    assert "something else is planned" in refused(booked.do(RestoreSlots((SECOND,))))


def test_whoever_is_moved_hears_when_and_where(booked: World) -> None:
    """Reminders are planned anew; whoever stopped us hears nothing, and staff know."""
    assert booked.do(MoveForStaff(ONE, THIRD)) == Done(True)

    assert [each.due for each in booked.posts.reminders] == [at(2, 9), at(3, 7)]
    assert "Thursday 3 December 2026" in said(booked)
    assert "Before, it was Wednesday 2 December 2026, 10:00." in said(booked)

    booked.people.set_stopped(BEN, stopped=True, at=booked.now)
    assert booked.do(MoveForStaff(ONE, SECOND)) == Done(False)
    assert len(booked.posts.letters) == 1


def test_nobody_is_moved_to_who_may_not_meet_them(booked: World) -> None:
    """Somebody under 18 only to a cleared adviser, whoever moves them."""
    booked.add_person(DANIEL, age_group=AgeGroup.UNDER_18)
    booked.staff.employ(ANNA, Role.ADVISER, "Ana")
    booked.appointments.take(SECOND, DANIEL, Topic.OTHER, "en", booked.now, young=True)

    assert refused(booked.do(MoveForStaff(AppointmentId(2), THIRD))).startswith("This adviser")
    assert refused(booked.do(MoveForStaff(ONE, SECOND))).startswith("Sorry, somebody")


def test_whoever_is_cancelled_hears_why(booked: World) -> None:
    """And how they get another time; nobody is cancelled twice."""
    assert booked.do(CancelForStaff(ONE, Reason.CLOSED.label)) == Done(True)

    assert "The office is closed then." in said(booked)
    assert booked.posts.reminders == []
    assert isinstance(booked.do(CancelForStaff(ONE)), Refused)
    assert FIRST in [each.id for each in booked.appointments.free(Topic.OTHER, booked.now)]


def test_a_no_show_is_taken_back(booked: World) -> None:
    """They hear that it was our mistake."""
    booked.now = at(2, 10, 20)
    booked.do(MarkMissed(ONE))

    assert booked.do(UndoMissed(ONE)) == Done(None)

    assert booked.appointments.rows[ONE].state is AppointmentState.OPEN
    assert "our mistake" in said(booked)
    assert isinstance(booked.do(UndoMissed(ONE)), Refused)


def test_an_adviser_changes_what_is_their_own(booked: World) -> None:
    """Maja's times are not Ana's."""
    booked.staff.employ(DANIEL, Role.ADVISER, "Maja")

    assert isinstance(booked.do(CancelForStaff(ONE), DANIEL), Refused)
    assert booked.do(WithdrawSlots((SECOND,)), DANIEL) == Refused(NOT_STAFF)
    assert booked.do(WithdrawSlots((MAJAS,)), DANIEL) == Done(None)
    assert isinstance(booked.do(AdviserIll("Ana", at(2, 9).date()), DANIEL), Refused)
    booked.staff.employ(CELIA, Role.MODERATOR, "Celia")
    assert isinstance(booked.do(CancelForStaff(ONE), CELIA), Refused)


def test_an_adviser_s_day_is_cleared_in_one_act(booked: World) -> None:
    """One is moved, the other waits before all who wait already, and nothing is left of the day."""
    booked.add_person(ANNA)
    booked.add_person(DANIEL)
    booked.do(SeekTime(Topic.OTHER, "en"), DANIEL)
    booked.now += timedelta(minutes=1)
    booked.do(BookSlot(SECOND, Topic.OTHER, INTERPRETER), ANNA)

    outcome = booked.do(AdviserIll("Ana", at(2, 9).date(), {ONE: THIRD}))

    assert outcome == Done(DayOff(moved=1, waiting=1, withdrawn=2))
    assert [each.person for each in booked.appointments.seekers()] == [ANNA, DANIEL]
    assert booked.appointments.rows[ONE].slot.id == THIRD
    assert "The adviser cannot be there." in said(booked)
    assert "first in line" in said(booked)
    assert booked.appointments.slots_between(at(2, 0), at(3, 0)) == [
        booked.appointments.slots[MAJAS]
    ]


def test_a_day_is_cleared_whole_or_not_at_all(booked: World) -> None:
    """The one that cannot be moved is named."""
    booked.add_person(ANNA)
    booked.do(BookSlot(THIRD, Topic.OTHER, "en"), ANNA)

    outcome = booked.do(AdviserIll("Ana", at(2, 9).date(), {ONE: THIRD}))

    assert isinstance(outcome, Refused)
    assert isinstance(booked.do(AdviserIll("Ana", at(2, 9).date(), {ONE: SECOND})), Refused)
    assert isinstance(booked.do(AdviserIll("Ana", at(5, 9).date(), {ONE: THIRD})), Refused)
