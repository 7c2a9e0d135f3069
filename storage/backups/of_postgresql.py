"""A backup of our tables on a PostgreSQL server: COPY, one snapshot, any version of the server.

What is kept is compressed: for each table a line of JSON and its rows in pieces, each with its
length before it; a piece of length 0 ends the table.
"""

import gzip
import json
import struct
from collections.abc import Iterator
from time import monotonic, sleep
from typing import Any, BinaryIO

from psycopg import Cursor, sql
from sqlalchemy import Connection, Table, column, select, text

from storage import schema
from storage.backups.archive import DAMAGED
from storage.database.databases import reader
from storage.database.refusals import StorageError, explained

LENGTH = struct.Struct(">I")
LEAVES, LOOK = 1.0, 0.05  # seconds
QUICK = 1  # ciphertext does not shrink; that it is written in hexadecimal does
OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND application_name = 'lipa'"
)
_sequence = text("SELECT pg_get_serial_sequence(quote_ident(:table), 'id')")


def save(url: str, target: Any) -> None:
    """Write all tables, as they are at one moment. Raises StorageError when the server cannot."""
    engine = reader(url)
    try:
        with (
            explained(),
            engine.connect() as connection,
            gzip.GzipFile(fileobj=target, mode="wb", compresslevel=QUICK, mtime=0) as packed,
        ):
            connection.exec_driver_sql("SET statement_timeout = 0")  # a large table takes its time
            for table in schema.tables_of(connection):
                _write_table(connection, table, packed)
    finally:
        engine.dispose()


def require_nobody(connection: Connection) -> None:
    """Raises StorageError while another process of Lipa is connected.

    One that has just been stopped has a moment to leave: the server notices a little later.
    """
    until = monotonic() + LEAVES
    while connection.scalar(OTHERS):
        if monotonic() > until:
            raise StorageError("Lipa runs on this database: stop it on every machine first.")
        sleep(LOOK)
        connection.exec_driver_sql("SELECT pg_stat_clear_snapshot()")


def load(connection: Connection, source: BinaryIO) -> None:
    """Fill the tables, which have the shape of the backup, within this transaction.

    Raises StorageError when what is in `source` cannot be read.
    """
    cursor: Any = connection.connection.cursor()
    names = [sql.Identifier(table.name) for table in schema.tables_of(connection)]
    if names:
        cursor.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(names)))
    try:
        with gzip.GzipFile(fileobj=source, mode="rb") as packed:
            while line := packed.readline():
                _read_table(cursor, json.loads(line), packed)
    except (EOFError, gzip.BadGzipFile, ValueError, KeyError, struct.error):
        raise StorageError(DAMAGED) from None


def _write_table(connection: Connection, table: Table, target: gzip.GzipFile) -> None:
    columns = [column.name for column in table.columns]
    head = {"table": table.name, "columns": columns, "next": _numbering(connection, table)}
    target.write(json.dumps(head).encode() + b"\n")
    raw: Any = connection.connection.cursor()
    with raw.copy(_copy("COPY {} ({}) TO STDOUT", table.name, columns)) as rows:
        target.writelines(LENGTH.pack(len(piece)) + bytes(piece) for piece in rows)
    target.write(LENGTH.pack(0))


def _read_table(cursor: "Cursor[Any]", head: dict[str, Any], source: gzip.GzipFile) -> None:
    statement = _copy("COPY {} ({}) FROM STDIN", head["table"], head["columns"])
    with cursor.copy(statement) as rows:
        for piece in _pieces(source):
            rows.write(piece)
    if head["next"]:
        sequence, last, called = head["next"]
        cursor.execute("SELECT setval(%s, %s, %s)", (sequence, last, called))


def _pieces(source: gzip.GzipFile) -> Iterator[bytes]:
    while (length := LENGTH.unpack(source.read(LENGTH.size))[0]) > 0:
        yield source.read(length)


def _numbering(connection: Connection, table: Table) -> list[Any] | None:
    """The sequence behind the table's numbers, the last one given, and whether it was."""
    if "id" not in table.columns:
        return None
    name = connection.scalar(_sequence, {"table": table.name})
    if name is None:
        return None
    state: Any = select(column("last_value"), column("is_called")).select_from(text(name))
    return [name, *connection.execute(state).one()]


def _copy(statement: Any, table: str, columns: list[str]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(statement).format(sql.Identifier(table), names)
