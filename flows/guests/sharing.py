"""A phone that others hold, too: quiet for a while, a number before personal matters, hiding."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.people.doors import CHOOSE_PIN
from domain.people.pin import RemovePin
from domain.people.quiet import EndQuiet, KeepQuiet, Quiet
from domain.people.rights import Hide
from domain.speech.languages import Intent
from domain.speech.messages import MENU_KEY, Option
from domain.speech.spoken_words import words_for
from domain.speech.text import _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Goto, Guard, Leave, Move, Step, never
from flows.guests.about_me import quiet_now


@dataclass(frozen=True)
class Draft:
    """The flow keeps nothing."""


def ask_choice(_draft: Draft, desk: Desk) -> Ask:
    """Explains what helps when others hold the phone; each can be chosen alone."""
    text = lines(
        _("If others can look at this phone:"),
        _("• Quiet: for a while we write nothing but answers."),
        _("• A number: we ask for it before we show what you booked or wrote."),
        _(
            "• Hide: our messages of the last hour disappear. You can also write “{hide}”.",
            hide=words_for(Intent.HIDE),
        ),
        between="\n",
    )
    return Ask(text, list(_choices(desk)))


def _choices(desk: Desk) -> Iterator[Option]:
    yield Option("quiet", _("🤫 Quiet"))
    yield Option("number", _("🔢 A new number") if desk.person.pin else _("🔢 A number"))
    if desk.person.pin:
        yield Option("remove", _("🔓 No number any more"))
    yield Option("hide", _("🫥 Hide"))
    yield Option(MENU_KEY, _("☰ Menu"))


def chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Hides or removes the number at once; hiding says as little as can be said."""
    match choice:
        case "hide":
            return Do(Hide(), then=End(_("Done.")), refused=End())
        case "remove":
            return Do(RemovePin(), then=End(_("We ask for no number any more.")), refused=End())
        case "number":
            return Leave(CHOOSE_PIN())
        case _:
            return Goto(choice, draft)


def ask_quiet(_draft: Draft, desk: Desk) -> Ask:
    """Asks how long it shall be quiet, and says that reminders wait, too."""
    quiet = quiet_now(desk)
    if quiet is not None:
        options = [Option("end", _("🔔 Write to me again")), Option(MENU_KEY, _("☰ Menu"))]
        return Ask(quiet, options)
    text = lines(
        _("How long shall we write nothing? Your reminders wait, too."),
        _("When you write to us, we answer as always."),
    )
    return Ask(text, [Option(each, each.label) for each in Quiet])


def tell_kept(_draft: Draft, desk: Desk) -> End:
    """Says until when it is quiet, and how to end it before."""
    return End(
        lines(quiet_now(desk), _("To end it, write “{quiet}”.", quiet=words_for(Intent.QUIET)))
    )


def quiet_chosen(_draft: Draft, choice: str) -> Do[Draft]:
    """Begins or ends the quiet at once."""
    if choice == "end":
        said = _("Good. We write to you again.")
        return Do(EndQuiet(), then=End(said), refused=End())
    return Do(KeepQuiet(Quiet(choice)), then=Goto("kept", Draft()), refused=End())


flow = Flow(
    "sharing",
    Draft,
    steps={
        "choice": Step(ask_choice, chosen, to=("quiet",), flows=("pin",), guard=Guard.PERSONAL),
        "quiet": Step(ask_quiet, quiet_chosen, to=("kept",)),
        "kept": Step(tell_kept, never),
    },
)
