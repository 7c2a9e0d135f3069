"""The audit: what was noted stands, and what was changed or taken away is noticed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Update, delete, func, select, update

from domain.staff.audit import OPERATOR, Looked, View, Why
from domain.staff.member import StaffId
from storage import rotation
from storage.sealing.crypto import Keyring
from storage.sealing.tables import marks
from storage.staff.tables import audit
from storage.store import Store
from tests.storage.samples import HOUR, KEY, NOW, OTHER_KEY, ZONE

Change = Callable[[Connection], object]


def looked(number: int) -> Looked:
    """One look."""
    who = OPERATOR if number % 2 else StaffId(number)
    return Looked(NOW + number * HOUR, who, View.APPOINTMENTS, f"2026-12-0{number}", Why.DESK)


@pytest.fixture
def rows(store: Store) -> list[Looked]:
    """Four looks, each in a transaction of its own."""
    looks = [looked(number) for number in range(1, 5)]
    for each in looks:
        store.write(lambda tx, each=each: tx.audit.note(each))  # type: ignore[misc]  # the loop's own look
    return looks


def test_what_was_noted_stands(store: Store, rows: list[Looked]) -> None:
    """In its order, as it was."""
    assert store.read(lambda tx: tx.audit.all()) == rows
    assert store.read(lambda tx: tx.audit.broken()) is None


def test_an_empty_audit_is_whole(store: Store) -> None:
    """Nobody has looked yet."""
    assert store.read(lambda tx: tx.audit.broken()) is None


@pytest.mark.parametrize("column", [each.name for each in audit.c if each.name != "id"])
def test_a_changed_row_is_found(store: Store, rows: list[Looked], column: str) -> None:
    """Whichever column it is, and from its row on nothing is believed."""
    chosen = select(audit).where(audit.c.id.in_((2, 3))).order_by(audit.c.id)
    second, third = store.read(lambda tx: tx.connection.execute(chosen).all())
    taken = getattr(second, column)
    changed = taken if taken != getattr(third, column) else "other"

    _change(store, lambda on: on.execute(_third().values({column: changed})))

    assert store.read(lambda tx: tx.audit.broken()) == 3
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("change", "first"),
    [
        (lambda on: on.execute(delete(audit).where(audit.c.id == 1)), 1),
        (lambda on: on.execute(delete(audit).where(audit.c.id == 3)), 3),
        (lambda on: on.execute(delete(audit).where(audit.c.id == 4)), 4),
        (lambda on: on.execute(delete(audit)), 1),
        (lambda on: on.execute(delete(marks).where(marks.c.name == "audit")), 5),
        (lambda on: on.execute(_third().values(id=7)), 3),
    ],
    ids=["the first", "one between", "the last", "all", "the mark", "another number"],
)
def test_a_row_that_was_taken_away_is_found(
    store: Store, rows: list[Looked], change: Change, first: int
) -> None:
    """Also at the end, where nothing follows that would hold on to it."""
    _change(store, change)

    assert store.read(lambda tx: tx.audit.broken()) == first
    assert rows


def test_those_who_look_at_once_make_one_chain(store: Store) -> None:
    """One after the other, whichever is first."""
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: store.write(lambda tx: tx.audit.note(looked(n % 9))), range(24)))

    assert store.read(lambda tx: tx.audit.broken()) is None
    assert store.read(lambda tx: tx.connection.scalar(select(func.count(audit.c.id)))) == 24


def test_changing_the_secret_keys_leaves_it_whole(
    store: Store, rows: list[Looked], url: str
) -> None:
    """The chain hangs on the index key, which stays."""
    both = Store.open(url, Keyring.parse(f"{OTHER_KEY},{KEY}"), ZONE)
    rotation.rotate(both)
    both.close()

    new = Store.open(url, Keyring.parse(OTHER_KEY), ZONE)
    assert new.read(lambda tx: tx.audit.broken()) is None
    assert new.read(lambda tx: tx.audit.all()) == rows
    new.close()
    assert store.read(lambda tx: tx.audit.broken()) is None


def _third() -> Update:
    return update(audit).where(audit.c.id == 3)


def _change(store: Store, change: Change) -> None:
    store.write(lambda tx: change(tx.connection))
