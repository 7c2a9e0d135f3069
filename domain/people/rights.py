"""What people may demand of us at any time: silence, an empty screen, to be forgotten."""

from dataclasses import dataclass
from datetime import date

from domain.outcome import Command


@dataclass(frozen=True, slots=True)
class Stop(Command[None]):
    """Start no more messages to me."""


@dataclass(frozen=True, slots=True)
class Hide(Command[None]):
    """Somebody may look at this phone: take your messages of the last hour away from it."""


@dataclass(frozen=True, slots=True)
class Return(Command[None]):
    """You may write to me again as I allowed before."""


@dataclass(frozen=True, slots=True)
class Forget(Command[None]):
    """Erase everything about me, and tell me goodbye."""


@dataclass(frozen=True, slots=True)
class TellMonth(Command[None]):
    """I turn 18 in the month of this day; None: forget what I said."""

    month: date | None
