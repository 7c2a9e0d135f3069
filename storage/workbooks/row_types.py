"""The row types of XLSForms: which can be asked in chat, which are left out or refused, and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.surveys.form import Kind
from storage.workbooks.headers import Record
from storage.workbooks.problems import nearest


class Role(StrEnum):
    """What a row is to the reader: asked, an edge of a group, or neither."""

    QUESTION = "question"
    BEGIN = "begin"
    END = "end"
    LEFT_OUT = "left_out"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowType:
    """A type that was understood. `words` is the list of a select, or `group` or `repeat`."""

    role: Role
    kind: Kind | None = None
    words: str = ""


_SIMPLE = {
    "note": Kind.NOTE,
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "integer": Kind.INTEGER,
    "int": Kind.INTEGER,
    "acknowledge": Kind.ACKNOWLEDGE,
}
_BLOCK = re.compile(r"(begin|end) (group|repeat|loop)")
_SELECT = re.compile(
    r"(?P<how>select[\s_]+one|select1|select[\s_]+multiple|select[\s_]+all[\s_]+that[\s_]+apply)"
    r"(?:\s+from)?(?:\s+(?P<list>\S+))?(?:\s+(?P<rest>.+))?",
    re.IGNORECASE,
)
_TIMES = frozenset({"start", "end", "today"})
_DEVICE = frozenset(
    {
        *("deviceid", "phonenumber", "subscriberid", "simserial", "simid", "imei"),
        *(
            "audit",
            "username",
            "email",
            "start-geopoint",
            "background-audio",
            "background-geopoint",
        ),
    }
)
_LOCATION = frozenset(
    {
        *("geopoint", "geotrace", "geoshape", "location", "gps"),
        *("start-geopoint", "background-geopoint"),
    }
)
_PRIVATE = _DEVICE | _LOCATION

_AS_TEXT = "Ask for it as text, or as an integer (a year, for example)."
_DELETE = "Delete the row."
_FROM_FILE = "Copy the options to the sheet “choices” and use select_one."
_REMEDIES: Mapping[str, str] = {
    "calculate": "Delete the row; totals can be worked out from the export.",
    "calculation": "Delete the row; totals can be worked out from the export.",
    "date": _AS_TEXT,
    "time": _AS_TEXT,
    "datetime": _AS_TEXT,
    "decimal": "Use integer or text instead.",
    "range": "Use select_one or integer instead.",
    "rank": "Use select_multiple, or one select_one for each place.",
    "image": _DELETE,
    "photo": _DELETE,
    "audio": _DELETE,
    "video": _DELETE,
    "file": _DELETE,
    "barcode": _DELETE,
    "hidden": _DELETE,
    "osm": _DELETE,
    "xml-external": _DELETE,
    "csv-external": _DELETE,
}


def read_type(record: Record, *, accept_risk: bool) -> RowType:
    """What the row is. What cannot be asked is in the report, with what to do about it."""
    written = " ".join(record.cell("type").split())
    low = written.lower().replace("_", " ")
    if low in _SIMPLE:
        return _simple(record, low)
    if block := _BLOCK.fullmatch(low):
        return _block(record, block[1], block[2])
    if low in _TIMES or low.replace(" ", "") in _PRIVATE:
        return _private(record, low.replace(" ", ""), accept_risk=accept_risk)
    if select := _select(low, written):
        return _selected(record, select)
    return _refused(record, written, low)


def _select(low: str, written: str) -> re.Match[str] | None:
    return None if " from file" in low or "external" in low else _SELECT.fullmatch(written)


def _simple(record: Record, low: str) -> RowType:
    kind = _SIMPLE[low]
    if low != kind:
        record.place.mended(f"the type “{low}” was read as “{kind}”.")
    return RowType(Role.QUESTION, kind)


def _block(record: Record, edge: str, what: str) -> RowType:
    role = Role.BEGIN if edge == "begin" else Role.END
    if what == "group":
        return RowType(role, words="group")
    if role is Role.BEGIN:
        record.wrong(
            "type",
            "Questions that repeat cannot be asked in chat.",
            "Ask them once: delete the rows that begin and end the repeat.",
        )
    return RowType(role, words="repeat")


def _private(record: Record, low: str, *, accept_risk: bool) -> RowType:
    if low in _TIMES:
        record.place.mended(f"“{low}” is left out: only the day of an answer is kept.")
        return RowType(Role.LEFT_OUT)
    if accept_risk and low not in _LOCATION:
        record.place.mended(f"“{low}” is left out: chat never collects it.")
        return RowType(Role.LEFT_OUT)
    place = low in _LOCATION
    record.wrong(
        "type",
        f"“{low}” would record where people are, which can put them in danger."
        if place
        else f"“{low}” would record who people are or which phone they use; answers are anonymous.",
        f"{_DELETE} Ask for a town as text if you need it." if place else _DELETE,
    )
    return RowType(Role.REFUSED)


def _selected(record: Record, select: re.Match[str]) -> RowType:
    one = "1" in select["how"] or select["how"].lower().endswith("one")
    kind = Kind.SELECT_ONE if one else Kind.SELECT_MULTIPLE
    if not select["list"]:
        record.wrong("type", "The list of choices is missing.", f"Write {kind} and a list name.")
        return RowType(Role.REFUSED)
    if select["rest"]:
        _refuse_rest(record, kind, select["list"], select["rest"])
    elif record.cell("type") != f"{kind} {select['list']}":
        record.place.mended(f"“{record.cell('type')}” was read as “{kind} {select['list']}”.")
    return RowType(Role.QUESTION, kind, select["list"])


def _refuse_rest(record: Record, kind: Kind, name: str, rest: str) -> None:
    if "other" in rest.lower():
        message = "“or_other” cannot be asked in chat."
        remedy = "Add a choice “other”, and below it a text question with the relevant {}."
        record.wrong("type", message, remedy.format(_other(record)))
    else:
        record.wrong("type", f"“{rest}” is not understood.", f"Write only {kind} {name}.")


def _other(record: Record) -> str:
    return f"selected(${{{record.cell('name')}}}, 'other')"


def _refused(record: Record, written: str, low: str) -> RowType:
    first = low.partition(" ")[0]
    remedy = _REMEDIES.get(low.replace(" ", "")) or _REMEDIES.get(first)
    if "from file" in low or "external" in low:
        remedy = remedy or _FROM_FILE
    if remedy:
        record.wrong("type", f"“{written}” cannot be asked in chat.", remedy)
    else:
        record.wrong("type", f"The type “{written}” is not known.", _suggestion(low))
    return RowType(Role.REFUSED)


def _suggestion(low: str) -> str:
    close = nearest(low, [*_SIMPLE, "begin group", "end group", "select_one", "select_multiple"])
    if close:
        return f"Perhaps you mean “{close}”?"
    return "Use note, text, integer, select_one, select_multiple, acknowledge or a group."
