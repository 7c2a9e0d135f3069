"""One time: free, to be withdrawn or given to somebody; taken, to be moved, cancelled or missed."""

from console.advice.booked_times import Booked, fitting, free_times, is_hidden, sees, shown
from console.core.pages import COORDINATORS, Moved, Result, Shown
from console.core.visit import NotAllowedError, Visit
from domain.advice.appointment import (
    LONGEST_REASON,
    Appointment,
    AppointmentId,
    AppointmentState,
    CancelForStaff,
    GiveTime,
    MarkMissed,
    MoveForStaff,
    Reason,
    UndoMissed,
)
from domain.advice.slot import RestoreSlots, Slot, SlotId, Topic, WithdrawSlots
from domain.matters.matter import MatterId
from domain.outcome import Outcome, Refused
from domain.speech.text import Content, Moment, Text, _, lines, n_
from domain.speech.writing import Written, fault_in
from domain.staff.audit import View
from storage.store import Transaction

NO_REASON = ""
STOPPED = _("They asked us not to write, so they do not know of it: please tell them yourself.")
NO_SLOT = _("Please choose a time.")


def show(visit: Visit) -> Result:
    """What is known of it, and what may be done."""
    return _shown(visit, SlotId(visit.number("slot")))


def withdraw(visit: Visit) -> Result:
    """Nobody is offered it any more; that can be undone."""
    slot = _slot(visit, SlotId(visit.number("slot")))
    outcome = visit.perform(WithdrawSlots((slot.id,)))
    if isinstance(outcome, Refused):
        return _shown(visit, slot.id, {"withdraw": outcome.text})
    said = _("The time {when} is withdrawn.", when=Moment(slot.starts))
    return Moved(_week_of(slot, visit), said, ("/advice/restore", {"slots": str(slot.id)}))


def withdraw_several(visit: Visit) -> Result:
    """The undo of adding times."""
    slots = _numbers(visit)
    return _back(visit.perform(WithdrawSlots(slots)), _withdrawn(len(slots)))


def restore(visit: Visit) -> Result:
    """The undo of withdrawing."""
    slots = _numbers(visit)
    return _back(visit.perform(RestoreSlots(slots)), _("It is offered again."))


def give(visit: Visit) -> Result:
    """To whoever wrote the message of this number; they are told."""
    slot = _slot(visit, SlotId(visit.number("slot")))
    written, topic = visit.one("matter"), visit.one("topic")
    if not _is_number(written) or topic not in set(Topic):
        return _shown(visit, slot.id, {"matter": _("Please write the number of a message.")})
    outcome = visit.perform(GiveTime(MatterId(int(written)), slot.id, Topic(topic)))
    if isinstance(outcome, Refused):
        return _shown(visit, slot.id, {"matter": outcome.text})
    return Moved(_page(slot.id), _("It is theirs, and they are being told."))


def move(visit: Visit) -> Result:
    """To another time; they are told. Undoing it moves them back, and they are told again."""
    found = _appointment(visit)
    if not _is_number(visit.one("slot")):
        return _shown(visit, found.slot.id, {"slot": NO_SLOT})
    wanted = SlotId(int(visit.one("slot")))
    outcome = visit.perform(MoveForStaff(found.id, wanted))
    if isinstance(outcome, Refused):
        return _shown(visit, found.slot.id, {"slot": outcome.text})
    now = visit.read(lambda tx: tx.appointments.slot(wanted))
    when = Moment((now or found.slot).starts)
    said = _with_untold(_("Moved to {when}.", when=when), told=outcome.value)
    return Moved(_page(wanted), said, (visit.here, {"slot": str(found.slot.id)}))


def cancel(visit: Visit) -> Result:
    """With a reason that they read, in their language where it is one of ours."""
    found = _appointment(visit)
    words = visit.one("words")
    fault = fault_in(words, Written.LINE) if words else None
    if fault is not None or len(words) > LONGEST_REASON:
        wrong = (
            fault.text if fault else _("Please write at most {most} letters.", most=LONGEST_REASON)
        )
        return _shown(visit, found.slot.id, {"words": wrong})
    outcome = visit.perform(CancelForStaff(found.id, _reason(visit, words)))
    if isinstance(outcome, Refused):
        return _shown(visit, found.slot.id, {"words": outcome.text})
    said = _with_untold(_("Cancelled. The time is free again."), told=outcome.value)
    return Moved(_page(found.slot.id), said)


def miss(visit: Visit) -> Result:
    """Nobody came; that can be undone."""
    found = _appointment(visit)
    undo = (f"/advice/appointments/{found.id}/came", dict[str, str]())
    said = _("Noted: nobody came. They are asked, gently, whether all is well.")
    return _done(found, visit.perform(MarkMissed(found.id)), said, visit, undo)


def came(visit: Visit) -> Result:
    """They came after all."""
    found = _appointment(visit)
    said = _("Noted: they came. They are told that it was our mistake.")
    return _done(found, visit.perform(UndoMissed(found.id)), said, visit)


def _done(
    found: Appointment,
    outcome: Outcome[None],
    said: Text,
    visit: Visit,
    undo: tuple[str, dict[str, str]] | None = None,
) -> Result:
    if isinstance(outcome, Refused):
        return _shown(visit, found.slot.id, {"missed": outcome.text})
    return Moved(_page(found.slot.id), said, undo)


def _shown(visit: Visit, number: SlotId, wrong: dict[str, Text] | None = None) -> Shown:
    slot = _slot(visit, number)
    day = slot.starts.astimezone(visit.zone).date()

    def act(tx: Transaction) -> tuple[Booked, list[Slot]]:
        then = tx.appointments.between(slot.starts, slot.ends)
        held = next((each for each in then if each.slot.id == slot.id and shown(each)), None)
        if held is None:
            return Booked(slot), []
        free = fitting(held, free_times(tx, visit), tx.staff.all())
        return Booked(slot, held, is_hidden(held, visit.me)), free

    booked, free = visit.look(View.APPOINTMENTS, day.isoformat(), act)
    values = {
        "plans": COORDINATORS.includes(visit.me),
        "booked": booked,
        "free": free,
        "topics": [topic for topic in Topic if topic in slot.topics or slot.urgent],
        "reasons": list(Reason),
        "begun": slot.starts <= visit.now,
        "open": booked.appointment is not None
        and booked.appointment.state in (AppointmentState.OPEN, AppointmentState.PAST),
        "week": _week_of(slot, visit),
        "wrong": wrong or {},
    }
    return Shown("advice/slot.html", values, 422 if wrong else 200)


def _slot(visit: Visit, number: SlotId) -> Slot:
    slot = visit.read(lambda tx: tx.appointments.slot(number))
    if slot is None or not sees(visit.me, slot.adviser):
        raise NotAllowedError
    return slot


def _appointment(visit: Visit) -> Appointment:
    number = AppointmentId(visit.number("appointment"))
    found = visit.read(lambda tx: tx.appointments.get(number))
    if found is None or not sees(visit.me, found.slot.adviser):
        raise NotAllowedError
    return found


def _reason(visit: Visit, words: str) -> Text | None:
    """One of ours, and what was written beside it."""
    chosen = visit.one("reason")
    label = Reason(chosen).label if chosen in set(Reason) else None
    own = Content({visit.language: words}) if words else None
    return lines(label, own, between=" ") if label or own else None


def _with_untold(said: Text, *, told: bool) -> Text:
    return said if told else lines(said, STOPPED, between=" ")


def _withdrawn(many: int) -> Text:
    return n_("{n} time is withdrawn.", "{n} times are withdrawn.", n=many)


def _back(outcome: Outcome[None], said: Text) -> Result:
    if isinstance(outcome, Refused):
        return Moved("/advice", outcome.text)
    return Moved("/advice", said)


def _numbers(visit: Visit) -> tuple[SlotId, ...]:
    written = visit.one("slots").split(",")
    if not all(map(_is_number, written)):
        raise NotAllowedError
    return tuple(SlotId(int(each)) for each in written)


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) <= 18


def _page(slot: SlotId) -> str:
    return f"/advice/slots/{slot}"


def _week_of(slot: Slot, visit: Visit) -> str:
    return f"/advice?day={slot.starts.astimezone(visit.zone).date()}"
