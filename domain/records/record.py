"""Everything that is kept about one person, for that person to read: in words, and as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.advice.appointment import Appointment
from domain.events.event import Event
from domain.events.rsvp import Rsvp
from domain.people.person import PersonId, Purpose
from domain.phones.phone import NOTHING, Joined, Undone
from domain.speech.text import Content, Json, Text

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


class Lives(Records, Protocol):
    """What rules may do with everything of a person at once, whatever subject it belongs to."""

    def forget(self, person: PersonId, farewell: Text | None, at: datetime) -> None:
        """Erase rows, key, index and queue, and note it in the deletion journal.

        Last of all, the bot's messages on the phone are deleted and the farewell is sent in the
        person's language; without one nothing is sent. Bookings must have been freed before.
        """
        ...

    def silent(self, now: datetime) -> Sequence[PersonId]:
        """Some of those to be asked now: by their number, and nobody when all were asked.

        They allowed us to write, have written nothing for SILENT_FOR, and were not asked since
        then; they do not work here, and have no appointment, event or message that is still open.
        """
        ...

    def silent_too_long(self, now: datetime) -> Sequence[PersonId]:
        """Some of those to be erased now: by their number, and nobody when none is left.

        They were asked ANSWER_WITHIN ago and have written nothing since; or may not be asked, and
        are silent for as long as both together. Whom `silent` leaves alone this does, too.
        """
        ...

    def note_asked(self, person: PersonId, at: datetime) -> None:
        """They are asked at this instant, and not again before they have written."""
        ...

    def join(
        self,
        person: PersonId,
        owner: PersonId,
        notice: Text,
        at: datetime,
        given_up: Joined = NOTHING,
    ) -> None:
        """Give everything of `person`, who is nobody any more, to `owner`, and use up the code.

        Their address, appointments, places, answered surveys and messages go over, and yeses and
        noes about purposes that the owner never decided about; where both had the same event, the
        owner's stays. The owner's phones hear the notice. For UNDONE_WITHIN it is remembered what
        `person` had, and what rules gave up before.
        """
        ...

    def undo(
        self, owner: PersonId, separated: str, farewell: Text | None, here: str, at: datetime
    ) -> Undone | None:
        """Whoever was joined to `owner` is somebody again, with what they brought.

        What still stands of it goes back to them, and where both had the same, each has it again;
        both are as they were before, but for a STOP since then, which is both's. What was made
        since the joining stays with the owner; only what we said on the other phone goes with it.
        Places and times that rules gave up do not come back by this. The phone with the channel
        `separated` is emptied of our messages and hears the farewell; with an empty one no phone
        is. A command from `here` goes on as whoever has that phone now.

        None, with nothing changed, when `links.undoable` names no phone.
        """
        ...
