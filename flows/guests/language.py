"""Change the language at any time; what is under way goes on in the new one."""

from dataclasses import dataclass

from domain.people.person import ChooseLanguage
from domain.speech.messages import Option
from domain.speech.text import Verbatim, _
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Step


@dataclass(frozen=True)
class Draft:
    """Nothing to remember."""


def ask_language(_draft: Draft, desk: Desk) -> Ask:
    """Each language is offered in its own name."""
    options = [Option(each.tag, Verbatim(each.own_name)) for each in desk.languages]
    return Ask(_("🌐 Please choose your language."), options)


def language_chosen(_draft: Draft, language: str) -> Do[Draft]:
    """From the next message on."""
    return Do(
        ChooseLanguage(language),
        then=End(_("From now on we write in this language.")),
        refused=End(),
    )


flow = Flow("language", Draft, steps={"language": Step(ask_language, language_chosen)})
