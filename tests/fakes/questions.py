"""Questions to speakers, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.events.event import EventId


@dataclass
class FakeQuestions:
    """`domain.events.question.Questions` that remembers no person."""

    rows: list[tuple[EventId, str]] = field(default_factory=list)

    def to(self, event: EventId) -> Sequence[str]:
        """All questions to an event."""
        return sorted(words for about, words in self.rows if about == event)

    def many(self, event: EventId) -> int:
        """How many there are."""
        return len(self.to(event))

    def add(self, event: EventId, words: str) -> None:
        """Store one."""
        self.rows.append((event, words))
