"""Writes a sheet as CSV, XLSX or JSON. A cell can never become a formula in a spreadsheet."""

import csv
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO

import orjson

from storage.exports.spelling import harmless, harmless_wherever_cut
from storage.exports.tabulating import Cell, Sheet
from storage.exports.xlsx import write_xlsx


def write(sheet: Sheet, format_: str, path: Path) -> int:
    """Write the file whole or not at all, readable to its owner only; returns how many rows.

    Raises KeyError for a format that is not in WRITERS, OSError when it cannot be written.
    """
    made = BytesIO()  # so that whoever kills us meanwhile leaves no half file anywhere
    count = WRITERS[format_](sheet, made)
    half = path.with_name(path.name + ".part")
    half.unlink(missing_ok=True)
    file = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "wb") as whole:
            whole.write(made.getbuffer())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return count


def safe(cell: Cell, harmless: Callable[[str], str] = harmless) -> Cell:
    """A cell as a spreadsheet may read it: words that look like a formula get an apostrophe."""
    if isinstance(cell, bool):
        return int(cell)
    return harmless(cell) if isinstance(cell, str) else cell


def _csv(sheet: Sheet, file: BinaryIO) -> int:
    words = TextIOWrapper(file, encoding="utf-8-sig", newline="")  # Excel needs the mark
    lines = csv.writer(words)
    rows = _safe(sheet, harmless_wherever_cut)
    lines.writerow(next(rows))
    count = sum(1 for _written in map(lines.writerow, rows))
    words.detach()  # the file stays open
    return count


def _xlsx(sheet: Sheet, file: BinaryIO) -> int:
    return write_xlsx(file, "export", _safe(sheet, harmless)) - 1


def _safe(sheet: Sheet, harmless: Callable[[str], str]) -> Iterator[Sequence[Cell]]:
    """The header and every row, in which nothing is a formula."""
    yield [safe(name, harmless) for name in sheet.header]
    for row in sheet.rows:
        yield [safe(cell, harmless) for cell in row]


def _json(sheet: Sheet, file: BinaryIO) -> int:
    """As it was said: programs that read JSON take nothing for a formula."""
    names = list(map(_whole, sheet.header))
    rows = [dict(zip(names, map(_whole, row), strict=True)) for row in sheet.rows]
    file.write(orjson.dumps(rows, option=orjson.OPT_INDENT_2))
    return len(rows)


def _whole(cell: Cell) -> Cell:
    """Without the halves of characters that no encoding has."""
    return cell.encode(errors="ignore").decode() if isinstance(cell, str) else cell


WRITERS: Mapping[str, Callable[[Sheet, BinaryIO], int]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
}
