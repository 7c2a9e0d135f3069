"""Change the language at any time; what is under way goes on in the new one.

It may be named in any language. Where we do not write it yet, that is said; whoever reads another
one as well gets that.
"""

from dataclasses import dataclass

from domain.people.person import ChooseLanguage
from domain.speech.messages import Option
from domain.speech.text import Verbatim, _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Goto, Move, Step, never
from flows.guests.named_language import instead, not_yet


@dataclass(frozen=True)
class Draft:
    """The tag of the language that was named."""

    named: str = ""


def ask_language(_draft: Draft, desk: Desk) -> Ask:
    """Asks for a language; each is offered in its own name."""
    options = [Option(each.tag, Verbatim(each.own_name)) for each in desk.languages]
    return Ask(_("🌐 Please choose your language."), options)


def language_chosen(_draft: Draft, language: str) -> Goto[Draft]:
    """Goes on to the language that was chosen, or named: perhaps one that we do not write."""
    return Goto("named", Draft(language))


def ask_named(draft: Draft, desk: Desk) -> Move[Draft]:
    """Changes the language from the next message on."""
    spoken = desk.closest(draft.named)
    if spoken is None:
        return Goto("language", Draft(), tell=not_yet(draft.named, desk))
    said = lines(instead(draft.named, spoken, desk), _("From now on we write in this language."))
    return Do(ChooseLanguage(spoken), then=End(said), refused=End())


flow = Flow(
    "language",
    Draft,
    steps={
        "language": Step(ask_language, language_chosen, to=("named",)),
        "named": Step(ask_named, never, to=("language",)),
    },
)
