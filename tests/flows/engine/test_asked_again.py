"""A question that is only asked once more keeps its number; one that an answer led to does not."""

from dataclasses import dataclass

import pytest

from domain.speech.messages import Kind, Option
from domain.speech.text import Verbatim
from domain.work import Desk
from flows.engine.kit import Ask, Flow, Goto, Step
from tests.flows.countries import engine_with, with_countries
from tests.flows.talk import Talk


@dataclass(frozen=True)
class Draft:
    """Nothing."""


def ask_more(_draft: Draft, _desk: Desk) -> Ask:
    """The same whenever it is asked."""
    return Ask(Verbatim("Another one?"), [Option("yes", Verbatim("Yes"))])


def another(draft: Draft, _key: str) -> Goto[Draft]:
    """Something was done, and the very same question stands again."""
    return Goto("more", draft)


more = Flow("more", Draft, steps={"more": Step(ask_more, another, to=("more",))})


@pytest.mark.parametrize("words", ["?!", "thanks", "zzyzx"])
def test_each_copy_of_a_question_may_be_answered(talk: Talk, words: str) -> None:
    """Whoever was not understood answers whichever copy they look at."""
    with_countries(talk)
    talk("countries", "en", "bot: Which country? …")
    first = talk.place.asked

    talk.you(words)
    assert talk.place.asked == first
    turn = talk.hear(talk.incoming(Kind.PRESS, press=f"{first}:0"))

    assert turn.place.asked != first


def test_a_double_tap_answers_once(talk: Talk) -> None:
    """Though the answer leads to the same words and answers."""
    talk.engine = engine_with(more)
    talk("more", "en", "bot: Another one? [Yes]")
    press = f"{talk.place.asked}:0"
    talk.hear(talk.incoming(Kind.PRESS, press=press))

    talk.hear(talk.incoming(Kind.PRESS, press=press))

    assert "That button is from an older message." in talk.log[-1]


def test_a_page_that_was_turned_is_another_question(talk: Talk) -> None:
    """A number on the older page means what stood there."""
    with_countries(talk)
    talk("countries", "en", "bot: Which country? …")
    first = talk.place.asked

    talk.you("More")

    assert talk.place.asked != first
