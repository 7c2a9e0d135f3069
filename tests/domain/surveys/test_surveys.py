"""Adding surveys and answering them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.outcome import Done, Refused
from domain.surveys.survey import EVENT_FEEDBACK, AddSurvey, SubmitResponse, SurveyId
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import FOOD

ANSWERS = SubmitResponse(SurveyId("food"), "1", "", {"taste": "good"})


def test_the_newest_version_is_asked(world: World) -> None:
    """The old one stays for those in the middle of it."""
    newer = replace(FOOD, version="2")

    assert [world.do(AddSurvey(form)) for form in (FOOD, newer)] == [Done("food")] * 2

    assert world.surveys.form(SurveyId("food")) == newer
    assert world.surveys.form(SurveyId("food"), "1") == FOOD
    assert world.surveys.form(SurveyId("food"), "3") is None


def test_a_version_never_changes(world: World) -> None:
    """The same form again is fine, and makes it the newest; another under its name is refused."""
    world.do(AddSurvey(FOOD))
    world.do(AddSurvey(replace(FOOD, version="2")))

    assert world.do(AddSurvey(FOOD)) == Done("food")
    assert isinstance(world.do(AddSurvey(replace(FOOD, rows=FOOD.rows[:1]))), Refused)
    assert world.surveys.form(SurveyId("food")) == FOOD


def test_everybody_answers_once(world: World) -> None:
    """Each for themselves, and about each event once."""
    world.do(AddSurvey(FOOD))
    world.add_person(ANNA)

    outcomes = [
        world.do(ANSWERS, BEN),
        world.do(ANSWERS, ANNA),
        world.do(replace(ANSWERS, occasion="7"), BEN),
        world.do(ANSWERS, BEN),
    ]

    assert outcomes[:3] == [Done(None)] * 3
    assert isinstance(outcomes[3], Refused)
    assert len(world.surveys.responses) == 3


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 12, 2, 22, 59, tzinfo=UTC), date(2026, 12, 2)),
        (datetime(2026, 12, 2, 23, 0, tzinfo=UTC), date(2026, 12, 3)),
        (datetime(2027, 6, 2, 21, 59, tzinfo=UTC), date(2027, 6, 2)),
        (datetime(2027, 6, 2, 22, 0, tzinfo=UTC), date(2027, 6, 3)),
    ],
)
def test_answers_are_stamped_with_the_local_day(world: World, now: datetime, day: date) -> None:
    """With the day only, the language, and nobody's name."""
    world.now = now

    world.do(ANSWERS, BEN)

    assert world.surveys.responses == [(ANSWERS, "en", day)]


def test_what_was_answered_is_not_open_any_more(world: World) -> None:
    """Feedback on an event is asked for, never listed."""
    world.do(AddSurvey(FOOD))
    world.do(AddSurvey(replace(FOOD, id=EVENT_FEEDBACK)))

    before = world.surveys.open_to(BEN)
    world.do(ANSWERS, BEN)

    assert (list(before), list(world.surveys.open_to(BEN))) == ([FOOD], [])


def test_answers_are_not_printed() -> None:
    """Logs and errors hold none."""
    assert "good" not in repr(ANSWERS)
