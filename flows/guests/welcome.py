"""The first conversation: a language and a hello; then on to where a link leads, or to the menu.

Everybody can read at once. The yes is asked for when somebody wants what needs it.
"""

from dataclasses import dataclass, field, replace

from domain.people.doors import MENU
from domain.people.person import ChooseLanguage
from domain.speech.messages import Option
from domain.speech.text import Verbatim, _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, Flow, Goto, Leave, Move, Step, Tell, never
from flows.engine.not_understood import NOT_VALID
from flows.guests.deep_links import read_link
from flows.guests.named_language import instead, not_yet


@dataclass(frozen=True)
class Draft:
    """The code of the link that brought them, if any, and the tag of the language they named."""

    link: str = field(default="", repr=False)  # an invitation of staff is a secret
    consent_asked: bool = False  # stored by older versions; nothing depends on it any more
    named: str = ""


def ask_language(_draft: Draft, desk: Desk) -> Ask:
    """Asks for a language; what the platform believes stands first but decides nothing."""
    languages = sorted(desk.languages, key=lambda each: each.tag != desk.hint)
    options = [Option(each.tag, Verbatim(each.own_name)) for each in languages]
    return Ask(_("🌐 Please choose your language."), options)


def language_chosen(draft: Draft, language: str) -> Goto[Draft]:
    """Goes on to the language that was chosen, or named: perhaps one that we do not write."""
    return Goto("named", replace(draft, named=language))


def ask_named(draft: Draft, desk: Desk) -> Move[Draft]:
    """Keeps the language, in which everything is said from here on."""
    again, spoken = Goto("language", replace(draft, named="")), desk.closest(draft.named)
    if spoken is None:
        return replace(again, tell=not_yet(draft.named, desk))
    then = Goto("ready", again.draft, tell=instead(draft.named, spoken, desk))
    return Do(ChooseLanguage(spoken), then=then, refused=again)


def greet(draft: Draft, desk: Desk) -> Leave:
    """Says who we are, and leaves for where the link leads that brought them, or for the menu."""
    linked = read_link(draft.link)
    said = lines(
        _("Hello! I am Lipa, a helper on your phone."),
        _(
            "Behind me is {organisation}. With me you can find events, book free advice "
            "and tell us what should be better. It costs nothing.",
            organisation=desk.help.organisation,
        ),
        None if linked or not draft.link else NOT_VALID,
    )
    return Leave(linked or MENU(), tell=Tell(said))


flow = Flow(
    "welcome",
    Draft,
    steps={
        "language": Step(ask_language, language_chosen, to=("named",)),
        "named": Step(ask_named, never, to=("ready", "language")),
        "ready": Step(greet, never, flows=("menu", "events", "profile", "desk")),
    },
    renamed={"consent": "ready", "profile": "ready", "age": "ready", "interests": "ready"},
)
