"""Write what became of rows, give up what is too late, forget what is old."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Text, bindparam, case, delete, func, null, or_, select, update

from storage.database.instants import milliseconds
from storage.database.prepared import Many
from storage.database.refusals import StorageError
from storage.outbox.routing import redirect, revive
from storage.outbox.rows import ERASABLE, Due, RowKind, Settled, State, fixed
from storage.outbox.tables import outbox
from storage.people.tables import addresses
from storage.session import Session

LONGEST_ERROR = 200  # PostgreSQL would refuse more
REPLIES_KEPT = timedelta(days=3)  # longer than a platform lets us delete them

_row = outbox.c.id == bindparam("row")
_waiting = outbox.c.state == State.WAITING.value
_wiped = {"lease_until": None, "address_sealed": None}

_sent = Many(
    lambda _dialect: (
        update(outbox)
        .where(_row)
        .values(
            state=fixed(State.SENT),
            sent_at=bindparam("at", type_=BigInteger()),
            message=bindparam("name"),
            error=null(),
            lease_until=null(),
            address_sealed=null(),
            content_sealed=case((outbox.c.asks, outbox.c.content_sealed), else_=null()),
        )
    )
)
_again = (
    update(outbox)
    .where(_row, _waiting)
    .values(
        due_at=bindparam("due", type_=BigInteger()),
        lease_until=bindparam("lease", type_=BigInteger()),
        attempts=bindparam("tried"),
        doubts=bindparam("unsure"),
        error=bindparam("why"),
        message=func.coalesce(bindparam("name", type_=Text()), outbox.c.message),
    )
)
_given_up = (
    update(outbox)
    .where(_row, _waiting)
    .values(
        state=bindparam("end"),
        error=bindparam("why"),
        message=func.coalesce(bindparam("name", type_=Text()), outbox.c.message),
        content_sealed=case(
            (outbox.c.asks & (bindparam("end") == State.UNCERTAIN.value), outbox.c.content_sealed),
            else_=None,
        ),
        **_wiped,
    )
)
_blocked = (
    update(addresses)
    .where(
        addresses.c.person_id == bindparam("person"),
        addresses.c.channel == bindparam("by"),
    )
    .values(reachable=False)
)
_with_them = (
    update(outbox)
    .where(outbox.c.person_id == bindparam("person"), outbox.c.channel == bindparam("by"), _waiting)
    .values(state=State.UNREACHABLE.value, content_sealed=None, **_wiped)
)
_gone_from_phone = (
    update(outbox)
    .where(outbox.c.person_id == bindparam("person"), outbox.c.message == bindparam("name"))
    .values(message=None)
)


def settle(tx: Session, results: Sequence[Settled]) -> None:
    """One statement for each kind of outcome, whatever their number."""
    ordered = sorted(results, key=_number)  # so that two who settle never wait for each other
    again = [each for each in ordered if each.state is State.WAITING]
    sent = [each for each in ordered if each.state is State.SENT]
    ended = [each for each in ordered if each.state not in (State.WAITING, State.SENT)]
    _sent.run(tx.connection, [_sent_values(each) for each in sent])
    _write(tx, _again, map(_again_values, again))
    _write(tx, _given_up, map(_ended_values, ended))
    _lose(tx, (each.row for each in ended if each.state is State.UNREACHABLE))
    _write(tx, _gone_from_phone, (gone for each in sent for gone in _erased(each.row)))
    if any(each.row.person is None for each in results if each.state is not State.WAITING):
        tx.erased = True  # an address of somebody forgotten stood there


def settle_apart(tx: Session, results: Sequence[Settled]) -> list[int]:
    """The same, each by itself, in order; the numbers of rows whose outcome cannot be written.

    They are over: tried again they would arrive again and again. Raises StorageError as ever when
    the database takes no writes.
    """
    odd = []
    for each in results:
        try:
            with tx.savepoint():
                settle(tx, [each])
        except StorageError:
            raise
        except Exception:  # noqa: BLE001 - whatever is odd about it, the others are not
            odd.append(each.row.id)
            _write(tx, _given_up, [_ended_values(_set_aside(each))])
    return odd


def expire(tx: Session, now: datetime) -> int:
    """Give up rows that nobody holds and whose time is over; how many there were."""
    late = select(outbox.c.id).where(
        _waiting,
        outbox.c.not_after < now,
        or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now),
    )
    free = late.with_for_update(skip_locked=True)  # somebody else is about the others
    return tx.connection.execute(
        update(outbox)
        .where(outbox.c.id.in_(free))
        .values(state=State.EXPIRED.value, content_sealed=None, **_wiped)
    ).rowcount


def purge(tx: Session, now: datetime, days: int) -> int:
    """Answers after some days, all else after `days`; what belongs to a campaign goes with it."""
    old = outbox.c.due_at < now - timedelta(days=days)
    short = (outbox.c.due_at < now - REPLIES_KEPT) & ~outbox.c.asks
    plain = outbox.c.kind.in_([RowKind.SAY.value, RowKind.GOODBYE.value, RowKind.ERASE.value])
    settled = (~_waiting, outbox.c.campaign_id.is_(None))
    return tx.connection.execute(delete(outbox).where(*settled, or_(old, plain & short))).rowcount


def _set_aside(result: Settled) -> Settled:
    return Settled(result.row, State.UNCERTAIN, result.at, error="its outcome cannot be recorded")


def _number(result: Settled) -> int:
    return result.row.id


def _lose(tx: Session, rows: Iterable[Due]) -> None:
    """What we started goes to another phone of theirs, if there is one; the rest is lost."""
    found = [row for row in rows if row.person is not None]
    lost = [{"person": row.person, "by": row.channel} for row in found]
    _write(tx, _blocked, lost)
    revive(tx.connection, (row.id for row in found))
    redirect(tx.connection, {row.person for row in found if row.person}, held=True)
    _write(tx, _with_them, lost)


def _write(tx: Session, statement: Any, values: Iterable[dict[str, Any]]) -> None:
    rows = list(values)
    if rows:
        tx.connection.execute(statement, rows)


def _sent_values(result: Settled) -> dict[str, Any]:
    name = result.message if result.row.person is not None else None
    return {"row": result.row.id, "at": milliseconds(result.at), "name": name}


def _again_values(result: Settled) -> dict[str, Any]:
    lease = result.lease_until
    return {
        "row": result.row.id,
        "due": milliseconds(result.due or result.at),
        "lease": None if lease is None else milliseconds(lease),
        "tried": result.attempts,
        "unsure": result.doubts,
        "why": result.error[:LONGEST_ERROR] or None,
        "name": result.message or None,
    }


def _ended_values(result: Settled) -> dict[str, Any]:
    return {
        "row": result.row.id,
        "end": result.state.value,
        "why": result.error[:LONGEST_ERROR] or None,
        "name": result.message or None,
    }


def _erased(row: Due) -> Iterable[dict[str, Any]]:
    if row.person is not None:
        for name in row.erase:
            yield {"person": row.person, "name": name}


assert ERASABLE < REPLIES_KEPT  # noqa: S101 - what can still be deleted must still be known
