"""`lipa slots add` and `lipa appointments list`: legal advice."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.office.office import Office, naming, read_file
from bot.office.printing import Printout, aligned
from bot.running.faults import WRONG, CommandError
from documents.files import read_slots
from domain.advice.appointment import Appointment
from domain.speech.local_times import bounds
from domain.staff.audit import View, Why

ALWAYS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
COLUMNS = ("id", "starts", "ends", "adviser", "topic", "language", "state")


def add_slots(office: Office, file: Path) -> Printout:
    """Offer the times in slots.json: all of them, or none. Raises DocumentError, CommandError."""
    with naming(file):
        command = read_slots(read_file(file), office.now, office.settings.time_zone)
    slots = [str(slot) for slot in office.perform(command)]
    return Printout({"ids": slots}, f"{len(slots)} times are added.")


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
