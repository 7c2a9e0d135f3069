"""Everything that is kept about one person, for that person to read: in words, and as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.advice.appointment import Appointment
from domain.events.event import Event
from domain.events.rsvp import Rsvp
from domain.people.person import PersonId, Purpose
from domain.speech.text import Content, Json

Rows = Mapping[str, Sequence[Mapping[str, Json]]]


@dataclass(frozen=True, slots=True)
class Decision:
    """A yes or a no: to what, in which wording, read in which language, when (in UTC)."""

    purpose: Purpose
    given: bool
    version: str
    language: str
    at: datetime


class Records(Protocol):
    """What may be asked about what is kept. Nothing of it is for anybody else."""

    def decisions(self, person: PersonId) -> Sequence[Decision]:
        """Every yes and no, the oldest first."""
        ...

    def appointments(self, person: PersonId) -> Sequence[Appointment]:
        """Every appointment that is still linked to them, whatever became of it."""
        ...

    def rsvps(self, person: PersonId) -> Sequence[tuple[Event, Rsvp]]:
        """Every event that they said yes or no to."""
        ...

    def surveys(self, person: PersonId) -> Sequence[Content]:
        """The titles of what they answered; the answers themselves lead back to nobody."""
        ...

    def everything(self, person: PersonId) -> Rows:
        """All rows about them by table, opened, without keys and fingerprints.

        Instants are ISO in UTC; every value is plain JSON.
        """
        ...
