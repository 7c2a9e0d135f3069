"""Surveys and their answers, in memory and in tables."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.speech.text import Content
from domain.surveys.form import Answer, Form
from domain.surveys.results import FEWEST, STEP
from domain.surveys.survey import EVENT_FEEDBACK, SubmitResponse, SurveyId
from tests.storage.samples import HOUR, NOW, a_form
from tests.twins.worlds import Twin

STAY = SurveyId("stay")
NEVER = SurveyId("never")
DAY_OF = date(2026, 12, 1)


def add(twin: Twin, survey: str, version: str = "1", at: datetime = NOW) -> Form:
    """A form of this name."""
    form = replace(a_form(version), id=survey)
    twin.surveys.add(form, at)
    return form


def answer(twin: Twin, day: date = DAY_OF, **answers: Answer) -> None:
    """Somebody's answers."""
    twin.surveys.keep(SubmitResponse(STAY, "1", "", answers), "en", day)


def test_the_newest_version_is_the_one_that_was_added_last(twin: Twin) -> None:
    """Others are there for whoever has begun them."""
    first, second = add(twin, "stay"), add(twin, "stay", "2")

    assert twin.surveys.form(STAY) == second
    assert twin.surveys.form(STAY, "1") == first
    assert twin.surveys.form(STAY, "3") is None
    assert twin.surveys.form(NEVER) is None


def test_a_version_that_is_added_again_is_the_newest_once_more(twin: Twin) -> None:
    """Whatever the clock says."""
    first = add(twin, "stay", at=NOW + HOUR)
    add(twin, "stay", "2", at=NOW)
    add(twin, "stay", at=NOW)

    assert twin.surveys.form(STAY) == first


def test_a_version_never_changes(twin: Twin) -> None:
    """SQL keeps the form as it was first; a change needs a version of its own."""
    first = add(twin, "stay")
    twin.surveys.add(replace(first, title=Content({"en": "Other"})), NOW + HOUR)

    assert twin.surveys.form(STAY) == first


def test_surveys_stand_in_the_order_in_which_they_were_added(twin: Twin) -> None:
    """Each once, by its newest version."""
    add(twin, "stay")
    food = add(twin, "food", at=NOW + HOUR)
    stay = add(twin, "stay", "2", at=NOW + 2 * HOUR)

    assert list(twin.surveys.all()) == [stay, food]


def test_a_survey_that_is_added_again_goes_to_the_end(twin: Twin) -> None:
    """SQL goes by the oldest version; that looks wrong because a survey with two versions stays
    where it was, and one with a single version does not.
    """
    stay, food = add(twin, "stay"), add(twin, "food", at=NOW + HOUR)
    add(twin, "stay", at=NOW + 2 * HOUR)

    assert list(twin.surveys.all()) == [food, stay]


def test_what_one_has_answered_is_not_open_any_more(twin: Twin) -> None:
    """What is asked after an event is never open to everybody."""
    anna, ben = twin.persons(2)
    stay, food = add(twin, "stay"), add(twin, "food", at=NOW + HOUR)
    add(twin, EVENT_FEEDBACK, at=NOW + 2 * HOUR)
    for _twice in range(2):
        twin.surveys.mark_answered(anna, STAY, "")
    twin.surveys.mark_answered(ben, STAY, "7")

    assert list(twin.surveys.open_to(anna)) == [food]
    assert list(twin.surveys.open_to(ben)) == [stay, food]


def test_an_answer_belongs_to_its_occasion(twin: Twin) -> None:
    """Whoever has said how one event was may say it of another."""
    anna, ben = twin.persons(2)
    twin.surveys.mark_answered(anna, EVENT_FEEDBACK, "7")

    assert twin.surveys.answered(anna, EVENT_FEEDBACK, "7")
    assert not twin.surveys.answered(anna, EVENT_FEEDBACK, "8")
    assert not twin.surveys.answered(anna, EVENT_FEEDBACK)
    assert not twin.surveys.answered(ben, EVENT_FEEDBACK, "7")


def test_only_the_first_mark_is_new(twin: Twin) -> None:
    """By that alone it is known who has answered already."""
    anna, ben = twin.persons(2)

    assert twin.surveys.mark_answered(anna, STAY, "")
    assert not twin.surveys.mark_answered(anna, STAY, "")
    assert twin.surveys.mark_answered(anna, STAY, "7")
    assert twin.surveys.mark_answered(ben, STAY, "")


def test_results_count_what_was_chosen(twin: Twin) -> None:
    """Also several choices at once; free words are nobody's to read here."""
    form = add(twin, "stay")
    for _each in range(FEWEST):
        answer(twin, food="good", rooms=("good", "bad"), wish="A lamp")
    shown = twin.surveys.results(STAY)

    assert shown is not None
    assert (shown.title, shown.many) == (form.title, FEWEST)
    assert [[count.many for count in tally.counts] for tally in shown.tallies] == [
        [FEWEST, 0],
        [FEWEST, FEWEST],
    ]


def test_few_answers_show_nothing(twin: Twin) -> None:
    """And of what is no survey there are no results."""
    add(twin, "stay")
    answer(twin, food="good")
    shown = twin.surveys.results(STAY)

    assert shown is not None
    assert (shown.many, shown.tallies) == (0, ())
    assert twin.surveys.results(NEVER) is None


def test_results_move_in_steps_of_five(twin: Twin) -> None:
    """Whoever looks after each answer sees the same, also when a clock was set back; then five."""
    add(twin, "stay")
    for _each in range(2 * STEP):
        answer(twin, food="good")
    first = twin.surveys.results(STAY)
    for behind in range(STEP - 1):
        answer(twin, DAY_OF - timedelta(days=behind), food="bad")
        assert twin.surveys.results(STAY) == first

    answer(twin, food="bad")
    last = twin.surveys.results(STAY)

    assert first is not None
    assert last is not None
    assert (first.many, last.many) == (2 * STEP, 3 * STEP)
    assert [[c.many for c in each.tallies[0].counts] for each in (first, last)] == [
        [2 * STEP, 0],
        [2 * STEP, STEP],
    ]


def test_what_one_survey_is_answered_does_not_move_another(twin: Twin) -> None:
    """Each has steps of its own."""
    add(twin, "stay")
    add(twin, "food")
    food = SubmitResponse(SurveyId("food"), "1", "", {"food": "good"})
    for _each in range(STEP - 1):
        answer(twin, food="good")
        twin.surveys.keep(food, "en", DAY_OF)

    answer(twin, food="good")

    many = [
        found.many for survey in (STAY, SurveyId("food")) if (found := twin.surveys.results(survey))
    ]
    assert many == [STEP, 0]
