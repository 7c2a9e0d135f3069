"""The first conversation: a language, what we keep, and two questions that may be skipped."""

from dataclasses import dataclass, field, replace

from domain.people.doors import CONSENT, FIRST_PROFILE, MENU
from domain.people.person import ChooseLanguage
from domain.speech.messages import Option
from domain.speech.text import Verbatim, _
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Goto, Leave, Move, Step, Visit, never
from flows.guests.deep_links import read_link


@dataclass(frozen=True)
class Draft:
    """The code of the link that brought them, if any."""

    link: str = field(default="", repr=False)  # an invitation of staff is a secret
    consent_asked: bool = False


def ask_language(_draft: Draft, desk: Desk) -> Ask:
    """Asks for a language; what the platform believes stands first but decides nothing."""
    languages = sorted(desk.languages, key=lambda each: each.tag != desk.hint)
    options = [Option(each.tag, Verbatim(each.own_name)) for each in languages]
    return Ask(_("🌐 Please choose your language."), options)


def language_chosen(draft: Draft, language: str) -> Do[Draft]:
    """Keeps the language, in which everything is said from here on."""
    return Do(
        ChooseLanguage(language), then=Goto("consent", draft), refused=Goto("language", draft)
    )


def ask_consent(draft: Draft, desk: Desk) -> Move[Draft]:
    """Visits the flow that asks for the yes, once; a no leads past what needs it."""
    if not draft.consent_asked and not desk.person.takes_part:
        return Visit(CONSENT(), back="consent", keep=replace(draft, consent_asked=True))
    if not desk.person.takes_part:
        return Goto("ready", draft)
    return Goto("profile", draft)


def to_profile(draft: Draft, _desk: Desk) -> Visit[Draft]:
    """Visits the flow that asks what they may tell about themselves."""
    return Visit(FIRST_PROFILE(True), back="ready", keep=draft)


def ask_ready(draft: Draft, _desk: Desk) -> Leave | End:
    """Leaves for where the link leads that brought them, or for the menu."""
    said = _("You can always write /menu to see what is possible, and /stop to have quiet.")
    return Leave(read_link(draft.link) or MENU(), tell=said)


flow = Flow(
    "welcome",
    Draft,
    steps={
        "language": Step(ask_language, language_chosen, to=("consent", "language")),
        "consent": Step(ask_consent, never, to=("profile", "ready"), flows=("consent",)),
        "profile": Step(to_profile, never, to=("ready",), flows=("profile",)),
        "ready": Step(ask_ready, never, flows=("menu", "events", "profile", "desk")),
    },
    renamed={"age": "profile", "interests": "profile"},
)
