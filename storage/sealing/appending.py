"""Files that only grow: a line that was given is on the disk, or was never promised.

Only their owner may read them. Processes on one machine share a file, one after the other.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE = 0o600


@contextmanager
def opened(path: Path, *, create: bool = True) -> Iterator[int]:
    """The file, to be written by nobody else until it is closed.

    Raises FileNotFoundError when there is none and none is to be made, OSError for the disk.
    """
    flags = os.O_WRONLY | os.O_APPEND | (os.O_CREAT if create else 0)
    file = os.open(path, flags, PRIVATE)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)  # gone with the file's closing
        yield file
    finally:
        os.close(file)


def add(file: int, lines: str) -> None:
    """Put whole lines at the end; they are on the disk when this returns, or OSError is raised."""
    _write(file, b"\n" + lines.encode())  # the last line may have been cut short
    os.fsync(file)


def _write(file: int, data: bytes) -> None:
    while data:  # a disk that is almost full may take a part; the rest is an OSError
        data = data[os.write(file, data) :]
