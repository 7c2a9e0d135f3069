"""How much waits to be sent and how late it is, for the operator's metrics. No person in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.outbox.rows import Priority, State
from storage.outbox.tables import outbox
from storage.session import Session


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


def _backlog(waiting: int, due: datetime, now: datetime) -> Backlog:
    return Backlog(waiting, max(0.0, (now - due).total_seconds()))
