"""What the two databases share: engines, statements that both understand, and how to get one."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol, TypeVar

import orjson
from sqlalchemy import URL, Connection, Engine, Table, create_engine, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from storage.database.refusals import StorageError, explained

__all__ = ["StorageError", "explained"]
DIALECTS = ("sqlite", "postgresql")
WRONG_URL = "LIPA_DATABASE_URL is not the URL of a database."
T = TypeVar("T")


class Lead(Protocol):
    """The right to do something alone among all processes on this database."""

    def held(self) -> bool:
        """Whether it is still ours; asks the database. Once lost, it does not come back."""
        ...

    def release(self) -> None:
        """Let another process have it; doing so twice does no harm."""
        ...


class Listening(Protocol):
    """Hearing what others have written, until closed."""

    def close(self) -> None:
        """Hear nothing more: once this returns, `heard` is not called again."""
        ...


class Database(ABC):
    """One of the two, open: how transactions are run on it, and who may do what alone."""

    threads: int  # so many transactions may be written at once

    @abstractmethod
    def write(self, act: Callable[[Connection], T]) -> T:
        """Run `act` in one transaction and commit it, or leave nothing behind.

        What `act` raises goes through, after everything was undone.
        """

    @abstractmethod
    def read(self, act: Callable[[Connection], T]) -> T:
        """Run `act` on one unchanging view; what it writes is refused, and raises."""

    @abstractmethod
    def ring(self, connection: Connection) -> None:
        """Once this transaction is committed, let those who listen know."""

    @abstractmethod
    def beat(self, connection: Connection) -> None:
        """Write the least that reaches the disk, and wait for what keeps others from writing."""

    @abstractmethod
    def overwrite(self) -> None:
        """Something was erased in this transaction: its bytes must leave the files, too."""

    @abstractmethod
    def lead(self, name: str) -> Lead | None:
        """Become the only one to lead `name`; None while somebody else does."""

    @abstractmethod
    def listen(self, heard: Callable[[], None]) -> Listening:
        """Call `heard`, in a thread of its own, soon after others have rung."""

    @abstractmethod
    def close(self) -> None:
        """Finish what runs and let go of everything; nothing can be run on it afterwards."""


def parse(url: str) -> URL:
    """The parts of a URL. Raises StorageError when it names no database that we know."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StorageError(WRONG_URL) from error
    if parsed.get_backend_name() not in DIALECTS:
        raise StorageError(WRONG_URL)
    if parsed.get_backend_name() == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise StorageError("LIPA_DATABASE_URL needs a file: sqlite:///var/lipa.db, for example.")
    return parsed


def engine(url: str, **settings: Any) -> Engine:
    """An engine that reads and writes JSON as we do; nothing is opened before it is used.

    Raises StorageError when the URL, or its driver, cannot be used.
    """
    try:
        return create_engine(
            parse(url), json_serializer=_json_text, json_deserializer=orjson.loads, **settings
        )
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StorageError(WRONG_URL) from error


def insert_for(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what to do ON CONFLICT, in this dialect's words."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """A block that leaves nothing behind when it raises; blocks may stand inside each other."""
    cursor = connection.connection.cursor()  # at a tenth of the cost
    cursor.execute("SAVEPOINT block")
    try:
        yield
    except BaseException:
        with suppress(connection.dialect.loaded_dbapi.Error):  # a fault may have undone everything
            cursor.execute("ROLLBACK TO SAVEPOINT block")
            cursor.execute("RELEASE SAVEPOINT block")
        raise
    cursor.execute("RELEASE SAVEPOINT block")


def _json_text(value: Any) -> str:
    return orjson.dumps(value).decode()
