import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.surveys.form import Form, from_json, to_json
from storage.workbooks.workbook import WorkbookRefused, read_workbook
from tests.storage.workbooks.books import (
    CHOICES,
    PLAIN,
    SETTINGS,
    SURVEY,
    book,
    problems,
    question,
    read,
    repacked,
    rows_xml,
    with_sheet,
    wrong,
)


def test_words_that_cannot_be_shown_are_refused() -> None:
    """Where people would read nothing, or something else than is written."""
    nothing = wrong(question("text", label="\u200b\u3164"))
    turned = wrong(question("text", label="Food\u202e?"))

    assert nothing[0] == ("survey", 3, "label", "Nothing in the text can be seen.")
    assert turned[0][:3] == ("survey", 3, "label")
    assert "(U+202E)" in turned[0][3]


def test_formulas_are_refused_where_they_would_be_read() -> None:
    """What a formula comes to depends on the computer; in other columns it does no harm."""
    formula = wrong(question("text", label='=HYPERLINK("http://x")'))

    assert formula[0] == ("survey", 3, "label", "The cell holds a formula.")
    assert read(question("text", notes="=1+1")).form.question("it")


def test_macros_are_refused() -> None:
    """Programs have no place in a survey."""
    data = repacked(book(survey=PLAIN), xl__vbaProject=b"", **{"xl__vbaProject.bin": b"x"})

    assert "macros" in problems(data)[0].message


def test_zip_bombs_are_refused_unopened() -> None:
    """Neither a huge entry nor very many of them are unpacked."""
    huge = repacked(book(survey=PLAIN), **{"xl__bomb.xml": b" " * 40_000_000})
    many = repacked(book(survey=PLAIN), **{f"xl__{number}": b"" for number in range(1_100)})

    for data in (huge, many):
        assert "unpacks" in problems(data)[0].message


def test_a_million_cells_are_not_read() -> None:
    """Reading stops long before memory or patience end, whatever size the sheet claims."""
    cells = [f"<c><v>{number * number % 97 % 10}</v></c>" for number in range(1_000_000)]
    rows = [f"<row>{''.join(cells[at : at + 250])}</row>" for at in range(0, len(cells), 250)]
    sheet = rows_xml("".join(rows)).replace("<sheetData>", "<dimension ref='A1:B2'/><sheetData>")

    assert "too large" in problems(with_sheet(sheet))[0].message


@pytest.mark.parametrize(
    "cell",
    ["<row r='1'><c r='XFD1'><v>1</v></c></row>", "<row r='99999999999'><c><v>1</v></c></row>",
     "<row r='1'><c r='ZZZZZ1'><v>1</v></c></row>", "<row r='x'><c r='1A'><v>1</v></c></row>",
     "<row r='1'><c t='s'><v>999</v></c></row>", "<row r='1'><c t='d'><v>never</v></c></row>",
     "<row r='1'><c t='e'><v>#REF!</v></c></row>", "<row", ""],
)  # fmt: skip
def test_sheets_that_lie_are_refused(cell: str) -> None:
    """Cells at the end of the world, wrong numbers and broken XML."""
    assert problems(with_sheet(rows_xml(cell)))


ENTITIES = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
LAUGHS = rows_xml("<row><c t='str'><v>&b;</v></c></row>", ENTITIES)


def test_entities_are_not_expanded() -> None:
    """The old XML tricks end in a refusal."""
    assert "damaged" in problems(with_sheet(LAUGHS))[0].message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"type,name,label\ntext,idea,Idea?\n", "CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.7 \0", "not an Excel workbook"),
        (b"<html>", "web page"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"P" * 11_000_000, "larger than 10 MB"),
    ],
)
def test_other_files_are_told_apart(data: bytes, words: str) -> None:
    """The remedy depends on what the file really is."""
    found = problems(data)

    assert len(found) == 1
    assert words in found[0].message


def test_other_archives_are_told_apart() -> None:
    """A text document or a zip of photos is no workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    assert "archive or document" in problems(stream.getvalue())[0].message


def test_more_problems_than_anybody_reads_are_cut_short() -> None:
    """A thousand are listed, and that there are more."""
    found = problems(book(survey=[SURVEY[0], *[("date", "x", "X?")] * 1_500], settings=SETTINGS))

    assert len(found) == 1_001
    assert "more" in found[-1].message


def outcome(data: bytes) -> Form | None:
    """The form, or None where the workbook is refused; anything else fails the test."""
    with suppress(WorkbookRefused):
        return read_workbook(data).form
    return None


@given(st.one_of(st.binary(), st.binary().map(lambda rest: b"PK\x03\x04" + rest)))
def test_random_bytes_are_refused(data: bytes) -> None:
    """Whatever is uploaded, the answer is a refusal with a remedy."""
    assert outcome(data) is None


VALID = book(survey=SURVEY, choices=CHOICES, settings=SETTINGS)


@settings(deadline=None)
@given(st.integers(0, len(VALID) - 1), st.binary(max_size=4))
def test_damaged_workbooks_are_read_or_refused(position: int, damage: bytes) -> None:
    """A file that lost or changed some bytes never causes a fault."""
    outcome(VALID[:position] + damage + VALID[position + len(damage) :])
    outcome(VALID[:position] + damage + VALID[position + 1 :])


CELL = st.one_of(
    st.none(),
    st.integers(),
    st.booleans(),
    st.sampled_from(
        [
            *("text", "note", "select_one yes_no", "integer", "begin group", "end group"),
            *("begin repeat", "end repeat", "came", "${came} = 'yes'", "yes", "it", ". > 1", "="),
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")),
)


@settings(deadline=None)
@given(st.lists(st.lists(CELL, min_size=6, max_size=6), max_size=12))
def test_any_rows_are_read_or_refused(rows: list[list[object]]) -> None:
    """Whatever stands in the cells, the reader decides and does not fail."""
    form = outcome(book(survey=[SURVEY[0], *rows], choices=CHOICES, settings=SETTINGS))

    assert form is None or from_json(to_json(form)) == form
