"""Answers that do not fit, and answers that are thought over."""

from domain.people.person import AgeGroup
from tests.fakes.world import BEN
from tests.flows.scenery import with_survey
from tests.flows.talk import Talk

ALONE = """
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: **Food** …
    you: ok
    bot: [the first question about food]
    you: [Lunch]
    bot: [lunch is ticked]
    you: [None of these]
    bot: 1 of 5

         Which meals do you eat here? [Lunch | Dinner | ✅ None of these | ✔ Done | ⬅ Back]
    you: [Dinner]
    bot: 1 of 5

         Which meals do you eat here? [Lunch | ✅ Dinner | None of these | ✔ Done | ⬅ Back]
    you: [✅ Dinner]
    bot: [the first question about food, again]
    you: [Lunch]
    bot: [lunch is ticked]
    you: dinner
    bot: [how the food is]
    you: back
    bot: [the first question about food, again]
    you: none of these and lunch
    bot: [for how many people]
    you: 30
    bot: From 1 to 19.

         4 of 5

         For how many people? [Skip | ⬅ Back]
    you: -5
    bot: From 1 to 19.

         4 of 5

         For how many people? [Skip | ⬅ Back]
    you: a few
    bot: Sorry, I did not understand. Please write a number.

         4 of 5

         For how many people? …
"""


def test_choices_that_stand_alone_and_numbers_that_do_not_fit(talk: Talk) -> None:
    """Ticking one clears the other; a number out of range is asked again in the form's words."""
    with_survey(talk.world)

    talk("", "en", ALONE)


BACK = """
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: **Food** …
    you: ok
    bot: [the first question about food]
    you: lunch
    bot: [how the food is]
    you: bad
    bot: [what is wrong with the food]
    you: the bread
    bot: [for how many people]
    you: back
    bot: [what is wrong with the food]
    you: back
    bot: [how the food is]
    you: back
    bot: [the first question about food, again]
    you: none of these
    bot: [for how many people]
    you: 2
    bot: [we publish it]
    you: [OK]
    bot: [send the answers]
    you: [Send]
    bot: [thank you for the answers]
"""


def test_answers_that_became_irrelevant_are_dropped(talk: Talk) -> None:
    """Whoever goes back and says otherwise is not quoted with what no longer holds."""
    with_survey(talk.world)

    talk("", "en", BACK)

    [(response, _language, _day)] = talk.world.surveys.responses
    assert response.answers == {"meals": ("none",), "people": 2, "read": "OK"}


UNDER_AGE = """
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: **Food** …
"""


def test_a_young_person_is_told_whom_to_talk_to(talk: Talk) -> None:
    """Before a survey that asks for their own words."""
    with_survey(talk.world)
    talk.world.add_person(BEN)
    talk.world.people.set_age_group(BEN, AgeGroup.UNDER_18, talk.world.now)

    talk("", "en", UNDER_AGE)
