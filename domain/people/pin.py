"""A number that somebody says before we show what is personal, on a phone that others hold, too."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.outcome import Command
from domain.speech.text import _

SHORTEST, LONGEST = 4, 8  # digits
OPEN_FOR = timedelta(minutes=10)
OPEN_AT_THE_DESK = timedelta(minutes=15)  # without an answer there
TRIES = 5
CLOSED_FOR = timedelta(minutes=15)  # 5 tries each: four digits take two weeks on the average
WRONG = _("This is not the number.")


@dataclass(frozen=True, slots=True)
class Pin:
    """What is known of somebody's number: how often a wrong one was said since the last right one.

    No number is heard before `closed_until`.
    """

    digits: str = field(repr=False)
    misses: int = 0
    closed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SetPin(Command[None]):
    """This is my number from now on: the digits in these words, of any script."""

    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RemovePin(Command[None]):
    """Ask me for no number any more; what is personal is shown at once."""


@dataclass(frozen=True, slots=True)
class StayOpen(Command[None]):
    """I am at the desk still: what my number opened stays open. Without effect once it is shut."""


class PinSaid(StrEnum):
    """What was said instead of the number, or that it was right."""

    RIGHT = "right"
    WRONG = "wrong"
    CLOSED = "closed"  # wrong too often: none is heard for a while


@dataclass(frozen=True, slots=True)
class SayPin(Command[PinSaid]):
    """It is me: my number is in these words. A wrong one is done, too, and its value says so."""

    words: str = field(repr=False)
