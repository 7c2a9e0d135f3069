"""The audit as a chain: each row's link is a fingerprint of the row and of the link before.

Only who has the index key can make a link. A second fingerprint of the newest link stands in
`marks`, so that the last rows cannot be taken away unnoticed, either.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, insert, select

from domain.staff.audit import Audit, Looked, View, Why
from domain.staff.member import StaffId
from storage.database.engines import insert_for
from storage.database.instants import milliseconds
from storage.sealing.tables import marks
from storage.session import Session
from storage.staff.tables import audit

NEWEST = "audit"  # the mark that fits the newest row
FIRST = b""  # before the first row


class AuditTable(Audit):
    """`domain.staff.audit.Audit` over the table: each row holds a fingerprint of the one before."""

    def __init__(self, session: Session) -> None:
        self._held = session.held
        self._connection = session.connection
        self._keys = session.keys

    def note(self, looked: Looked) -> None:
        """One more row, at the end of the chain; one at a time."""
        self._held.names([NEWEST])
        newest = select(audit.c.id, audit.c.link).order_by(audit.c.id.desc()).limit(1)
        last = self._connection.execute(newest).first()
        number, before = (last.id + 1, last.link) if last else (1, FIRST)
        values = {
            "id": number,
            "at": looked.at,
            "staff_id": looked.who,
            "view": looked.view.value,
            "about": looked.about,
            "why": looked.why.value,
        }
        link = self._link(before, values)
        self._connection.execute(insert(audit).values(**values, link=link))
        self._mark(self._end(number, link))

    def all(self) -> Sequence[Looked]:
        """Every row, the oldest first; whether the chain is whole `broken` says."""
        return [
            Looked(row.at, StaffId(row.staff_id), View(row.view), row.about, Why(row.why))
            for row in self._rows()
        ]

    def broken(self) -> int | None:
        """The number of the first row that was changed or is missing; None when all is well."""
        number, before = 0, FIRST
        for row in self._rows():
            values = {column: getattr(row, column) for column in row._fields if column != "link"}
            if row.id != number + 1 or row.link != self._link(before, values):
                return number + 1
            number, before = row.id, row.link
        mark = self._connection.scalar(select(marks.c.content).where(marks.c.name == NEWEST))
        wanted = self._end(number, before) if number else None
        return None if mark == wanted else number + 1

    def _rows(self) -> Iterator[Row[Any]]:
        return iter(self._connection.execute(select(audit).order_by(audit.c.id)))

    def _link(self, before: bytes, values: dict[str, Any]) -> bytes:
        parts = [str(milliseconds(v) if k == "at" else v) for k, v in values.items()]
        return self._keys.blind("audit", before.hex(), *parts)

    def _end(self, number: int, link: bytes) -> bytes:
        return self._keys.blind("audit end", str(number), link.hex())

    def _mark(self, end: bytes) -> None:
        statement = insert_for(self._connection.dialect.name, marks)
        self._connection.execute(
            statement.values(name=NEWEST, content=end).on_conflict_do_update(
                index_elements=["name"], set_={"content": end}
            )
        )
