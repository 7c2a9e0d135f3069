"""What staff call whoever wrote: a neutral word for each message, never a name, never for a person.

Two messages of one person have words of their own, so that a list tells nobody who writes often.
"""

from domain.matters.matter import MatterId
from domain.speech.text import Message, _

ALIASES = (
    _("Linden"),
    _("Birch"),
    _("Oak"),
    _("Ash"),
    _("Maple"),
    _("Willow"),
    _("Beech"),
    _("Elm"),
    _("Hazel"),
    _("Cedar"),
    _("Olive"),
    _("Fig"),
    _("Almond"),
    _("Cherry"),
    _("Plum"),
    _("Pine"),
)


def alias_of(matter: MatterId) -> Message:
    """The word for whoever wrote this message; other messages may share it."""
    return ALIASES[matter % len(ALIASES)]
