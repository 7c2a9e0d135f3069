"""Where the anchor of the audit is, and the same database opened anew."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.sealing.crypto import Keyring
from storage.store import Store
from tests.storage.samples import ZONE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the anchor is."""
    return tmp_path / "anchor"


@pytest.fixture
def reopened(url: str, ring: Keyring, path: Path, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """The same database, opened anew, as after a crash."""
    opened: list[Store] = []

    def again() -> Store:
        opened.append(Store.open(url, ring, ZONE, journal=tmp_path / "deletions", anchor=path))
        return opened[-1]

    yield again
    for each in opened:
        each.close()
