"""Questions to the speakers of an event, asked beforehand and passed on without names.

Nothing leads from a question to whoever asked it: it is sealed under the key of the house, and only
that somebody has asked so many is kept, so that one person does not ask for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from domain.events.event import EventId
from domain.outcome import Command

LONGEST = 500  # letters
MOST = 3  # of one person to one event


@dataclass(frozen=True, slots=True)
class AskSpeakers(Command[None]):
    """I want to know this from whoever speaks there."""

    event: EventId
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AllowQuestions(Command[None]):
    """People may ask beforehand, or not any more."""

    event: EventId
    allowed: bool


class QuestionLookups(Protocol):
    """What may be asked about questions."""

    def to(self, event: EventId) -> Sequence[str]:
        """All questions to an event, in no order that tells who asked."""
        ...

    def many(self, event: EventId) -> int:
        """How many questions to this event are kept; they go some time after it has ended."""
        ...


class Questions(QuestionLookups, Protocol):
    """What rules may change about questions."""

    def add(self, event: EventId, words: str) -> None:
        """Store one, linked to nobody. How often somebody asks is for the rule to count."""
        ...
