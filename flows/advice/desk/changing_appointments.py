"""Appointments that staff change in chat: moved, cancelled, or a no-show that was none.

An adviser changes their own. Whoever has the appointment hears of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.advice.appointment import (
    Appointment,
    AppointmentId,
    AppointmentState,
    CancelForStaff,
    MoveForStaff,
    Reason,
    UndoMissed,
)
from domain.advice.slot import Slot, SlotId
from domain.outcome import Done
from domain.speech.local_times import bounds
from domain.speech.messages import Option
from domain.speech.text import Moment, Show, Text, Verbatim, _, lines
from domain.staff.audit import Look, View
from domain.staff.doors import DESK
from domain.staff.member import Role
from domain.work import Desk
from flows.engine.kit import Ask, Do, Flow, Goto, Guard, Leave, Move, Step

DAYS = {"today": 0, "tomorrow": 1}
TO_DESK = Option("desk", _("🗂 Desk"))
NO_REASON = "none"
UNTOLD = _("They asked us not to write, so they do not know of it: please tell them yourself.")


@dataclass(frozen=True)
class Draft:
    """Which day is looked at, and which appointment is changed."""

    ahead: int = 0  # days after today
    appointment: int = 0


def ask_day(_draft: Draft, _desk: Desk) -> Ask:
    """Asks on which day it is."""
    options = [Option("today", _("📆 Today")), Option("tomorrow", _("📆 Tomorrow"))]
    return Ask(_("On which day is the appointment?"), [*options, TO_DESK])


def day_chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """Has the audit note the look first."""
    if choice == "desk":
        return Leave(DESK())
    ahead = DAYS[choice]
    shown = Goto("list", Draft(ahead))
    return Do(Look(View.APPOINTMENTS, ahead=ahead), then=shown, refused=Leave(DESK()))


def ask_list(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks which one, by its time; those that can be changed alone."""
    found = _changeable(draft, desk)
    if not found:
        return Goto("day", Draft(), tell=_("Nothing can be changed on this day."))
    options = [Option(str(each.id), _line(each.slot)) for each in found]
    return Ask(_("Which appointment?"), [*options, TO_DESK])


def one_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Goes on to what can be done with it."""
    if choice == "desk":
        return Leave(DESK())
    return Goto("one", replace(draft, appointment=int(choice)))


def ask_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks what shall become of it."""
    found = _one(draft, desk)
    if found is None:
        return Goto("list", draft)
    if found.state is AppointmentState.MISSED:
        ways = [Option("came", _("They came after all"))]
    else:
        ways = [Option("move", _("🔁 Another time")), Option("why", _("✖ Cancel the appointment"))]
    return Ask(_line(found.slot), [*ways, TO_DESK])


def way_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Takes a no-show back at once; all else asks one thing more."""
    if choice == "desk":
        return Leave(DESK())
    if choice != "came":
        return Goto(choice, draft)
    said = Leave(DESK(), tell=_("Noted: they came. They are told that it was our mistake."))
    return Do(UndoMissed(AppointmentId(draft.appointment)), then=said, refused=Leave(DESK()))


def ask_time(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks which free time they get, of any adviser for whom this member may speak."""
    found = _one(draft, desk)
    if found is None:
        return Goto("list", draft)
    urgent = desk.appointments.urgent(desk.now)
    free = [*desk.appointments.free(found.topic, desk.now), *urgent]
    mine = [slot for slot in free if _is_mine(slot, desk)]
    if not mine:
        return Goto("one", draft, tell=_("No time is free."))
    options = [Option(str(slot.id), _line(slot)) for slot in mine]
    return Ask(_("Which time do they get?"), options, acts=True)


def time_chosen(draft: Draft, slot: str) -> Do[Draft]:
    """Moves it; they are told."""
    command = MoveForStaff(AppointmentId(draft.appointment), SlotId(int(slot)))
    one = Goto("one", draft)
    return Do(command, then=lambda done: _after(_("It is moved."), done), refused=one)


def ask_why(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the reason, which they read in their language."""
    reasons = [Option(each, each.label) for each in Reason]
    none = Option(NO_REASON, _("No reason"))
    back = Option("back", _("No, keep it"))
    return Ask(_("Why does it not take place? They read this."), [*reasons, none, back], acts=True)


def reason_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Cancels it; they are told."""
    if choice == "back":
        return Goto("one", draft)
    why = None if choice == NO_REASON else Reason(choice).label
    command = CancelForStaff(AppointmentId(draft.appointment), why)
    over = Leave(DESK())
    return Do(command, then=lambda done: _after(_("It is cancelled."), done), refused=over)


def _after(said: Text, done: Done[bool]) -> Leave:
    """Whoever stopped us hears nothing, and staff must know that."""
    told = _("They are being told.") if done.value else UNTOLD
    return Leave(DESK(), tell=lines(said, told, between=" "))


def _changeable(draft: Draft, desk: Desk) -> Sequence[Appointment]:
    """Booked and to come, or missed."""
    today = desk.now.astimezone(desk.zone).date()
    first, until = bounds(today + timedelta(days=draft.ahead), desk.zone)
    found = desk.appointments.between(first, until)
    return [each for each in found if _can_change(each, desk)]


def _one(draft: Draft, desk: Desk) -> Appointment | None:
    found = desk.appointments.get(AppointmentId(draft.appointment))
    return found if found is not None and _can_change(found, desk) else None


def _can_change(found: Appointment, desk: Desk) -> bool:
    to_come = found.state is AppointmentState.OPEN and found.slot.starts > desk.now
    return (to_come or found.state is AppointmentState.MISSED) and _is_mine(found.slot, desk)


def _is_mine(slot: Slot, desk: Desk) -> bool:
    member = desk.staff.of(desk.person.id)
    if member is None:
        return False
    return member.role is not Role.ADVISER or slot.adviser == member.name


def _line(slot: Slot) -> Text:
    """No topic, which a lock screen might show."""
    when = _("{when}", when=Moment(slot.starts, Show.SHORT))
    return lines(when, Verbatim(slot.adviser), between=" · ")


flow = Flow(
    "advising",
    Draft,
    guard=Guard.STAFF,
    open_to=lambda member: member.role not in (Role.MODERATOR, Role.VIEWER),
    steps={
        "day": Step(ask_day, day_chosen, to=("list",), flows=("desk",)),
        "list": Step(ask_list, one_chosen, to=("one", "day"), flows=("desk",)),
        "one": Step(ask_one, way_chosen, to=("move", "why", "list"), flows=("desk",)),
        "move": Step(ask_time, time_chosen, to=("one", "list"), flows=("desk",)),
        "why": Step(ask_why, reason_chosen, to=("one",), flows=("desk",)),
    },
)
