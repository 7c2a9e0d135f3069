"""Phones in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.people.person import PersonId
from domain.phones.phone import MISS_LASTS
from domain.speech.text import Text

TELEGRAM, SIGNAL = "telegram", "signal"
CODE = "4827193605"


@dataclass
class FakeLinks:
    """`domain.phones.phone.Links`; everybody has a phone with Telegram, unless a test says else."""

    phones: dict[PersonId, list[str]] = field(default_factory=dict)
    chosen: dict[PersonId, str] = field(default_factory=dict)
    codes: dict[str, tuple[PersonId, datetime]] = field(default_factory=dict)
    missed: dict[PersonId, list[datetime]] = field(default_factory=dict)
    farewells: dict[tuple[PersonId, str], Text] = field(default_factory=dict)

    def channels(self, person: PersonId) -> Sequence[str]:
        """The channels they use, always in the same order."""
        return sorted(self.phones.get(person, [TELEGRAM]))

    def preferred(self, person: PersonId) -> str:
        """The channel for what we start."""
        return self.chosen.get(person, self.channels(person)[0])

    def make(self, person: PersonId, until: datetime) -> str:
        """Always the same code, which is now theirs."""
        self.codes = {CODE: (person, until)}
        return CODE

    def owner(self, code: str, now: datetime) -> PersonId | None:
        """Whose code this is."""
        person, until = self.codes.get(code, (None, now))
        return person if until > now else None

    def misses(self, person: PersonId, now: datetime) -> int:
        """How many wrong codes of this person still count."""
        return len([at for at in self.missed.get(person, []) if at + MISS_LASTS > now])

    def miss(self, person: PersonId, now: datetime) -> None:
        """Count a wrong code."""
        self.missed.setdefault(person, []).append(now)

    def choose(self, person: PersonId, channel: str) -> None:
        """Start messages on this channel."""
        self.chosen[person] = channel

    def separate(self, person: PersonId, channel: str, farewell: Text, at: datetime) -> None:  # noqa: ARG002 - when, matters to the twin
        """Let go of the phone."""
        self.phones[person] = [each for each in self.channels(person) if each != channel]
        self.chosen.pop(person, None)
        self.farewells[person, channel] = farewell
