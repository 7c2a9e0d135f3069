"""What people may demand of us at any time: silence, an empty screen, to be forgotten."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.outcome import Command

SILENT_FOR = timedelta(days=365)  # without any message, before we ask whether to keep all of it
ANSWER_WITHIN = timedelta(days=30)  # after we asked; then it is erased


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


@dataclass(frozen=True, slots=True)
class AskTheSilent(Command[int]):
    """Time has passed: ask who was silent for a year, and erase whoever did not answer."""
