"""What the columns of all tables share: names of constraints, instants, numbers.

Instants are stored as whole milliseconds since 1970 in UTC. A column that ends in `_sealed` holds
an AES-256-GCM ciphertext bound to its table, column and owner (`storage/sealing/crypto.py`). Each
column that can hold something about a person stands in `docs/data.md`.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    TypeDecorator,
    and_,
)

from domain.lasting import SLACK
from storage.database.instants import milliseconds

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMES)


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as whole milliseconds since 1970 in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To milliseconds; None stays None. Raises ValueError for a naive datetime."""
        del dialect
        if value is None:
            return None
        return milliseconds(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """To an aware datetime in UTC; None stays None."""
        del dialect
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


# SQLite counts up by itself only for INTEGER primary keys.
Id = BigInteger().with_variant(Integer, "sqlite")


# A number is never given twice: an old button must not mean a new thing.
COUNTED: dict[str, Any] = {"sqlite_autoincrement": True}
# Rows lie in the order of their keys, not of their coming, which would be a clock of its own.
IN_ORDER_OF_KEYS: dict[str, Any] = {"sqlite_with_rowid": False}


def lasting(until: Column[Any], now: datetime, longest: timedelta) -> ColumnElement[bool]:
    """Whether what ends then holds now, as `domain.lasting.lasts` says it."""
    return and_(until > now, until <= now + longest + SLACK)


def owner(
    *, primary_key: bool = False, nullable: bool = False, at_the_end: str = "CASCADE"
) -> Column[int]:
    """The person whom a row is about; it goes with them."""
    parent = ForeignKey("people.id", ondelete=at_the_end)
    return Column("person_id", Id, parent, primary_key=primary_key, nullable=nullable)
