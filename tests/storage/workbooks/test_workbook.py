import re

import pytest

from domain.speech.text import Content
from domain.surveys.expressions.evaluation import parse
from domain.surveys.form import Kind, from_json, to_json
from storage.workbooks.workbook import read_workbook
from tests.storage.workbooks.books import PLAIN, SURVEY, Rows, book, question, read


def test_a_workbook_becomes_a_form() -> None:
    """Titles, languages, choices, groups and conditions are all there."""
    form = read().form

    assert (form.id, form.version, form.default_language) == ("party", "3", "en")
    assert form.title == Content({"en": "Party", "ar": "الحفلة"})
    assert form.languages == ("en", "ar")
    assert [row.kind for row in form.rows] == [Kind.NOTE, Kind.SELECT_ONE, Kind.INTEGER, Kind.TEXT]
    assert [choice.name for choice in form.question("came").choices] == ["yes", "no"]
    assert form.question("came").required
    assert form.question("times").group == ("more",)


def test_the_conditions_of_groups_are_those_of_their_questions() -> None:
    """A question in a group is asked when both hold."""
    form = read().form

    assert form.question("times").relevant == parse("${came} = 'yes'")
    assert form.question("better").relevant == parse("(${came} = 'yes') and (${times} > 1)")


def test_a_clean_workbook_needs_no_repairs() -> None:
    """Nothing is reported where nothing was changed."""
    assert read().repairs == []


def test_the_same_file_gives_the_same_form() -> None:
    """Reading is repeatable, also through storage."""
    data = book(survey=PLAIN, settings=[["form_title"], ["Ideas"]])

    first, second = read_workbook(data), read_workbook(data)

    assert first == second
    assert from_json(to_json(first.form)) == first.form


def test_a_form_without_id_and_version_gets_both_from_its_content() -> None:
    """The id comes from the title; the version changes with the content."""
    one = read(PLAIN, settings=[["form_title"], ["Ideas for März!"]]).form
    other = read([*PLAIN, ("note", "end", "Bye.")], settings=[["form_title"], ["Ideas for März!"]])

    assert one.id == "ideas_for_marz"
    assert re.fullmatch("[0-9a-f]{8}", one.version)
    assert other.form.version != one.version


def test_a_title_in_another_script_still_gives_an_id() -> None:
    """Ids are for command lines, so they are plain."""
    form = read(PLAIN, settings=[["form_title", "default_language"], ["الحفلة", "ar"]]).form

    assert re.fullmatch("survey_[0-9a-f]{8}", form.id)
    assert form.languages == ("ar",)


def test_padding_is_no_trouble() -> None:
    """Spreadsheet programs leave a thousand blank rows and columns behind."""
    padded = [*SURVEY, *[("",) * 30] * 1_000]

    assert read(padded).form == read().form


DIRTY: Rows = [
    (
        "TYPE",
        "Name ",
        "label: Arabic",
        "label::english",
        "hint::Slovene",
        "bind:relevant",
        "my notes",
    ),
    ("select one from yes_no", "came", "هل حضرت؟", "Did you come?", None, None, None),
    (None, None, None, None, None, None, None),
    ("begin_group", "more", None, None, None, None, "inner"),
    ("text ", "better", None, "Better?", "x", "${came} = ‘yes’", "Ask Ana"),
    ("start", "start", None, None, None, None, None),
    ("end_group", None, None, None, None, None, None),
]
DIRTY_CHOICES: Rows = [
    ("list name", "name", "label::Arabic(ar)", "label::English (en)", "image"),
    ("yes_no", "yes", "نعم", "Yes", "yes.png"),
    ("yes_no", "no", "لا", "No", None),
]


def test_untidy_workbooks_are_mended() -> None:
    """Headers, types and quotes as people write them are understood."""
    result = read(DIRTY, DIRTY_CHOICES)

    assert result.form.languages == ("en", "ar")
    assert result.form.question("came").label.by_language["ar"] == "هل حضرت؟"
    assert result.form.question("better").relevant == parse("${came} = 'yes'")


@pytest.mark.parametrize(
    "note",
    [
        "survey: the column “TYPE” was read as “type”.",
        "survey: the column “label: Arabic” was read as label in Arabic (ar).",
        "survey: the column “label::english” was read as label in English (en).",
        "survey: the column “bind:relevant” was read as “relevant”.",
        "choices: the column “list name” was read as “list_name”.",
        "choices: the column “label::Arabic(ar)” was read as label in Arabic (ar).",
        "choices: not used: the columns “image”.",
        "survey: not used: the columns “my notes”.",
        "survey: 1 blank row skipped.",
        "survey: spaces around the words of some cells were removed.",
        "survey: the column hint in Slovene (sl) is not used: it has no labels.",
        "survey, row 2: “select one from yes_no” was read as “select_one yes_no”.",
        "survey, row 6: “start” is left out: only the day of an answer is kept.",
        "survey: not all is there in Arabic (ar) (row 5); "
        "people who read it see English (en) there.",
    ],
)
def test_each_repair_is_listed(note: str) -> None:
    """The coordinator reads what was changed or left out."""
    assert note in read(DIRTY, DIRTY_CHOICES).repairs


@pytest.mark.parametrize(
    ("written", "required"),
    [("yes", True), ("TRUE", True), (True, True), ("true()", True), (1, True), ("no", False),
     (None, False), (False, False)],
)  # fmt: skip
def test_required_is_understood_however_it_is_written(written: object, required: bool) -> None:
    """Yes, true, 1 and their opposites."""
    assert read(question("text", required=written)).form.question("it").required is required


def test_texts_without_a_language_are_in_the_default_one() -> None:
    """`label` beside `label::Arabic (ar)` is what the settings say."""
    survey = [("type", "name", "label", "label::Arabic (ar)"), ("text", "idea", "Ideja?", "فكرة؟")]
    form = read(
        survey, settings=[["form_title", "default_language"], ["Ideje", "Slovene (sl)"]]
    ).form

    assert form.question("idea").label == Content({"sl": "Ideja?", "ar": "فكرة؟"})


def test_harmless_looks_are_noted_and_ignored() -> None:
    """`minimal` and `quick` mean nothing in a chat."""
    result = read(question("select_one yes_no", appearance="minimal"))

    assert result.repairs == ["survey, row 3: the appearance “minimal” changes nothing in chat."]
