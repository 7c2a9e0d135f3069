"""The first conversation: a language, what we keep, and two questions that may be skipped."""

from dataclasses import dataclass, field, replace

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
    """Own names; what the platform believes stands first but decides nothing."""
    languages = sorted(desk.languages, key=lambda each: each.tag != desk.hint)
    options = [Option(each.tag, Verbatim(each.own_name)) for each in languages]
    return Ask(_("🌐 Please choose your language."), options)


def language_chosen(draft: Draft, language: str) -> Do[Draft]:
    """From here on everything is said in it."""
    return Do(
        ChooseLanguage(language), then=Goto("consent", draft), refused=Goto("language", draft)
    )


def ask_consent(draft: Draft, desk: Desk) -> Move[Draft]:
    """The three screens and the questions are a flow of their own."""
    if not draft.consent_asked and not desk.person.takes_part:
        return Visit("consent", back="consent", keep=replace(draft, consent_asked=True))
    if not desk.person.takes_part:
        return Goto("ready", draft)
    return Goto("profile", draft)


def to_profile(draft: Draft, _desk: Desk) -> Visit[Draft]:
    """What they may tell about themselves."""
    return Visit("profile", back="ready", keep=draft, draft={"first": True}, step="age")


def ask_ready(draft: Draft, _desk: Desk) -> Leave | End:
    """To where the link led, or to the menu."""
    said = _("You can always write /menu to see what is possible, and /stop to have quiet.")
    entry = read_link(draft.link)
    if entry is not None:
        return Leave(entry.flow, entry.draft, entry.step, tell=said)
    return Leave("menu", tell=said)


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
