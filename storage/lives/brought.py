"""What each of two people had when they were joined, and so what can be given back to each."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

import orjson
from sqlalchemy import select

from domain.people.person import PersonId
from domain.phones.phone import Joined
from domain.speech.text import Json
from storage.giving_back import GivesBack, Rows, plain, stored
from storage.people.repository import PeopleTable
from storage.people.tables import people
from storage.session import Session
from storage.subjects import KEPT

ABOUT_THE_ROW = {"id", "key_wrapped", "pin_sealed", "seen_at", "decided_at"}
TOLD = [column for column in people.c if column.name not in ABOUT_THE_ROW]
PIN = "pin"


def tables() -> Mapping[str, GivesBack]:
    """Every table of which something is given back, in the order of `KEPT`."""
    return {str(k.table.name): k.give_back for k in KEPT if isinstance(k.give_back, GivesBack)}


@dataclass(frozen=True, slots=True)
class Brought:
    """All of it by table: names of rows that went over, and rows that went away on either side.

    `told` is what the one told of themselves, `owner_told` what the other had told before.
    """

    names: Mapping[str, Sequence[str]]
    gone: Mapping[str, Rows]
    owner_gone: Mapping[str, Rows]
    told: Mapping[str, Any]
    owner_told: Mapping[str, Any]
    given_up: Joined = field(default_factory=Joined)

    def packed(self) -> bytes:
        """As it is sealed."""
        return orjson.dumps(asdict(self))

    @classmethod
    def unpacked(cls, packed: bytes) -> "Brought":
        """What `packed` made, also by an older version."""
        read = orjson.loads(packed)
        given_up = Joined(**{name: tuple(many) for name, many in read.pop("given_up").items()})
        known = {each.name for each in fields(cls)}
        return cls(**{k: v for k, v in read.items() if k in known}, given_up=given_up)


@dataclass(frozen=True, slots=True)
class Before:
    """Everything of both as it is before any row is handed over."""

    theirs: Mapping[str, Rows]
    owners: Mapping[str, Rows]
    told: Mapping[str, Any]
    owner_told: Mapping[str, Any]

    @classmethod
    def of(cls, session: Session, person: PersonId, owner: PersonId) -> "Before":
        """As it is now. Raises SealError as handing over does."""
        told = [told_of(session, each) for each in (person, owner)]
        return cls(_all_of(session, person), _all_of(session, owner), *told)

    def brought(self, session: Session, owner: PersonId, given_up: Joined) -> Brought:
        """What went over and what went away: now everything has been handed over."""
        now = _all_of(session, owner)
        names = {table: self._gone_over(table, rows) for table, rows in now.items()}
        return Brought(
            names,
            {table: _without(rows, names[table]) for table, rows in self.theirs.items()},
            {
                table: _without(rows, now[table].keys() - names[table])
                for table, rows in self.owners.items()
            },
            self.told,
            self.owner_told,
            given_up,
        )

    def _gone_over(self, table: str, now: Rows) -> list[str]:
        theirs, owners = self.theirs[table], self.owners[table]
        return [
            name
            for name, row in now.items()
            if name in theirs and (name not in owners or owners[name] != row == theirs[name])
        ]


def told_of(session: Session, person: PersonId) -> Mapping[str, Json]:
    """What somebody told of themselves, with their number, as plain JSON."""
    row = session.connection.execute(select(*TOLD).where(people.c.id == person)).one()
    pin = PeopleTable(session).pin(person)
    told = {str(each.name): plain(getattr(row, each.name)) for each in TOLD}
    return told | {PIN: None if pin is None else pin.digits}


def columns_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a person, but for the number."""
    return {
        column.name: stored(column, told[column.name]) for column in TOLD if column.name in told
    }


def _all_of(session: Session, person: PersonId) -> Mapping[str, Rows]:
    return {name: table.of(session, person) for name, table in tables().items()}


def _without(rows: Rows, names: Any) -> Rows:
    return {name: row for name, row in rows.items() if name not in names}
