"""What people can write at any time, in words of their own language, as we tell it to them.

Each is understood there as the whole message; a button or a number is better where one can stand.
"""

from domain.speech.languages import Intent
from domain.speech.text import Message, _

# Translators: words that people write to the bot, as they would say it; each must be understood.
_WORDS: dict[Intent, Message] = {
    Intent.HELP: _("help"),
    Intent.FORGET: _("delete my data"),
    Intent.PRIVACY: _("my data"),
    Intent.MY_APPOINTMENTS: _("my appointments"),
    Intent.EVENTS: _("events"),
    Intent.LEGAL: _("legal"),
    Intent.MESSAGE: _("my messages"),
    Intent.LINK: _("two phones"),
    Intent.QUIET: _("quiet"),
    Intent.HIDE: _("hide"),
}
SPOKEN = tuple(_WORDS)


def words_for(intent: Intent) -> Message:
    """What to write for this wish; KeyError for one that nobody is told to write."""
    return _WORDS[intent]
