"""The harness itself: it notices what it is there to notice."""

from dataclasses import replace

import pytest

from domain.events.notices import invitation
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from flows.engine.kit import Step
from flows.guests import menu
from tests.fakes.world import BEN
from tests.flows.countries import engine_with
from tests.flows.scenery import FOOTBALL, with_events
from tests.flows.talk import Talk, shown_in
from tests.flows.watched import watched
from translations.saying import bidi

EVENTS = """
    you: الفعاليات
    bot: هذا ما لدينا. لمعرفة المزيد يُرجى اختيار واحدة. [الأحد 6 ديسمبر: كرة القدم | \
         الثلاثاء 8 ديسمبر: نطبخ معًا | 💡 اقتراح فعالية]
"""


def test_names_and_times_are_kept_apart_from_right_to_left_sentences(talk: Talk) -> None:
    """The marks are on the screen although transcripts do not write them out."""
    with_events(talk.world)

    talk("", "ar", EVENTS)

    label = talk.screen[-1].spoken[1].words
    assert label != bidi.strip(label)
    assert label.count("\u2068") == label.count("\u2069") == 2


def test_left_to_right_sentences_need_no_marks(talk: Talk) -> None:
    """Where nothing runs the other way, nothing is added."""
    with_events(talk.world)

    talk("events", "sl", "bot: Tole se dogaja. …")

    assert all(each.words == bidi.strip(each.words) for each in talk.screen[-1].spoken)


def test_a_wrong_word_fails(talk: Talk) -> None:
    """A transcript is compared to the letter."""
    with pytest.raises(AssertionError):
        talk("menu", "en", "bot: What would you like?")


def test_a_missing_message_fails(talk: Talk) -> None:
    """So is the number of messages."""
    with pytest.raises(AssertionError):
        talk("menu", "en", "you: thanks")


def test_a_button_that_is_not_there_fails(talk: Talk) -> None:
    """Nobody presses what they cannot see."""
    with pytest.raises(AssertionError, match=r"no button \[Dance\]"):
        talk("menu", "en", "you: [Dance]")


@pytest.mark.parametrize("flows", [(), ("help",)])
def test_a_move_that_its_step_does_not_declare_fails(talk: Talk, flows: tuple[str, ...]) -> None:
    """Diagrams are drawn from what is declared, so it must be true."""
    step: Step[menu.Draft] = replace(menu.flow.steps["way"], flows=flows)
    talk.engine = engine_with(watched(replace(menu.flow, steps={"way": step})))

    with pytest.raises(AssertionError, match=r"menu\.way leads to events"):
        talk("menu", "en", "you: 1")


def test_everything_said_went_through_storage(talk: Talk) -> None:
    """A file survives it, too."""
    with_events(talk.world)
    talk("", "en", "you: /start event-1\nbot: **Football** …")

    talk.you("[📎 For my calendar]")

    assert "{file: event-1.ics}" in talk.log[-2]


def test_a_screen_can_be_shown_by_itself() -> None:
    """Titles stand in bold."""
    shown = shown_in(invitation(FOOTBALL), "sl", "o1")

    assert shown.line.startswith("**Nogomet**\n📅 nedelja, 6. december 2026")
    assert shown.buttons[0] == ("o1:0", "Pridem")


@pytest.mark.parametrize(
    "line",
    [
        "Your legal advice is tomorrow.",
        "The asylum home",
        "Pravni nasvet je jutri.",
        "مركز اللجوء",
        "المحامي ينتظرك",
    ],
)
def test_a_first_line_that_gives_somebody_away_fails(talk: Talk, line: str) -> None:
    """It stands on a locked screen for everybody to see."""
    talk.world.add_person(BEN)
    talk.outside = [Say(Verbatim(line))]

    with pytest.raises(AssertionError):
        talk._arrive()
