"""Numbers for new rows of the outbox, before the rows are written; none is ever given twice."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, column, func, literal_column, select, table

from storage.database.prepared import Find, LookUp
from storage.outbox.tables import outbox

_sequences = table("sqlite_sequence", column("name"), column("seq"))
_named: Any = _sequences.c.name
_OUTBOX: Any = [outbox.name]
_last = LookUp(select(_sequences.c.seq), _named)
_many = bindparam("many", type_=Integer())
_counted = func.generate_series(literal_column("1"), _many).table_valued("n")
_next = Find(select(func.nextval(literal_column("'outbox_id_seq'"))).select_from(_counted))


def reserve(connection: Connection, many: int) -> Sequence[int]:
    """So many, counting up. SQLite has one writer and nobody comes between; else a sequence."""
    if connection.dialect.name == "sqlite":
        last = next((row[0] for row in _last.run(connection, _OUTBOX)), 0)
        return range(last + 1, last + 1 + many)
    return sorted(row for (row,) in _next.all(connection, many=many))
