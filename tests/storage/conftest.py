"""A real database for every test: each one runs on SQLite, and again on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.sealing.crypto import Keyring
from storage.store import Store
from tests.storage.database.postgres_for_tests import (
    _reused,
    migrated_postgres,
    postgres_server,
    postgres_url,
    warm_postgres,
)
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.samples import KEY, ZONE

__all__ = ["_reused", "migrated_postgres", "postgres_server", "postgres_url", "warm_postgres"]


def opened(url: str, ring: Keyring, folder: Path) -> Iterator[Store]:
    """It, with the files beside it in this folder, until the test is over."""
    store = Store.open(url, ring, ZONE, journal=folder / "deletions", anchor=folder / "anchor")
    yield store
    store.close()


@pytest.fixture
def ring() -> Keyring:
    """The secret keys of the test's database."""
    return Keyring.parse(KEY)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A migrated file that nobody has open."""
    return migrated(tmp_path / "lipa.db", KEY)


@pytest.fixture(params=["sqlite_url", "warm_postgres"], ids=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A migrated database that nobody has open, of either kind."""
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def store(url: str, ring: Keyring, tmp_path: Path) -> Iterator[Store]:
    """The same database, open."""
    yield from opened(url, ring, tmp_path)


@pytest.fixture
def sqlite_store(sqlite_url: str, ring: Keyring, tmp_path: Path) -> Iterator[Store]:
    """A file, open; for what is SQLite's alone."""
    store = Store.open(
        sqlite_url, ring, ZONE, journal=tmp_path / "deletions", anchor=tmp_path / "anchor"
    )
    yield store
    store.close()


@pytest.fixture
def postgres_store(migrated_postgres: str, ring: Keyring, tmp_path: Path) -> Iterator[Store]:
    """A database on a server, open; for what is PostgreSQL's alone."""
    store = Store.open(
        migrated_postgres, ring, ZONE, journal=tmp_path / "deletions", anchor=tmp_path / "anchor"
    )
    yield store
    store.close()
