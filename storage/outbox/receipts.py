"""Proof of delivery: what was uncertain turns out to have arrived.

A row whose attempt failed keeps the name that the channel would have given it: a number that grows
with time, or, when the answer was lost, `~` and the two numbers that it lies between.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, null, select, union_all, update

from storage.outbox.rows import State, fixed
from storage.outbox.tables import outbox
from storage.people.tables import addresses
from storage.session import Session

RANGE = "~"

_proven = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(
        state=State.SENT.value,
        message=bindparam("name"),
        sent_at=bindparam("at", type_=outbox.c.sent_at.type),
        error=null(),
        lease_until=null(),
        content_sealed=case((outbox.c.asks, outbox.c.content_sealed), else_=null()),
    )
)


def delivered(
    tx: Session, channel: str, address: str, names: Sequence[str], at: datetime
) -> list[int]:
    """Settle the uncertain rows of whoever is behind this address that these names prove."""
    doubted = _doubted(tx, channel, address)
    proven = [
        {"row": row, "name": name, "at": at}
        for row, perhaps in doubted
        for name in names
        if _fits(name, perhaps)
    ]
    if proven:
        tx.connection.execute(_proven, proven)
    return [each["row"] for each in proven]


def _doubted(tx: Session, channel: str, address: str) -> Iterable[Any]:
    blind = tx.keys.blind("address", channel, address)
    owner = select(addresses.c.person_id).where(addresses.c.blind == blind).scalar_subquery()
    theirs = select(outbox.c.id, outbox.c.message).where(
        outbox.c.person_id == owner, outbox.c.channel == channel, outbox.c.message.is_not(None)
    )
    # One after the other, as each has an index of its own.
    doubtful = [
        theirs.where(outbox.c.state == fixed(state)) for state in (State.WAITING, State.UNCERTAIN)
    ]
    return tx.connection.execute(union_all(*doubtful)).all()


def _fits(name: str, perhaps: str) -> bool:
    if not perhaps.startswith(RANGE):
        return name in perhaps.split(",")
    first, _dash, last = perhaps[len(RANGE) :].partition("-")
    return name.isdecimal() and int(first) <= int(name) <= int(last)
