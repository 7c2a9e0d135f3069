"""Surveys that are left in the middle, changed meanwhile, or not allowed at all."""

from dataclasses import replace

from domain.surveys.survey import SubmitResponse, SurveyId
from tests.fakes.world import BEN
from tests.flows.scenery import FOOD, with_events, with_survey
from tests.flows.talk import Talk

LEFT = """
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: [food, before it begins]
    you: ok
    bot: [the first question about food]
    you: [Dinner]
    bot: 1 of 5

         Which meals do you eat here? [Lunch | ✅ Dinner | None of these | ✔ Done | ⬅ Back]
    you: [✔ Done]
    bot: [how the food is]
    you: bad
    bot: [what is wrong with the food]
    you: /menu
    bot: [the menu]
    you: [📝 Tell us what you think]
    bot: [the list of surveys]
    you: 1
    bot: You had begun this. Let us go on where you were.

         3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back]
    you: stop
    bot: We will not write to you any more. You can write to us at any time. [🔒 My data | ☰ Menu]
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: You had begun this. Let us go on where you were.

         3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back]
    you: too salty
    bot: [for how many people]
"""


def test_a_survey_that_was_left_goes_on_where_it_was(talk: Talk) -> None:
    """By way of the menu, and even after STOP."""
    with_survey(talk.world)

    talk("", "en", LEFT)


CANCELLED = """
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: [food, before it begins]
    you: ok
    bot: [the first question about food]
    you: lunch
    bot: [how the food is]
    you: /cancel
    bot: Nothing was sent. [☰ Menu]
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: [food, before it begins]
"""


def test_a_cancelled_survey_is_forgotten(talk: Talk) -> None:
    """Cancel means that nothing of it stays."""
    with_survey(talk.world)

    talk("", "en", CANCELLED)

    assert talk.place.parked == {}


CHANGED = """
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: [food, before it begins]
    you: ok
    bot: [the first question about food]
    meanwhile: a new version appears
    you: none of these
    bot: [for how many people]
    you: 2
    bot: [we publish it]
    you: ok
    bot: [send the answers]
    you: send
    bot: [thank you for the answers]
    you: /survey
    bot: [no questions now]
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
    bot: [the list of surveys]
    you: 1
    bot: [food, before it begins]
    you: ok
    bot: [the first question about food]
    you: none of these
    bot: [for how many people]
    you: 2
    bot: [we publish it]
    you: [Skip]
    bot: [send the answers]
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
    bot: [the list of surveys]
    you: 1
    bot: [food, before it begins]
    you: ok
    bot: [the first question about food]
    meanwhile: the survey is taken away
    you: [Lunch]
    bot: Something changed here. Let us begin this again. [☰ Menu]
    you: /survey
    bot: [no questions now]
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
    bot: To keep your answers we need your yes. …
    you: [No]
    bot: That is fine. You can read about events and contacts here without saying yes.

         Without your yes we cannot keep answers. [🆘 Help and contacts | ☰ Menu]
    you: /survey
    bot: To keep your answers we need your yes. …
    you: [Yes]
    bot: What would you like to tell us about? [Food]
    you: food
    bot: [food, before it begins]
"""


def test_answering_needs_a_yes(talk: Talk) -> None:
    """No is fine; yes leads on to the list."""
    with_survey(talk.world)
    talk.world.add_person(BEN, consents=frozenset())

    talk("", "en", UNASKED)
