"""How much waits to be sent and how late it is, for the operator's metrics. No person in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, or_, select

from storage.outbox.rows import REPLY_LASTS, Priority, RowKind, State
from storage.outbox.tables import outbox
from storage.people.tables import addresses
from storage.session import Session

NETWORK = "network"  # how the error of a row begins that did not leave us


@dataclass(frozen=True, slots=True)
class Backlog:
    """Rows that wait, and for how many seconds the oldest of them has been due."""

    waiting: int
    late: float


def backlog(tx: Session, now: datetime) -> Mapping[Priority, Backlog]:
    """What is due by now and was not sent, for every priority."""
    earliest = func.min(outbox.c.due_at, type_=outbox.c.due_at.type)
    rows = tx.connection.execute(
        select(outbox.c.priority, func.count(), earliest)
        .where(outbox.c.state == State.WAITING.value, outbox.c.due_at <= now)
        .group_by(outbox.c.priority)
    )
    found = {priority: (waiting, due) for priority, waiting, due in rows}
    return {each: _backlog(*found.get(each, (0, now)), now) for each in Priority}


def answers(tx: Session, now: datetime) -> Mapping[str, float]:
    """By channel: for how many seconds the oldest answer waits that nothing but us keeps back.

    Not counted is what a platform wants to wait in a chat, and what waits for its next try while
    nobody knows whether it has arrived.
    """
    silent = exists().where(
        addresses.c.person_id == outbox.c.person_id,
        addresses.c.channel == outbox.c.channel,
        addresses.c.paused_until > now,
    )
    oldest = func.min(outbox.c.not_after, type_=outbox.c.not_after.type)
    rows = tx.connection.execute(
        select(outbox.c.channel, oldest)
        .where(
            outbox.c.state == State.WAITING.value,
            outbox.c.priority == Priority.REPLY.value,
            outbox.c.kind != RowKind.ERASE.value,
            or_(outbox.c.due_at <= now, outbox.c.error.startswith(NETWORK)),
            ~silent,
        )
        .group_by(outbox.c.channel)
    )
    return {
        channel: max(0.0, (now - (last - REPLY_LASTS)).total_seconds())
        for channel, last in rows
        if last is not None
    }


def _backlog(waiting: int, due: datetime, now: datetime) -> Backlog:
    return Backlog(waiting, max(0.0, (now - due).total_seconds()))
