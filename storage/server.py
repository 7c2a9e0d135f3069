"""What is wrong with a PostgreSQL server, in sentences that say what to mend; for `lipa check`."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from storage.database.databases import reader
from storage.database.engines import parse
from storage.database.refusals import StorageError, explained
from storage.subjects import metadata

OLDEST = 14  # what is older gets no repairs any more, not even of its leaks
SKEW = timedelta(seconds=2)  # beyond it, what is due and who was seen last is told wrongly
EACH = 8  # connections of one process: four writers, two readers, one that listens, one to spare
NEEDED_RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE")
LOCKS = (
    "pg_advisory_xact_lock(bigint)",
    "pg_try_advisory_lock(bigint)",
)

_settings = text("SELECT name, setting FROM pg_settings")
_place = text(
    "SELECT pg_is_in_recovery() AS standby, current_user AS who, current_schema() AS schema,"
    " has_schema_privilege(current_schema(), 'CREATE') AS may_create,"
    " coalesce(nullif(d.datconnlimit, -1), 1000000) AS of_database,"
    " coalesce(nullif(r.rolconnlimit, -1), 1000000) AS of_role"
    " FROM pg_database d, pg_roles r"
    " WHERE d.datname = current_database() AND r.rolname = current_user"
)
_may_table = text(
    "SELECT has_table_privilege(c.oid, :right) FROM pg_class c"
    " WHERE c.relname = :name AND c.relkind = 'r' AND pg_table_is_visible(c.oid)"
)
_may_count = text(
    "SELECT count(*) FROM pg_sequences s WHERE s.schemaname = current_schema() AND NOT"
    " has_sequence_privilege(quote_ident(s.schemaname)||'.'||quote_ident(s.sequencename), 'USAGE')"
)
_may_call = text("SELECT has_function_privilege(:name, 'EXECUTE')")
_now = text("SELECT clock_timestamp()")


def problems(url: str, clock: Callable[[], datetime], leads: int = 1) -> list[str]:
    """Everything that an operator has to mend, most urgent first; on SQLite nothing.

    `leads`: how many things one process may lead at once, each on a connection of its own.
    """
    if parse(url).get_backend_name() == "sqlite":
        return []
    engine = reader(url)
    try:
        with explained(), engine.connect() as connection:
            return list(_wrong(connection, clock, EACH + leads))
    except StorageError as error:
        return [str(error)]
    finally:
        engine.dispose()


def _wrong(connection: Connection, clock: Callable[[], datetime], needed: int) -> Iterator[str]:
    version = int((connection.dialect.server_version_info or (0,))[0])
    if version < OLDEST:
        yield f"PostgreSQL {version} is too old: upgrade the server to {OLDEST} or newer."
    settings = {row.name: row.setting for row in connection.execute(_settings)}
    place = connection.execute(_place).one()
    yield from _of_settings(settings)
    yield from _of_place(settings, place, needed)
    yield from _of_rights(connection, place)
    yield from _of_clock(connection, clock)


def _of_settings(settings: dict[str, str]) -> Iterator[str]:
    if settings["server_encoding"] != "UTF8":
        encoding = settings["server_encoding"]
        yield (
            f"The database is encoded in {encoding}, which cannot hold every script: "
            "create it anew with ENCODING 'UTF8'."
        )
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        if settings[name] == "off":
            yield f"{name} is off, so a crash could lose what was answered: turn it on."


def _of_place(settings: dict[str, str], place: Any, needed: int) -> Iterator[str]:
    if place.standby:
        yield "The server is a read-only standby: put the primary in LIPA_DATABASE_URL."
    reserved = int(settings["superuser_reserved_connections"])
    free = min(int(settings["max_connections"]) - reserved, place.of_database, place.of_role)
    if free < needed:
        yield (
            f"The server allows {free} connections, and one process of Lipa needs {needed}: "
            "raise max_connections, or the limit of the database or its user."
        )


def _of_rights(connection: Connection, place: Any) -> Iterator[str]:
    if not place.may_create:
        schema = place.schema or "public"
        yield (
            f"The user {place.who} may not make tables: GRANT CREATE ON SCHEMA {schema} TO "
            f"{place.who}, which lipa migrate needs."
        )
    for right in NEEDED_RIGHTS:
        missing = [name for name in sorted(metadata.tables) if _lacks(connection, name, right)]
        if missing:
            names = ", ".join(missing)
            yield f"The user {place.who} may not {right}: GRANT {right} ON {names} TO {place.who}."
    if connection.scalar(_may_count):
        yield f"The user {place.who} may not number rows: GRANT USAGE ON ALL SEQUENCES to it."
    for name in LOCKS:
        if not connection.scalar(_may_call, {"name": name}):
            yield f"The user {place.who} may not lock: GRANT EXECUTE ON FUNCTION {name} to it."


def _lacks(connection: Connection, table: str, right: str) -> bool:
    """Whether the table is there, and the right is not."""
    return connection.scalar(_may_table, {"name": table, "right": right}) is False


def _of_clock(connection: Connection, clock: Callable[[], datetime]) -> Iterator[str]:
    before = clock()
    theirs = connection.scalar(_now)
    after = clock()
    if theirs is not None and not before - SKEW <= theirs <= after + SKEW:
        apart = round(abs((theirs - before).total_seconds()))
        yield (
            f"The clock of the database server is {apart} seconds away from ours: let both keep "
            "the time by NTP."
        )
