"""Surveys that are left in the middle, changed meanwhile, or not allowed at all."""

from dataclasses import replace

from domain.surveys.survey import SubmitResponse, SurveyId
from tests.fakes.world import BEN
from tests.flows.scenery import FOOD, with_events, with_survey
from tests.flows.talk import Talk

LEFT = """
    you: /survey
    bot: What would you like to tell us about? [Food]
    you: 1
    bot: **Food** …
    you: ok
    bot: It is short.

         1 of 5

         Which meals do you eat here? [Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    you: [Dinner]
    bot: 1 of 5

         Which meals do you eat here? [Lunch | ✅ Dinner | None of these | ✔ Done | ⬅ Back]
    you: [✔ Done]
    bot: 2 of 5

         How is it? [Good | Bad | Skip | ⬅ Back]
    you: bad
    bot: 3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back]
    you: /menu
    bot: What would you like to do? …
    you: [📝 Tell us what you think]
    bot: What would you like to tell us about? [Food]
    you: 1
    bot: You had begun this. Let us go on where you were.

         3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back]
    you: stop
    bot: We will not write to you any more. You can write to us at any time.

         To hear from us again, write /privacy. [☰ Menu]
    you: /survey
    bot: What would you like to tell us about? [Food]
    you: 1
    bot: You had begun this. Let us go on where you were.

         3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back]
    you: too salty
    bot: 4 of 5

         For how many people? [Skip | ⬅ Back]
"""


def test_a_survey_that_was_left_goes_on_where_it_was(talk: Talk) -> None:
    """By way of the menu, and even after STOP."""
    with_survey(talk.world)

    talk("", "en", LEFT)


CANCELLED = """
    you: /survey
    bot: What would you like to tell us about? [Food]
    you: 1
    bot: **Food** …
    you: ok
    bot: It is short.

         1 of 5

         Which meals do you eat here? [Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    you: lunch
    bot: 2 of 5

         How is it? [Good | Bad | Skip | ⬅ Back]
    you: /cancel
    bot: Cancelled. [☰ Menu]
    you: /survey
    bot: What would you like to tell us about? [Food]
    you: 1
    bot: **Food** …
"""


def test_a_cancelled_survey_is_forgotten(talk: Talk) -> None:
    """Cancel means that nothing of it stays."""
    with_survey(talk.world)

    talk("", "en", CANCELLED)

    assert talk.place.parked == {}


CHANGED = """
    you: /survey
    bot: What would you like to tell us about? [Food]
    you: 1
    bot: **Food** …
    you: ok
    bot: It is short.

         1 of 5

         Which meals do you eat here? [Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    meanwhile: a new version appears
    you: none of these
    bot: 4 of 5

         For how many people? [Skip | ⬅ Back]
    you: 2
    bot: 5 of 5

         We publish it. [OK | Skip | ⬅ Back]
    you: ok
    bot: That was all. Shall we send your answers? [Send | ⬅ Back]
    you: send
    bot: Thank you! Your answers help to make things better. [☰ Menu]
    you: /survey
    bot: There are no questions for you now. Thank you! [☰ Menu]
"""


def test_whoever_began_an_old_version_ends_it(talk: Talk) -> None:
    """A new version changes nothing for those in the middle of the old one."""
    with_survey(talk.world)
    newer = replace(FOOD, version="2", rows=FOOD.rows[:2])
    talk.meanwhile = {
        "a new version appears": lambda: talk.world.surveys.add(newer, talk.world.now)
    }

    talk("", "en", CHANGED)

    [(response, _language, _day)] = talk.world.surveys.responses
    assert response.version == "1"


ELSEWHERE = """
    you: /survey
    bot: What would you like to tell us about? [Food]
    you: 1
    bot: **Food** …
    you: ok
    bot: It is short.

         1 of 5

         Which meals do you eat here? [Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    you: none of these
    bot: 4 of 5

         For how many people? [Skip | ⬅ Back]
    you: 2
    bot: 5 of 5

         We publish it. [OK | Skip | ⬅ Back]
    you: [Skip]
    bot: That was all. Shall we send your answers? [Send | ⬅ Back]
    meanwhile: it is answered on another phone
    you: [Send]
    bot: You have answered this survey already. Thank you. [☰ Menu]
"""


def test_nobody_answers_twice(talk: Talk) -> None:
    """The second time is refused, kindly."""
    with_survey(talk.world)
    other = SubmitResponse(SurveyId("food"), "1", "", {})
    talk.meanwhile = {"it is answered on another phone": lambda: talk.world.do(other, BEN)}

    talk("", "en", ELSEWHERE)

    assert len(talk.world.surveys.responses) == 1


GONE = """
    you: /survey
    bot: What would you like to tell us about? [Food]
    you: 1
    bot: **Food** …
    you: ok
    bot: It is short.

         1 of 5

         Which meals do you eat here? [Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    meanwhile: the survey is taken away
    you: [Lunch]
    bot: Something changed here. Let us begin this again. [☰ Menu]
    you: /survey
    bot: There are no questions for you now. Thank you! [☰ Menu]
"""


def test_a_survey_that_was_taken_away_ends_politely(talk: Talk) -> None:
    """Nothing is asked that nobody will read."""
    with_events(talk.world)
    with_survey(talk.world)

    def take_away() -> None:
        talk.world.surveys.forms.clear()
        talk.engine.registry.built.clear()

    talk.meanwhile = {"the survey is taken away": take_away}

    talk("", "en", GONE)


UNASKED = """
    you: /survey
    bot: What we keep: …
    you: [Continue]
    bot: Taking part is your free choice. …
    you: [Continue]
    bot: May we keep what you book …
    you: [No]
    bot: That is fine. You can read about events and contacts here without saying yes.

         Without your yes we cannot keep answers. [☰ Menu]
    you: /survey
    bot: What we keep: …
    you: [Continue]
    bot: Taking part is your free choice. …
    you: [Continue]
    bot: May we keep what you book …
    you: [Yes]
    bot: May we write to you when there is news, for example a new event? Never at night. [Yes \
         | No | ⬅ Back]
    you: [No]
    bot: Good, we will not.

         What would you like to tell us about? [Food]
    you: food
    bot: **Food** …
"""


def test_answering_needs_a_yes(talk: Talk) -> None:
    """No is fine; yes leads on to the list."""
    with_survey(talk.world)
    talk.world.add_person(BEN, consents=frozenset())

    talk("", "en", UNASKED)
