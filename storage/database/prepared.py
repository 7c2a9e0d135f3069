"""Statements of the hot path: written in SQLAlchemy Core, compiled once, run by the driver.

Compiling and binding cost more than SQLite itself. What is bound here must be plain already
(milliseconds, bytes, numbers), and rows come out as plain values too; only JSON is text on SQLite
and read already on PostgreSQL. psycopg prepares on the server what is said often.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BindParameter,
    ClauseElement,
    ColumnElement,
    Connection,
    Select,
    bindparam,
    func,
)
from sqlalchemy.dialects import postgresql, sqlite

SIZES = (1, 8, 64)  # a longer list is asked in pieces
_DIALECTS: Mapping[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


class Many:
    """A statement run once for each of many rows."""

    def __init__(self, build: Callable[[str], ClauseElement]) -> None:
        self._compiled = cache(lambda dialect: _compile(build(dialect), dialect))

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> int:
        """One executemany, in the order of the rows; no rows, no statement.

        Says how many rows of the table it made, changed or removed.
        """
        if not rows:
            return 0
        sql, bind = self._compiled(connection.dialect.name)
        cursor: Any = connection.connection.cursor()
        if len(rows) == 1:
            cursor.execute(sql, bind(rows[0]))
        else:
            cursor.executemany(sql, list(map(bind, rows)))
        return int(cursor.rowcount)


class Find:
    """A SELECT with a value for each of its parameters."""

    def __init__(self, statement: Select[Any]) -> None:
        self._compiled = cache(lambda dialect: _compile(statement, dialect))

    def first(self, connection: Connection, **values: Any) -> Sequence[Any] | None:
        """The first row in the order of the statement; None when there is none."""
        return next(iter(self.all(connection, **values)), None)

    def all(self, connection: Connection, **values: Any) -> Sequence[Sequence[Any]]:
        """All rows, each a sequence of plain values in the order of the statement's columns."""
        sql, bind = self._compiled(connection.dialect.name)
        cursor = connection.connection.cursor()
        cursor.execute(sql, bind(values))
        rows: Sequence[Sequence[Any]] = cursor.fetchall()
        return rows


class LookUp:
    """A SELECT of the rows whose `column` is one of some values."""

    def __init__(self, statement: Select[Any], column: ColumnElement[bytes]) -> None:
        def compiled(dialect: str, size: int) -> tuple[str, Callable[[Any], Any]]:
            values: list[BindParameter[bytes]] = [bindparam(f"v{i}") for i in range(size)]
            return _compile(statement.where(column.in_(values)), dialect)

        self._compiled = cache(compiled)
        values = bindparam("values", type_=postgresql.ARRAY(column.type))
        self._in_array = Find(statement.where(column == func.any(values)))

    def run(
        self, connection: Connection, values: Sequence[bytes], **others: Any
    ) -> list[Sequence[Any]]:
        """The rows, in no order; on PostgreSQL by one statement, however many values.

        `others` are what the statement asks for beside them.
        """
        if connection.dialect.name == "postgresql":
            return list(self._in_array.all(connection, values=list(values), **others))
        cursor = connection.connection.cursor()
        found: list[Sequence[Any]] = []
        for start in range(0, len(values), SIZES[-1]):
            piece = values[start : start + SIZES[-1]]
            size = next(size for size in SIZES if size >= len(piece))
            sql, bind = self._compiled(connection.dialect.name, size)
            padded = [*piece, *[piece[-1]] * (size - len(piece))]
            named = others | {f"v{i}": value for i, value in enumerate(padded)}
            cursor.execute(sql, bind(named))
            found.extend(cursor.fetchall())
        return found


def _compile(statement: ClauseElement, dialect: str) -> tuple[str, Callable[[Any], Any]]:
    compiled: Any = statement.compile(dialect=_DIALECTS[dialect].dialect())
    if not compiled.positional:
        return compiled.string, dict
    names = compiled.positiontup
    if len(names) == 1:
        return compiled.string, lambda row: (row[names[0]],)
    return compiled.string, itemgetter(*names)
