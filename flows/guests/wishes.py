"""What stands on the buttons that lead to a wish or a question, wherever they are offered."""

from collections.abc import Mapping

from domain.speech.languages import Intent
from domain.speech.text import Text, _

WISHES: Mapping[Intent, Text] = {
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
QUESTIONS: Mapping[str, Text] = {
    "where": _("📍 Where we are"),
    "hours": _("🕒 When we are there"),
    "bring": _("🎒 What to bring"),
    "late": _("⏰ I will be late"),
    "who": _("👥 People who can help"),
    "lipa": _("🌳 Who is Lipa?"),
}
