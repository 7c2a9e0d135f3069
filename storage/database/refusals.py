"""What a database says when it refuses, as sentences for an operator.

No sentence holds a password, an address or a value of a row: they come from codes alone.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class StorageError(Exception):
    """The database cannot be used; says to an operator in one sentence what to mend.

    `temporary`: the same may work a little later. `again`: nothing was written, and the same
    transaction may be run once more at once (`Store.write` does that by itself).
    """

    def __init__(self, sentence: str, *, temporary: bool = False, again: bool = False) -> None:
        super().__init__(sentence)
        self.temporary = temporary or again
        self.again = again


LOCKED = "The database is locked by another program: stop it, or try again."
OF_SQLITE = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
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
TEMPORARY_OF_SQLITE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

UNREACHABLE = (
    "The database server cannot be reached: check that it runs, and the host and port in "
    "LIPA_DATABASE_URL."
)
LOST = "The connection to the database server was lost: it may have been restarted."
STARTING = "The database server is starting or stopping: wait a moment."
CROWDED = "The database server has too many connections: close some, or raise max_connections."
WAITED = "The database was too busy for too long: try again; if it stays so, restart what blocks."
INTERRUPTED = "Others wrote the same thing at the same time: try again."
PASSWORD = "The database server refuses this user or password: check LIPA_DATABASE_URL."  # noqa: S105
NO_DATABASE = "The database server has no such database: create it, or check LIPA_DATABASE_URL."
RIGHTS = "The database user lacks a right: let it own the database of Lipa, or GRANT it all of it."
READ_ONLY = "The database is read-only: use the primary server, not a standby."
DISK = "The disk of the database server is full: free some space there."
MEMORY = "The database server is out of memory: give it more, or less to do."
TOO_OLD = "The database server does not know our settings: upgrade it to PostgreSQL 14 or newer."
DAMAGED = "The database is damaged: restore the last backup."
OF_POSTGRESQL = {
    "28000": PASSWORD,
    "28P01": PASSWORD,
    "3D000": NO_DATABASE,
    "42501": RIGHTS,
    "25006": READ_ONLY,
    "53100": DISK,
    "58030": DISK,
    "53200": MEMORY,
    "53300": CROWDED,
    "55P03": WAITED,
    "57014": WAITED,
    "25P03": LOST,
    "57P01": STARTING,
    "57P02": STARTING,
    "57P03": STARTING,
    "57P05": LOST,
    "40001": INTERRUPTED,
    "40P01": INTERRUPTED,
    "25P02": INTERRUPTED,  # an earlier fault of the same transaction was swallowed
    "42704": TOO_OLD,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}
TEMPORARY_OF_POSTGRESQL = frozenset((CROWDED, WAITED, LOST, STARTING, INTERRUPTED, UNREACHABLE))
CONNECTING = ("OperationalError", "ConnectionTimeout")
# While it connects, the library tells no code; a server of another language says UNREACHABLE.
WORDS = {
    "password authentication failed": PASSWORD,
    "no password supplied": PASSWORD,
    "no pg_hba.conf entry": PASSWORD,
    "permission denied": RIGHTS,
    'role "': PASSWORD,
    'database "': NO_DATABASE,
    "too many clients": CROWDED,
    "too many connections": CROWDED,
    "remaining connection slots": CROWDED,
    "starting up": STARTING,
    "shutting down": STARTING,
    "in recovery mode": STARTING,
    "closed the connection": LOST,
    "connection is": LOST,
}


@contextmanager
def explained() -> Iterator[None]:
    """Turn the database's refusals into sentences for an operator; bugs stay what they are.

    Raises StorageError in place of each error that `explain` knows, and of waiting too long for a
    connection.
    """
    try:
        yield
    except PoolTimeout as error:
        raise StorageError(WAITED, temporary=True) from error
    except DBAPIError as error:
        explanation = explain(error)
        if explanation is None:
            raise
        raise explanation from error
    except Exception as error:
        explanation = explain(error)
        if explanation is None:
            raise
        raise explanation from None


def explain(error: BaseException) -> StorageError | None:
    """What to tell of a database's error, also one wrapped by SQLAlchemy; None for all others."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the upper bits only refine it
        if code not in OF_SQLITE:
            return None
        return StorageError(OF_SQLITE[code], temporary=code in TEMPORARY_OF_SQLITE)
    if hasattr(cause, "sqlstate"):
        return _of_postgresql(cause)
    return None


def _of_postgresql(error: Any) -> StorageError | None:
    code = error.sqlstate or ""
    sentence = LOST if code.startswith("08") else OF_POSTGRESQL.get(code)
    if sentence is None and not code and type(error).__name__ in CONNECTING:
        sentence = _by_words(str(error))
    if sentence is None:
        return None
    temporary = sentence in TEMPORARY_OF_POSTGRESQL
    return StorageError(sentence, temporary=temporary, again=sentence is INTERRUPTED)


def _by_words(message: str) -> str:
    """Of an error without a code; only our own sentence leaves this module."""
    return next((said for words, said in WORDS.items() if words in message), UNREACHABLE)
