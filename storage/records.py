"""What is kept about one person, read for them.

Every table whose rows belong to a person is walked, so that a new one is never forgotten.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Row, Table, select

from domain.advice.appointment import Appointment
from domain.events.event import Event, EventId
from domain.events.rsvp import Rsvp
from domain.people.person import PersonId, Purpose
from domain.records.record import Decision, Rows
from domain.speech.text import Content, Json
from domain.surveys.survey import SurveyId
from storage import crypto
from storage.tables import (
    addresses,
    answered,
    apart,
    consents,
    conversations,
    metadata,
    people,
    rsvps,
    staff,
)

if TYPE_CHECKING:
    from storage.transaction import Transaction

# Says nothing about anybody: keys, fingerprints, the number that stands behind all of it, and what
# only tells processes apart.
LEFT_OUT = frozenset(
    {"key_wrapped", "blind", "invite_blind", "person_id", "lease_until", "pin_sealed"}
)
STRUCTURED = frozenset(
    {"conversations.place_sealed", "outbox.content_sealed", "matters.proposal_sealed"}
)
# That somebody is kept apart from them is about somebody else, too, and could put them in danger.
OWNED = [table for table in metadata.sorted_tables if "person_id" in table.c and table is not apart]


class RecordTable:
    """`domain.records.record.Records` over all tables."""

    def __init__(self, transaction: "Transaction") -> None:
        self._tx = transaction
        self._connection = transaction.connection
        self._keys = transaction.keys

    def decisions(self, person: PersonId) -> Sequence[Decision]:
        """Every yes and no, the oldest first."""
        chosen = select(consents).where(consents.c.person_id == person).order_by(consents.c.id)
        return [
            Decision(Purpose(row.purpose), row.given, row.version, row.language, row.at)
            for row in self._connection.execute(chosen)
        ]

    def appointments(self, person: PersonId) -> Sequence[Appointment]:
        """Every appointment that is still linked to them, whatever became of it."""
        return self._tx.appointments.all_of(person)

    def rsvps(self, person: PersonId) -> Sequence[tuple[Event, Rsvp]]:
        """Every event that they said yes or no to."""
        said = select(rsvps.c.event_id).where(rsvps.c.person_id == person)
        events = [EventId(number) for number in self._connection.scalars(said)]
        pairs = ((self._tx.events.get(n), self._tx.events.rsvp(n, person)) for n in sorted(events))
        return [(event, rsvp) for event, rsvp in pairs if event is not None and rsvp is not None]

    def surveys(self, person: PersonId) -> Sequence[Content]:
        """The titles of what they answered; the answers themselves lead back to nobody."""
        done = select(answered.c.survey).where(answered.c.person_id == person)
        forms = (self._tx.surveys.form(SurveyId(s)) for s in self._connection.scalars(done))
        return [form.title for form in forms if form is not None]

    def everything(self, person: PersonId) -> Rows:
        """All rows about them by table, opened, without keys and fingerprints."""
        found = {people.name: self._rows(people, people.c.id == person, person)}
        for table in OWNED:
            found[table.name] = self._rows(table, table.c.person_id == person, person)
        return {name: rows for name, rows in found.items() if rows}

    def _rows(self, table: Table, where: Any, person: PersonId) -> list[Mapping[str, Json]]:
        rows = self._connection.execute(select(table).where(where)).all()
        return [self._plain(table, row, person) for row in rows]

    def _plain(self, table: Table, row: Row[Any], person: PersonId) -> dict[str, Json]:
        values: Mapping[str, Any] = dict(row._mapping)  # noqa: SLF001 - the library's own name
        return {
            name.removesuffix("_sealed"): self._value(table, name, values, person)
            for name in values
            if name not in LEFT_OUT and not (table is people and name == "id")
        }

    def _value(self, table: Table, name: str, row: Mapping[str, Any], person: PersonId) -> Json:
        value = row[name]
        if isinstance(value, datetime | date):
            return value.isoformat()
        if value is None or not name.endswith("_sealed"):
            return value
        return self._opened(table.name, name, row, person)

    def _opened(self, table: str, name: str, row: Mapping[str, Any], person: PersonId) -> Json:
        """What is sealed, at the place that it was sealed for."""
        number = row.get("id")
        if table == staff.name:  # under the house key
            return crypto.open(self._keys.house, f"{table}.{name}.{number}", row[name]).decode()
        owner = person if table in (addresses.name, conversations.name) else number
        opened = crypto.open(self._keys.of(person), f"{table}.{name}.{owner}", row[name]).decode()
        return orjson.loads(opened) if f"{table}.{name}" in STRUCTURED else opened
