"""The number before personal matters and at the desk: then what was wanted is shown."""

from dataclasses import dataclass, field

from domain.outcome import Done
from domain.people.pin import LONGEST, SHORTEST, WRONG, PinSaid, SayPin, SetPin
from domain.speech.digits import digits_of
from domain.speech.languages import Intent
from domain.speech.messages import MENU_KEY, Option
from domain.speech.spoken_words import words_for
from domain.speech.text import _, lines
from domain.work import Desk
from flows.engine.kit import Again, Ask, Do, End, Flow, Goto, Guard, Move, Step, Words, never

NUMBER = Words(4 * LONGEST, secret=True)


@dataclass(frozen=True)
class Draft:
    """A number that is being chosen, until it was written twice."""

    chosen: str = field(default="", repr=False)


JOINED = _(
    "These phones were joined less than 24 hours ago. To undo that without a number, write "
    "“{link}”.",
    link=words_for(Intent.LINK),
)


def ask_number(_draft: Draft, desk: Desk) -> Ask:
    """Asks for the number; whoever has forgotten it can only begin anew.

    Whoever was joined to another's phone does not know it, and needs none to undo that.
    """
    joined = [JOINED] if desk.links.undoable(desk.person.id, desk.now) else []
    options = [Option("forgotten", _("I forgot it")), Option(MENU_KEY, _("☰ Menu"))]
    text = lines(_("🔢 Please write your number."), *joined)
    return Ask(text, options, expects=NUMBER)


def number_said(draft: Draft, words: str) -> Move[Draft]:
    """Lets them in or asks again; a wrong number is counted, which a refusal would undo."""
    if words == "forgotten":
        return Goto("forgotten", draft)

    if not digits_of(words):
        return Again(_("Please write it in digits. If you forgot it, choose that below."))

    def heard(done: Done[PinSaid]) -> Move[Draft]:
        right = done.value is PinSaid.RIGHT
        return End() if right else Goto("number", draft, tell=WRONG)

    return Do(SayPin(words), then=heard, refused=Goto("number", draft))


def ask_forgotten(_draft: Draft, _desk: Desk) -> Ask:
    """Says that nobody here can see it, so nobody can be talked into telling it."""
    text = _(
        "Nobody here can see your number. You can have everything about you erased and begin "
        "anew: write “{forget}”.",
        forget=words_for(Intent.FORGET),
    )
    return Ask(text, [Option("again", _("Try again")), Option(MENU_KEY, _("☰ Menu"))])


def ask_choose(_draft: Draft, desk: Desk) -> Ask:
    """Asks for a number of their own; says when the desk asks for it, or that it is not told."""
    write = _("Write a number that you can remember: 4 to 8 digits. Then delete your message here.")
    if desk.staff.of(desk.person.id) is None:
        lost = _(
            "If you forget it, nobody can tell you: you can only erase everything and begin anew."
        )
        return Ask(lines(write, lost), [Option(MENU_KEY, _("☰ Menu"))], expects=NUMBER)
    when = _(
        "Everybody at the desk has a number of their own. We ask for it when you come to the "
        "desk, and again after a quarter of an hour."
    )
    return Ask(lines(when, write), expects=NUMBER)


def chosen(_draft: Draft, words: str) -> Move[Draft]:
    """Asks for it once more: a slip would close to them what is theirs."""
    digits = digits_of(words)
    if not SHORTEST <= len(digits) <= LONGEST:
        return Again(_("Please write {least} to {most} digits.", least=SHORTEST, most=LONGEST))
    return Goto("again", Draft(digits))


def ask_again(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the same number, which is not shown."""
    return Ask(_("Please write the same number once more."), expects=NUMBER)


def repeated(draft: Draft, words: str) -> Move[Draft]:
    """Sets it; another one than before is chosen anew."""
    if digits_of(words) != draft.chosen:
        return Goto("choose", Draft(), tell=_("Those are two different numbers."))
    return Do(SetPin(words), then=Goto("kept", Draft()), refused=Goto("choose", Draft()))


def tell_kept(_draft: Draft, desk: Desk) -> End:
    """Says when it is asked for; what was wanted before goes on."""
    at_the_desk = desk.staff.of(desk.person.id) is not None
    when = (
        _("Good. We ask for it when you come to the desk.")
        if at_the_desk
        else _("Good. We ask for it before we show what is personal.")
    )
    return End(lines(when, _("If you still see both messages with the number here, delete them.")))


flow = Flow(
    "pin",
    Draft,
    steps={
        "number": Step(ask_number, number_said, to=("number", "forgotten")),
        "choose": Step(ask_choose, chosen, to=("again",), guard=Guard.PERSONAL),
        "again": Step(ask_again, repeated, to=("choose", "kept"), guard=Guard.PERSONAL),
        "kept": Step(tell_kept, never),
        "forgotten": Step(ask_forgotten, lambda draft, _a: Goto("number", draft), to=("number",)),
    },
)
