"""Whatever somebody answers, a spreadsheet opens the file, shows it, and calculates nothing."""

import csv
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from domain.speech.visible import visible
from storage.exports import sheets
from storage.exports.spelling import spelled
from storage.exports.tabulating import Sheet
from storage.exports.xlsx import write_xlsx

FORMULA = '\x01=HYPERLINK("http://x.example","open")'
HOSTILE = (
    *(
        FORMULA,
        "\uffff",
        "\ud800=1",
        "#REF!",
        "_x003D_1",
        "\x00",
        "\ufeff=1+1",
        "tea;=1+1",
        "a\r\nb",
    ),
    *(
        "\u202e＝1",
        "\u3164@A1",
        "]]>&<b>",
        "1e9",
        " ",
        "\x0b\t=1",
        "x\n-1",
        'a;"=1+1&"',
        "\U0001fffe",
    ),
)
SIGNS = "=+-@"
ANYTHING = st.characters(exclude_categories=())  # also halves of characters
WORDS = st.one_of(
    st.text(ANYTHING, max_size=12),
    st.sampled_from(HOSTILE),
    st.builds(
        "".join, st.tuples(st.text(ANYTHING, max_size=2), st.sampled_from(SIGNS), st.text(ANYTHING))
    ),
)
often = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def one_cell(words: str) -> Sheet:
    """The words as the name of a column and as an answer."""
    return Sheet((words,), iter([[words]]))


def looks_like_a_formula(words: str) -> bool:
    """By its first character that can be seen, whatever its width."""
    seen = unicodedata.normalize("NFKC", visible(words)[:1])
    return words.startswith(("\t", "\r", "\n")) or seen[:1] in [*SIGNS, "\u2212"]


def read_back(cell: object) -> str:
    """What a spreadsheet shows of a cell: four hexadecimal digits in _x…_ stand for a character."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), str(cell or ""))


@often
@given(WORDS)
def test_a_workbook_opens_and_holds_the_words_as_text(tmp_path: Path, words: str) -> None:
    """In the header as in a cell, with all that a file can hold."""
    path = tmp_path / "out.xlsx"

    sheets.write(one_cell(words), "xlsx", path)

    cells = [cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.data_type == "s" or cell.value is None for cell in cells)
    assert not any(looks_like_a_formula(read_back(cell.value)) for cell in cells)
    for cell in cells:
        assert read_back(cell.value).removeprefix("'") == spelled(words).removeprefix("'")


@often
@given(WORDS)
def test_a_table_of_plain_text_holds_the_words_and_no_formula(tmp_path: Path, words: str) -> None:
    """Also for a program that cuts lines at semicolons and takes every line break for a row."""
    path = tmp_path / "out.csv"

    sheets.write(one_cell(words), "csv", path)

    with path.open(encoding="utf-8-sig", newline="") as file:
        found = [cell for row in csv.reader(file) for cell in row]
        file.seek(0)
        cut = [piece.strip('"') for piece in re.split(r"[;\t\r\n]", file.read().lstrip("\ufeff"))]
    assert [cell.replace("'", "") for cell in found] == [spelled(words).replace("'", "")] * 2
    assert not any(looks_like_a_formula(cell) for cell in (*found, *cut))


@often
@given(WORDS)
def test_the_name_of_a_sheet_holds_no_formula_and_can_be_opened(tmp_path: Path, title: str) -> None:
    """Programs refuse some characters there, an empty name and a long one."""
    path = tmp_path / "out.xlsx"

    with path.open("wb") as file:
        write_xlsx(file, title, [["tea"]])

    [page] = load_workbook(path).worksheets
    assert 1 <= len(page.title) <= 31
    assert page["A1"].value == "tea"
    assert not re.search(r"[\[\]:*?/\\]", page.title)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here (soffice)")
@pytest.mark.parametrize("format_", ["xlsx", "csv"])
def test_libreoffice_opens_it_and_calculates_nothing(tmp_path: Path, format_: str) -> None:
    """The real program, without a screen, in a folder of its own."""
    path, own = tmp_path / f"out.{format_}", tmp_path / "own"
    sheets.write(Sheet(("words",), ([words] for words in HOSTILE)), format_, path)

    office = ("soffice", f"-env:UserInstallation=file://{own}", "--headless")
    order = (*office, "--convert-to", "fods", "--outdir", str(tmp_path), str(path))
    subprocess.run(order, check=True, timeout=120)  # noqa: S603 - a program of this machine

    opened = (tmp_path / "out.fods").read_text()
    assert "table:formula" not in opened
    assert "HYPERLINK" in opened


KILLED = """
import os, sys, tempfile
tempfile.tempdir = sys.argv[3]
from pathlib import Path
from storage.exports import sheets
from storage.exports.tabulating import Sheet

def rows():
    yield ["a secret"]
    os.kill(os.getpid(), 9)

sheets.write(Sheet(("words",), rows()), sys.argv[1], Path(sys.argv[2]))
"""


@pytest.mark.parametrize("format_", sheets.WRITERS)
def test_an_export_that_is_killed_leaves_nothing_elsewhere(tmp_path: Path, format_: str) -> None:
    """It is made in memory; what is whole can be read by its owner only."""
    temporary, out = tmp_path / "tmp", tmp_path / "out"
    temporary.mkdir()
    out.mkdir()
    path = out / f"answers.{format_}"

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", KILLED, format_, str(path), str(temporary)],
        check=False,
        timeout=60,
    )

    assert done.returncode == -9
    assert list(temporary.iterdir()) == []
    assert list(out.iterdir()) == []
    sheets.write(one_cell("tea"), format_, path)
    assert list(out.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("format_", sheets.WRITERS)
def test_nothing_is_written_but_the_file(tmp_path: Path, format_: str) -> None:
    """Watched at the only door: whatever is opened for writing meanwhile."""
    written: set[str] = set()

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        named = event == "open" and watching and not isinstance(arguments[0], int)
        if named and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            written.add(os.fsdecode(arguments[0]))

    watching = True
    sys.addaudithook(watch)
    sheets.write(one_cell("tea"), format_, tmp_path / "out")
    watching = False

    assert written == {str(tmp_path / "out.part")}
