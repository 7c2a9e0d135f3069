"""The bytes of a workbook, made safe: size, kind and content are checked before openpyxl sees them.

Nothing in the file is run, followed or computed. Whatever the bytes are, the outcome is rows of
cleaned words or a `WorkbookRefused`.
"""

import io
import sys
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from storage.workbooks.problems import Place, Problem, Report, WorkbookRefused

MAX_BYTES = 10_000_000
MAX_UNPACKED = 16_000_000
MAX_RATIO = 200  # real workbooks, even those padded to a thousand rows, stay below 40
MAX_ENTRIES = 1_000
MAX_ROWS = 20_000  # that hold something
MAX_COLUMNS = 300  # that hold something
MAX_CELLS = 200_000  # that hold something
LAST_ROW = 1_048_576  # of any Excel sheet
MAX_PADDING = 1_200_000  # cells that are there and hold nothing

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Open it in Excel, LibreOffice or Google Sheets and save it as .xlsx (Excel workbook)."
_TOO_LARGE = (
    f"The sheet is too large: at most {MAX_ROWS:,} rows, {MAX_COLUMNS} columns and "
    f"{MAX_CELLS:,} cells can be read."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something: its number in the sheet, and words by column index.

    `broken` are the cells without words of their own: “a formula” or “the error #REF!”.
    """

    number: int
    cells: dict[int, str]
    broken: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that hold something, from above to below; its name in lower case."""

    name: str
    rows: tuple[Row, ...]


def open_sheets(data: bytes, wanted: tuple[str, ...], report: Report) -> dict[str, Sheet]:
    """The wanted sheets by their names in lower case; `""` holds the names of all others.

    Raises WorkbookRefused, and nothing else, for bytes that are no workbook we can read.
    """
    _check_bytes(data)
    try:
        _check_archive(data)
        with warnings.catch_warnings(), redirect_stdout(sys.stderr):
            warnings.simplefilter("ignore")  # openpyxl warns of, or prints, looks it cannot keep
            return _sheets(data, wanted, report)
    except WorkbookRefused:
        raise
    except (Exception, RecursionError):  # noqa: BLE001 - damaged files fail in every way there is
        raise _refused("The file is damaged, or is no Excel workbook.", _SAVE_AS) from None


# Before opening --------------------------------------------------------------------------------


def _refused(message: str, remedy: str) -> WorkbookRefused:
    return WorkbookRefused(Problem(None, None, None, message, remedy))


def _check_bytes(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise _refused(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB.",
            "Remove pictures and unused sheets, then save it again.",
        )
    if not data.startswith(b"PK"):
        raise _refused(_what_it_is(data), _SAVE_AS)


def _what_it_is(data: bytes) -> str:
    if not data:
        return "The file is empty."
    if data.startswith(_OLD_OFFICE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        return (
            "The file is protected with a password."
            if locked
            else "The file is an old Excel workbook (.xls)."
        )
    if data.lstrip()[:1] == b"<":
        return "The file is a web page or XML, not an Excel workbook."
    if b"\0" not in data[:4096] and (b"," in data[:4096] or b";" in data[:4096]):
        return "The file looks like text or CSV, not like an Excel workbook."
    return "The file is not an Excel workbook (.xlsx)."


def _check_archive(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refused("The file is protected with a password.", "Save it without a password.")
    _check_size(entries, len(data))
    names = {entry.filename.lower().lstrip("/") for entry in entries}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise _refused(
            "The file contains macros (programs).", "Save it as .xlsx, which has no macros."
        )
    if "[content_types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise _refused("The file is an archive or document, not an Excel workbook.", _SAVE_AS)


def _check_size(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    bomb = unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 5_000)
    if bomb or len(entries) > MAX_ENTRIES:
        raise _refused(
            "The file unpacks to far more than a survey needs.",
            "Copy the rows that hold something into a new workbook and send that.",
        )


# Reading ---------------------------------------------------------------------------------------


def _sheets(data: bytes, wanted: tuple[str, ...], report: Report) -> dict[str, Sheet]:
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        found: dict[str, Sheet] = {}
        others = []
        for title in book.sheetnames:
            name = title.strip().lower()
            if name in wanted and name not in found:
                found[name] = _sheet(book[title], title, report)
            else:
                others.append(Row(0, {0: title}))
        return {**found, "": Sheet("", tuple(others))}
    finally:
        book.close()


def _sheet(source: Any, title: str, report: Report) -> Sheet:
    if title != title.strip().lower():
        report.mended(f"The sheet “{title}” was read as “{title.strip().lower()}”.")
    name = title.strip().lower()
    source.reset_dimensions()  # what a file says of its own size cannot be trusted
    place = Place(report, name)
    rows = list(_rows(source, place))
    blank = rows[-1].number - rows[0].number + 1 - len(rows) if rows else 0
    if blank:
        place.mended(f"{blank} blank row{'s' * (blank > 1)} skipped.")
    return Sheet(name, tuple(rows))


def _rows(source: Any, place: Place) -> Iterator[Row]:
    padding = rows = filled = 0
    for number, cells in enumerate(islice(source.iter_rows(), LAST_ROW), start=1):
        if not cells:
            continue
        row = _row(number, cells, place)
        padding += len(cells)
        rows, filled = rows + bool(row.cells), filled + len(row.cells)
        widest = max(row.cells, default=0)
        if rows > MAX_ROWS or filled > MAX_CELLS or widest >= MAX_COLUMNS or padding > MAX_PADDING:
            place.wrong(None, _TOO_LARGE, "Copy the rows that hold something into a new sheet.")
            return
        if row.cells or row.broken:
            yield row


def _row(number: int, cells: tuple[Any, ...], place: Place) -> Row:
    row = Row(number, {})
    for index, cell in enumerate(cells):
        if cell.value is None:
            continue
        if cell.data_type in ("f", "e"):
            formula = cell.data_type == "f"
            row.broken[index] = "a formula" if formula else f"the error {cell.value}"
        elif words := _clean(_plain(cell.value), place):
            row.cells[index] = words
    return row


def _clean(written: str, place: Place) -> str:
    clean = written.strip()  # within the words a no-break space is good typography
    if clean != written and clean:
        place.mended("spaces around the words of some cells were removed.")
    return clean


def _plain(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return value.isoformat()
    return str(value).replace("_x000D_", "")
