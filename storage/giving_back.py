"""What somebody brought when two phones were joined, row by row, so that it can be given back.

Before rows are handed over and after, each table tells what either of the two has: from that is
known which rows went over and which went away because both had one. A row is named by what tells
it from the others of its person; what stands in it is told only where rows go away.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

import orjson
from sqlalchemy import Column, ColumnElement, LargeBinary, Row, Table, select, update

from domain.people.person import PersonId
from domain.speech.text import Json
from storage.database.columns import Instant
from storage.database.engines import insert_for
from storage.database.instants import milliseconds
from storage.sealing import crypto
from storage.session import Session

Rows = Mapping[str, Json]  # by what names a row among those of its person: what stands in it


@runtime_checkable
class GivesBack(Protocol):
    """How rows of one table are told apart, and become another person's once more."""

    def of(self, session: Session, person: PersonId) -> Rows:
        """All rows of this person. Raises SealError where one is told that does not open."""
        ...

    def give(
        self, session: Session, owner: PersonId, person: PersonId, names: Collection[str]
    ) -> None:
        """The rows of `owner` with these names that still stand are `person`'s, sealed anew."""
        ...

    def again(self, session: Session, person: PersonId, rows: Rows) -> None:
        """These rows went away; they stand again, unless `person` has such a row by now."""
        ...


@dataclass(frozen=True, slots=True)
class Stays:
    """Nothing of the table is given back; `why` is for readers of the code."""

    why: str


@dataclass(frozen=True, slots=True)
class Given:
    """Most tables: a row changes its person, and what is sealed in it its key.

    `by_person` as in `storage.keeping.Shown`. `twice`: a row that goes away where both had
    the same stands again; of other tables it stays gone.
    """

    table: Table
    by_person: bool = False
    twice: bool = False

    def of(self, session: Session, person: PersonId) -> Rows:
        """As all tables do."""
        rows = session.connection.execute(select(self.table).where(self._theirs(person))).all()
        return {
            self._name(session, row): self._told(session, row, person) if self.twice else None
            for row in rows
        }

    def give(
        self, session: Session, owner: PersonId, person: PersonId, names: Collection[str]
    ) -> None:
        """As all tables do; a row that does not open stays, since nobody could read it."""
        rows = session.connection.execute(select(self.table).where(self._theirs(owner))).all()
        for row in (each for each in rows if self._name(session, each) in names):
            sealed = self._sealed_anew(session, row, owner, person)
            if sealed is not None:
                its = [column == getattr(row, column.name) for column in self.table.primary_key]
                moved = update(self.table).where(*its)
                session.connection.execute(moved.values(person_id=person, **sealed))

    def again(self, session: Session, person: PersonId, rows: Rows) -> None:
        """As all tables do; a row of which nothing was told stays gone."""
        for told in rows.values():
            if not isinstance(told, dict):
                continue
            values = dict(self._stored(session, told, person))
            statement = insert_for(session.connection.dialect.name, self.table).values(
                person_id=person, **values
            )
            session.connection.execute(statement.on_conflict_do_nothing())

    def _theirs(self, person: PersonId) -> ColumnElement[bool]:
        return self.table.c.person_id == person

    def _name(self, _session: Session, row: Row[Any]) -> str:
        names = [each.name for each in self.table.primary_key if each.name != "person_id"]
        return orjson.dumps([plain(getattr(row, name)) for name in names]).decode()

    def _place(self, name: str, row: Mapping[str, Any], person: PersonId) -> str:
        return f"{self.table.name}.{name}.{person if self.by_person else row['id']}"

    def _told(self, session: Session, row: Row[Any], person: PersonId) -> dict[str, Json]:
        values = row._asdict()
        key = session.keys.of(person)
        return {
            str(name): crypto.open(key, self._place(name, values, person), value).decode()
            if name.endswith("_sealed") and value
            else plain(value)
            for name, value in values.items()
            if name != "person_id"
        }

    def _stored(
        self, session: Session, told: Mapping[str, Any], person: PersonId
    ) -> Iterator[tuple[str, Any]]:
        for name, value in told.items():
            if name.endswith("_sealed") and value:
                place = self._place(name, told, person)
                yield name, crypto.seal(session.keys.of(person), place, value.encode())
            else:
                yield name, stored(self.table.c[name], value)

    def _sealed_anew(
        self, session: Session, row: Row[Any], owner: PersonId, person: PersonId
    ) -> dict[str, bytes] | None:
        values = row._asdict()
        anew = {}
        for name, value in values.items():
            if name.endswith("_sealed") and value:
                opened = session.keys.open(owner, self._place(name, values, owner), value)
                if opened is None:
                    return None
                place = self._place(name, values, person)
                anew[name] = crypto.seal(session.keys.of(person), place, opened)
        return anew


def plain(value: Any) -> Json:
    """A value of a column as plain JSON."""
    if isinstance(value, datetime):
        return milliseconds(value)
    return value.hex() if isinstance(value, bytes) else value


def stored(column: Column[Any], told: Any) -> Any:
    """The value of a column that `plain` has told."""
    if told is None:
        return None
    if isinstance(column.type, Instant):
        return column.type.process_result_value(told, None)  # type: ignore[arg-type]
    return bytes.fromhex(told) if isinstance(column.type, LargeBinary) else told
