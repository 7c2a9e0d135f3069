import pytest

from storage.workbooks.workbook import read_workbook
from tests.storage.workbooks.books import (
    CHOICES,
    PLAIN,
    SETTINGS,
    SURVEY,
    Rows,
    book,
    problems,
    question,
    read,
    wrong,
)


def test_all_problems_are_told_at_once() -> None:
    """One round of mending is enough."""
    survey = [*SURVEY, ("date", "day", "When?"), ("text", "came", None), ("textt", "x", "X?")]

    assert [(row, column) for _, row, column, _ in wrong(survey)] == [
        (8, "type"),
        (9, "name"),
        (9, "label::English (en)"),
        (10, "type"),
    ]


@pytest.mark.parametrize(
    "type_",
    ["calculate", "date", "time", "dateTime", "decimal", "image", "audio", "barcode",
     "range", "rank",
     "select_one_from_file towns.csv", "select_one yes_no or_other", "select_one",
     "select_one nothing",
     "select_one yes_no extra", "begin repeat", "end group", "end repeat", "begin group",
     "nonsense",
     "hidden", "csv-external", "select_one_external towns"],
)  # fmt: skip
def test_what_cannot_be_asked_in_chat_is_refused(type_: str) -> None:
    """Nothing is asked in another way than it was written."""
    places = [place[:3] for place in wrong(question(type_))]

    assert places[0] == ("survey", 3, "type")


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("calculation", "1 + 1"),
        ("choice_filter", "town = ${came}"),
        ("repeat_count", "3"),
        ("trigger", "${came}"),
        ("default", "yes"),
        ("parameters", "randomize=true"),
        ("read_only", "yes"),
        ("disabled", "yes"),
        ("appearance", "map"),
        ("appearance", "label"),
        ("required", "sometimes"),
        ("label", "Hello ${came}"),
        ("hint", "Hello ${came}"),
        ("label", "x" * 5_000),
        ("relevant", "${came} = "),
        ("relevant", "${unknown} = 1"),
        ("relevant", "${it} = 1"),
        ("relevant", ". = 1"),
        ("relevant", "${came} = 'maybe'"),
        ("relevant", "selected(${came}, 'maybe')"),
        ("relevant", "pulldata('a', 'b')"),
        ("constraint", "selected(., 'maybe')"),
        ("constraint", "regex(., 'x')"),
        ("constraint", "${unknown} = 1"),
        ("name", "came"),
        ("name", "two words"),
        ("name", "1st"),
        ("name", None),
        ("name", "_id"),
        ("name", "x" * 200),
        ("label", None),
    ],
)
def test_a_cell_that_cannot_be_kept_is_named(column: str, words: str | None) -> None:
    """Sheet, row and column say where to look."""
    found = wrong(question("select_one yes_no", **{column: words}))

    assert [place[:3] for place in found] == [("survey", 3, column)]


def test_questions_may_only_depend_on_what_came_before() -> None:
    """Later questions, notes and groups are no conditions."""
    for name, reason in (("later", "later"), ("hello", "a note"), ("more", "a group")):
        survey = [
            *SURVEY,
            ("text", "it", "It?", "x", f"${{{name}}} = 1"),
            ("text", "later", "L?", "x"),
        ]

        assert [message for *_, message in wrong(survey) if reason in message]


@pytest.mark.parametrize(
    "type_", ["deviceid", "phonenumber", "username", "email", "audit", "simserial", "subscriberid"]
)
def test_what_identifies_people_is_refused_or_left_out(type_: str) -> None:
    """Accepting the risk only means that the rest of the form is used."""
    data = book(survey=question(type_), choices=CHOICES, settings=SETTINGS)

    assert "answers are anonymous" in problems(data)[0].message
    accepted = read_workbook(data, accept_risk=True)
    assert [row.name for row in accepted.form.rows] == ["came"]
    assert accepted.repairs == [f"survey, row 3: “{type_}” is left out: chat never collects it."]


@pytest.mark.parametrize("type_", ["geopoint", "geotrace", "geoshape", "start-geopoint"])
def test_places_are_always_refused(type_: str) -> None:
    """Where somebody is can put them in danger; no switch changes that."""
    data = book(survey=question(type_), choices=CHOICES, settings=SETTINGS)

    assert "danger" in problems(data, accept_risk=True)[0].message


def test_groups_that_are_open_or_crossed_are_refused() -> None:
    """Each begin has its end."""
    never = [*SURVEY[:-1]]
    crossed = [*SURVEY[:-1], ("end repeat",)]

    assert [(row, message) for _, row, _, message in wrong(never)] == [
        (4, "This group never ends.")
    ]
    assert len(wrong(crossed)) == 2


def test_choices_with_the_same_name_are_refused_even_when_allowed() -> None:
    """The answer would not tell which was meant."""
    allowed: Rows = [("form_title", "allow_choice_duplicates"), ("Party", "yes")]

    assert ("choices", 4, "name") in [place[:3] for place in wrong(
        choices=[*CHOICES, ("yes_no", "yes", "Yes!", "نعم!")], settings=allowed)]  # fmt: skip


def test_choices_need_names_and_labels() -> None:
    """Spaces would break answers with several choices."""
    choices = [CHOICES[0], ("yes_no", "o k", "OK", "ok"), ("yes_no", None, "X"), ("yes_no", "n")]

    assert [place[:3] for place in wrong(choices=choices, survey=SURVEY[:3])] == [
        ("choices", 2, "name"),
        ("choices", 3, "name"),
        ("choices", 4, "label::English (en)"),
    ]


def test_lists_that_no_question_uses_are_not_examined() -> None:
    """Old lists lie around in many workbooks."""
    assert read(choices=[*CHOICES, ("old", "a b", None, None)]).form == read().form


def test_a_survey_that_asks_nothing_is_refused() -> None:
    """Rows without a question, and no rows at all."""
    for survey in (SURVEY[:1], SURVEY[:2]):
        assert [message for *_, message in wrong(survey)] == ["The survey asks nothing."]


def test_a_survey_without_title_is_refused() -> None:
    """The title is what people are invited to."""
    assert [p.column for p in problems(book(survey=PLAIN))] == ["form_title"]


def test_languages_are_named_with_certainty_or_refused() -> None:
    """“Chinese” may be either script; “Klingon” is nobody's."""
    survey = [("type", "name", "label", "label::Chinese"), ("text", "idea", "Idea?", "想法")]

    assert wrong(survey) == [
        ("survey", 1, "label::Chinese", "“Chinese” names no language with certainty.")
    ]


def test_the_default_language_needs_a_column() -> None:
    """Somebody has to be able to read every row."""
    settings: Rows = [("form_title", "default_language"), ("Party", "French (fr)")]

    assert ("settings", 2, "default_language") in [place[:3] for place in wrong(settings=settings)]


def test_columns_are_missing_or_there_twice() -> None:
    """The header is checked before the rows are judged by it."""
    assert wrong([("type", "label"), ("text", "Idea?")])[0][:3] == ("survey", 1, "name")
    assert wrong([("type", "name", "label", "Label"), ("text", "idea", "Idea?", "Idea?")]) == [
        ("survey", 1, "Label", "The columns “label” and “Label” mean the same.")
    ]


def test_misspelt_sheets_are_recognised() -> None:
    """The likeliest sheet is named; another case alone is mended."""
    misspelt = problems(book(Surveys=SURVEY, choises=CHOICES, settings=SETTINGS))
    upper = read_workbook(book(Survey=SURVEY, CHOICES=CHOICES, settings=SETTINGS))

    assert misspelt[0].remedy == "Rename the sheet “Surveys”."
    assert problems(book(survey=SURVEY, choises=CHOICES, settings=SETTINGS))[0].remedy == (
        "Rename the sheet “choises”."
    )
    assert upper.repairs[0] == "The sheet “Survey” was read as “survey”."
