"""One `lipa run` for each database: a lock on a file beside it, gone with the process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.store import StorageError

TAKEN = "Lipa runs already on this database: stop that one first."


@contextmanager
def only_one(database: Path) -> Iterator[None]:
    """Hold the lock. Raises StorageError when another process holds it, or it cannot be opened."""
    path = database.with_name(database.name + ".lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError(f"The lock {path} cannot be opened ({reason}).") from None
    try:
        _take(handle)
        yield
    finally:
        os.close(handle)  # and with it the lock


def _take(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise StorageError(TAKEN) from None
