"""A running process notices what it cannot open, and says it once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.running.key_watch import KeyWatch
from storage.conversations.tables import conversations
from storage.rotation import rotate
from storage.sealing.crypto import Keyring
from storage.store import StorageError, Store
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.samples import KEY, NOW, OTHER_KEY, ZONE, person
from tests.storage.shutting import damage, shut


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database with Ben in it."""
    store = Store.open(migrated(tmp_path / "lipa.db", KEY), Keyring.parse(KEY), ZONE)
    ben = person(store)
    store.write(lambda tx: tx.conversations.keep({ben: {"flow": "menu"}}, NOW))
    yield store
    store.close()


def test_a_key_that_is_missing_is_said_once(store: Store) -> None:
    """Until it is back, and then that it is."""
    watch = KeyWatch(store)
    with capture_logs() as logs:
        watch.notice()
        shut(store, person(store))
        watch.notice()
        watch.notice()

    [said] = logs
    assert said["log_level"] == "critical"
    assert said["reason"].startswith("1 row cannot be opened: put the secret key")
    assert watch.look() == 1


def test_a_rotation_that_left_it_behind_is_said(store: Store, tmp_path: Path) -> None:
    """With what to do about it."""
    other = Store.open(f"sqlite:///{tmp_path}/lipa.db", Keyring.parse(f"{OTHER_KEY},{KEY}"), ZONE)
    rotate(other)
    other.close()
    watch = KeyWatch(store)

    with capture_logs() as logs:
        watch.notice()

    assert "start it again" in logs[0]["reason"]
    with pytest.raises(StorageError, match="in front of the old one"):
        watch.require_all_open()


def test_what_was_mended_is_held_against_nobody(store: Store) -> None:
    """A place that was met damaged is counted until a whole look finds that all opens."""
    watch, ben = KeyWatch(store), person(store)
    damage(store, conversations, "place_sealed", person_id=ben)
    person(store)

    watch.see_what_is_mended()
    before = watch.look()
    damage(store, conversations, "place_sealed", person_id=ben)  # twice is as it was
    watch.see_what_is_mended()

    assert (before, watch.look()) == (1, 0)
