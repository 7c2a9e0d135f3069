"""The engine's own rules: numbers, limits, old buttons, and what it never does."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from domain.speech.door import Door
from domain.speech.messages import Kind, Option
from domain.speech.text import Verbatim
from domain.work import Desk
from flows.engine.drafts import DraftTooLargeError
from flows.engine.kit import Ask, End, Flow, Goto, Move, Step, Visit
from flows.engine.parking import MOST_PARKED
from flows.engine.place import Frame, Place
from flows.engine.stand import MOST_FRAMES
from flows.engine.trail import MOST_STEPS
from flows.engine.turn import MOST_MOVES, TooManyMovesError
from tests.fakes.world import BEN, fake_desk
from tests.flows.countries import engine_with, with_countries
from tests.flows.scenery import with_events, with_survey
from tests.flows.talk import Talk


@dataclass(frozen=True)
class Draft:
    """Something long, and a number."""

    story: str = field(default="", repr=False)
    turns: int = 0


def ask_more(_draft: Draft, _desk: Desk) -> Ask:
    """Round and round, as long as somebody presses."""
    keys = ("round", "other", "visit", "long")
    return Ask(Verbatim("?"), [Option(key, Verbatim(key)) for key in keys])


def answered(draft: Draft, key: str) -> Move[Draft]:
    """Each answer strains one limit."""
    if key == "visit":
        return Visit(Door[()]("circle")(), back="here", keep=draft)
    if key == "long":
        return Goto("here", Draft("x" * 40_000))
    return Goto("there" if key == "other" else "circling", Draft(turns=draft.turns + 1))


def circling(draft: Draft, _desk: Desk) -> Goto[Draft]:
    """Never asks anything."""
    return Goto("circling", draft)


def never(_draft: Draft, _answer: Any) -> End:
    """Nothing is asked there."""
    return End()


circle = Flow(
    "circle",
    Draft,
    steps={
        "here": Step(ask_more, answered, to=("here", "there", "circling"), flows=("circle",)),
        "there": Step(ask_more, answered, to=("here", "there", "circling"), flows=("circle",)),
        "circling": Step(circling, never, to=("circling",)),
    },
)


@pytest.fixture
def round_talk(talk: Talk) -> Talk:
    """Ben, in a flow that breaks the engine's limits."""
    talk.engine = engine_with(circle)
    talk("circle", "en", "bot: ? [round | other | visit | long]")
    return talk


def test_a_flow_that_never_asks_is_stopped(round_talk: Talk) -> None:
    """With the name of the step, and without anybody's words."""
    with pytest.raises(TooManyMovesError, match=f"more than {MOST_MOVES} moves in .*circling"):
        round_talk.you("round")


def test_a_draft_that_grows_too_large_is_stopped(round_talk: Talk) -> None:
    """Nobody's life story is kept between two messages."""
    with pytest.raises(DraftTooLargeError, match="more than 32768 bytes"):
        round_talk.you("long")


def test_nothing_has_changed_when_a_limit_is_broken(round_talk: Talk) -> None:
    """The message can be handled again, as if it had never come."""
    before = round_talk.place

    with pytest.raises(TooManyMovesError):
        round_talk.you("round")

    assert round_talk.place == before


def test_the_way_back_is_long_and_not_endless(round_talk: Talk) -> None:
    """A step that is gone back to ends the way there; nobody walks it twice."""
    for _turn in range(5):
        round_talk.you("other")

    assert len(round_talk.place.frames[0].trail) <= min(MOST_STEPS, 2)


def test_flows_within_flows_are_counted(round_talk: Talk) -> None:
    """What lies too deep is let go."""
    for _turn in range(MOST_FRAMES + 3):
        round_talk.you("visit")

    assert len(round_talk.place.frames) == MOST_FRAMES


def test_only_the_last_surveys_that_were_left_are_kept(talk: Talk) -> None:
    """Three are enough to come back to."""
    with_survey(talk.world)
    talk.world.add_person(BEN)
    frames = [Frame("survey:food:1", "q:meals", {}, (("about", [{}, [], {}]),))]
    parked = {f"survey:{n}:1": frames[0] for n in range(MOST_PARKED + 2)}
    talk.place = Place(tuple(frames), asked=1, parked=parked)

    talk.you("/menu")

    assert list(talk.place.parked) == ["survey:3:1", "survey:4:1", "survey:food:1"]


@pytest.mark.parametrize(
    "press",
    ["", ":", "1", "1:", "1:99", "1:-1", "1:²", "x:0", "o1:0", "o:0", "0:0:0", "1:1:1", "9" * 64],
)
def test_a_press_that_nobody_offered_is_an_old_button(talk: Talk, press: str) -> None:
    """Whatever a platform or a tinkerer sends."""
    with_events(talk.world)
    talk("menu", "en", "bot: What would you like to do? …")

    turn = talk.hear(talk.incoming(Kind.PRESS, press=press))

    assert "That button is from an older message." in talk.log[-1]
    assert turn.answered is None


def test_the_same_message_and_place_give_the_same_turn(talk: Talk) -> None:
    """Deciding changes nothing: a message can be handled again after a crash."""
    with_countries(talk)
    talk.world.add_person(BEN)
    desk = fake_desk(talk.world, talk.world.people.get(BEN))
    begun = talk.engine.begin(Place(), Door[()]("countries")(), desk, desk.perform)
    message = talk.incoming(Kind.WORDS, "france")

    turns = [talk.engine.reply(begun.place, message, desk, desk.perform) for _time in range(2)]

    assert turns[0] == turns[1]


def test_questions_of_a_conversation_that_begins_anew_are_numbered_by_the_clock(
    talk: Talk,
) -> None:
    """A button from before somebody was forgotten is old, too."""
    talk.you("/start")

    assert talk.place.asked == int(talk.world.now.timestamp())
