"""An adviser is not there: all of their day is moved, or offered anew, in one act."""

from collections.abc import Iterator

from console.advice.advice_week import day_of
from console.advice.booked_times import Booked, booked_between, fitting, free_times
from console.core.pages import Moved, Result, Shown
from console.core.visit import Visit
from domain.advice.appointment import (
    AdviserIll,
    AppointmentId,
    AppointmentState,
    DayOff,
)
from domain.advice.slot import Slot, SlotId
from domain.outcome import Refused
from domain.speech.local_times import bounds
from domain.speech.text import Text, lines, n_
from domain.staff.member import Role
from storage.store import Transaction

MOVE = "move-"


def show(visit: Visit) -> Result:
    """Who was to come that day, and free times of any adviser for each of them."""
    return _shown(visit)


def act(visit: Visit) -> Result:
    """All of it, or nothing; whoever is moved or waits is told."""
    day = day_of(visit.one("day"), visit.today)
    outcome = visit.perform(AdviserIll(visit.one("adviser"), day, dict(_moves(visit))))
    if isinstance(outcome, Refused):
        return _shown(visit, outcome.text)
    return Moved(f"/advice?day={day}", _said(outcome.value))


def _moves(visit: Visit) -> Iterator[tuple[AppointmentId, SlotId]]:
    for name in visit.form:
        number, slot = name.removeprefix(MOVE), visit.one(name)
        if name.startswith(MOVE) and number.isdecimal() and slot.isdecimal():
            yield AppointmentId(int(number)), SlotId(int(slot))


def _shown(visit: Visit, wrong: Text | None = None) -> Shown:
    day = day_of(_typed(visit, "day"), visit.today)
    me = visit.me
    first, until = bounds(day, visit.zone)
    found = booked_between(visit, day.isoformat(), first, until)
    advisers = sorted({each.slot.adviser for each in found})
    asked = me.name if me.role is Role.ADVISER else _typed(visit, "adviser")
    adviser = asked or next(iter(advisers), "")
    own = [each for each in found if each.slot.adviser == adviser and each.slot.starts > visit.now]
    values = {
        "day": day,
        "first": first,
        "adviser": adviser,
        "advisers": advisers,
        "rows": _with_times(visit, own),
        "free": sum(each.appointment is None for each in own),
        "typed": dict(_moves(visit)),
        "wrong": wrong,
    }
    return Shown("advice/away.html", values, 422 if wrong else 200)


def _with_times(visit: Visit, own: list[Booked]) -> list[tuple[Booked, list[Slot]]]:
    day = {each.slot.id for each in own}

    def act(tx: Transaction) -> list[tuple[Booked, list[Slot]]]:
        free = [slot for slot in free_times(tx, visit) if slot.id not in day]
        staff = tx.staff.all()
        return [
            (each, fitting(each.appointment, free, staff))
            for each in own
            if each.appointment is not None
        ]

    found = visit.read(act)
    return [
        (each, times if _is_open(each) else [])
        for each, times in found
        if each.appointment is not None and each.appointment.holds
    ]


def _is_open(booked: Booked) -> bool:
    held = booked.appointment
    return held is not None and held.state is AppointmentState.OPEN


def _typed(visit: Visit, name: str) -> str:
    return visit.one(name) or visit.asked(name)


def _said(done: DayOff) -> Text:
    """What came of it, in numbers."""
    return lines(
        n_("{n} appointment was moved.", "{n} appointments were moved.", n=done.moved)
        if done.moved
        else None,
        n_(
            "{n} person waits first for another time.",
            "{n} people wait first for another time.",
            n=done.waiting,
        )
        if done.waiting
        else None,
        n_("{n} time is withdrawn.", "{n} times are withdrawn.", n=done.withdrawn),
        n_(
            "{n} of them asked us not to write, and does not know.",
            "{n} of them asked us not to write, and do not know.",
            n=done.untold,
        )
        if done.untold
        else None,
        between=" ",
    )
