"""A finger that taps twice: the second tap is silent, and breaks nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.speech.messages import Kind
from tests.fakes.world import BEN
from tests.flows.scenery import only_slot, with_events, with_slots
from tests.flows.talk import Talk


@pytest.fixture
def talk() -> Talk:
    """With buttons."""
    return Talk()


@pytest.mark.parametrize("seconds", [0, 0.4, 2, 9])
def test_the_same_button_within_seconds_is_one_tap(talk: Talk, seconds: float) -> None:
    """Whatever stands on the screen by then."""
    with_slots(talk.world)
    talk.world.add_person(BEN)
    talk.you("/menu")
    press = talk.chosen("💬 Book free advice", oldest=False)
    talk.hear(press)
    before, place = list(talk.log), talk.place

    talk.hear(replace(press, key="again", at=press.at + timedelta(seconds=seconds)))

    assert talk.log == before
    assert talk.place == place


def test_a_later_press_of_it_is_told_to_be_old(talk: Talk) -> None:
    """It is no slip of a finger."""
    with_slots(talk.world)
    talk.world.add_person(BEN)
    talk.you("/menu")
    press = talk.chosen("💬 Book free advice", oldest=False)
    talk.hear(press)

    talk.hear(replace(press, key="again", at=press.at + timedelta(seconds=11)))

    assert "That button is from an older message." in talk.log[-1]


def test_another_button_of_the_same_message_is_told_to_be_old(talk: Talk) -> None:
    """It was meant."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    talk.you("/menu")
    press = talk.chosen("📅 Events", oldest=False)
    other = talk.chosen("🌐 Language", oldest=False)
    talk.hear(press)

    talk.hear(replace(other, key="again", at=press.at + timedelta(seconds=1)))

    assert "That button is from an older message." in talk.log[-1]


def test_a_second_tap_books_nothing_twice(talk: Talk) -> None:
    """Nor is a time said to be taken that is theirs."""
    only_slot(talk.world)
    talk.world.add_person(BEN)
    for words in ("/legal", "[Family]"):
        talk.you(words)
    press = talk.chosen("Wed 2 December, 10:00", oldest=False)
    talk.hear(press)
    before = list(talk.log)

    talk.hear(replace(press, key="again"))

    assert talk.log == before
    assert len(talk.world.appointments.rows) == 1


@pytest.mark.parametrize(("after", "answered"), [(0, 1), (1, 2), (2.9, 3)])
@pytest.mark.parametrize("word", ["1", "١", "Asylum interview"])
def test_a_word_sent_twice_before_its_answer_is_one_answer(
    talk: Talk, word: str, after: float, answered: float
) -> None:
    """It cannot be meant for a question that was not there yet."""
    asked_twice(talk, word, after, answered)

    assert talk.place.frames[-1].step == "time"
    assert not talk.world.appointments.rows


@pytest.mark.parametrize(("after", "answered"), [(1, 0.5), (3.5, 5), (60, 0)])
def test_whoever_types_fast_answers_the_next_question(
    talk: Talk, after: float, answered: float
) -> None:
    """The question was there, or so much time has passed that the second one was meant."""
    asked_twice(talk, "1", after, answered)

    assert len(talk.world.appointments.rows) == 1


def asked_twice(talk: Talk, word: str, after: float, answered: float) -> None:
    """Ben sends a word, and again so long after; we answer the first one so long after it."""
    with_slots(talk.world)
    talk.world.add_person(BEN)
    talk.you("/legal")
    sent = talk.world.now + timedelta(minutes=1, seconds=-answered)
    first = replace(talk.incoming(Kind.WORDS, word), at=sent)

    talk.hear(first)
    talk.hear(replace(first, key="again", at=sent + timedelta(seconds=after)))
