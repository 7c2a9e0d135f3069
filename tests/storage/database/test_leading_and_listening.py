"""Who leads, and who hears what others commit: on a server, and on a file."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from storage.sealing.crypto import Keyring
from storage.store import Store, Transaction
from tests.storage.database.postgres_for_tests import cut_off
from tests.storage.samples import ZONE, person

SOON = 5.0  # seconds in which a thread must have noticed


def leads_soon(store: Store, name: str) -> bool:
    """A server gives back what a session held once it has noticed that the session is over."""
    until = time.monotonic() + SOON
    while store.lead(name) is None:
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def test_only_one_leads(postgres_store: Store, migrated_postgres: str, ring: Keyring) -> None:
    """Until it lets go; other names are other things."""
    with closing(Store.open(migrated_postgres, ring, ZONE)) as other:
        mine = postgres_store.lead("telegram")
        assert mine is not None
        assert mine.held()
        assert other.lead("telegram") is None
        assert postgres_store.lead("telegram") is None
        assert other.lead("signal") is not None
        mine.release()

        assert not mine.held()
        assert leads_soon(other, "telegram")


def test_a_leader_that_was_cut_off_knows(postgres_store: Store, migrated_postgres: str) -> None:
    """And another takes its place."""
    mine = postgres_store.lead("telegram")
    assert mine is not None

    cut_off(migrated_postgres)

    assert not mine.held()
    assert leads_soon(postgres_store, "telegram")


def test_a_file_is_led_once_by_its_process(sqlite_store: Store) -> None:
    """SQLite only: a lock on the file keeps other processes away."""
    mine = sqlite_store.lead("telegram")
    assert mine is not None
    assert sqlite_store.lead("telegram") is None
    assert sqlite_store.lead("signal") is not None

    mine.release()
    again = sqlite_store.lead("telegram")
    mine.release()

    assert not mine.held()
    assert again is not None
    assert again.held()


@pytest.fixture
def rung(postgres_store: Store) -> Iterator[threading.Semaphore]:
    """Counts how often it was heard, after the first time, which says that it listens."""
    heard = threading.Semaphore(0)
    listening = postgres_store.listen(heard.release)
    assert heard.acquire(timeout=SOON)
    yield heard
    listening.close()


def fail_after_ringing(tx: Transaction) -> None:
    """What is not committed is not heard."""
    ring_once(tx)
    _never = 1 / 0


def ring_once(tx: Transaction) -> None:
    """Somebody wrote what may be due now."""
    tx.rings = True


def test_whoever_listens_hears_what_others_commit(
    migrated_postgres: str,
    ring: Keyring,
    rung: threading.Semaphore,
) -> None:
    """Only what rings, and only once it is committed."""
    other = Store.open(migrated_postgres, ring, ZONE)
    person(other)
    with pytest.raises(ZeroDivisionError):
        other.write(fail_after_ringing)
    assert not rung.acquire(timeout=0.1)

    other.write(ring_once)

    assert rung.acquire(timeout=SOON)
    other.close()


def test_whoever_listens_comes_back(
    postgres_store: Store, migrated_postgres: str, rung: threading.Semaphore
) -> None:
    """And looks for what was missed meanwhile."""
    cut_off(migrated_postgres)

    assert rung.acquire(timeout=SOON)
    postgres_store.write(ring_once)
    assert rung.acquire(timeout=SOON)


def test_a_file_is_never_heard(sqlite_store: Store) -> None:
    """SQLite only: nobody else writes what must go at once."""
    sqlite_store.listen(lambda: pytest.fail("heard")).close()
    sqlite_store.write(ring_once)
