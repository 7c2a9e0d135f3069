"""Make a backup of either database, and bring one back: whole, or not at all."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from storage import schema
from storage.backups import archive, of_postgresql, of_sqlite
from storage.backups.archive import Label
from storage.backups.sent_since import hold_back
from storage.database.databases import migrating, reader
from storage.database.engines import parse
from storage.database.refusals import StorageError, explained
from storage.sealing.crypto import Keyring, name_of
from storage.sealing.keys import HOUSE
from storage.sealing.tables import marks

SQLITE = "sqlite"
IN_THE_WAY = (
    "There is a database already: say --replace to put the backup in its place. What it holds is "
    "lost then."
)
OTHER_KEYS = (
    "LIPA_SECRET_KEYS does not hold the key of this backup ({key}): add it, then restore. Nothing "
    "was changed."
)
OTHER_KIND = (
    "The backup was made of a database of another kind ({kind}): set LIPA_DATABASE_URL to one. "
    "Nothing was changed."
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back. `opens`: whether our secret keys can open it.

    `held_back`: how much of what it had still to tell many is not sent again.
    """

    made_at: str
    revision: str
    opens: bool
    held_back: int


def make(url: str, path: Path, now: datetime) -> Label:
    """Write a backup of the database to a new file, beside whatever runs; what its label says.

    Raises StorageError, in one sentence, when there is no database, or the file is there already.
    """
    label = _label(url, now)
    with archive.written(path, label) as target:
        if label.kind == SQLITE:
            of_sqlite.save(url, target, path.with_name(path.name + ".copy"))
        else:
            of_postgresql.save(url, target)
    return label


def restore(url: str, path: Path, keyring: Keyring, now: datetime, *, replace: bool) -> Restored:
    """Put a backup where there is no database, or with `replace` in the place of the one there.

    An older one is brought to the shape of this program. What it had to tell many by `now` is not
    sent again, as it may have gone out since. Whoever calls has made sure that nobody
    else uses an SQLite file. Raises StorageError, in one sentence; then nothing was changed.
    """
    with archive.read(path) as (label, source):
        _require_fitting(url, label)
        taken = _version(url) is not None
        if taken and not replace:
            raise StorageError(IN_THE_WAY)
        opens = bytes.fromhex(label.key) in keyring.keys
        if taken and not opens:
            raise StorageError(OTHER_KEYS.format(key=label.key))
        bring = _into_sqlite if label.kind == SQLITE else _into_postgresql
        held_back = bring(url, label, source, keyring, now)
    return Restored(label.made_at, schema.HEAD, opens, held_back)


def _into_sqlite(url: str, label: Label, source: BinaryIO, keyring: Keyring, now: datetime) -> int:
    Path(parse(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    with of_sqlite.unpacked(url, source) as half:
        of_sqlite.require_sound(half)
        if _version(half) != label.revision:
            raise StorageError(archive.DAMAGED)
        schema.migrate(half, keyring)
        held_back = _hold_back(half, now)
        of_sqlite.put_in_place(url)
    return held_back


def _hold_back(url: str, now: datetime) -> int:
    engine = migrating(url)
    try:
        with explained(), engine.begin() as connection:
            return hold_back(connection, now)
    finally:
        engine.dispose()


def _into_postgresql(
    url: str, label: Label, source: BinaryIO, keyring: Keyring, now: datetime
) -> int:
    engine = migrating(url)
    try:
        with explained(), engine.begin() as connection:
            of_postgresql.require_nobody(connection)
            fill = partial(of_postgresql.load, connection, source)
            schema.remake(connection, keyring, label.revision, fill)
            return hold_back(connection, now)
    finally:
        engine.dispose()


def _label(url: str, now: datetime) -> Label:
    """What the label says of the database. Raises StorageError when there is none."""
    engine = reader(url)
    try:
        with explained(), engine.connect() as connection:
            revision = schema.version_of(connection)
            if revision is None:
                raise StorageError("There is no database yet: there is nothing to keep.")
            house = select(marks.c.content).where(marks.c.name == HOUSE)
            wrapped = connection.scalar(house) or b""
    finally:
        engine.dispose()
    kind = parse(url).get_backend_name()
    return Label(kind, revision, name_of(wrapped).hex(), now.isoformat(timespec="seconds"))


def _require_fitting(url: str, label: Label) -> None:
    if label.revision not in schema.REVISIONS:
        raise StorageError(archive.NEWER)
    if label.kind != parse(url).get_backend_name():
        raise StorageError(OTHER_KIND.format(kind=label.kind))


def _version(url: str) -> str | None:
    """The revision of what is there; None when nothing is, not even a file.

    Of a damaged file it is an empty word: there is something, and a backup may take its place.
    """
    parsed = parse(url)
    is_file = parsed.get_backend_name() == SQLITE
    if is_file and not Path(parsed.database or "").exists():
        return None
    engine = reader(url)
    try:
        with explained(), engine.connect() as connection:
            return schema.version_of(connection)
    except StorageError:
        if is_file:
            return ""
        raise
    finally:
        engine.dispose()
