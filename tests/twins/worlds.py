"""The two worlds that every twin is asked in: what is in memory, and what is in tables.

A test says `twin.events.take(…)`: the call goes to that subject of `domain.work.Work`, in a
transaction of its own, whichever world it is. `twin.do(lambda work: …)` keeps several in one.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import count
from typing import Any, TypeVar

from domain.advice.appointment_lookups import Appointments
from domain.advice.slot import Overlap, SlotId
from domain.campaigns.campaign import Campaigns
from domain.events.car import Cars
from domain.events.event import EventId
from domain.events.lookups import Events
from domain.events.question import Questions
from domain.matters.lookups import Matters
from domain.people.person import People, PersonId, Purpose
from domain.phones.phone import Links
from domain.records.record import Lives
from domain.reminders.reminder import Reminder
from domain.speech.messages import Say
from domain.speech.text import Text
from domain.staff.audit import Audit, Looked
from domain.staff.member import Staff
from domain.surveys.survey import Surveys
from domain.work import Posts, Work
from tests.storage.samples import DAY, NOW, new_event, new_slots

T = TypeVar("T")
NO_SUBJECTS = ("person", "now", "zone", "policy", "channel", "signed_in")
SUBJECTS = [each.name for each in fields(Work) if each.name not in NO_SUBJECTS]


@dataclass(frozen=True, slots=True)
class Waits:
    """What is to be sent to somebody: words, a reminder, or names of messages to be deleted."""

    what: Say | Reminder | tuple[str, ...]
    channel: str
    due: datetime
    not_after: datetime | None
    at_night: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject of the work; each call is a transaction."""

    twin: "Twin"
    name: str

    def __getattr__(self, method: str) -> Callable[..., Any]:
        """The method, to be called in a transaction."""

        def call(*args: Any, **named: Any) -> Any:
            return self.twin.do(
                lambda work: getattr(getattr(work, self.name), method)(*args, **named)
            )

        return call


class Twin(ABC):
    """A world; what is set up here is nobody's rule, and so in no Protocol."""

    people: People
    links: Links
    staff: Staff
    audit: Audit
    matters: Matters
    surveys: Surveys
    appointments: Appointments
    events: Events
    cars: Cars
    questions: Questions
    campaigns: Campaigns
    lives: Lives
    posts: Posts

    def __init__(self) -> None:
        for name in SUBJECTS:
            setattr(self, name, Subject(self, name))
        self.numbers = count(1001)

    @abstractmethod
    def do(self, act: Callable[[Work], T]) -> T:
        """Run this in one transaction."""

    @abstractmethod
    def person(self, channel: str = "telegram") -> PersonId:
        """Somebody new, who has just written here, and said nothing yet."""

    @abstractmethod
    def hear(self, person: PersonId, at: datetime) -> None:
        """They write at this instant."""

    @abstractmethod
    def lose(self, person: PersonId, channel: str) -> None:
        """They cannot be reached there any more."""

    @abstractmethod
    def doubt(self, person: PersonId) -> None:
        """The phone of this member of staff has new keys."""

    @abstractmethod
    def arrive(self, person: PersonId, message: str, at: datetime) -> None:
        """This message of ours came to their phone with Telegram."""

    @abstractmethod
    def waits(self, person: PersonId) -> list[Waits]:
        """What is to be sent to them, but for campaigns; the first that is due first."""

    @abstractmethod
    def goodbyes(self) -> list[Text]:
        """What phones hear that are nobody's any more."""

    @abstractmethod
    def looked(self) -> Sequence[Looked]:
        """The rows of the audit."""

    def persons(self, many: int) -> list[PersonId]:
        """Several of them, in the order of their numbers."""
        return sorted(self.person() for _each in range(many))

    def reader(self, language: str = "en", channel: str = "telegram") -> PersonId:
        """Somebody who may be written to."""
        person = self.person(channel)
        self.people.set_language(person, language)
        self.people.set_consent(person, Purpose.BE_WRITTEN, given=True, at=NOW)
        return person

    def event(
        self, capacity: int | None = 20, seats: int = 0, starts: datetime = NOW + DAY
    ) -> EventId:
        """Football, two hours long."""
        return self.events.add(new_event(capacity, seats, starts), NOW)

    def slots(self, many: int = 1, starts: datetime = NOW + DAY) -> list[SlotId]:
        """So many times of Ana, an hour after each other, about interviews and families."""
        added = self.appointments.add_slots(new_slots(many, starts))
        assert not isinstance(added, Overlap)
        return list(added)


def by_due(rows: Sequence[Waits]) -> list[Waits]:
    """The first that is due first, and of two at once words before reminders."""
    return sorted(rows, key=lambda row: (row.due, type(row.what).__name__ != "Say"))
