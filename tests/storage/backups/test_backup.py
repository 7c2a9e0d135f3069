"""What was kept is in one file, and comes back whole or not at all; on both databases."""

import contextlib
import os
import sqlite3
import threading
from pathlib import Path

import psycopg
import pytest

from domain.campaigns.campaign import CampaignId
from domain.speech.text import Message
from storage import schema
from storage.backups import backup
from storage.rotation import rotate
from storage.sealing.crypto import Keyring
from storage.store import StorageError, Store
from tests.storage.acting import QUESTION, TELEGRAM, agree, announce, claim
from tests.storage.backups.databases import Filled, Make, count, on_both, place
from tests.storage.database.postgres_for_tests import row_script
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.migrations.test_migrations import ROWS, titles
from tests.storage.samples import HOUR, KEY, NOW, OTHER_KEY, ZONE, an_event, person

BOTH = Keyring.parse(f"{OTHER_KEY},{KEY}")
HOUR_LATER = NOW.replace(hour=NOW.hour + 1)


def test_a_backup_comes_back_where_nothing_is(
    filled: Filled, make: Make, kept: Path, ring: Keyring
) -> None:
    """With everybody, everything and the numbers that come next."""
    label = backup.make(filled.url, kept, NOW)
    url = make(migrated=False)

    done = backup.restore(url, kept, ring, NOW, replace=False)

    assert (done.made_at, done.opens) == (NOW.isoformat(timespec="seconds"), True)
    assert (label.revision, label.key) == (schema.HEAD, ring.current.hex())
    assert place(url, ring) == {"flow": "menu"}
    again = Store.open(url, ring, ZONE)
    assert an_event(again) == 2
    again.close()


def test_only_this_user_may_read_it(filled: Filled, kept: Path) -> None:
    """Whatever the umask says; and nothing half made stays beside it."""
    before = os.umask(0)
    try:
        backup.make(filled.url, kept, NOW)
    finally:
        os.umask(before)

    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.glob("backup*")] == ["backup.lipa"]


def test_it_is_whole_while_others_write(
    filled: Filled, make: Make, kept: Path, ring: Keyring
) -> None:
    """Of each transaction it holds all or nothing."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            who = [("telegram", f"{side}{number}") for side in ("left", "right")]
            filled.store.write(lambda tx, who=who: tx.conversations.of(who, NOW))  # type: ignore[misc]
            number += 1

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for number in range(3):
            backup.make(filled.url, kept.with_name(f"{number}.lipa"), NOW)
    finally:
        stop.set()
        writing.join()

    url = make(migrated=False)
    backup.restore(url, kept.with_name("2.lipa"), ring, NOW, replace=False)
    copy = Store.open(url, ring, ZONE)
    many = count(copy)
    copy.close()
    assert many > 1
    assert many % 2 == 1  # Anna, and pairs


def test_a_database_in_the_way_stays(filled: Filled, make: Make, kept: Path, ring: Keyring) -> None:
    """Unless one says so; then all of it is replaced."""
    backup.make(filled.url, kept, NOW)
    url = make()
    other = Store.open(url, ring, ZONE)
    person(other, "1002")
    other.close()

    with pytest.raises(StorageError, match="--replace"):
        backup.restore(url, kept, ring, NOW, replace=False)
    assert place(url, ring) is None
    backup.restore(url, kept, ring, NOW, replace=True)

    assert place(url, ring) == {"flow": "menu"}
    back = Store.open(url, ring, ZONE)
    assert count(back) == 1
    back.close()


@pytest.mark.parametrize(
    ("make", "revision"),
    on_both([(each,) for each in reversed(schema.REVISIONS[:-1])], servers=2),
    indirect=["make"],
)
def test_a_backup_of_an_older_program_is_brought_up_to_date(
    make: Make, kept: Path, ring: Keyring, revision: str
) -> None:
    """With its rows, as a migration would have done it."""
    url = make(migrated=False)
    schema.migrate(url, ring, revision)
    write_rows(url, revision)
    backup.make(url, kept, NOW)
    target = make()

    backup.restore(target, kept, ring, NOW, replace=True)

    assert titles(target, ring) == ["Football"]


def write_rows(url: str, revision: str) -> None:
    """Rows as they were written then."""
    script = ROWS / f"{revision}.sql"
    if url.startswith("sqlite"):
        old = sqlite3.connect(url.removeprefix("sqlite:///"))
        old.executescript(script.read_text())
        old.close()
    else:
        with psycopg.connect(url) as server:
            server.execute(row_script(script))


def test_a_backup_from_before_a_rotation_opens_with_the_old_key(
    filled: Filled, kept: Path, ring: Keyring
) -> None:
    """Which one keeps as long as the backup; under the new one alone it is not let in."""
    url = filled.url
    backup.make(url, kept, NOW)
    filled.store.close()
    both = Store.open(url, BOTH, ZONE)
    rotate(both)
    both.close()

    with pytest.raises(StorageError, match=f"key of this backup.*{ring.current.hex()}"):
        backup.restore(url, kept, Keyring.parse(OTHER_KEY), NOW, replace=True)
    assert place(url, Keyring.parse(OTHER_KEY)) == {"flow": "menu"}
    backup.restore(url, kept, BOTH, NOW, replace=True)

    assert place(url, BOTH) == {"flow": "menu"}


def test_whoever_was_erased_since_then_is_erased_again(
    make: Make, kept: Path, ring: Keyring, tmp_path: Path
) -> None:
    """The journal is not in the backup."""
    url, journal = make(), tmp_path / "erasures"
    store = Store.open(url, ring, ZONE, journal=journal)
    anna = person(store)
    backup.make(url, kept, NOW)
    store.write(lambda tx: tx.lives.forget(anna, Message("Goodbye."), HOUR_LATER))
    store.close()

    backup.restore(url, kept, ring, NOW, replace=True)

    assert place(url, ring, journal) is None


def test_what_was_told_to_many_since_then_is_not_told_again(
    filled: Filled, make: Make, kept: Path, ring: Keyring
) -> None:
    """Not what waited, nor what was planned; what is for later goes out, and so do answers."""
    with contextlib.closing(filled.store):
        anna = person(filled.store)
        agree(filled.store, anna)
        for hours in (0, 1, 3):
            announce(filled.store, 60 * hours)
        filled.store.write(lambda tx: tx.outbox.write(anna, QUESTION, NOW))
        backup.make(filled.url, kept, NOW)

    url = make(migrated=False)
    done = backup.restore(url, kept, ring, NOW + 2 * HOUR, replace=False)

    assert done.held_back == 2
    with contextlib.closing(Store.open(url, ring, ZONE)) as back:
        [last] = back.read(lambda tx: tx.campaigns.due(NOW + 4 * HOUR))
        assert back.write(lambda tx: tx.campaigns.expand(last, NOW + 4 * HOUR))
        [letter] = claim(back, TELEGRAM, 60 * 5)
        found = back.read(lambda tx: [tx.campaigns.show(CampaignId(n)) for n in (1, 2, 3)])
    assert letter.kind == "say"
    assert [(each.state, each.counts.uncertain, each.recipients) for each in found if each] == [
        ("done", 1, 1),
        ("stopped", 0, 0),
        ("running", 0, 1),
    ]


def test_a_damaged_file_makes_way_for_a_backup(kept: Path, ring: Keyring, tmp_path: Path) -> None:
    """That is what backups are for; its log goes with it."""
    url = migrated(tmp_path / "lipa.db", KEY)
    backup.make(url, kept, NOW)
    (tmp_path / "lipa.db").write_bytes(b"no database any more" * 500)
    (tmp_path / "lipa.db-wal").write_bytes(b"nor this")

    backup.restore(url, kept, ring, NOW, replace=True)

    assert place(url, ring) is None
    assert (tmp_path / "lipa.db").stat().st_mode & 0o777 == 0o600
