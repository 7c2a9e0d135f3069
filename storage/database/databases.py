"""Which of the two databases a URL means, opened for writing, looking or migrating."""

from sqlalchemy import Engine

from storage.database.engines import Database, parse


def database(url: str) -> Database:
    """The database behind a URL; nothing is opened before it is used.

    Raises StorageError when the URL names none that we know.
    """
    if parse(url).get_backend_name() == "sqlite":
        from storage.database.sqlite import SQLite  # noqa: PLC0415 - only where it is used

        return SQLite(url)
    from storage.database.postgresql import PostgreSQL  # noqa: PLC0415 - slow to load

    return PostgreSQL(url)


def reader(url: str) -> Engine:
    """An engine that only looks: the database refuses what it writes. Raises as `database` does."""
    if parse(url).get_backend_name() == "sqlite":
        from storage.database import sqlite as one  # noqa: PLC0415 - only where it is used

        return one.reader(url)
    from storage.database import postgresql as other  # noqa: PLC0415 - slow to load

    return other.reader(url)


def migrating(url: str) -> Engine:
    """An engine of one connection that changes the shape of the tables, for as long as it takes.

    Raises as `database` does.
    """
    if parse(url).get_backend_name() == "sqlite":
        from storage.database import sqlite as one  # noqa: PLC0415 - only where it is used

        return one.writer(url)
    from storage.database import postgresql as other  # noqa: PLC0415 - slow to load

    return other.migrating(url)
