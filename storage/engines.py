"""Connections, and everything that differs between SQLite and PostgreSQL.

The only place with SQL of one database: elsewhere statements are SQLAlchemy Core.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

DIALECTS = ("sqlite", "postgresql")

PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
)
READER_PRAGMAS = ("busy_timeout=5000", "query_only=ON")

TEMPORARY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
SENTENCES = {
    sqlite3.SQLITE_BUSY: "The database is locked by another program: stop it, or try again.",
    sqlite3.SQLITE_LOCKED: "The database is locked by another program: stop it, or try again.",
    sqlite3.SQLITE_FULL: "The disk is full: free some space, then start again.",
    sqlite3.SQLITE_READONLY: "The database is read-only: let this user write to its file and "
    "folder.",
    sqlite3.SQLITE_CANTOPEN: "The database file cannot be opened: check that its folder exists "
    "and belongs to this user.",
    sqlite3.SQLITE_PERM: "The database file cannot be opened: let this user write to it.",
    sqlite3.SQLITE_CORRUPT: "The database file is damaged: restore the last backup.",
    sqlite3.SQLITE_NOTADB: "The database file is not an SQLite database: check LIPA_DATABASE_URL.",
    sqlite3.SQLITE_IOERR: "The disk refuses to read or write: check it, then start again.",
}


class StorageError(Exception):
    """The database cannot be used; says to an operator in one sentence what to mend.

    `temporary`: the same may work a little later.
    """

    def __init__(self, sentence: str, *, temporary: bool = False) -> None:
        super().__init__(sentence)
        self.temporary = temporary


def writer(url: str) -> Engine:
    """An engine whose transactions hold the write lock from their first moment."""
    engine = _engine(url)
    if engine.dialect.name == "sqlite":
        _on_connect(engine, PRAGMAS)
        _on_begin(engine, "BEGIN IMMEDIATE")
    return engine


def reader(url: str) -> Engine:
    """An engine for reports: it never waits for writers, nor they for it."""
    engine = _engine(url)
    if engine.dialect.name == "sqlite":
        _on_connect(engine, READER_PRAGMAS)
        _on_begin(engine, "BEGIN")
    return engine


def insert_for(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what to do ON CONFLICT, in this dialect's words."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def data_version(connection: Connection) -> int:
    """A number that is another one after somebody else has written; 0 where there is none."""
    if connection.dialect.name != "sqlite":
        return 0
    raw: Any = connection.connection.dbapi_connection
    return int(raw.execute("PRAGMA data_version").fetchone()[0])


def overwrite_log(connection: Connection) -> bool:
    """Empty the write-ahead log, where erased bytes still stand; False while a reader is busy."""
    if connection.dialect.name != "sqlite":
        return True
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA busy_timeout=0")  # no writer waits for a report
    try:
        return not raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        return False
    finally:
        raw.execute("PRAGMA busy_timeout=5000")


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """A block that leaves nothing behind when it raises; blocks may stand inside each other."""
    cursor = connection.connection.cursor()  # at a tenth of the cost
    cursor.execute("SAVEPOINT block")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.OperationalError):  # a full disk has undone everything already
            cursor.execute("ROLLBACK TO SAVEPOINT block")
            cursor.execute("RELEASE SAVEPOINT block")
        raise
    cursor.execute("RELEASE SAVEPOINT block")


@contextmanager
def explained() -> Iterator[None]:
    """Turn the database's refusals into sentences for an operator; bugs stay what they are."""
    try:
        yield
    except DBAPIError as error:
        explanation = _explanation(error.orig)
        if explanation is None:
            raise
        raise explanation from error
    except sqlite3.Error as error:
        raise _explanation(error) or error from None


def _explanation(error: BaseException | None) -> StorageError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the upper bits only refine it
    if code not in SENTENCES:
        return None
    return StorageError(SENTENCES[code], temporary=code in TEMPORARY)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database in (None, "", ":memory:"):
            raise StorageError(
                "LIPA_DATABASE_URL needs a file: sqlite:///var/lipa.db, for example."
            )
        return create_engine(parsed, json_serializer=_json_text, json_deserializer=orjson.loads)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StorageError("LIPA_DATABASE_URL is not the URL of a database.") from error


def _json_text(value: Any) -> str:
    return orjson.dumps(value).decode()


def _on_connect(engine: Engine, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin by itself
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")


def _on_begin(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection
        raw.execute(statement)  # at a tenth of the cost
