"""Whose message somebody quotes whose name nobody has noted.

The answer on its way may stand on the phone already; or a process sent something and did not live
to write its name down, so that it goes once more under another name. Questions of a conversation
reach a phone one at a time and in order, and names grow with time: a name belongs to the first
question that had not left before it. Where that is not sure it belongs to nothing, for a number
that answers the wrong question does harm, and one that is asked for again does none.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select

from domain.people.person import PersonId
from storage.database.instants import milliseconds
from storage.outbox.rows import State
from storage.outbox.tables import outbox
from storage.session import Session

INSTANT = re.compile("[1-9][0-9]{12,14}")  # milliseconds since 1970, as Signal names messages
MOST = 10  # of the newest questions to somebody: what is older left long before any doubt

_questions = (
    select(
        outbox.c.id,
        outbox.c.prompt,
        outbox.c.asks,
        outbox.c.state,
        outbox.c.message,
        outbox.c.due_at,
        or_(outbox.c.lease_until.is_not(None), outbox.c.attempts > 0).label("begun"),
    )
    .where(
        outbox.c.person_id == bindparam("person"),
        outbox.c.channel == bindparam("by"),
        or_(outbox.c.prompt != "", outbox.c.asks),  # a letter asks nothing
    )
    .order_by(outbox.c.id.desc())
    .limit(MOST)
)


class Question(NamedTuple):
    """A row that asks something; outside a conversation when it `asks`."""

    id: int
    prompt: str
    asks: bool
    state: str
    message: str | None
    due_at: datetime
    begun: bool

    @property
    def last_name(self) -> int | None:
        """The name of its last part, when it is known."""
        name = (self.message or "").rpartition(",")[2]
        return int(name) if self.state == State.SENT and name.isdecimal() else None

    @property
    def may_stand_unnoted(self) -> bool:
        """Whether the phone may show it though we do not know that it does."""
        return self.state in (State.WAITING, State.UNCERTAIN)


def owner(tx: Session, person: PersonId, channel: str, name: str) -> Question | None:
    """The question of a conversation that a message of this unknown name shows, if that is sure."""
    found = tx.connection.execute(_questions, {"person": person, "by": channel})
    rows = sorted(map(Question._make, found))
    named = int(name) if name.isascii() and name.isdecimal() else None
    at = named if INSTANT.fullmatch(name) else None
    if any(_may_be(row, named, at) for row in rows if row.asks):
        return None
    first = _first_not_left([row for row in rows if not row.asks], named)
    return first if first is not None and _fits(first, at) else None


def _first_not_left(questions: Sequence[Question], named: int | None) -> Question | None:
    """The one after the last that surely left before the name was given; all before it have."""
    left = [at for at, row in enumerate(questions) if _left_before(row, named)]
    return next(iter(questions[left[-1] + 1 if left else 0 :]), None)


def _left_before(row: Question, named: int | None) -> bool:
    if named is None or row.last_name is None:
        return row.state == State.SENT
    return row.last_name < named


def _fits(first: Question, at: int | None) -> bool:
    """Whether it was made before the name was given; only names that are instants tell."""
    return first.may_stand_unnoted if at is None else milliseconds(first.due_at) <= at


def _may_be(row: Question, named: int | None, at: int | None) -> bool:
    """Whether the name may be that of this invitation or reminder."""
    if at is None:
        return row.begun and row.may_stand_unnoted
    after = row.last_name is not None and not _left_before(row, named)
    return milliseconds(row.due_at) <= at and (after or row.may_stand_unnoted)
