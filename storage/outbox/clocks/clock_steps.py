"""What becomes of stored instants when the clock was set, and of what a process has left behind.

Only what means "so long from then" is moved: leases, tries, pauses, and how long an answer is of
use. What means a time of day, or the time of a thing, stays what it is.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    and_,
    case,
    exists,
    literal,
    or_,
    type_coerce,
    update,
)

from storage.outbox.rows import REPLY_LASTS, Priority, RowKind, State
from storage.outbox.tables import outages, outbox, pauses
from storage.people.tables import addresses
from storage.session import Session

LONGEST_TRY = timedelta(minutes=5)  # no try is put off for longer, but by a pause
LONGEST_PAUSE = timedelta(days=1)  # what a platform may ask for

_waiting = outbox.c.state == State.WAITING.value
_answer = and_(outbox.c.priority == Priority.REPLY.value, outbox.c.kind != RowKind.ERASE.value)
_erasure = outbox.c.kind == RowKind.ERASE.value
_reminder = outbox.c.kind == RowKind.REMINDER.value
_held_by_pause = exists().where(
    addresses.c.person_id == outbox.c.person_id,
    addresses.c.channel == outbox.c.channel,
    addresses.c.paused_until == outbox.c.due_at,
)


def _in_ms(column: Column[Any]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


_plan = _in_ms(outbox.c.not_after) - outbox.c.ahead_s * 1000  # so long before the thing itself


def shift(tx: Session, channels: Collection[str], step: timedelta, now: datetime) -> None:
    """The clock was set by `step` and says `now`: on these channels all waits as long as before.

    What was due stays due, but reminders: their time is that of the thing they are about. What was
    written since the step is left alone, as far as it can be told apart.
    """
    here = outbox.c.channel.in_(channels)
    silences = (
        (pauses.c.until, pauses.c.channel.in_(channels)),
        (addresses.c.paused_until, addresses.c.channel.in_(channels)),
    )
    if step > timedelta():
        _forward(tx, step, now, here, silences)
    else:
        _backward(tx, step, now, here, silences)
    _move(tx, outages.c.since, step, outages.c.channel.in_(channels))


def _forward(tx: Session, step: timedelta, now: datetime, here: Any, silences: Any) -> None:
    """Nothing waits for longer; answers would seem too old, and silences over."""
    old = outbox.c.not_after <= now - step + REPLY_LASTS
    _move(tx, outbox.c.not_after, step, here, _waiting, _answer, old)
    for until, there in silences:
        _move(tx, until, step, there, until > now - step, until <= now)


def _backward(tx: Session, step: timedelta, now: datetime, here: Any, silences: Any) -> None:
    """All would wait until the old time returns, also for a silence that was over.

    What was held for a morning that is now another one is looked at again: whoever claims it holds
    it for the right one.
    """
    was = now - step
    ahead = outbox.c.due_at > now
    tries = or_(_answer, _erasure, outbox.c.error.is_not(None), _held_by_pause)
    _move(tx, outbox.c.due_at, step, here, _waiting, ahead, tries)
    rest = update(outbox).where(here, _waiting, ahead, ~tries)
    tx.connection.execute(rest.where(~_reminder).values(due_at=now))
    tx.connection.execute(
        rest.where(_reminder, _in_ms(outbox.c.due_at) > _plan).values(due_at=_plan)
    )
    _move(tx, outbox.c.lease_until, step, here, _waiting, outbox.c.lease_until > now + LONGEST_TRY)
    young = outbox.c.not_after > now + REPLY_LASTS
    _move(tx, outbox.c.not_after, step, here, _waiting, _answer, young)
    _move(tx, outbox.c.not_after, step, here, _waiting, _erasure)
    for until, there in silences:
        over = update(until.table).where(there, until > now, until <= was)
        tx.connection.execute(over.values({until: now}))
        _move(tx, until, step, there, until > was)


def release(tx: Session, now: datetime, channels: Collection[str] | None = None) -> None:
    """Nobody sends on these channels, or any when None, but whoever calls this.

    What was in flight goes once more, tries at once. What waits for longer than anything is ever
    made to wait was left behind by a clock that has been set back since.
    """
    at_once = literal(now, outbox.c.due_at.type)
    left = or_(_answer, and_(outbox.c.error.is_not(None), outbox.c.due_at > now + LONGEST_TRY))
    freed = update(outbox).where(_waiting, or_(outbox.c.lease_until.is_not(None), left))
    longest = now + LONGEST_PAUSE
    silent = update(pauses).where(pauses.c.until > longest).values(until=longest)
    chats = update(addresses).where(addresses.c.paused_until > longest)
    if channels is not None:
        freed = freed.where(outbox.c.channel.in_(channels))
        silent = silent.where(pauses.c.channel.in_(channels))
        chats = chats.where(addresses.c.channel.in_(channels))
    due = case((outbox.c.due_at > now, at_once), else_=outbox.c.due_at)
    tx.connection.execute(freed.values(lease_until=None, due_at=due))
    tx.connection.execute(silent)
    tx.connection.execute(chats.values(paused_until=longest))


def _move(tx: Session, column: Column[Any], step: timedelta, *where: Any) -> None:
    moved = _in_ms(column) + round(step.total_seconds() * 1000)
    rows = update(column.table).where(*where, column.is_not(None))
    tx.connection.execute(rows.values({column: moved}))
