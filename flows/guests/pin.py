"""The number before personal matters and at the desk: then what was wanted is shown."""

from dataclasses import dataclass, field

from domain.outcome import Done
from domain.people.pin import LONGEST, SHORTEST, WRONG, PinSaid, SayPin, SetPin
from domain.speech.digits import digits_of
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import _, lines
from domain.work import Desk
from flows.engine.kit import Again, Ask, Do, End, Flow, Goto, Move, Step, Words


@dataclass(frozen=True)
class Draft:
    """A number that is being chosen, until it was written twice."""

    chosen: str = field(default="", repr=False)


def ask_number(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the number; whoever has forgotten it can only begin anew."""
    options = [Option("forgotten", _("I forgot it")), Option(MENU_KEY, _("☰ Menu"))]
    return Ask(_("🔢 Please write your number."), options, expects=Words(4 * LONGEST))


def number_said(draft: Draft, words: str) -> Move[Draft]:
    """Lets them in or asks again; a wrong number is counted, which a refusal would undo."""
    if words == "forgotten":
        return Goto("forgotten", draft)

    if not digits_of(words):
        return Again(WRONG)  # words are no try

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


def ask_choose(_draft: Draft, _desk: Desk) -> Ask:
    """Asks a member of staff for a number of their own, and says when it is asked for."""
    text = lines(
        _(
            "Everybody at the desk has a number of their own. We ask for it when you come to the "
            "desk, and again after a quarter of an hour."
        ),
        _("Write a number that you can remember: 4 to 8 digits. Then delete your message here."),
    )
    return Ask(text, expects=Words(4 * LONGEST))


def chosen(_draft: Draft, words: str) -> Move[Draft]:
    """Asks for it once more: a slip would close the desk to them."""
    digits = digits_of(words)
    if not SHORTEST <= len(digits) <= LONGEST:
        return Again(_("Please write {least} to {most} digits.", least=SHORTEST, most=LONGEST))
    return Goto("again", Draft(digits))


def ask_again(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the same number, which is not shown."""
    return Ask(_("Please write the same number once more."), expects=Words(4 * LONGEST))


def repeated(draft: Draft, words: str) -> Move[Draft]:
    """Sets it, and leads on to what was wanted at the desk."""
    if digits_of(words) != draft.chosen:
        return Goto("choose", Draft(), tell=_("Those are two different numbers."))
    done = _("Good. Now delete both messages with the number here.")
    return Do(SetPin(words), then=End(done), refused=Goto("choose", Draft()))


flow = Flow(
    "pin",
    Draft,
    steps={
        "number": Step(ask_number, number_said, to=("number", "forgotten")),
        "choose": Step(ask_choose, chosen, to=("again",)),
        "again": Step(ask_again, repeated, to=("choose",)),
        "forgotten": Step(ask_forgotten, lambda draft, _a: Goto("number", draft), to=("number",)),
    },
)
