"""SQLite: one file, one writer, and readers beside it. The only module with SQL of SQLite."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event

from storage.database.engines import Database, engine, parse

PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
)
MOST_BEATS = 1_000_000_000
_GROWING = (
    "INSERT INTO arrivals (channel, blind, raw_sealed, at) VALUES ('', x'', zeroblob(16384), 0)"
)
READER_PRAGMAS = ("busy_timeout=5000", "query_only=ON")

T = TypeVar("T")


class SQLite(Database):
    """Writers go one at a time: each holds the write lock from its first moment."""

    threads = 1

    def __init__(self, url: str) -> None:
        self._writer = writer(url)
        self._reader = reader(url)
        self.connection = self._writer.connect()
        self._turn = threading.RLock()
        self._traces = False  # erased bytes may still stand in the write-ahead log
        self._led: set[str] = set()
        self._beats = 0

    def write(self, act: Callable[[Connection], T]) -> T:
        """Alone; after an erasure the log is emptied, or after the next one if a reader is busy."""
        with self._turn:
            with self.connection.begin():
                result = act(self.connection)
            if self._traces:
                self._traces = not _overwrite_log(self.connection)
        return result

    def read(self, act: Callable[[Connection], T]) -> T:
        """It never waits for writers, nor they for it."""
        with self._reader.begin() as connection:
            return act(connection)

    def ring(self, connection: Connection) -> None:
        """Nobody listens, since no other process sends: this does nothing."""

    def beat(self, connection: Connection) -> None:
        """One page, with a number that nobody reads; the same number again would write nothing.

        Before that, the file must be able to grow; what makes it grow is taken back.
        """
        connection.exec_driver_sql("SAVEPOINT growing")
        connection.exec_driver_sql(_GROWING)
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT growing")
        self._beats = (self._beats + 1) % MOST_BEATS
        connection.exec_driver_sql(f"PRAGMA user_version={self._beats}")

    def overwrite(self) -> None:
        """The write-ahead log is emptied after the commit."""
        self._traces = True

    def lead(self, name: str) -> "OwnLead | None":
        """A lock on a file keeps other processes away; so only this one could hold it already."""
        with self._turn:
            if name in self._led:
                return None
            self._led.add(name)
        return OwnLead(name, self._led)

    def listen(self, heard: Callable[[], None]) -> "Deaf":
        """No other process writes what this one does not see soon."""
        del heard
        return Deaf()

    def close(self) -> None:
        """Wait for the writer, and leave no traces."""
        with self._turn:
            if self._traces:
                _overwrite_log(self.connection)
            self.connection.close()
            self._writer.dispose()
            self._reader.dispose()


class OwnLead:
    """A lead within this process: no other one can be on the same file."""

    def __init__(self, name: str, led: set[str]) -> None:
        self._name = name
        self._led = led
        self._mine = True

    def held(self) -> bool:
        """True until it is released: nothing else can end it."""
        return self._mine

    def release(self) -> None:
        """It may be taken again; twice does no harm."""
        if self._mine:
            self._mine = False
            self._led.discard(self._name)


class Deaf:
    """What listens where nobody else writes: `heard` is never called."""

    def close(self) -> None:
        """There is nothing to end."""


def writer(url: str) -> Engine:
    """An engine whose transactions hold the write lock from their first moment."""
    made = engine(url)
    _on_connect(made, PRAGMAS)
    _on_begin(made, "BEGIN IMMEDIATE")
    return made


def reader(url: str) -> Engine:
    """An engine whose transactions see one moment, beside the writer, and write nothing."""
    made = engine(url)
    _on_connect(made, READER_PRAGMAS)
    _on_begin(made, "BEGIN")
    return made


def file_of(url: str) -> Path:
    """The file that a URL names."""
    return Path(parse(url).database or "")


def copy_into(url: str, path: Path) -> None:
    """Copy the database, as it is at one moment, into an empty file; nobody waits for that.

    Free pages, where erased bytes might stand, are left out.
    """
    with _plain(url) as connection:
        connection.execute("VACUUM INTO ?", (str(path),))


def is_sound(url: str) -> bool:
    """Whether SQLite finds nothing wrong in the file. Raises what the driver raises."""
    with _plain(url) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def empty_log(url: str) -> None:
    """Bring all that stands in the write-ahead log into the file itself."""
    with _plain(url) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _plain(url: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file_of(url), isolation_level=None)
    try:
        connection.execute("PRAGMA busy_timeout=5000")
        yield connection
    finally:
        connection.close()


def _overwrite_log(connection: Connection) -> bool:
    """Empty the write-ahead log, where erased bytes still stand; False while a reader is busy."""
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA busy_timeout=0")  # no writer waits for a report
    try:
        return not raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        return False
    finally:
        raw.execute("PRAGMA busy_timeout=5000")


def _on_connect(made: Engine, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(made, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin by itself
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")


def _on_begin(made: Engine, statement: str) -> None:
    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection
        raw.execute(statement)  # at a tenth of the cost
