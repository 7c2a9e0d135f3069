"""What becomes of rows about people: the subject that owns a table says it, and all else iterates.

Forgetting somebody, joining two phones, retention, /mydata and `docs/data.md` walk over what the
subjects say (`storage/subjects.py`). A table about people without an answer fails the tests.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, update

from domain.people.person import PersonId
from storage.giving_back import GivesBack, Stays
from storage.session import Session

UNTIL_THEY_LEAVE = "until they leave"


@dataclass(frozen=True, slots=True)
class Over:
    """What retention goes by: an instant in UTC, and how many days an operator keeps things."""

    now: datetime
    days: int

    @property
    def long_ago(self) -> datetime:
        """What ended before this instant is kept no longer: `days` before `now`, in UTC."""
        return self.now - timedelta(days=self.days)


Unlink = Callable[[Session, PersonId, datetime], None]  # they are erased at this instant
HandOver = Callable[[Session, PersonId, PersonId, datetime], None]  # the first is the second now
Purge = Callable[[Session, Over], int]  # how many rows its time was over for
Expects = Callable[[datetime], ColumnElement[bool]]  # of people: that we wait for them after this


@dataclass(frozen=True, slots=True)
class Shown:
    """Their rows are theirs to read, but for keys and fingerprints.

    Sealed values stand under the key of their owner, or of the house; in the place of the row's
    number, or of its person where a row has none. `structured` columns hold JSON.
    """

    by_person: bool = False
    house: bool = False
    structured: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hidden:
    """They are not shown to the person whom they are about; `why` is for readers of the code."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One table about people. `until` is how long `docs/data.md` says that its rows are kept.

    `unlink`: somebody is forgotten. `hand_over`: two phones are joined; `give_back`:
    that is undone. `purge`: time has passed,
    and retention counts
    it as `counted`, if that says anything. While what `expects` says holds of
    somebody, they are no stranger to be let go.
    """

    table: Table
    until: str
    unlink: Unlink
    hand_over: HandOver
    give_back: GivesBack | Stays
    show: Shown | Hidden
    purge: Purge | None = None
    counted: str = ""
    expects: Expects | None = None


@dataclass(frozen=True, slots=True)
class Purged:
    """One table about nobody whose rows go in time."""

    table: Table
    purge: Purge
    counted: str = ""


def go_with_them(_session: Session, _person: PersonId, _at: datetime) -> None:
    """The row is deleted with the person's own: its foreign key cascades."""


def moved(table: Table, *only: ColumnElement[bool]) -> HandOver:
    """All rows of the one, or those of which `only` holds, are the other's, as they are."""

    def move(session: Session, person: PersonId, owner: PersonId, _at: datetime) -> None:
        rows = update(table).where(table.c.person_id == person, *only)
        session.connection.execute(rows.values(person_id=owner))

    return move


def dropped(table: Table) -> HandOver:
    """What the one had is of no use any more."""

    def drop(session: Session, person: PersonId, _owner: PersonId, _at: datetime) -> None:
        session.connection.execute(delete(table).where(table.c.person_id == person))

    return drop


def rows_before(table: Table, column: Any, at: datetime) -> Callable[[Session], int]:
    """Deletes the rows of which this column lies before `at`; gives their number."""
    old = delete(table).where(column < at)
    return lambda session: session.connection.execute(old).rowcount
