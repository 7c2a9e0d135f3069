"""Who waits for a time for advice, in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.advice.appointment import Seeker
from domain.advice.slot import Topic
from domain.people.person import PersonId


@dataclass
class FakeWaiting:
    """The part of `domain.advice.appointment_lookups.Appointments` about waiting."""

    waiting: dict[tuple[PersonId, Topic], tuple[datetime, str, bool]] = field(
        default_factory=dict, kw_only=True
    )
    stopped: Callable[[], set[PersonId]] = field(default=set, kw_only=True)

    def seeks(self, person: PersonId, topic: Topic) -> bool:
        """Whether this person waits for a time about it."""
        return (person, topic) in self.waiting

    def seek(
        self, person: PersonId, topic: Topic, language: str, at: datetime, *, young: bool = False
    ) -> None:
        """They wait, behind all who wait already; whoever waits keeps their turn."""
        since, _language, before = self.waiting.get((person, topic), (at, "", False))
        self.waiting[person, topic] = (since, language, before or young)

    def stop_seeking(self, person: PersonId, topic: Topic) -> None:
        """They do not wait any more."""
        self.waiting.pop((person, topic), None)

    def first_turn(self, at: datetime) -> datetime:
        """Before all who wait."""
        turns = [since for since, _language, _young in self.waiting.values()]
        return min([at, *turns]) - timedelta(seconds=1) if turns else at

    def seekers(self) -> Sequence[Seeker]:
        """Who waits, the longest first."""
        stopped = self.stopped()
        order = sorted((at, who, tag, young) for who, (at, tag, young) in self.waiting.items())
        return [Seeker(*who, tag, young) for _at, who, tag, young in order if who[0] not in stopped]
