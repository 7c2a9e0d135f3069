"""Databases of either kind to be kept, and a look at what came back."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from storage.sealing.crypto import Keyring
from storage.store import Store
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.samples import KEY, NOW, ZONE, an_event, person

Make = Callable[..., str]
_EVERY = "LIPA_EVERY_CASE" in os.environ  # noqa: TID251 - not a setting of Lipa's


def on_both(cases: Sequence[tuple[Any, ...]], servers: int = 1) -> list[tuple[Any, ...]]:
    """Each case with where to `make` its database: all on SQLite, the last ones on a server, too.

    A server takes every migration again to bring a backup back; `make chaos` has it do so for all.
    """
    on_server = cases if _EVERY else cases[-servers:]
    return [("sqlite", *case) for case in cases] + [("postgresql", *case) for case in on_server]


@pytest.fixture(params=["sqlite", "postgresql"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Makes databases of one kind: migrated, or with `migrated=False` none yet."""
    if request.param == "postgresql":
        made: Make = request.getfixturevalue("postgres_url")
        return made
    numbers = iter(range(9))

    def file(*, migrated: bool = True) -> str:
        path = tmp_path / f"lipa{next(numbers)}.db"
        return _migrated(path) if migrated else f"sqlite:///{path}"

    return file


def _migrated(path: Path) -> str:
    return migrated(path, KEY)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where the backup is to be."""
    return tmp_path / "backup.lipa"


@dataclass(frozen=True)
class Filled:
    """A database in use."""

    url: str
    store: Store


@pytest.fixture
def filled(make: Make, ring: Keyring) -> Iterator[Filled]:
    """With somebody who is somewhere, and an event."""
    url = make()
    store = Store.open(url, ring, ZONE)
    anna = person(store)
    store.write(lambda tx: tx.conversations.keep({anna: {"flow": "menu"}}, NOW))
    an_event(store)
    yield Filled(url, store)
    store.close()


def place(url: str, ring: Keyring, journal: Path | None = None) -> object:
    """Where Anna is, in a database that nobody has open; None when she is not known."""
    store = Store.open(url, ring, ZONE, journal=journal)
    [known] = store.write(lambda tx: tx.conversations.of([("telegram", "1001")], NOW))
    store.close()
    return None if known.new else known.place


def count(store: Store) -> int:
    """How many people are in it."""
    return store.read(
        lambda tx: int(tx.connection.exec_driver_sql("SELECT count(*) FROM people").scalar() or 0)
    )
