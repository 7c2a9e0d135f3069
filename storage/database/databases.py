"""Which of the two databases a URL means, opened for writing, looking or migrating."""

from sqlalchemy import Engine

from storage.database.engines import Database, parse


def database(url: str) -> Database:
    """The database behind a URL; nothing is opened before it is used."""
    if parse(url).get_backend_name() == "sqlite":
        from storage.database.sqlite import SQLite  # noqa: PLC0415 - it builds on this module

        return SQLite(url)
    from storage.database.postgresql import PostgreSQL  # noqa: PLC0415 - slow to load

    return PostgreSQL(url)


def reader(url: str) -> Engine:
    """An engine of one connection that only looks."""
    if parse(url).get_backend_name() == "sqlite":
        from storage.database import sqlite as one  # noqa: PLC0415 - as above

        return one.reader(url)
    from storage.database import postgresql as other  # noqa: PLC0415 - as above

    return other.reader(url)


def migrating(url: str) -> Engine:
    """An engine of one connection that changes the shape of the tables."""
    if parse(url).get_backend_name() == "sqlite":
        from storage.database import sqlite as one  # noqa: PLC0415 - as above

        return one.writer(url)
    from storage.database import postgresql as other  # noqa: PLC0415 - as above

    return other.migrating(url)
