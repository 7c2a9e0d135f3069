"""A backup is one file: a page that says what it is, and then what was kept.

The page is of a fixed size, so that it can be written last, when the length and the fingerprint of
what follows are known. Whoever reads a backup checks both before anything is touched.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from storage.database.refusals import StorageError

MAGIC = b"LIPA BACKUP\n"
FORMAT = 1
PAGE = 1024  # bytes
CHUNK = 1 << 20
DAMAGED = "The backup is damaged or was cut short: take another one. Nothing was changed."
NO_BACKUP = "The file is no backup of Lipa: check its name. Nothing was changed."
NEWER = (
    "The backup was made by a newer version of Lipa: install that one, then restore. "
    "Nothing was changed."
)


@dataclass(frozen=True, slots=True)
class Label:
    """What the first page says. `kind` is the database that it was made of, `revision` its shape.

    `key`: the name of the secret key under which it was, which tells nothing about the key.
    `made_at` is an ISO instant in UTC; `size` counts the bytes that follow the page.
    """

    kind: str
    revision: str
    key: str
    made_at: str
    size: int = 0
    digest: str = ""
    format: int = FORMAT


class Writer:
    """What is kept, on its way into a file: counted and fingerprinted."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = sha256()
        self.size = 0

    def write(self, data: Any) -> int:
        """Append; as a binary file would."""
        self._digest.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Nothing is held back here."""

    @property
    def digest(self) -> str:
        """Of all that was written until now."""
        return self._digest.hexdigest()


@contextmanager
def written(path: Path, label: Label) -> Iterator[Writer]:
    """A new backup for this user alone, whole or not there; its label is completed at the end.

    It stands under another name until it is on the disk. Raises StorageError when the file is there
    already, or the disk does not take it.
    """
    half = path.with_name(path.name + ".part")
    with explained_file(path):
        if path.exists():
            raise FileExistsError
        with suppress(FileNotFoundError):
            half.unlink()  # of one that was killed
        try:
            with private_file(half) as file:
                file.write(b"\0" * PAGE)
                writer = Writer(file)
                yield writer
                file.seek(0)
                file.write(_page(replace(label, size=writer.size, digest=writer.digest)))
            _name(half, path)
            sync_folder(path)
        finally:
            with suppress(FileNotFoundError):
                half.unlink()


def _name(half: Path, path: Path) -> None:
    """Give it its name; unlike a renaming, a link never takes another file's place."""
    try:
        os.link(half, path)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no links
        half.rename(path)


@contextmanager
def private_file(path: Path) -> Iterator[BinaryIO]:
    """A new file that only this user may read, whatever the umask; on the disk at the end."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w+b") as file:
        os.fchmod(handle, 0o600)
        yield file
        file.flush()
        os.fsync(handle)


@contextmanager
def read(path: Path) -> Iterator[tuple[Label, BinaryIO]]:
    """A backup that was found whole, with the file where what was kept begins.

    Raises StorageError, in one sentence, when it is damaged, newer than this program, or none.
    """
    with explained_file(path), path.open("rb") as file:
        label = _label(file.read(PAGE))
        _require_whole(file, label)
        file.seek(PAGE)
        yield label, file


def copy(source: BinaryIO, target: Any) -> None:
    """All that is left of the one, into the other."""
    while data := source.read(CHUNK):
        target.write(data)


def sync_folder(path: Path) -> None:
    """A new name in the folder of this file is on the disk when this returns."""
    handle = os.open(path.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def explained_file(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into a sentence. Raises StorageError."""
    try:
        yield
    except FileExistsError:
        raise StorageError(f"{path} is there already: name a new file.") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError(f"{path} cannot be used ({reason}).") from None


def _page(label: Label) -> bytes:
    return (MAGIC + json.dumps(asdict(label)).encode()).ljust(PAGE - 1) + b"\n"


def _label(page: bytes) -> Label:
    if not page.startswith(MAGIC):
        raise StorageError(NO_BACKUP)
    if len(page) < PAGE:
        raise StorageError(DAMAGED)
    try:
        said = json.loads(page[len(MAGIC) :])
        if said["format"] > FORMAT:
            raise StorageError(NEWER)
        return Label(**said)
    except (ValueError, KeyError, TypeError):
        raise StorageError(DAMAGED) from None


def _require_whole(file: BinaryIO, label: Label) -> None:
    digest, size = sha256(), 0
    while data := file.read(CHUNK):
        digest.update(data)
        size += len(data)
    if (size, digest.hexdigest()) != (label.size, label.digest):
        raise StorageError(DAMAGED)
