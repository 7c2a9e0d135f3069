"""The lines of the journal: old ones, those cut short, and those that no backup needs any more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from storage.lives.retention import BACKUPS, retain
from storage.sealing.journal import Erasure, Journal, Word
from storage.store import StorageError, Store
from tests.storage.samples import DAY, NOW

GONE = Erasure(b"a" * 16, NOW)
STOP = Word(b"b" * 16, NOW, "messages", "stop")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where it is."""
    return tmp_path / "deletions"


def test_a_file_of_erasures_alone_is_still_read(path: Path) -> None:
    """As the first version wrote it."""
    path.write_text(f"\n2026-12-01T09:00:00+00:00 {'61' * 16}\n")

    assert list(Journal(path).read()) == [GONE]
    assert list(Journal(path).words()) == []


def test_a_word_that_was_cut_short_is_never_an_erasure(path: Path) -> None:
    """Wherever the crash came; the next line is whole."""
    line = STOP.line()
    for end in range(len(line) - 1):
        path.write_text(line[:end])
        Journal(path).append([GONE])

        assert list(Journal(path).read()) == [GONE]
        assert list(Journal(path).words()) == []


def test_old_lines_go_and_young_ones_stay(path: Path) -> None:
    """For its owner alone, and without what was cut short."""
    old = Word(b"d" * 16, NOW - DAY, "focal", "no")
    Journal(path).append([Erasure(b"c" * 16, NOW - DAY), old, GONE, STOP])
    with path.open("a") as file:
        file.write("\n2026-12-01T10:00:00+00:00 a1b2")

    Journal(path).let_go(NOW)

    assert path.read_text() == GONE.line() + STOP.line()
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_nothing_that_is_added_meanwhile_is_lost(path: Path) -> None:
    """Whoever waited for the file writes into the new one."""
    words = [Word(bytes([n]) * 16, NOW, "messages", "stop") for n in range(200)]

    def add(word: Word) -> None:
        Journal(path).append([Erasure(word.blind, NOW - DAY)])
        Journal(path).append([word])
        Journal(path).let_go(NOW)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, words))

    assert sorted(Journal(path).words(), key=lambda each: each.blind) == words
    assert list(Journal(path).read()) == []


def test_retention_lets_go_of_what_no_backup_needs(store: Store, path: Path) -> None:
    """To the second; where there is no file none is made."""
    second = timedelta(seconds=1)
    store.write(lambda tx: retain(tx, NOW, 90))
    assert not path.exists()
    Journal(path).append([GONE])

    store.write(lambda tx: retain(tx, NOW + BACKUPS, 90))
    assert list(Journal(path).read()) == [GONE]
    store.write(lambda tx: retain(tx, NOW + BACKUPS + second, 90))
    assert list(Journal(path).read()) == []


def test_a_journal_that_cannot_be_shortened_costs_no_retention(store: Store, path: Path) -> None:
    """What was let go in the database stays so."""
    Journal(path).append([GONE])
    path.with_name(path.name + ".new").mkdir()
    store.write(lambda tx: tx.conversations.of([("telegram", "1001")], NOW))

    with pytest.raises(StorageError, match="cannot be shortened"):
        store.write(lambda tx: retain(tx, NOW + 2 * BACKUPS, 90))

    [again] = store.write(lambda tx: tx.conversations.of([("telegram", "1001")], NOW))
    assert again.new
    assert list(Journal(path).read()) == [GONE]
