"""Events: something to come to, with places and perhaps a lift."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType

from domain.people.audience import Audience
from domain.people.person import Interest
from domain.speech.text import Content, Text, n_
from domain.speech.writing import Written

EventId = NewType("EventId", int)


@dataclass(frozen=True, slots=True)
class Transport:
    """A lift to an event: how many seats, from where, leaving when (in UTC)."""

    seats: int
    from_place: Content
    leaves: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `capacity` None means room for everyone; times are aware and in UTC.

    `taken` and `lifts` count the people coming and those of them who want a lift. `changes` counts
    how often it was changed or cancelled, the last time at `changed`, which is else when it was
    written.
    """

    id: EventId
    title: Content
    description: Content | None
    place: Content
    starts: datetime
    ends: datetime
    capacity: int | None = None
    interests: frozenset[Interest] = frozenset()
    transport: Transport | None = None
    audience: Audience = field(default_factory=Audience)
    cancelled: bool = False
    taken: int = 0
    lifts: int = 0
    came: int | None = None  # how many were there, once somebody has counted
    questions: bool = False  # people may ask the speakers beforehand
    repeats: bool = False  # it is one time of a series that goes on
    changes: int = 0
    changed: datetime | None = None

    @property
    def places_left(self) -> int | None:
        """How many more people may come; None when there is room for everyone."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def seats_left(self) -> int:
        """How many more people can have a lift."""
        return 0 if self.transport is None else max(0, self.transport.seats - self.lifts)


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event that a coordinator announces, as read from event.json."""

    title: Content
    description: Content | None
    place: Content
    starts: datetime
    ends: datetime
    capacity: int | None
    interests: frozenset[Interest]
    transport: Transport | None
    audience: Audience
    questions: bool = False


def shown_words(new: NewEvent) -> Sequence[tuple[Content | None, Written]]:
    """What people read of it, each with how it is shown."""
    car = None if new.transport is None else new.transport.from_place
    return (
        (new.title, Written.LINE),
        (new.description, Written.PROSE),
        (new.place, Written.LINE),
        (car, Written.LINE),
    )


def places_left(many: int) -> Text:
    """The line that says how many more people may come."""
    return n_("{n} place is left.", "{n} places are left.", n=many)
