"""Writes a sheet as CSV, XLSX or JSON. A cell can never become a formula in a spreadsheet."""

import csv
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import orjson
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from storage.exports.tabulating import Cell, Sheet

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(sheet: Sheet, format_: str, path: Path) -> int:
    """Write the file whole or not at all, readable to its owner only; returns how many rows.

    Raises KeyError for a format that is not in WRITERS, OSError when it cannot be written.
    """
    writer = WRITERS[format_]
    half = path.with_name(path.name + ".part")
    half.unlink(missing_ok=True)
    os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        count = writer(sheet, half)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return count


def safe(cell: Cell) -> Cell:
    """A cell as a spreadsheet may read it: words that look like a formula get an apostrophe."""
    if isinstance(cell, bool):
        return int(cell)
    return "'" + cell if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def _csv(sheet: Sheet, path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # Excel needs the mark
        lines = csv.writer(file)
        lines.writerow([safe(name) for name in sheet.header])
        for row in sheet.rows:
            lines.writerow([safe(cell) for cell in row])
            count += 1
    return count


def _xlsx(sheet: Sheet, path: Path) -> int:
    count = 0
    book = Workbook(write_only=True)
    page = book.create_sheet("export")
    page.append([safe(name) for name in sheet.header])
    for row in sheet.rows:
        page.append([_printable(safe(cell)) for cell in row])
        count += 1
    book.save(path)
    return count


def _json(sheet: Sheet, path: Path) -> int:
    rows = [dict(zip(sheet.header, row, strict=True)) for row in sheet.rows]
    path.write_bytes(orjson.dumps(rows, option=orjson.OPT_INDENT_2))
    return len(rows)


def _printable(cell: Cell) -> Cell:
    return ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell


WRITERS: Mapping[str, Callable[[Sheet, Path], int]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}
