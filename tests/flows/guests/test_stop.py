"""STOP, in every language, at any point: it always wins."""

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import Topic
from tests.fakes.world import BEN
from tests.flows.scenery import only_slot, with_survey
from tests.flows.talk import Talk

STOPS = [
    "stop",
    "STOP!",
    "Stop.",
    "/stop",
    "unsubscribe",
    "توقف",
    "قف",
    "ستوب",
    "ustavi",
    "nehaj pisati",
]
WRITING = """
    you: /survey
    bot: [the list of surveys]
    you: 1
    bot: [food, before it begins]
    you: begin
    bot: [the first question about food]
    you: dinner
    bot: [how the food is]
    you: bad
    bot: [what is wrong with the food]
"""


@pytest.mark.parametrize("word", STOPS)
def test_stop_wins_while_somebody_is_writing(talk: Talk, word: str) -> None:
    """In every language, also where words in any language are awaited."""
    with_survey(talk.world)
    talk("", "en", WRITING)

    talk.you(word)

    assert talk.world.people.rows[BEN].stopped
    assert "We will not write to you any more." in talk.log[-1]


SENTENCE = """
    you: they should stop serving rice
    bot: [for how many people]
"""


def test_a_sentence_with_the_word_in_it_is_an_answer(talk: Talk) -> None:
    """Only the whole message stops us while words are awaited."""
    with_survey(talk.world)
    talk("", "en", WRITING)

    talk("", "en", SENTENCE)

    assert not talk.world.people.rows[BEN].stopped


REMINDERS = """
    you: stop
    bot: We will not write to you any more. You can write to us at any time.

         These appointments are still yours:
         • Wednesday 2 December 2026, 10:00 [🔒 My data | ☰ Menu]
    you: /appointments
    bot: [my one appointment]
"""
REMINDERS_IN_ARABIC = """
    you: أوقفوا الرسائل
    bot: لن نكتب لك بعد الآن. يمكنك الكتابة لنا في أي وقت.

         هذه المواعيد ما زالت لك:
         • الأربعاء 2 ديسمبر 2026، 10:00 [🔒 بياناتي | ☰ القائمة]
    you: مواعيدي
    bot: [my one appointment]
"""


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", REMINDERS), ("ar", REMINDERS_IN_ARABIC)]
)
def test_whoever_stops_is_told_what_is_still_theirs(
    talk: Talk, language: str, transcript: str
) -> None:
    """Nobody will remind them any more; what they booked stays, and they may always write."""
    slot = only_slot(talk.world)
    talk.world.add_person(BEN, language)
    talk.world.do(BookSlot(slot.id, Topic.OTHER, "en"), BEN)

    talk("", language, transcript)

    assert talk.world.posts.reminders == []


STRANGER = """
    you: stop
    bot: We will not write to you any more. You can write to us at any time. [🔒 My data | ☰ Menu]
    you: hello
    bot: [languages]
"""


def test_a_stranger_may_stop_us_before_anything_else(talk: Talk) -> None:
    """The very first word counts."""
    talk("", "", STRANGER)

    assert talk.world.people.rows[BEN].stopped
