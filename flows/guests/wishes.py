"""What stands on the buttons that lead to a question that is asked everywhere."""

from collections.abc import Mapping

from domain.speech.text import Text, _

QUESTIONS: Mapping[str, Text] = {
    "where": _("📍 Where we are"),
    "hours": _("🕒 When we are there"),
    "bring": _("🎒 What to bring"),
    "late": _("⏰ I will be late"),
    "who": _("👥 People who can help"),
    "lipa": _("🌳 Who is Lipa?"),
}
