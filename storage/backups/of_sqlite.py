"""A backup of an SQLite file: a copy without what was erased, taken while others write."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from storage.backups.archive import DAMAGED, copy, private_file, sync_folder
from storage.database import sqlite
from storage.database.refusals import StorageError, explained

BESIDE = ("-wal", "-shm")


def save(url: str, target: Any, half: Path) -> None:
    """Write the database into `target`; a copy stands in the file `half` meanwhile.

    Raises StorageError when the database or the disk cannot do it.
    """
    half.unlink(missing_ok=True)
    try:
        with private_file(half):
            pass
        with explained():
            sqlite.copy_into(url, half)
        with half.open("rb") as file:
            copy(file, target)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def unpacked(url: str, source: BinaryIO) -> Iterator[str]:
    """The URL of what is in `source`, as a file beside the database, gone at the end."""
    half = _beside(url)
    _remove(half)
    try:
        with private_file(half) as file:
            copy(source, file)
        yield f"sqlite:///{half}"
    finally:
        _remove(half)


def require_sound(url: str) -> None:
    """Raises StorageError when the file is none of SQLite's, or is damaged inside."""
    try:
        with explained():
            sound = sqlite.is_sound(url)
    except StorageError:
        sound = False
    if not sound:
        raise StorageError(DAMAGED)


def put_in_place(url: str) -> None:
    """What was unpacked takes the place of the database, at once and whole."""
    path = sqlite.file_of(url)
    if path.exists():
        with suppress(StorageError), explained():
            sqlite.empty_log(url)  # the log of the old file must not meet the new one
    for ending in BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    _beside(url).replace(path)
    sync_folder(path)


def clear_away(url: str) -> None:
    """Remove what a restore that was killed left beside the database; none may be under way."""
    _remove(_beside(url))


def _beside(url: str) -> Path:
    path = sqlite.file_of(url)
    return path.with_name(path.name + ".restoring")


def _remove(path: Path) -> None:
    for ending in ("", *BESIDE):
        path.with_name(path.name + ending).unlink(missing_ok=True)
