"""`lipa slots …` and `lipa appointments …`: legal advice."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.office.office import Office, naming, number, read_file
from bot.office.printing import Printout, aligned
from bot.running.faults import WRONG, CommandError
from console.documents.files import read_slots
from domain.advice.appointment import (
    LONGEST_REASON,
    Appointment,
    AppointmentId,
    CancelForStaff,
    MoveForStaff,
    Reason,
)
from domain.advice.slot import Slot, SlotId, WithdrawSlots, unknown_adviser
from domain.speech.local_times import bounds
from domain.speech.text import Text, Verbatim
from domain.speech.writing import Written, fault_in
from domain.staff.audit import View, Why
from storage.store import Transaction

ALWAYS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
TIMES = ("id", "starts", "ends", "adviser", "room", "interpreter", "urgent", "free")
COLUMNS = ("id", "starts", "ends", "adviser", "topic", "language", "state")


def add_slots(office: Office, file: Path) -> Printout:
    """Offer the times in slots.json: all of them, or none. Raises DocumentError, CommandError."""
    with naming(file):
        command = read_slots(read_file(file), office.now, office.settings.time_zone)
    ids = [str(slot) for slot in office.perform(command)]
    members = office.read(lambda work: work.staff.all())
    warning = unknown_adviser(command.slots.adviser, members)
    warnings = () if warning is None else (office.in_english(warning),)
    return Printout({"ids": ids}, f"{len(ids)} times are added.", warnings=warnings)


def slots(office: Office, day: str | None, *, free: bool) -> Printout:
    """Times to come, or those of one local day, and whether somebody has them."""
    first, until = (office.now, ALWAYS[1]) if day is None else _bounds(day, office)

    def found(work: Transaction) -> tuple[Sequence[Slot], set[SlotId]]:
        held = {a.slot.id for a in work.appointments.between(first, until) if a.holds}
        return work.appointments.slots_between(first, until), held

    times, held = office.read(found)
    shown = [_time(slot, office, free=slot.id not in held) for slot in times]
    documents = [each for each in shown if each["free"] or not free]
    rows = [tuple(_word(each[name]) for name in TIMES) for each in documents]
    return Printout(documents, aligned([TIMES, *rows]) if rows else "There are no times.")


def withdraw_slots(office: Office, ids: Sequence[str]) -> Printout:
    """Offer them to nobody any more: all of them, or none. Raises CommandError."""
    numbers = tuple(SlotId(number("id", each)) for each in ids)
    office.perform(WithdrawSlots(numbers))
    return Printout({"withdrawn": list(ids)}, f"{len(ids)} times are withdrawn.")


def move_appointment(office: Office, appointment: str, slot: str) -> Printout:
    """Another time for whoever has it. Raises CommandError when it cannot be theirs."""
    which = AppointmentId(number("id", appointment)), SlotId(number("slot", slot))
    return _told(appointment, "It is moved.", told=office.perform(MoveForStaff(*which)))


def cancel_appointment(office: Office, appointment: str, *, why: str | None) -> Printout:
    """It does not take place. Raises CommandError when it has begun or is over."""
    command = CancelForStaff(AppointmentId(number("id", appointment)), _reason(why))
    return _told(appointment, "It is cancelled.", told=office.perform(command))


def _reason(why: str | None) -> Text | None:
    """One that we have in every language, or words that are read as they were written."""
    if why is None:
        return None
    fault = fault_in(why, Written.LINE)
    if fault is not None or len(why) > LONGEST_REASON:
        raise CommandError(
            f"must be one line of at most {LONGEST_REASON} letters", "why", code=WRONG
        )
    return Reason(why).label if why in set(Reason) else Verbatim(why)


def _told(appointment: str, done: str, *, told: bool) -> Printout:
    said = "Its person is told." if told else "Its person asked us not to write, and is not told."
    return Printout({"id": appointment, "told": told}, f"{done} {said}")


def appointments(office: Office, day: str | None) -> Printout:
    """Who comes when; of one local day, or all."""
    first, until = ALWAYS if day is None else _bounds(day, office)
    found = office.look(
        View.APPOINTMENTS,
        day or "",
        Why.LIST,
        lambda work: work.appointments.between(first, until),
    )
    documents = [_document(appointment, office) for appointment in found]
    rows = [tuple(document[name] for name in COLUMNS) for document in documents]
    return Printout(documents, aligned([COLUMNS, *rows]) if rows else "There are no appointments.")


def _bounds(day: str, office: Office) -> tuple[datetime, datetime]:
    try:
        return bounds(date.fromisoformat(day), office.settings.time_zone)
    except (ValueError, OverflowError):
        raise CommandError("must be a day such as 2026-12-02", "day", code=WRONG) from None


def _time(slot: Slot, office: Office, *, free: bool) -> dict[str, Any]:
    return {
        "id": str(slot.id),
        "starts": office.local(slot.starts),
        "ends": office.local(slot.ends),
        "adviser": slot.adviser,
        "languages": list(slot.languages),
        "topics": sorted(slot.topics),
        "room": slot.room,
        "interpreter": slot.interpreter,
        "urgent": slot.urgent,
        "free": free,
    }


def _word(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _document(appointment: Appointment, office: Office) -> dict[str, Any]:
    slot, zone = appointment.slot, office.settings.time_zone
    return {
        "id": str(appointment.id),
        "starts": slot.starts.astimezone(zone).isoformat(),
        "ends": slot.ends.astimezone(zone).isoformat(),
        "adviser": slot.adviser,
        "topic": str(appointment.topic),
        "language": appointment.language,
        "interpreter": appointment.interpreted,
        "state": str(appointment.state),
    }
