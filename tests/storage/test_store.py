"""Transactions are whole, and every refusal of the database says what to mend."""

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from domain.people.person import PersonId
from storage import schema
from storage.people.tables import people
from storage.schema import migrate
from storage.sealing.crypto import Keyring
from storage.sealing.tables import marks
from storage.store import Rollback, StorageError, Store, Transaction
from tests.storage.database.races import race
from tests.storage.samples import NOW, OTHER_KEY, ZONE, person


class MishapError(Exception):
    """Something goes wrong in the middle."""


def write_and_fail(tx: Transaction) -> None:
    """Make a person, then stumble."""
    tx.conversations.of([("telegram", "1")], NOW)
    raise MishapError


def undone(tx: Transaction, who: PersonId) -> None:
    """Erase somebody, then think better of it."""
    tx.lives.erase([who], NOW)
    raise Rollback


def count(store: Store) -> int:
    """How many people there are."""
    return store.read(
        lambda tx: tx.connection.scalar(select(func.count()).select_from(people)) or 0
    )


def test_a_fault_leaves_nothing_behind(store: Store) -> None:
    """And the next transaction works."""
    with pytest.raises(MishapError):
        store.write(write_and_fail)

    assert count(store) == 0
    assert person(store)


def test_a_savepoint_is_undone_alone(store: Store) -> None:
    """What was written before and after it stays; who was forgotten inside is not."""
    anna = person(store)

    def act(tx: Transaction) -> None:
        tx.people.set_language(anna, "ar")
        with tx.savepoint():
            undone(tx, anna)
        tx.conversations.keep({anna: {"flow": "menu"}}, NOW)

    store.write(act)

    [known] = store.read(lambda tx: tx.conversations.of([("telegram", "1001")], NOW))
    assert known.place == {"flow": "menu"}
    assert known.person.language == "ar"


def test_a_fault_in_a_savepoint_goes_on(store: Store) -> None:
    """Only Rollback stops there."""

    def act(tx: Transaction) -> None:
        with tx.savepoint():
            write_and_fail(tx)

    with pytest.raises(MishapError):
        store.write(act)


def test_two_hundred_writers_lose_nothing(store: Store) -> None:
    """Each reads a number and writes the next one."""
    anna = person(store)

    def count_up(tx: Transaction) -> None:
        tx.work(anna, NOW)  # whoever decides for somebody holds them
        number = int(tx.people.get(anna).language or 0)
        tx.people.set_language(anna, str(number + 1))

    race(store, [count_up] * 200)

    assert store.read(lambda tx: tx.people.get(anna)).language == "200"


async def test_whoever_stops_waiting_cuts_no_transaction(store: Store) -> None:
    """It is committed whole."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        tx.held.names(["slow"])
        tx.conversations.of([("telegram", "1")], NOW)
        begun.set()
        go_on.wait(5)
        tx.conversations.of([("telegram", "2")], NOW)

    task = asyncio.create_task(store.run(slow))
    await asyncio.to_thread(begun.wait, 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go_on.set()

    def found(tx: Transaction) -> int:
        tx.held.names(["slow"])  # until it is committed
        return len(tx.connection.execute(select(people.c.id)).all())

    assert await store.run(found) == 2


def test_reports_cannot_write(store: Store) -> None:
    """A report that tries is stopped."""
    with pytest.raises(StorageError, match="read-only"):
        store.read(lambda tx: tx.conversations.of([("telegram", "1")], NOW))


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "nonsense", "nosuch://x/y"])
def test_an_unusable_address_is_refused(url: str, ring: Keyring) -> None:
    """It names the setting."""
    with pytest.raises(StorageError, match="LIPA_DATABASE_URL"):
        Store.open(url, ring, ZONE)


def test_wrong_keys_stop_the_start(url: str) -> None:
    """Before anything is read or written."""
    with pytest.raises(StorageError, match="LIPA_SECRET_KEYS does not hold the key"):
        Store.open(url, Keyring.parse(OTHER_KEY), ZONE)


def test_lost_keys_stop_the_start(url: str, ring: Keyring, store: Store) -> None:
    """A database without its own keys is worth nothing."""
    store.write(lambda tx: tx.connection.execute(marks.delete()))

    with pytest.raises(StorageError, match="restore a backup"):
        Store.open(url, ring, ZONE)


def test_an_empty_database_must_be_migrated_first(tmp_path: Path, ring: Keyring) -> None:
    """The command stands in the sentence."""
    with pytest.raises(StorageError, match="run: lipa migrate"):
        Store.open(f"sqlite:///{tmp_path / 'new.db'}", ring, ZONE)


def test_a_newer_database_is_refused(url: str, ring: Keyring, store: Store) -> None:
    """By the start and by migrations."""
    version = update(schema._versions).values(version_num="9999")
    store.write(lambda tx: tx.connection.execute(version))

    with pytest.raises(StorageError, match="newer than this program"):
        Store.open(url, ring, ZONE)
    with pytest.raises(StorageError, match="newer than this program"):
        migrate(url, ring)
