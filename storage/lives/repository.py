"""What is kept about one person, read for them.

Every table whose rows belong to a person is walked, so that a new one is never forgotten.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import Row, Table, select

from domain.advice.appointment import Appointment
from domain.events.event import Event, EventId
from domain.events.rsvp import Rsvp
from domain.people.person import PersonId, Purpose
from domain.phones.phone import NOTHING, Joined, Undone
from domain.records.record import Decision, Rows
from domain.speech.text import Content, Json, Text
from domain.surveys.survey import SurveyId
from storage.advice.repository import AppointmentTable
from storage.events.repository import EventTable
from storage.events.tables import rsvps
from storage.keeping import Shown
from storage.lives import forgetting, joining, silence, undoing
from storage.people.tables import consents, people
from storage.sealing import crypto
from storage.sealing.boxes import BOXED
from storage.session import Session
from storage.subjects import KEPT, metadata
from storage.surveys.repository import SurveyTable
from storage.surveys.tables import answered

# Says nothing about anybody: keys, fingerprints, the number that stands behind all of it, and what
# only tells processes apart.
LEFT_OUT = frozenset(
    {
        "key_wrapped",
        "blind",
        "invite_blind",
        "topic_index",
        "person_id",
        "lease_until",
        "pin_sealed",
        "seal",
        "public_key",
        "private_wrapped",
    }
)


class LifeTable:
    """`domain.records.record.Lives` over the tables of all subjects: it walks over `KEPT`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection
        self._keys = session.keys

    def decisions(self, person: PersonId) -> Sequence[Decision]:
        """Every yes and no, the oldest first."""
        chosen = select(consents).where(consents.c.person_id == person).order_by(consents.c.id)
        return [
            Decision(Purpose(row.purpose), row.given, row.version, row.language, row.at)
            for row in self._connection.execute(chosen)
        ]

    def appointments(self, person: PersonId) -> Sequence[Appointment]:
        """Every appointment that is still linked to them, whatever became of it."""
        return AppointmentTable(self._session).all_of(person)

    def rsvps(self, person: PersonId) -> Sequence[tuple[Event, Rsvp]]:
        """Every event that they said yes or no to."""
        said = select(rsvps.c.event_id).where(rsvps.c.person_id == person)
        events = [EventId(number) for number in self._connection.scalars(said)]
        table = EventTable(self._session)
        pairs = ((table.get(n), table.rsvp(n, person)) for n in sorted(events))
        return [(event, rsvp) for event, rsvp in pairs if event is not None and rsvp is not None]

    def surveys(self, person: PersonId) -> Sequence[Content]:
        """The titles of what they answered; the answers themselves lead back to nobody."""
        done = select(answered.c.survey).where(answered.c.person_id == person)
        table = SurveyTable(self._session)
        forms = (table.form(SurveyId(survey)) for survey in self._connection.scalars(done))
        return [form.title for form in forms if form is not None]

    def everything(self, person: PersonId) -> Rows:
        """All rows about them by table, opened, without keys and fingerprints."""
        self._session.unwritten(person)
        shown = {kept.table: kept.show for kept in KEPT if isinstance(kept.show, Shown)}
        order = sorted(metadata.sorted_tables, key=lambda table: table is not people)
        found = {t.name: self._rows(t, shown[t], person) for t in order if t in shown}
        return {name: rows for name, rows in found.items() if rows}

    def forget(self, person: PersonId, farewell: Text | None, at: datetime) -> None:
        """Erase rows, key, index and queue, note it in the deletion journal, and say goodbye."""
        forgetting.forget(self._session, person, farewell, at)

    def silent(self, now: datetime) -> Sequence[PersonId]:
        """Those to be asked now whether to keep all of it; a part of them, if they are many."""
        return silence.silent(self._session, now)

    def silent_too_long(self, now: datetime) -> Sequence[PersonId]:
        """Those to be erased now; a part of them, if they are many."""
        return silence.silent_too_long(self._session, now)

    def note_asked(self, person: PersonId, at: datetime) -> None:
        """They are asked at this instant, and not again before they have written."""
        silence.note_asked(self._session, person, at)

    def erase(self, persons: Collection[PersonId], at: datetime) -> None:
        """Erase people without a word; places and times that they still held are freed."""
        forgetting.erase(self._session, persons, at)

    def join(
        self,
        person: PersonId,
        owner: PersonId,
        notice: Text,
        at: datetime,
        given_up: Joined = NOTHING,
    ) -> None:
        """Give everything of `person`, who is nobody any more, to `owner`, and use up the code."""
        joining.join(self._session, person, owner, notice, at, given_up)

    def undo(
        self, owner: PersonId, separated: str, farewell: Text | None, here: str, at: datetime
    ) -> Undone | None:
        """Each phone has what it brought; the row of the joining, and its time, decide."""
        return undoing.undo(self._session, owner, separated, farewell, here, at)

    def _rows(self, table: Table, show: Shown, person: PersonId) -> list[Mapping[str, Json]]:
        theirs = people.c.id if table is people else table.c.person_id
        rows = self._connection.execute(select(table).where(theirs == person)).all()
        return [self._plain(table, show, row, person) for row in rows]

    def _plain(self, table: Table, show: Shown, row: Row[Any], person: PersonId) -> dict[str, Json]:
        values: Mapping[str, Any] = dict(row._mapping)  # noqa: SLF001 - the library's own name
        return {
            name.removesuffix("_sealed"): self._opened(table, show, name, values, person)
            if name.endswith("_sealed") and value is not None
            else value.isoformat()
            if isinstance(value, datetime | date)
            else value
            for name, value in values.items()
            if name not in LEFT_OUT and not (table is people and name == "id")
        }

    def _opened(
        self, table: Table, show: Shown, name: str, row: Mapping[str, Any], person: PersonId
    ) -> Json:
        """What is sealed, at the place that it was sealed for."""
        number = person if show.by_person else row.get("id")
        key = self._keys.house if show.house else self._keys.of(person)
        opened = crypto.open(key, f"{table.name}.{name}.{number}", row[name])
        if opened.startswith(BOXED):
            return None  # only its readers open it
        return orjson.loads(opened) if name in show.structured else opened.decode()
