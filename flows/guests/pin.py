"""The number before personal matters: asked once, then what was wanted is shown."""

from dataclasses import dataclass

from domain.outcome import Done
from domain.people.pin import LONGEST, WRONG, PinSaid, SayPin
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import _
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Goto, Move, Step, Words


@dataclass(frozen=True)
class Draft:
    """Nothing to remember, least of all the number."""


def ask_number(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the number; whoever has forgotten it can only begin anew."""
    options = [Option("forgotten", _("I forgot it")), Option(MENU_KEY, _("☰ Menu"))]
    return Ask(_("🔢 Please write your number."), options, expects=Words(4 * LONGEST))


def number_said(draft: Draft, words: str) -> Move[Draft]:
    """Lets them in or asks again; a wrong number is counted, which a refusal would undo."""
    if words == "forgotten":
        return Goto("forgotten", draft)

    def heard(done: Done[PinSaid]) -> Move[Draft]:
        right = done.value is PinSaid.RIGHT
        return End() if right else Goto("number", draft, tell=WRONG)

    return Do(SayPin(words), then=heard, refused=Goto("number", draft))


def ask_forgotten(_draft: Draft, _desk: Desk) -> Ask:
    """Says that nobody here can see it, so nobody can be talked into telling it."""
    text = _(
        "Nobody here can see your number. You can have everything about you erased and begin "
        "anew: write /forget."
    )
    return Ask(text, [Option("again", _("Try again")), Option(MENU_KEY, _("☰ Menu"))])


flow = Flow(
    "pin",
    Draft,
    steps={
        "number": Step(ask_number, number_said, to=("number", "forgotten")),
        "forgotten": Step(ask_forgotten, lambda draft, _a: Goto("number", draft), to=("number",)),
    },
)
