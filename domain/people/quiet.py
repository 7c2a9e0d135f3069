"""Quiet for a while: nothing that we start comes before it ends; it waits while it is of use."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.outcome import Command
from domain.speech.text import Message, _

ENDLESS = timedelta(days=3650)


class Quiet(StrEnum):
    """For how long we start no message, counted from the moment when they say so."""

    HOUR = "hour"
    MORNING = "morning"
    WEEK = "week"
    ENDLESS = "endless"  # until they ask us to write again

    @property
    def label(self) -> Message:
        """The time as people choose it."""
        return {
            Quiet.HOUR: _("For an hour"),
            Quiet.MORNING: _("Until tomorrow morning"),
            Quiet.WEEK: _("For a week"),
            Quiet.ENDLESS: _("Until I end it"),
        }[self]


@dataclass(frozen=True, slots=True)
class KeepQuiet(Command[None]):
    """Start no message to me for so long."""

    quiet: Quiet


@dataclass(frozen=True, slots=True)
class EndQuiet(Command[None]):
    """Write to me again, beginning with what waited."""
