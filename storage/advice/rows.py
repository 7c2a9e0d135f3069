"""Times and appointments, from their rows."""

from typing import Any

from sqlalchemy import Row

from domain.advice.appointment import Appointment, AppointmentId, AppointmentState
from domain.advice.slot import Slot, SlotId, Topic
from domain.people.person import AgeGroup, PersonId
from domain.speech.text import Content

NOBODY = PersonId(0)


def slot_from(row: Row[Any]) -> Slot:
    """A time, from the columns of `slots`; its instants are in UTC."""
    return Slot(
        SlotId(row.id),
        row.adviser,
        tuple(row.languages),
        frozenset(Topic(name) for name in row.topics),
        Content(row.place),
        row.starts,
        row.ends,
        row.urgent,
        row.room,
        row.interpreter,
        row.withdrawn,
    )


def appointment_from(row: Row[Any], topic: Topic | None) -> Appointment:
    """An appointment joined with its time; NOBODY's if an older version unlinked it.

    Its topic is OTHER where none was found out: a time that is taken is hidden from nobody.
    """
    return Appointment(
        AppointmentId(row.appointment_id),
        slot_from(row),
        PersonId(row.person_id) if row.person_id is not None else NOBODY,
        topic or Topic.OTHER,
        row.language,
        AppointmentState(row.state),
        row.booked_at,
        row.accompanied,
        row.young or row.age_group == AgeGroup.UNDER_18,
    )
