"""The erasure of everything: in steps that may be interrupted, on either database."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.lives import ending
from storage.lives.ending import erase_everything, standing
from storage.sealing.crypto import Keyring
from storage.store import StorageError, Store
from storage.subjects import metadata
from tests.storage.acting import agree
from tests.storage.samples import HOUR, NOW, ZONE, an_event, people, some_slots


@pytest.fixture
def town(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Seven people, an event and times of an adviser; two people go in one transaction."""
    monkeypatch.setattr(ending, "AT_ONCE", 2)
    agree(store, *people(store, 7))
    an_event(store)
    some_slots(store, 2)
    return store


def test_nothing_is_left(town: Store) -> None:
    """Neither people nor what leads to nobody; everybody is noted in the journal."""
    assert erase_everything(town.write, NOW + HOUR) == 7

    def rows(tx: object) -> dict[str, int]:
        on = tx.connection  # type: ignore[attr-defined]  # a transaction
        tables = metadata.sorted_tables
        return {t.name: on.scalar(select(func.count()).select_from(t)) for t in tables}

    assert set(town.read(rows).values()) == {0}
    assert len(list(town._journal.read())) == 7


def test_what_was_interrupted_goes_on(
    town: Store, monkeypatch: pytest.MonkeyPatch, url: str, ring: Keyring, tmp_path: Path
) -> None:
    """What is gone stays gone; without its keys the database is opened no more."""
    real = ending._erase_some
    left = [1, 1]

    def killed(now: object, session: object) -> int:
        left.pop()  # IndexError: the program is killed
        return real(now, session)  # type: ignore[arg-type]  # as it was called

    with monkeypatch.context() as patched:
        patched.setattr(ending, "_erase_some", killed)
        with pytest.raises(IndexError):
            erase_everything(town.write, NOW + HOUR)
    assert town.read(lambda tx: standing(tx, NOW, None)).people == 3

    assert erase_everything(town.write, NOW + HOUR) == 3
    with pytest.raises(StorageError, match="lost its keys"):
        Store.open(url, ring, ZONE, journal=tmp_path / "deletions")


def test_what_is_open_is_counted(town: Store) -> None:
    """As it is at that instant: what is over is open no more."""
    now = town.read(lambda tx: standing(tx, NOW, None))
    later = town.read(lambda tx: standing(tx, NOW + 100 * HOUR, None))

    assert (now.people, now.untold, now.events, later.events) == (7, 7, 1, 0)
    assert (now.staff, now.matters, now.not_begun, dict(now.responses)) == (0, 0, 0, {})
