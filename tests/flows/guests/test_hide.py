"""Somebody may look at the phone: what stands there goes, in a word, and little is said."""

from datetime import timedelta

import pytest

from tests.fakes.world import BEN
from tests.flows.talk import Talk

ENGLISH = """
    you: /legal
    bot: [topics of advice]
    you: /hide
    bot: Done. [☰ Menu]
"""
ARABIC = """
    you: /legal
    bot: [topics of advice]
    you: إخفاء
    bot: تم. [☰ القائمة]
"""
PERSIAN = """
    you: /legal
    bot: برای چه موضوعی مشاوره می‌خواهید؟ …
    you: پنهان کن
    bot: انجام شد. [☰ منو]
"""


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", ENGLISH), ("ar", ARABIC), ("fa", PERSIAN)]
)
def test_the_last_hour_is_taken_away(talk: Talk, language: str, transcript: str) -> None:
    """From the middle of anything; what was under way is over."""
    talk("", language, transcript)

    [(person, since)] = talk.world.posts.taken_away
    assert person == BEN
    assert timedelta(hours=1) <= talk.world.now - since < timedelta(hours=1, minutes=5)


def test_it_is_a_whole_message_not_a_word_in_one(talk: Talk) -> None:
    """ "I want to hide" in a message to the team is for the team."""
    talk.world.add_person(BEN)
    for words in ("/message", "1", "I want to hide my papers, where?"):
        talk.you(words)

    assert talk.world.posts.taken_away == []
    [matter] = talk.world.matters.of(BEN)
    assert "hide" in matter.words
