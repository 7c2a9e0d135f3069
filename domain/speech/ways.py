"""Ways that may stand beside the menu on any screen: each leads where the wish leads, in words too.

Nobody has to type a command where a way can stand.
"""

from collections.abc import Mapping

from domain.speech.languages import Intent
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import Message, _

MENU = Option(MENU_KEY, _("☰ Menu"))
WAYS: Mapping[Intent, Message] = {
    Intent.EVENTS: _("📅 Events"),
    Intent.LEGAL: _("💬 Book free advice"),
    Intent.MY_APPOINTMENTS: _("🗓 My appointments"),
    Intent.CANCEL_APPOINTMENT: _("🗓 My appointments"),
    Intent.SURVEY: _("📝 Tell us what you think"),
    Intent.MESSAGE: _("✉ Write to us"),
    Intent.LANGUAGE: _("🌐 Language"),
    Intent.PRIVACY: _("🔒 My data"),
    Intent.FORGET: _("🗑 Erase everything about me"),
    Intent.HELP: _("🆘 Help and contacts"),
    Intent.HUMAN: _("👥 People who can help"),
    Intent.DANGER: _("☎ Numbers for danger"),
    Intent.QUIET: _("🔕 Quiet for a while"),
    Intent.LINK: _("🔗 Use Lipa on two phones"),
}


def way(intent: Intent) -> Option:
    """The option that leads there, from any message of any age; KeyError where none is offered."""
    return Option(f"_wish:{intent}", WAYS[intent])
