"""Writes one sheet as an XLSX file, row by row.

openpyxl writes every sheet in clear text to the folder for temporary files first, readable there
for as long as it stands, and for ever when the program is killed meanwhile. What is written here
touches no other file. Every word is text by its declared type: nothing is guessed from its letters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from storage.exports.spelling import spelled
from storage.exports.tabulating import Cell

LONGEST = 32_767  # UTF-16 units that a cell may hold
EXACT = 10**15  # larger numbers would be rounded
UNDERSTOOD = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # _x0041_ would be read as A
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
LONGEST_TITLE = 31
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SPREADSHEET}.worksheet+xml"/>'
    "</Types>"
)


def write_xlsx(file: BinaryIO, title: str, rows: Iterable[Sequence[Cell]]) -> int:
    """Write the rows as one sheet; returns how many. Words longer than a cell holds are cut.

    The file stays open. Raises OSError where it cannot be written.
    """
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", _leads_to("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", _book(title))
        leads = _leads_to("worksheet", "worksheets/sheet1.xml")
        archive.writestr("xl/_rels/workbook.xml.rels", leads)
        return _write_sheet(archive, rows)


def _write_sheet(archive: ZipFile, rows: Iterable[Sequence[Cell]]) -> int:
    count = 0
    with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
        sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
        for count, row in enumerate(rows, 1):
            sheet.write(f'<row r="{count}">{"".join(_cells(count, row))}</row>'.encode())
        sheet.write(b"</sheetData></worksheet>")
    return count


def _cells(line: int, row: Sequence[Cell]) -> Iterator[str]:
    for number, cell in enumerate(row):
        place = f"{_column(number)}{line}"
        match cell:
            case None | "":
                continue
            case int() if abs(cell) < EXACT:
                yield f'<c r="{place}"><v>{int(cell)}</v></c>'
            case _:
                words = f'<t xml:space="preserve">{_text(str(cell))}</t>'
                yield f'<c r="{place}" t="inlineStr"><is>{words}</is></c>'


def _text(words: str) -> str:
    cut = words.encode("utf-16-le", "ignore")[: 2 * LONGEST].decode("utf-16-le", "ignore")
    return escape(UNDERSTOOD.sub("_x005F_", spelled(cut)), {"\r": "&#13;"})


def _column(number: int) -> str:
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _book(title: str) -> str:
    title = NOT_IN_TITLES.sub("", spelled(title))[:LONGEST_TITLE].strip() or "1"
    sheet = f'<sheet name={quoteattr(title)} sheetId="1" r:id="rId1"/>'
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheet}</sheets></workbook>'


def _leads_to(kind: str, target: str) -> str:
    lead = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lead}</Relationships>'
