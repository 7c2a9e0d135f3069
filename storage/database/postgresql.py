"""PostgreSQL: several processes, each with a few writers. The only module with SQL of PostgreSQL
alone, beside `locks` (waiting), `sessions` (leading, listening) and `server` (its settings).

Writers go beside each other at READ COMMITTED: each statement sees what was committed before it.
Whoever reads something to decide about it holds it first (`storage/holding.py`).
"""

from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError

from storage.database.engines import Database, engine, parse
from storage.database.refusals import INTERRUPTED, LOST, StorageError, explain
from storage.database.sessions import CHANNEL, ServerLead, ServerListening

WRITERS = 4
READERS = 2
POOLED = WRITERS + READERS
TRIES = 5  # of one transaction, before others' writing becomes our caller's trouble
WAIT_FOR_A_TURN = 30  # seconds until a writer is free

CONNECTING = {
    "connect_timeout": 5,
    "application_name": "lipa",
    # A peer that is gone is noticed in 3 + 2 * 2 seconds, also while we wait for its answer.
    "keepalives_idle": 3,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 8000,
}
SERVER_SIDE = {  # the same for the server, so that our locks do not outlive us
    "tcp_keepalives_idle": "3",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "2",
    "tcp_user_timeout": "8000",
}
# One stuck session must not stop all.
WRITING = {
    "statement_timeout": "60s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "30s",
}
READING = {"statement_timeout": "120s", "idle_in_transaction_session_timeout": "600s"}
MIGRATING = {"statement_timeout": "0", "lock_timeout": "60s"}
READ_ONLY = "25006"  # for as long as a session lasts, also when others may write by now
FASTER = ("23503", "23505")  # a row that we need is gone, or was made by others

T = TypeVar("T")

_unlocked = text("LOCK TABLE people, conversations, inbox, outbox IN ROW EXCLUSIVE MODE")
_allowed = text("UPDATE arrivals SET channel = channel WHERE false")  # refused where we only read
_beat = text("SELECT pg_logical_emit_message(true, 'lipa', '')")
_ring = text(f"SELECT pg_notify('{CHANNEL}', '')")


class PostgreSQL(Database):
    """A small pool of writers, a smaller one of readers; all connections mend themselves."""

    threads = WRITERS

    def __init__(self, url: str) -> None:
        self._url = url
        settings = {"max_overflow": 0, "pool_timeout": WAIT_FOR_A_TURN, "pool_use_lifo": True}
        self._writer = _engine(
            url, WRITING, pool_size=WRITERS, isolation_level="READ COMMITTED", **settings
        )
        self._reader = reader(url, pool_size=READERS, **settings)
        self._sessions: list[ServerLead | ServerListening] = []

    def write(self, act: Callable[[Connection], T]) -> T:
        """Run again, at most TRIES times, what failed only because others wrote at the same time.

        Raises StorageError when the connection was lost, or `act` swallowed a fault of the
        database.
        """
        return _insisting(self._writer, act)

    def read(self, act: Callable[[Connection], T]) -> T:
        """At REPEATABLE READ and READ ONLY; run again as `write` does it."""
        return _insisting(self._reader, act)

    def ring(self, connection: Connection) -> None:
        """Not in every transaction: at the commit it takes a lock that all of them share."""
        connection.execute(_ring)

    def beat(self, connection: Connection) -> None:
        """One line in the log of the server; behind whoever locks a table that we need."""
        for each in (_unlocked, _allowed, _beat):
            connection.execute(each)

    def overwrite(self) -> None:
        """VACUUM does that in its own time; docs/decisions/postgresql.md."""

    def lead(self, name: str) -> ServerLead | None:
        """An advisory lock, held by a connection of its own: it dies with its process."""
        lead = ServerLead.take(self._connect, name)
        if lead is not None:
            self._sessions.append(lead)
        return lead

    def listen(self, heard: Callable[[], None]) -> ServerListening:
        """LISTEN on a connection of its own, which connects again when it was cut off."""
        listening = ServerListening(self._connect, heard)
        self._sessions.append(listening)
        return listening

    def close(self) -> None:
        """End everything; what was led may be led by others."""
        for session in self._sessions:
            session.close()
        self._writer.dispose()
        self._reader.dispose()

    def _connect(self) -> psycopg.Connection:
        return connect(self._url)


def connect(url: str) -> psycopg.Connection:
    """A connection outside the pools, where every statement commits by itself."""
    parts = parse(url)
    _none, asked = parts.get_dialect()().create_connect_args(parts)
    connection = psycopg.connect(**{**CONNECTING, **asked, "autocommit": True})
    _configure(connection, SERVER_SIDE)
    return connection


def reader(url: str, **settings: Any) -> Engine:
    """An engine whose transactions see one moment, and write nothing."""
    made = _engine(url, READING, isolation_level="REPEATABLE READ", **settings)
    event.listen(made, "connect", _only_read)
    return made


def migrating(url: str) -> Engine:
    """An engine whose statements may take as long as they must."""
    return _engine(url, MIGRATING, pool_size=1)


def _engine(url: str, settings: dict[str, str], **rest: Any) -> Engine:
    said = parse(url).query  # an operator's own word counts more
    asked = {name: value for name, value in CONNECTING.items() if name not in said}
    made = engine(url, connect_args=asked, use_native_hstore=False, **rest)

    @event.listens_for(made, "connect")
    def _set(connection: psycopg.Connection, _record: object) -> None:
        _configure(connection, SERVER_SIDE | settings)

    return made


def _configure(connection: psycopg.Connection, settings: dict[str, str]) -> None:
    """Not by `options` of the connection: a pooler between us would refuse them."""
    calls = ", ".join(["set_config(%s, %s, false)"] * len(settings))
    values = [part for pair in settings.items() for part in pair]
    connection.execute(f"SELECT {calls}", values)
    connection.commit()


def _only_read(connection: psycopg.Connection, _record: object) -> None:
    connection.read_only = True


def _insisting(pool: Engine, act: Callable[[Connection], T]) -> T:
    for _try in range(TRIES - 1):
        try:
            return _once(pool, act)
        except (DBAPIError, psycopg.Error, StorageError) as error:
            if not _again(error):
                raise
    return _once(pool, act)


def _once(pool: Engine, act: Callable[[Connection], T]) -> T:
    with pool.connect() as connection:
        raw: Any = connection.connection.driver_connection
        connection.begin()
        try:
            result = act(connection)
            _refuse_spoiled(raw)
        except BaseException as error:
            lost = raw.closed
            if not lost:
                connection.rollback()
            if lost or _code_of(error) == READ_ONLY:
                connection.invalidate()
                pool.dispose()  # the others have lost theirs, too, or may not write either
            if lost:
                raise StorageError(LOST, again=True) from error
            raise
        connection.commit()
        return result


def _refuse_spoiled(raw: Any) -> None:
    """After a fault that `act` swallowed, COMMIT would undo everything in silence."""
    if raw.pgconn.transaction_status == TransactionStatus.INERROR:
        raise StorageError(INTERRUPTED, again=True)


def _again(error: Exception) -> bool:
    """Whether nothing is written and the next try may end better."""
    if isinstance(error, StorageError):
        return error.again
    explained = explain(error)
    return _code_of(error) in FASTER or (explained is not None and explained.again)


def _code_of(error: BaseException) -> str:
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlstate", None) or ""
