"""A real database in a file of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.crypto import Keyring
from storage.schema import migrate
from storage.store import Store
from tests.storage.samples import KEY, ZONE


@pytest.fixture
def ring() -> Keyring:
    """The secret keys of the test's database."""
    return Keyring.parse(KEY)


@pytest.fixture
def url(tmp_path: Path, ring: Keyring) -> str:
    """A migrated database that nobody has open."""
    url = f"sqlite:///{tmp_path / 'lipa.db'}"
    migrate(url, ring)
    return url


@pytest.fixture
def store(url: str, ring: Keyring, tmp_path: Path) -> Iterator[Store]:
    """The same database, open."""
    store = Store.open(url, ring, ZONE, journal=tmp_path / "deletions")
    yield store
    store.close()
