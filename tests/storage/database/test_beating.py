"""The smallest write there is fails when others would, and leaves nothing behind."""

import psycopg
import pytest
from sqlalchemy import make_url, text

from storage.store import StorageError, Store

_IMPATIENT = text("SELECT set_config('lock_timeout', '50ms', false)")


def test_a_beat_leaves_nothing_behind(store: Store) -> None:
    """On either database, as often as one likes."""
    for _time in range(3):
        store.try_to_write()

    assert store.read(lambda tx: tx.connection.scalar(text("SELECT count(*) FROM arrivals"))) == 0


def test_a_beat_reaches_the_disk(sqlite_store: Store) -> None:
    """Each changes the file: one that changed nothing would never find a full disk."""
    seen = []
    for _time in range(2):
        sqlite_store.try_to_write()
        seen.append(sqlite_store.read(lambda tx: tx.connection.scalar(text("PRAGMA user_version"))))

    assert seen[0] != seen[1]


def test_a_file_that_cannot_grow_is_full(sqlite_store: Store) -> None:
    """Though what is in it could still be changed; once it may grow, all is well."""
    pages = sqlite_store.write(lambda tx: tx.connection.scalar(text("PRAGMA page_count")))

    def limit(most: int) -> None:
        most_pages = text(f"PRAGMA max_page_count={most}")
        sqlite_store.write(lambda tx: tx.connection.execute(most_pages))

    limit(pages)
    with pytest.raises(StorageError, match="disk is full"):
        sqlite_store.try_to_write()

    limit(pages * 10)
    sqlite_store.try_to_write()


def test_a_server_that_may_only_be_read_says_so(postgres_store: Store) -> None:
    """As a standby does, or one that its operator has shut for writing. Once others may write, so
    may we: a session may only read for as long as it lasts.
    """
    set_read_only = text("SELECT set_config('default_transaction_read_only', :on, false)")
    postgres_store.write(lambda tx: tx.connection.execute(set_read_only, {"on": "on"}))

    with pytest.raises(StorageError, match="read-only"):
        postgres_store.try_to_write()

    postgres_store.try_to_write()


def test_a_table_that_others_lock_is_noticed(postgres_store: Store, migrated_postgres: str) -> None:
    """Whoever answers people would wait there, too."""
    url = make_url(migrated_postgres).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False)) as other:
        other.execute("LOCK TABLE outbox")
        postgres_store.write(lambda tx: tx.connection.execute(_IMPATIENT))

        with pytest.raises(StorageError, match="too busy"):
            postgres_store.try_to_write()
        other.rollback()

    postgres_store.try_to_write()
