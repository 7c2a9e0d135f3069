"""Who looked at what: the audit by pages, and as a file. Each look at it is a row in it."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from urllib.parse import urlencode

from console.core.pages import File, Result, Shown
from console.core.visit import Visit
from domain.speech.local_times import bounds
from domain.speech.text import Text, _
from domain.staff.audit import OPERATOR, Looked, View, Why
from domain.staff.member import StaffId
from storage.exports.spelling import harmless_wherever_cut
from storage.staff.audit import Wanted
from storage.store import Transaction

MOST = 100  # rows of a page
COLUMNS = ("number", "at", "who", "view", "about", "why")
NO_DAY = _("Please choose a day of the calendar.")
Row = tuple[int, Looked]


def show(visit: Visit) -> Result:
    """The newest first. A day that is none leaves the others standing, and says so."""
    wanted, wrong = _wanted(visit, visit.query)
    names, rows = visit.look(View.AUDIT, "", lambda tx: (_names(tx), _found(tx, wanted, MOST + 1)))
    further = rows[MOST - 1][0] if len(rows) > MOST else None
    values = {
        "rows": rows[:MOST],
        "names": names,
        "views": _views(),
        "asked": _asked(visit.query),
        "wrong": wrong,
        "further": None if further is None else _address(visit, before=str(further)),
    }
    return Shown("staff/who_looked.html", values, 422 if wrong else 200)


def export(visit: Visit) -> Result:
    """All rows that the filter leaves, for a spreadsheet; that they went into a file is noted."""
    wanted, _wrong = _wanted(visit, visit.form)
    names, rows = visit.look(
        View.AUDIT, "", lambda tx: (_names(tx), _found(tx, wanted, None)), Why.EXPORT
    )
    written = StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(COLUMNS)
    lines.writerows(_cells(row, names, visit) for row in rows)
    return File("audit.csv", "text/csv; charset=utf-8", written.getvalue().encode("utf-8-sig"))


def _wanted(visit: Visit, fields: Mapping[str, Sequence[str]]) -> tuple[Wanted, Mapping[str, Text]]:
    asked = _asked(fields)
    member, before = _number(asked["member"]), _number(_first(fields, "before"))
    view = next((each for each in _views() if each.value == asked["view"]), None)
    try:
        since, until = (
            bounds(date.fromisoformat(asked["day"]), visit.zone) if asked["day"] else (None, None)
        )
    except (ValueError, OverflowError):
        return Wanted(), {"day": NO_DAY}
    who = None if member is None else StaffId(member)
    return Wanted(who, view, since, until, before), {}


def _found(tx: Transaction, wanted: Wanted, most: int | None) -> Sequence[Row]:
    return tx.audit.found(wanted, most)


def _names(tx: Transaction) -> Mapping[StaffId, str]:
    return {each.id: each.name for each in tx.staff.all()}


def _views() -> list[View]:
    return [each for each in View if each.shown is each]


def _asked(fields: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    return {name: _first(fields, name) for name in ("member", "view", "day")}


def _first(fields: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(fields.get(name, ())), "").strip()


def _number(written: str) -> int | None:
    fits = written.isascii() and written.isdecimal() and len(written) <= 18
    return int(written) if fits else None


def _address(visit: Visit, **more: str) -> str:
    fields = {name: value for name, value in _asked(visit.query).items() if value}
    return f"{visit.here}?{urlencode(fields | more)}"


def _cells(row: Row, names: Mapping[StaffId, str], visit: Visit) -> Iterator[str]:
    number, looked = row
    yield str(number)
    yield looked.at.astimezone(visit.zone).isoformat(timespec="seconds")
    operator = "command line" if looked.who == OPERATOR else f"staff {looked.who}"
    yield harmless_wherever_cut(names.get(looked.who, operator))
    yield looked.view.shown.value
    yield harmless_wherever_cut(looked.about)
    yield looked.why.value
