"""Pictures, voices and stickers: said once that they do not arrive; what is written there does."""

import pytest

from domain.speech.messages import Kind
from tests.fakes.world import BEN
from tests.flows.scenery import with_survey
from tests.flows.talk import Talk

ONLY_WORDS = "Only words arrive here yet"


@pytest.mark.parametrize("kind", [Kind.PHOTO, Kind.VOICE, Kind.STICKER, Kind.FILE])
def test_an_album_is_answered_once(talk: Talk, kind: Kind) -> None:
    """And with whom to call, in three lines at most above what is asked."""
    talk.world.add_person(BEN)
    talk.you("/menu")
    now = talk.world.now

    for _picture in range(10):
        talk.world.now = now
        talk.hear(talk.incoming(kind))

    assert sum(ONLY_WORDS in line for line in talk.log) == 1
    assert "☎ +386 1 200 00 00 Maja" in talk.log[-1]
    assert talk.place.misses == 0


def test_it_is_said_again_to_whoever_tries_later(talk: Talk) -> None:
    """After some minutes nobody looks for it further up."""
    talk.world.add_person(BEN)

    for _voice in range(3):
        talk.hear(talk.incoming(Kind.VOICE))

    assert sum(ONLY_WORDS in line for line in talk.log) == 2


@pytest.mark.parametrize("kind", [Kind.PHOTO, Kind.FILE])
def test_a_caption_is_words(talk: Talk, kind: Kind) -> None:
    """Said once that the rest did not arrive, whatever follows of the album."""
    talk.world.add_person(BEN)
    for words in ("/message", "1"):
        talk.you(words)
    now = talk.world.now

    talk.hear(talk.incoming(kind, words="This is my broken window"))
    for _picture in range(5):
        talk.world.now = now
        talk.hear(talk.incoming(kind))

    [matter] = talk.world.matters.of(BEN)
    assert matter.words == "This is my broken window"
    assert "Only the words arrived: we cannot see pictures or files yet." in talk.log[-1]
    assert sum("Only" in line for line in talk.log) == 2  # and who reads what is written


def test_a_caption_with_nothing_under_way_is_answered_once(talk: Talk) -> None:
    """What it says ends where it began, and the rest of the album stays silent."""
    talk.world.add_person(BEN)
    now = talk.world.now

    talk.hear(talk.incoming(Kind.PHOTO, words="where is the office?"))
    many = len(talk.log)
    for _picture in range(3):
        talk.world.now = now
        talk.hear(talk.incoming(Kind.PHOTO))

    assert "Where it is:" in talk.log[many - 1]
    assert len(talk.log) == many


def test_a_voice_after_a_caption_hears_that_it_did_not_arrive(talk: Talk) -> None:
    """It is no part of an album."""
    talk.world.add_person(BEN)
    talk.hear(talk.incoming(Kind.PHOTO, words="where is the office?"))

    talk.hear(talk.incoming(Kind.VOICE))

    assert ONLY_WORDS in talk.log[-1]


def test_a_caption_answers_the_question(talk: Talk) -> None:
    """As the same words would without a picture."""
    with_survey(talk.world)
    talk.world.add_person(BEN)
    for words in ("/survey", "1", "1"):
        talk.you(words)

    talk.hear(talk.incoming(Kind.PHOTO, words="dinner"))

    assert "How is it?" in talk.log[-1]


def test_a_stranger_is_asked_for_their_language(talk: Talk) -> None:
    """A sticker is a first word, too."""
    talk.world.add_person(BEN, "", frozenset(), None)

    talk.hear(talk.incoming(Kind.STICKER))

    assert "العربية" in talk.log[-1]
