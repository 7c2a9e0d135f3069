"""Answers that do not fit, and answers that are thought over."""

from domain.people.person import AgeGroup
from tests.fakes.world import BEN
from tests.flows.scenery import with_survey
from tests.flows.talk import Talk

ALONE = """
    you: /survey
    bot: What would you like to tell us about? [Food]
    you: 1
    bot: **Food** …
    you: ok
    bot: It is short.

         1 of 5

         Which meals do you eat here? [Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    you: [Lunch]
    bot: 1 of 5

         Which meals do you eat here? [✅ Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    you: [None of these]
    bot: 1 of 5

         Which meals do you eat here? [Lunch | Dinner | ✅ None of these | ✔ Done | ⬅ Back]
    you: [Dinner]
    bot: 1 of 5

         Which meals do you eat here? [Lunch | ✅ Dinner | None of these | ✔ Done | ⬅ Back]
    you: [✅ Dinner]
    bot: 1 of 5

         Which meals do you eat here? [Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    you: [Lunch]
    bot: 1 of 5

         Which meals do you eat here? [✅ Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    you: dinner
    bot: 2 of 5

         How is it? [Good | Bad | Skip | ⬅ Back]
    you: back
    bot: 1 of 5

         Which meals do you eat here? [Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    you: none of these and lunch
    bot: 4 of 5

         For how many people? [Skip | ⬅ Back]
    you: 30
    bot: From 1 to 19.

         4 of 5

         For how many people? [Skip | ⬅ Back]
    you: -5
    bot: From 1 to 19.

         4 of 5

         For how many people? [Skip | ⬅ Back]
    you: a few
    bot: Sorry, I did not understand. Please choose an answer, or write it in other words.

         4 of 5

         For how many people? [Skip | ⬅ Back]
"""


def test_choices_that_stand_alone_and_numbers_that_do_not_fit(talk: Talk) -> None:
    """Ticking one clears the other; a number out of range is asked again in the form's words."""
    with_survey(talk.world)

    talk("", "en", ALONE)


BACK = """
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
    you: bad
    bot: 3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back]
    you: the bread
    bot: 4 of 5

         For how many people? [Skip | ⬅ Back]
    you: back
    bot: 3 of 5

         What is wrong?

         No names, please. [Skip | ⬅ Back]
    you: back
    bot: 2 of 5

         How is it? [Good | Bad | Skip | ⬅ Back]
    you: back
    bot: 1 of 5

         Which meals do you eat here? [Lunch | Dinner | None of these | ✔ Done | ⬅ Back]
    you: none of these
    bot: 4 of 5

         For how many people? [Skip | ⬅ Back]
    you: 2
    bot: 5 of 5

         We publish it. [OK | Skip | ⬅ Back]
    you: [OK]
    bot: That was all. Shall we send your answers? [Send | ⬅ Back]
    you: [Send]
    bot: Thank you! Your answers help to make things better. [☰ Menu]
"""


def test_answers_that_became_irrelevant_are_dropped(talk: Talk) -> None:
    """Whoever goes back and says otherwise is not quoted with what no longer holds."""
    with_survey(talk.world)

    talk("", "en", BACK)

    [(response, _language, _day)] = talk.world.surveys.responses
    assert response.answers == {"meals": ("none",), "people": 2, "read": "OK"}


UNDER_AGE = """
    you: /survey
    bot: What would you like to tell us about? [Food]
    you: 1
    bot: **Food** …
"""


def test_a_young_person_is_told_whom_to_talk_to(talk: Talk) -> None:
    """Before a survey that asks for their own words."""
    with_survey(talk.world)
    talk.world.add_person(BEN)
    talk.world.people.set_age_group(BEN, AgeGroup.UNDER_18)

    talk("", "en", UNDER_AGE)
