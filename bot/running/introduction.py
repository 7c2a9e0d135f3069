"""How Lipa introduces itself in the app: the commands and the description, in every language."""

from collections.abc import Mapping

from bot.channels.telegram import Introduction
from domain.speech.languages import Speak
from domain.speech.text import Message, _

COMMANDS = {
    "menu": _("What you can do here"),
    "events": _("Events"),
    "legal": _("Book free advice"),
    "appointments": _("My appointments"),
    "survey": _("Tell us what you think"),
    "message": _("Write to us"),
    "language": _("Another language"),
    "help": _("Help and contacts"),
    "privacy": _("My data"),
    "link": _("Use Lipa on two phones"),
    "quiet": _("Quiet for a while"),
    "hide": _("Make our last messages disappear"),
    "stop": _("No more messages"),
    "forget": _("Erase everything about me"),
}
DESCRIPTION = _(
    "Events, free advice and a place to say what should be better. It costs nothing, and we do not "
    "keep your name or your phone number."
)
SHORT = _("Events and free advice, in your language.")


def introductions(speak: Speak) -> Mapping[str, Introduction]:
    """One for each offered language; the English one, if there is one, is for everybody else."""
    return {each.tag: _introduction(speak, each.tag) for each in speak.offered()}


def _introduction(speak: Speak, language: str) -> Introduction:
    def say(text: Message) -> str:
        return speak.say([text], language)[0].words

    commands = [(name, say(text)) for name, text in COMMANDS.items()]
    return Introduction(commands, say(DESCRIPTION), say(SHORT))
