"""One program sends from a database at a time."""

from pathlib import Path

import pytest

from bot.running.lock import only_one
from storage.store import StorageError


def test_a_second_one_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """Two would send everything twice."""
    second = only_one(tmp_path / "lipa.db")

    with only_one(tmp_path / "lipa.db"), pytest.raises(StorageError, match="runs already"):
        second.__enter__()


def test_after_the_first_one_has_ended_the_next_may_begin(tmp_path: Path) -> None:
    """The file stays, the lock goes."""
    for _time in range(2):
        with only_one(tmp_path / "lipa.db"):
            assert (tmp_path / "lipa.db.lock").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """No trace is shown."""
    with pytest.raises(StorageError, match="cannot be opened"), only_one(tmp_path / "no" / "db"):
        pass
