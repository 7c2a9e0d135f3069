"""Workbooks to read, made in the test."""

import io
import zipfile
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from storage.workbooks.workbook import Problem, ReadWorkbook, WorkbookRefused, read_workbook

Rows = Sequence[Sequence[object]]
SURVEY: Rows = [
    ("type", "name", "label::English (en)", "label::Arabic (ar)", "relevant", "required"),
    ("note", "hello", "Hello.", "مرحبًا.", None, None),
    ("select_one yes_no", "came", "Did you come?", "هل حضرت؟", None, "yes"),
    ("begin group", "more", None, None, "${came} = 'yes'", None),
    ("integer", "times", "How often?", "كم مرة؟", None, None),
    ("text", "better", "What was good?", "ما الجيد؟", "${times} > 1", None),
    ("end group", None, None, None, None, None),
]
CHOICES: Rows = [
    ("list_name", "name", "label::English (en)", "label::Arabic (ar)"),
    ("yes_no", "yes", "Yes", "نعم"),
    ("yes_no", "no", "No", "لا"),
]
SETTINGS: Rows = [
    ("form_title", "form_id", "version", "default_language", "form_title::Arabic (ar)"),
    ("Party", "party", 3, "English (en)", "الحفلة"),
]
PLAIN: Rows = [("type", "name", "label"), ("text", "idea", "What is your idea?")]


def book(**sheets: Rows) -> bytes:
    """A workbook with these sheets."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(survey: Rows = SURVEY, choices: Rows = CHOICES, settings: Rows = SETTINGS) -> ReadWorkbook:
    """What comes of a workbook with the three usual sheets."""
    return read_workbook(book(survey=survey, choices=choices, settings=settings))


def problems(data: bytes, *, accept_risk: bool = False) -> tuple[Problem, ...]:
    """All problems of a workbook that is refused; each has a message and a remedy."""
    with pytest.raises(WorkbookRefused) as caught:
        read_workbook(data, accept_risk=accept_risk)
    assert all(problem.message and problem.remedy for problem in caught.value.problems)
    return caught.value.problems


def wrong(
    survey: Rows = SURVEY, choices: Rows = CHOICES, settings: Rows = SETTINGS
) -> list[tuple[str | None, int | None, str | None, str]]:
    """Where a workbook with the three usual sheets is wrong, and why."""
    found = problems(book(survey=survey, choices=choices, settings=settings))
    return [(p.sheet, p.row, p.column, p.message) for p in found]


def question(type_: str, **cells: object) -> Rows:
    """A survey of one yes-or-no question and one further row of that type."""
    cells = {"name": "it", "label": "It?", **cells}
    first = {"type": "select_one yes_no", "name": "came", "label": "Did you come?"}
    return [
        ("type", *cells),
        ("select_one yes_no", *(first.get(column) for column in cells)),
        (type_, *cells.values()),
    ]


NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def repacked(data: bytes, **more: bytes) -> bytes:
    """The workbook with further entries in its archive; `__` stands for a slash."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def with_sheet(xml: str) -> bytes:
    """A workbook whose first sheet is that XML."""
    source = zipfile.ZipFile(io.BytesIO(book(survey=PLAIN)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            sheet = entry.filename == "xl/worksheets/sheet1.xml"
            archive.writestr(entry.filename, xml if sheet else source.read(entry))
    return stream.getvalue()


def rows_xml(rows: str, before: str = "") -> str:
    """A worksheet with these rows, as XML."""
    return f"{before}<worksheet xmlns='{NAMESPACE}'><sheetData>{rows}</sheetData></worksheet>"
