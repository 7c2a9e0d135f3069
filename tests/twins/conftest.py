"""Every test here runs in memory, and again in tables."""

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
from tests.twins.in_memory import InMemory
from tests.twins.in_tables import InTables
from tests.twins.worlds import Twin

__all__ = ["_reused", "migrated_postgres", "postgres_server", "postgres_url", "warm_postgres"]


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def twin(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Twin]:
    """An empty world."""
    if request.param == "fake":
        yield InMemory()
        return
    url = (
        migrated(tmp_path / "lipa.db", KEY)
        if request.param == "sqlite"
        else request.getfixturevalue("warm_postgres")
    )
    store = Store.open(url, Keyring.parse(KEY), ZONE, journal=tmp_path / "deletions")
    yield InTables(store)
    store.close()
