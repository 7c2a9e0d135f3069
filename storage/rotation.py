"""Changing the secret keys: every data key is wrapped anew, nothing else is touched."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table, bindparam, select, update

from domain.people.person import PersonId
from storage.people.tables import people
from storage.sealing.keys import HOUSE, INDEX, owner_of
from storage.sealing.tables import marks
from storage.store import Store
from storage.surveys.sealed_answers import response_owner
from storage.surveys.tables import responses
from storage.transaction import Transaction

BATCH = 500


def rotate(store: Store) -> int:
    """Wrap every data key under the first secret key; returns how many were under another.

    Each batch is a transaction of its own, so nobody waits long. It may be stopped and begun again;
    until it has ended, all old keys must stay in LIPA_SECRET_KEYS. Raises SealError when one of
    them is missing already.
    """
    changed = store.write(_marks)
    for table, owner in ((people, _person), (responses, response_owner)):
        changed += sum(_batches(store, table, owner))
    return changed


def _batches(store: Store, table: Table, owner: Any) -> Iterator[int]:
    after: int | None = -1
    while after is not None:
        start = after
        changed, after = store.write(lambda tx: _batch(tx, table, owner, start))  # noqa: B023
        yield changed


def _batch(tx: Transaction, table: Table, owner: Any, after: int) -> tuple[int, int | None]:
    rows = tx.connection.execute(
        select(table.c.id, table.c.key_wrapped)
        .where(table.c.id > after)
        .order_by(table.c.id)
        .limit(BATCH)
    ).all()
    stale = [(row.id, row.key_wrapped, owner(row.id)) for row in rows]
    changed = _rewrap(tx, table.c.id, table.c.key_wrapped, stale)
    return changed, rows[-1].id if len(rows) == BATCH else None


def _marks(tx: Transaction) -> int:
    wrapped = select(marks.c.name, marks.c.content).where(marks.c.name.in_((HOUSE, INDEX)))
    rows = tx.connection.execute(wrapped).all()
    return _rewrap(tx, marks.c.name, marks.c.content, [(r.name, r.content, r.name) for r in rows])


def _rewrap(
    tx: Transaction, name: Column[Any], kept: Column[bytes], rows: list[tuple[Any, bytes, str]]
) -> int:
    ring = tx.keys.keyring
    new = [
        {"row": row, "new": ring.wrap(ring.unwrap(wrapped, owner), owner)}
        for row, wrapped, owner in rows
        if not ring.is_current(wrapped)
    ]
    if new:
        statement = update(name.table).where(name == bindparam("row"))
        tx.connection.execute(statement.values({kept.name: bindparam("new")}), new)
    return len(new)


def _person(number: int) -> str:
    return owner_of(PersonId(number))
