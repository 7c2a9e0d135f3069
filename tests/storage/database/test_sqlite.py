"""What is about SQLite's file itself: locks, full disks, damaged pages, who may read it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from storage.people.tables import people
from storage.schema import migrate
from storage.sealing.crypto import Keyring
from storage.store import StorageError, Store
from tests.storage.samples import NOW, ZONE, person


def count(store: Store) -> int:
    """How many people there are."""
    return store.read(
        lambda tx: tx.connection.scalar(select(func.count()).select_from(people)) or 0
    )


def pragma(store: Store, words: str) -> Any:
    """Change the writer's connection."""
    database: Any = store._database
    raw = database.connection.connection.dbapi_connection
    return next(iter(raw.execute(f"PRAGMA {words}")), [None])[0]


@pytest.fixture
def held(sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """Another program that holds the write lock."""
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def test_a_locked_database_may_be_tried_again(
    sqlite_store: Store, held: sqlite3.Connection
) -> None:
    """Once the other program has let go, it works."""
    pragma(sqlite_store, "busy_timeout=10")

    with pytest.raises(StorageError, match="locked") as locked:
        person(sqlite_store)
    held.rollback()

    assert locked.value.temporary
    assert person(sqlite_store)


def test_a_full_disk_leaves_nothing_behind(sqlite_store: Store) -> None:
    """And says so."""
    anna = person(sqlite_store)
    pages = pragma(sqlite_store, "page_count")
    pragma(sqlite_store, f"max_page_count={pages}")

    with pytest.raises(StorageError, match="disk is full") as full:
        sqlite_store.write(lambda tx: tx.conversations.keep({anna: "x" * 100_000}, NOW))

    assert not full.value.temporary
    assert count(sqlite_store) == 1
    sqlite_store.write(lambda tx: tx.people.set_language(anna, "ar"))


def test_a_read_only_file_is_named(sqlite_url: str, ring: Keyring) -> None:
    """Its owner can mend that."""
    store = Store.open(sqlite_url, ring, ZONE)
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


def test_a_damaged_database_is_refused(sqlite_url: str, ring: Keyring) -> None:
    """With the advice to restore a backup."""
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))

    with pytest.raises(StorageError, match="damaged"):
        Store.open(sqlite_url, ring, ZONE)


def test_a_missing_folder_is_named(tmp_path: Path, ring: Keyring) -> None:
    """Nothing is made in its place."""
    with pytest.raises(StorageError, match="cannot be opened"):
        Store.open(f"sqlite:///{tmp_path}/nowhere/lipa.db", ring, ZONE)


def test_the_database_is_readable_to_its_owner_only(tmp_path: Path, ring: Keyring) -> None:
    """Also what SQLite puts beside it."""
    url = f"sqlite:///{tmp_path / 'lipa.db'}"
    migrate(url, ring)
    with closing(Store.open(url, ring, ZONE)) as store:
        person(store)
        modes = {file.stat().st_mode & 0o777 for file in tmp_path.glob("lipa.db*")}

    assert modes == {0o600}
