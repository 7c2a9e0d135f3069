"""Transactions are whole, and every refusal of the database says what to mend."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from domain.people import PersonId
from storage import schema
from storage.crypto import Keyring
from storage.schema import migrate
from storage.store import Rollback, StorageError, Store, Transaction
from storage.tables import marks, people
from tests.storage.races import race
from tests.storage.samples import NOW, OTHER_KEY, ZONE, person


class MishapError(Exception):
    """Something goes wrong in the middle."""


def write_and_fail(tx: Transaction) -> None:
    """Make a person, then stumble."""
    tx.conversations.of([("telegram", "1")], NOW)
    raise MishapError


def undone(tx: Transaction, who: PersonId) -> None:
    """Erase somebody, then think better of it."""
    tx.people.erase([who], NOW)
    raise Rollback


def count(store: Store) -> int:
    """How many people there are."""
    return store.read(
        lambda tx: tx.connection.scalar(select(func.count()).select_from(people)) or 0
    )


def pragma(store: Store, words: str) -> Any:
    """Change the writer's connection."""
    raw: Any = store._connection.connection.dbapi_connection
    return next(iter(raw.execute(f"PRAGMA {words}")), [None])[0]


@pytest.fixture
def held(url: str) -> Iterator[sqlite3.Connection]:
    """Another program that holds the write lock."""
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


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
        number = int(tx.people.get(anna).language or 0)
        tx.people.set_language(anna, str(number + 1))

    race(store, [count_up] * 200)

    assert store.read(lambda tx: tx.people.get(anna)).language == "200"


async def test_whoever_stops_waiting_cuts_no_transaction(store: Store) -> None:
    """It is committed whole."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
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

    assert await store.run(lambda tx: len(tx.connection.execute(select(people.c.id)).all())) == 2


def test_reports_cannot_write(store: Store) -> None:
    """A report that tries is stopped."""
    with pytest.raises(StorageError, match="read-only"):
        store.read(lambda tx: tx.conversations.of([("telegram", "1")], NOW))


def test_another_process_is_noticed(store: Store, url: str, ring: Keyring) -> None:
    """Our own writing is not news."""
    before = store.changed()
    person(store)
    assert store.changed() == before

    other = Store.open(url, ring, ZONE)
    person(other, "1002")
    other.close()

    assert store.changed() != before


def test_a_locked_database_may_be_tried_again(store: Store, held: sqlite3.Connection) -> None:
    """Once the other program has let go, it works."""
    pragma(store, "busy_timeout=10")

    with pytest.raises(StorageError, match="locked") as locked:
        person(store)
    held.rollback()

    assert locked.value.temporary
    assert person(store)


def test_a_full_disk_leaves_nothing_behind(store: Store) -> None:
    """And says so."""
    anna = person(store)
    pages = pragma(store, "page_count")
    pragma(store, f"max_page_count={pages}")

    with pytest.raises(StorageError, match="disk is full") as full:
        store.write(lambda tx: tx.conversations.keep({anna: "x" * 100_000}, NOW))

    assert not full.value.temporary
    assert count(store) == 1
    store.write(lambda tx: tx.people.set_language(anna, "ar"))


def test_a_read_only_file_is_named(url: str, ring: Keyring) -> None:
    """Its owner can mend that."""
    store = Store.open(url, ring, ZONE)
    pragma(store, "query_only=ON")

    with pytest.raises(StorageError, match="read-only"):
        person(store)
    store.close()


def test_what_is_no_database_is_refused(tmp_path: Path, ring: Keyring) -> None:
    """A letter in the wrong place."""
    path = tmp_path / "letter"
    path.write_text("Dear Anna, " * 200)

    with pytest.raises(StorageError, match="not an SQLite database"):
        Store.open(f"sqlite:///{path}", ring, ZONE)


def test_a_damaged_database_is_refused(url: str, ring: Keyring) -> None:
    """With the advice to restore a backup."""
    path = Path(url.removeprefix("sqlite:///"))
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))

    with pytest.raises(StorageError, match="damaged"):
        Store.open(url, ring, ZONE)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "nonsense", "nosuch://x/y"])
def test_an_unusable_address_is_refused(url: str, ring: Keyring) -> None:
    """It names the setting."""
    with pytest.raises(StorageError, match="LIPA_DATABASE_URL"):
        Store.open(url, ring, ZONE)


def test_a_missing_folder_is_named(tmp_path: Path, ring: Keyring) -> None:
    """Nothing is made in its place."""
    with pytest.raises(StorageError, match="cannot be opened"):
        Store.open(f"sqlite:///{tmp_path}/nowhere/lipa.db", ring, ZONE)


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


def test_the_database_is_readable_to_its_owner_only(url: str, store: Store) -> None:
    """Also what SQLite puts beside it."""
    person(store)
    path = Path(url.removeprefix("sqlite:///"))

    modes = {file.stat().st_mode & 0o777 for file in path.parent.glob("lipa.db*")}

    assert modes == {0o600}
