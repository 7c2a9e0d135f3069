"""Proof of delivery: what was uncertain turns out to have arrived.

A row whose attempt failed keeps the name that the channel would have given it: a number that grows
with time, or, when the answer was lost, `~` and the two numbers that it lies between. What is known
as the name of another message to the same person proves nothing, wherever it lies.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, case, null, select, text, union_all, update

from storage.outbox.rows import State, fixed
from storage.outbox.tables import outbox
from storage.people.tables import addresses
from storage.session import Session

RANGE = "~"
DOUBTED = (State.WAITING, State.UNCERTAIN)

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
    theirs = _named(tx, channel, address)
    # One after the other, as each has an index of its own.
    doubtful = union_all(*(theirs.where(outbox.c.state == fixed(state)) for state in DOUBTED))
    doubted = [row for row in tx.connection.execute(doubtful) if row.message is not None]
    if not doubted:
        return []
    known = _known(tx, theirs.where(outbox.c.state == fixed(State.SENT)), names)
    proven = [
        {"row": row, "name": name, "at": at}
        for row, perhaps in doubted
        for name in names
        if name not in known and _fits(name, perhaps)
    ]
    if proven:
        tx.connection.execute(_proven, proven)
    return [each["row"] for each in proven]


def _named(tx: Session, channel: str, address: str) -> Select[Any]:
    """The rows of whoever is behind this address, and what they are or may be called."""
    blind = tx.keys.blind("address", channel, address)
    owner = select(addresses.c.person_id).where(addresses.c.blind == blind).scalar_subquery()
    return select(outbox.c.id, outbox.c.message).where(
        outbox.c.person_id == owner, outbox.c.channel == channel
    )


def _known(tx: Session, sent: Select[Any], names: Sequence[str]) -> set[str]:
    """Which of these are names of messages that were sent, or of parts of long ones."""
    long = sent.where(text("outbox.message LIKE '%,%'"))  # as the index has it
    found = union_all(sent.where(outbox.c.message.in_(names)), long)
    return {each for row in tx.connection.execute(found) for each in row.message.split(",")}


def _fits(name: str, perhaps: str) -> bool:
    if not perhaps.startswith(RANGE):
        return name in perhaps.split(",")
    first, _dash, last = perhaps[len(RANGE) :].partition("-")
    return name.isdecimal() and int(first) <= int(name) <= int(last)
