"""The words that people are told to write are understood in each language, as the whole message."""

import pytest

from domain.speech.languages import Intent
from domain.speech.spoken_words import SPOKEN, words_for
from tests.flows.talk import READER, SPEAKER

TAGS = [each.tag for each in SPEAKER.offered()]


@pytest.mark.parametrize("language", TAGS)
@pytest.mark.parametrize("intent", SPOKEN)
def test_what_we_tell_people_to_write_is_understood(intent: Intent, language: str) -> None:
    """Also while somebody is writing an answer in their own words."""
    [spoken] = SPEAKER.say([words_for(intent)], language)

    assert spoken.language == language
    assert READER.intent(spoken.words, strict=True) is intent
