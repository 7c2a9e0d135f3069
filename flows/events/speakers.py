"""Ask the speakers of an event beforehand. The question is passed on, and nobody's name with it."""

from dataclasses import dataclass

from domain.events.doors import EVENT
from domain.events.event import EventId
from domain.events.question import LONGEST, AskSpeakers
from domain.speech.messages import Option
from domain.speech.text import _, lines
from domain.work import Desk
from flows.engine.kit import NOTHING_SENT, Ask, Do, Flow, Leave, Move, Step, Words


@dataclass(frozen=True)
class Draft:
    """The event that is asked about."""

    event: int = 0


def ask_question(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the question, and says that it is passed on without a name."""
    text = lines(
        _("What do you want to know? Write it in any language."),
        _("We pass it on before the event, without saying who asked. Please write no names."),
    )
    return Ask(text, [Option("back", _("📅 The event"))], expects=Words(LONGEST))


def question_asked(draft: Draft, words: str) -> Move[Draft]:
    """Passes the question on, and goes back to the event in any case."""
    back = Leave(EVENT(draft.event))
    if words == "back":
        return back
    said = _("Thank you. Your question is passed on without your name.")
    thanked = Leave(EVENT(draft.event), tell=said)
    return Do(AskSpeakers(EventId(draft.event), words), then=thanked, refused=back)


flow = Flow(
    "speakers",
    Draft,
    steps={"question": Step(ask_question, question_asked, flows=("events",))},
    undone=lambda _draft: NOTHING_SENT,
)
