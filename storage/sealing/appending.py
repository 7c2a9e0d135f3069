"""Files that only grow: a line that was given is on the disk, or was never promised.

Only their owner may read them. Processes on one machine share a file, one after the other.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PRIVATE = 0o600


@contextmanager
def opened(path: Path, *, create: bool = True) -> Iterator[int]:
    """The file, to be written by nobody else until it is closed.

    Raises FileNotFoundError when there is none and none is to be made, OSError for the disk.
    """
    flags = os.O_WRONLY | os.O_APPEND | (os.O_CREAT if create else 0)
    file = _locked(path, flags)
    while not _is_at(path, file):  # it was replaced while we waited for it
        os.close(file)
        file = _locked(path, flags)
    try:
        yield file
    finally:
        os.close(file)


def add(file: int, lines: str) -> None:
    """Put whole lines at the end; they are on the disk when this returns, or OSError is raised."""
    _write(file, b"\n" + lines.encode())  # the last line may have been cut short
    os.fsync(file)


def replace(path: Path, lines: str) -> None:
    """Put a file with these lines in its place, while it is `opened`: whole, or not at all.

    Raises OSError from the disk; then it is as it was.
    """
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)  # a crash may have left one
    file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    try:
        _write(file, lines.encode())
        os.fsync(file)
    finally:
        os.close(file)
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _locked(path: Path, flags: int) -> int:
    file = os.open(path, flags, PRIVATE)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)  # gone with the file's closing
    except BaseException:
        os.close(file)
        raise
    return file


def _is_at(path: Path, file: int) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(path.stat(), os.fstat(file))
    return False


def _write(file: int, data: bytes) -> None:
    while data:  # a disk that is almost full may take a part; the rest is an OSError
        data = data[os.write(file, data) :]
