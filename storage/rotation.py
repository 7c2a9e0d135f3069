"""Changing the secret keys: every data key is wrapped anew, nothing else is touched.

The house key goes first. From then on a program that does not hold the new secret key makes no
keys any more (`storage/sealing/keys.py`), so that nothing is left behind under the old one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, bindparam, select, update

from domain.people.person import PersonId
from storage.people.tables import people
from storage.sealing.crypto import SealError
from storage.sealing.keys import HOUSE, INDEX, owner_of
from storage.sealing.tables import marks
from storage.store import Store
from storage.surveys.sealed_answers import response_owner
from storage.surveys.tables import responses
from storage.transaction import Transaction
from storage.unopened import Wrapping, wrapping

BATCH = 500
Owner = Callable[[int], str]
Wrapped = tuple[Any, bytes, str]  # what names the row, its data key, and whose that is


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many keys were wrapped anew, how many could not be, and how all are wrapped now."""

    changed: int
    unopened: int
    now: Wrapping


def rotate(store: Store) -> Rotated:
    """Wrap every data key under the first secret key.

    Each batch is a transaction of its own, so nobody waits long. It may be killed at any moment and
    begun again, as often as one likes, also beside a running program. A key that does not open is
    passed over and counted. While `now.left` is not 0, every old key is still needed.
    """
    steps = [store.write(_marks)]
    for table, owner in ((people, _person), (responses, response_owner)):
        steps += _batches(store, table, owner)
    changed, unopened = (sum(each) for each in zip(*steps, strict=True))
    return Rotated(changed, unopened, store.read(wrapping))


def _batches(store: Store, table: Table, owner: Owner) -> Iterator[tuple[int, int]]:
    after: int | None = -1
    while after is not None:
        start = after
        counts, after = store.write(lambda tx: _batch(tx, table, owner, start))  # noqa: B023
        yield counts


def _batch(
    tx: Transaction, table: Table, owner: Owner, after: int
) -> tuple[tuple[int, int], int | None]:
    rows = tx.connection.execute(
        select(table.c.id, table.c.key_wrapped)
        .where(table.c.id > after)
        .order_by(table.c.id)
        .limit(BATCH)
    ).all()
    found = [(row.id, row.key_wrapped, owner(row.id)) for row in rows]
    counts = _rewrap(tx, table.c.id, table.c.key_wrapped, found)
    return counts, rows[-1].id if len(rows) == BATCH else None


def _marks(tx: Transaction) -> tuple[int, int]:
    wrapped = select(marks.c.name, marks.c.content).where(marks.c.name.in_((HOUSE, INDEX)))
    rows = tx.connection.execute(wrapped).all()
    return _rewrap(tx, marks.c.name, marks.c.content, [(r.name, r.content, r.name) for r in rows])


def _rewrap(
    tx: Transaction, name: Column[Any], kept: Column[bytes], rows: list[Wrapped]
) -> tuple[int, int]:
    """How many are wrapped anew, and how many could not be opened."""
    stale = [row for row in rows if not tx.keys.keyring.is_current(row[1])]
    new = [change for row in stale if (change := _change(tx, row)) is not None]
    if new:
        unchanged = (name == bindparam("row"), kept == bindparam("old"))
        statement = update(name.table).where(*unchanged)
        tx.connection.execute(statement.values({kept.name: bindparam("new")}), new)
    return len(new), len(stale) - len(new)


def _change(tx: Transaction, row: Wrapped) -> dict[str, Any] | None:
    number, wrapped, owner = row
    ring = tx.keys.keyring
    try:
        return {"row": number, "old": wrapped, "new": ring.wrap(ring.unwrap(wrapped, owner), owner)}
    except SealError:
        return None


def _person(number: int) -> str:
    return owner_of(PersonId(number))
