"""Waiting for one another, where several processes write at once.

SQLite has one writer, so there is nothing to wait for and nothing of this is said to it. On
PostgreSQL every lock here ends with its transaction.
"""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import BigInteger, Connection, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from storage.database.prepared import Find

COORDINATORS = "coordinators"  # one of their commands at a time
MIGRATION = "migration"
_key = func.unnest(bindparam("keys", type_=ARRAY(BigInteger))).column_valued("key")
HOLD = Find(select(func.pg_advisory_xact_lock(_key)))


def key_of(name: str | bytes) -> int:
    """The number of a lock: the same for ever, whoever asks."""
    data = name.encode() if isinstance(name, str) else name
    return int.from_bytes(sha256(b"lipa lock\0" + data).digest()[:8], "big", signed=True)


def hold(connection: Connection, names: Iterable[str | bytes]) -> None:
    """Wait until no other transaction holds any of these names, and hold them all.

    They are taken in one order, whoever asks, so that two never wait for each other.
    """
    if connection.dialect.name == "postgresql":
        HOLD.all(connection, keys=sorted({key_of(name) for name in names}))
