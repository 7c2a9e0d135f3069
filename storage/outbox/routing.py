"""Where somebody is written to when we start: the channel they chose, or another that reaches them.

A reminder or an announcement waits on that channel and moves with it. Replies stay where they are.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, select, update

from domain.people.person import PersonId
from storage.outbox.rows import RowKind, State, fixed
from storage.outbox.tables import outbox
from storage.people.tables import addresses, people

# Written out, for several rows at once: values of an IN are bound anew for each statement.
_started = outbox.c.kind.in_([fixed(RowKind.REMINDER), fixed(RowKind.CAMPAIGN)])
_waits = (outbox.c.state == State.WAITING.value, _started)


def channel_of(person: "ColumnElement[Any] | PersonId") -> ColumnElement[str]:
    """One channel for each person; NULL for whoever cannot be reached."""
    own, theirs = people.alias("own"), addresses.alias("theirs")
    return (
        select(theirs.c.channel)
        .join_from(theirs, own, own.c.id == theirs.c.person_id)
        .where(theirs.c.person_id == person, theirs.c.reachable)
        .order_by(case((theirs.c.channel == own.c.prefers, 0), else_=1), theirs.c.channel)
        .limit(1)
        .correlate_except(own, theirs)
        .scalar_subquery()
    )


_there = channel_of(outbox.c.person_id)
_redirected = (
    update(outbox)
    .where(outbox.c.person_id == bindparam("person"), *_waits)
    .values(channel=func.coalesce(_there, outbox.c.channel))
)
_revived = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("row"),
        outbox.c.state == State.UNREACHABLE.value,
        _started,
        _there.is_not(None),
    )
    .values(state=State.WAITING.value, channel=_there, lease_until=None, error=None)
)


def redirect(connection: Connection, persons: Iterable[PersonId], *, held: bool = False) -> None:
    """What we start and has not gone goes where these people are written to now.

    What a process holds it sends where it meant to, unless `held`: then the channel is lost.
    """
    statement = _redirected if held else _redirected.where(outbox.c.lease_until.is_(None))
    rows = [{"person": person} for person in persons]
    if rows:
        connection.execute(statement, rows)


def revive(connection: Connection, rows: Iterable[int]) -> None:
    """What we started and could not bring to one phone goes to the other, if there is one."""
    found = [{"row": row} for row in rows]
    if found:
        connection.execute(_revived, found)
