"""Instants as the database holds them, for statements where every microsecond counts."""

from datetime import UTC, datetime


def milliseconds(at: datetime) -> int:
    """Whole milliseconds since 1970 in UTC.

    Raises ValueError for a naive datetime: nobody could say which instant it was.
    """
    if at.tzinfo is None:
        raise ValueError("a naive datetime has no place in the database")
    return round(at.timestamp() * 1000)


def instant(stored: int | None) -> datetime | None:
    """The instant in UTC that was stored as milliseconds, if there is one."""
    return None if stored is None else datetime.fromtimestamp(stored / 1000, UTC)
