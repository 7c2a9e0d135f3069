"""The audit as a chain: each row's link is a fingerprint of the row and of the link before.

Only who has the index key can make a link. Marks in the database hold on to both ends: which link
is the newest, and which was the last that retention let go. What is more, an anchor outside of the
database knows how far the chain reached (`storage/staff/verdict.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, exists, func, insert, select

from domain.staff.audit import Audit, Looked, View, Why
from domain.staff.member import StaffId
from storage.database.engines import insert_for
from storage.database.instants import milliseconds
from storage.sealing.anchor import Kind, Point
from storage.sealing.crypto import BLIND_SIZE
from storage.sealing.tables import marks
from storage.session import Session
from storage.staff.tables import audit

NEWEST = "audit"  # the mark that fits the newest row
START = "audit start"  # the last row that was let go
ACCEPTED = "audit accepted"  # up to which row an operator has looked into what did not fit
WAITS = "audit to anchor"  # made by a migration: the anchor begins with the first row
FIRST = b""  # before the first row
WIDTH = 8  # bytes of a number in a mark


@dataclass(frozen=True, slots=True)
class Chain:
    """The audit as the database has it.

    `links` by number, of each row and of the last one that was let go (0 while none was). `wrong`
    is the first row that does not fit and that nobody has accepted. `ends`: the mark fits the
    newest row. `bare`: there is neither a row nor a mark, as if nobody had ever looked.
    `waits`: its anchor has not begun, or just now.
    """

    first: int
    last: int
    links: Mapping[int, bytes]
    wrong: int | None
    ends: bool
    bare: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: of one member, one view, from one instant to another, before a row's number."""

    who: StaffId | None = None
    view: View | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


class AuditTable(Audit):
    """`domain.staff.audit.Audit` over the table: each row holds a fingerprint of the one before."""

    def __init__(self, session: Session) -> None:
        self._held = session.held
        self._connection = session.connection
        self._keys = session.keys
        self._points = session.points

    def note(self, looked: Looked) -> None:
        """One more row, at the end of the chain; one at a time.

        After a row that was taken away it does not fit, and stays so: a new row heals nothing.
        """
        self._held.names([NEWEST])
        number, before = self._last()
        mark = self._mark(NEWEST)
        if mark != self._end(number, before) and (number or mark is not None):
            before = b"cut" + (mark or b"")
        values = {
            "id": number + 1,
            "at": looked.at,
            "staff_id": looked.who,
            "view": looked.view.value,
            "about": looked.about,
            "why": looked.why.value,
        }
        link = self._link(before, values)
        self._connection.execute(insert(audit).values(**values, link=link))
        self._set(NEWEST, self._end(number + 1, link))
        if self._mark(WAITS) is not None:
            self._points.append(self._point(Kind.BEGUN, number + 1, link, looked.at))
        self._points.append(self._point(Kind.NOTED, number + 1, link, looked.at))

    def looked_at(self, view: View, about: str) -> bool:
        """As far back as rows are kept."""
        seen = exists().where(audit.c.view == view.value, audit.c.about == about)
        return bool(self._connection.scalar(select(seen)))

    def accept(self, looked: Looked) -> None:
        """Note that an operator has looked into what did not fit, and anchor it anew from here.

        Rows before this one are judged no more only where the chain itself does not fit: not for
        the sake of an anchor that was lost.
        """
        broken = self.broken() is not None
        self.note(looked)
        self._points.clear()  # the new beginning says the same
        number, link = self._last()
        if broken:
            self._set(ACCEPTED, self._accepting(number))
        first, let_go = self._start()
        self._points.append(self._point(Kind.ANEW, number, link, looked.at))
        if first:
            self._points.append(self._point(Kind.PURGED, first, let_go, looked.at))

    def all(self) -> Sequence[Looked]:
        """Every row, the oldest first; whether the chain is whole `broken` says."""
        return list(map(_looked, self._rows()))

    def found(self, wanted: Wanted, most: int | None = None) -> Sequence[tuple[int, Looked]]:
        """Such rows with their numbers, the newest first; at most so many."""
        rows = select(audit).where(*_where(wanted)).order_by(audit.c.id.desc()).limit(most)
        return [(row.id, _looked(row)) for row in self._connection.execute(rows)]

    def broken(self) -> int | None:
        """The number of the first row that was changed or is missing; None when all is well.

        The database alone is asked here: of what was taken away together with its marks, only
        the anchor knows.
        """
        chain = self.chain()
        if chain.wrong is not None:
            return chain.wrong
        return None if chain.ends else chain.last + 1

    def chain(self) -> Chain:
        """All of it, with what does not fit."""
        first, link = self._start()
        accepted, number, wrong = self._accepted(), first, None
        links = {first: link}
        for row in self._rows():
            if wrong is None and number >= accepted and not self._fits(row, number, link):
                wrong = number + 1
            number, link = row.id, row.link
            links[number] = link
        mark = self._mark(NEWEST)
        bare = not number and mark is None
        ends = bare or mark == self._end(number, link)
        waits = self._mark(WAITS) is not None
        return Chain(first, number, links, wrong, ends, bare, waits)

    def let_go(self, before: datetime) -> int:
        """Delete the oldest rows that were noted before this; how many there were.

        Of rows that do not fit, none is deleted: they are what somebody must look into.
        """
        self._held.names([NEWEST])
        young = self._connection.scalar(select(func.min(audit.c.id)).where(audit.c.at >= before))
        old = audit.c.id < young if young is not None else audit.c.id > 0
        rows = self._connection.execute(select(audit).where(old).order_by(audit.c.id)).all()
        number, link = self._start()
        accepted = self._accepted()
        for row in rows:
            if number >= accepted and not self._fits(row, number, link):
                return 0
            number, link = row.id, row.link
        if rows:
            self._connection.execute(delete(audit).where(old))
            self._set(START, number.to_bytes(WIDTH, "big") + link + self._starting(number, link))
            self._points.append(self._point(Kind.PURGED, number, link, rows[-1].at))
        return len(rows)

    def newest(self, at: datetime, kind: Kind = Kind.NOTED) -> Point:
        """The newest row, to be anchored; where there is none, with this instant."""
        number, link = self._last()
        noted = self._connection.scalar(select(audit.c.at).where(audit.c.id == number))
        return self._point(kind, number, link, noted or at)

    def waits(self) -> bool:
        """Whether the anchor has not begun, though there is a row."""
        return self._mark(WAITS) is not None and self._last()[0] > 0

    def has_begun(self) -> None:
        """The anchor has begun, and never does so again by itself."""
        self._connection.execute(delete(marks).where(marks.c.name == WAITS))

    def proof(self, kind: Kind, number: int, link: bytes) -> bytes:
        """The fingerprint that the anchor holds of a row."""
        return self._keys.blind(f"audit {kind}", str(number), link.hex())

    def _point(self, kind: Kind, number: int, link: bytes, at: datetime) -> Point:
        return Point(kind, number, at, self.proof(kind, number, link))

    def _rows(self) -> Iterator[Row[Any]]:
        return iter(self._connection.execute(select(audit).order_by(audit.c.id)))

    def _last(self) -> tuple[int, bytes]:
        newest = select(audit.c.id, audit.c.link).order_by(audit.c.id.desc()).limit(1)
        row = self._connection.execute(newest).first()
        return (row.id, row.link) if row else self._start()

    def _start(self) -> tuple[int, bytes]:
        """The last row that was let go; before the first one, while none was."""
        mark = self._mark(START) or b""
        number = int.from_bytes(mark[:WIDTH], "big")
        link, proof = mark[WIDTH:-BLIND_SIZE], mark[-BLIND_SIZE:]
        return (number, link) if proof == self._starting(number, link) else (0, FIRST)

    def _accepted(self) -> int:
        mark = self._mark(ACCEPTED) or b""
        number = int.from_bytes(mark[:WIDTH], "big")
        return number if mark == self._accepting(number) else 0

    def _accepting(self, number: int) -> bytes:
        return number.to_bytes(WIDTH, "big") + self._keys.blind("audit accepted", str(number))

    def _fits(self, row: Row[Any], number: int, link: bytes) -> bool:
        values = {column: getattr(row, column) for column in row._fields if column != "link"}
        return bool(row.id == number + 1 and row.link == self._link(link, values))

    def _link(self, before: bytes, values: dict[str, Any]) -> bytes:
        parts = [str(milliseconds(v) if k == "at" else v) for k, v in values.items()]
        return self._keys.blind("audit", before.hex(), *parts)

    def _end(self, number: int, link: bytes) -> bytes:
        return self._keys.blind("audit end", str(number), link.hex())

    def _starting(self, number: int, link: bytes) -> bytes:
        return self._keys.blind("audit start", str(number), link.hex())

    def _mark(self, name: str) -> bytes | None:
        return self._connection.scalar(select(marks.c.content).where(marks.c.name == name))

    def _set(self, name: str, content: bytes) -> None:
        statement = insert_for(self._connection.dialect.name, marks)
        self._connection.execute(
            statement.values(name=name, content=content).on_conflict_do_update(
                index_elements=["name"], set_={"content": content}
            )
        )


def _looked(row: Row[Any]) -> Looked:
    return Looked(row.at, StaffId(row.staff_id), View(row.view), row.about, Why(row.why))


def _where(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.who is not None:
        yield audit.c.staff_id == wanted.who
    if wanted.view is not None:
        yield audit.c.view.in_([each.value for each in View if each.shown is wanted.view])
    if wanted.since is not None:
        yield audit.c.at >= wanted.since
    if wanted.until is not None:
        yield audit.c.at < wanted.until
    if wanted.before is not None:
        yield audit.c.id < wanted.before
