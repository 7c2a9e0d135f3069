"""A survey workbook (XLSForm, .xlsx) becomes a `Form`, or is refused with everything to mend.

What cannot be asked in chat exactly as written is refused, never silently changed; what does no
harm is mended or left out, and each repair is listed for the coordinator to read.
"""

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import get_close_matches
from hashlib import sha256

from domain.speech.text import Content
from domain.surveys.form import Form, Question, to_json
from storage.workbooks.choice_lists import ChoiceLists
from storage.workbooks.file import Sheet, open_sheets
from storage.workbooks.headers import Record, Table, read_table
from storage.workbooks.problems import Place, Problem, Report, WorkbookRefused
from storage.workbooks.survey_rows import Rows
from storage.workbooks.wording import Words, read_languages

__all__ = ["Problem", "ReadWorkbook", "WorkbookRefused", "read_workbook"]

LONGEST_VERSION = 50  # as wide as its column, which PostgreSQL means
_UNTITLED = Content({"en": "-"})
_SHEETS = ("survey", "choices", "settings")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """The form, and what was mended or left out on the way."""

    form: Form
    repairs: list[str]


def read_workbook(data: bytes, *, accept_risk: bool = False) -> ReadWorkbook:
    """The survey in these bytes, and what was mended.

    Raises WorkbookRefused, which lists all problems, for any other bytes. `accept_risk` leaves out
    the rows that would identify a person or phone instead of refusing them; they are collected in
    no case.
    """
    report = Report()
    sheets = open_sheets(data, _SHEETS, report)
    tables = _tables(sheets, report)
    _check_sheets(sheets, report)
    if "survey" in tables:
        form = _form(tables, report, accept_risk=accept_risk)
        report.settle()
        return ReadWorkbook(form, report.repairs)
    report.settle()
    raise AssertionError("a missing sheet is always reported")


def _tables(sheets: dict[str, Sheet], report: Report) -> dict[str, Table]:
    return {name: read_table(sheets[name], report) for name in _SHEETS if name in sheets}


def _check_sheets(sheets: dict[str, Sheet], report: Report) -> None:
    """A missing sheet is a problem; further sheets are only noted."""
    others = [row.cells[0] for row in sheets[""].rows]
    for name in _SHEETS:
        like = _alike(name, others)
        needed = {"survey": True, "choices": _selects(sheets), "settings": like is not None}
        if name not in sheets and needed[name]:
            remedy = f"Rename the sheet “{like}”." if like else "Add it; names are in English."
            problem = Problem(name, None, None, f"The sheet “{name}” is missing.", remedy)
            report.problems.append(problem)
    if others:
        report.mended("not used: the sheets " + ", ".join(f"“{other}”" for other in others) + ".")


def _alike(name: str, others: list[str]) -> str | None:
    close = get_close_matches(name, [other.lower() for other in others], 1, 0.5)
    return next((other for other in others if other.lower() in close), None)


def _selects(sheets: dict[str, Sheet]) -> bool:
    rows = sheets["survey"].rows if "survey" in sheets else ()
    return any(words.lower().startswith("select") for row in rows for words in row.cells.values())


def _form(tables: dict[str, Table], report: Report, *, accept_risk: bool) -> Form:
    survey = tables["survey"]
    settings = _settings(tables.get("settings"))
    words = read_languages(settings, survey)
    rows = Rows(words, ChoiceLists(tables.get("choices"), words), accept_risk).read(survey)
    title = _title(settings, words, report)
    words.report_missing(report)
    form = Form(_id(settings, title, words), "", title, words.default, words.languages, rows)
    return replace(form, id=form.id or _nameless(rows), version=_version(settings, form))


def _settings(table: Table | None) -> Record | None:
    if table is None or not table.records:
        return None
    if len(table.records) > 1:
        table.place.mended("only the first row below the header is used.")
    return table.records[0]


def _title(settings: Record | None, words: Words, report: Report) -> Content:
    title = words.read(settings, "form_title") if settings else None
    if title is None and settings and settings.cell("form_id"):
        settings.place.mended("there is no form_title; the form_id is shown as the title.")
        return Content({words.default: settings.cell("form_id")})
    if title is None:
        Place(report, "settings").wrong(
            "form_title",
            "The survey has no title.",
            "Add a sheet “settings” with the column form_title, and the title in the row below.",
        )
    return words.must_read(settings, "form_title") if title and settings else _UNTITLED


def _id(settings: Record | None, title: Content, words: Words) -> str:
    written = settings.cell("form_id") if settings else ""
    if _ID.fullmatch(written):
        return written
    name = _slug(written or title.by_language.get(words.default, ""))
    if written and settings and name:
        settings.place.mended(f"the form_id “{written}” became “{name}”.")
    return name


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:64].strip("_")


def _nameless(rows: tuple[Question, ...]) -> str:
    return "survey_" + sha256(" ".join(row.name for row in rows).encode()).hexdigest()[:8]


def _version(settings: Record | None, form: Form) -> str:
    """The version in the settings, or one that changes when anything in the form does."""
    written = settings.cell("version") if settings else ""
    packed = json.dumps(to_json(form), sort_keys=True, ensure_ascii=False)
    return written[:LONGEST_VERSION] or sha256(packed.encode()).hexdigest()[:8]
