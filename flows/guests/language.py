"""Change the language at any time; what is under way goes on in the new one."""

from dataclasses import dataclass

from domain.people.person import ChooseLanguage
from domain.speech.messages import Option
from domain.speech.text import Verbatim, _
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Step


@dataclass(frozen=True)
class Draft:
    """The flow keeps nothing."""


def ask_language(_draft: Draft, desk: Desk) -> Ask:
    """Asks for a language; each is offered in its own name."""
    options = [Option(each.tag, Verbatim(each.own_name)) for each in desk.languages]
    return Ask(_("🌐 Please choose your language."), options)


def language_chosen(_draft: Draft, language: str) -> Do[Draft]:
    """Changes the language from the next message on."""
    return Do(
        ChooseLanguage(language),
        then=End(_("From now on we write in this language.")),
        refused=End(),
    )


flow = Flow("language", Draft, steps={"language": Step(ask_language, language_chosen)})
