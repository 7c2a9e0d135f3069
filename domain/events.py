"""Events: something to come to, with places and perhaps a lift."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, Protocol

from domain.audience import Audience
from domain.outcome import Done, Outcome, Refused
from domain.people import Interest, PersonId
from domain.reminders import Thing, due_times
from domain.text import Content, Text, _, n_

if TYPE_CHECKING:
    from domain.series import Repeats, Series, SeriesId
    from domain.waiting import Waiting
    from domain.work import Work

EventId = NewType("EventId", int)
MOST_PEOPLE = 9  # one answer speaks for a family, not for a bus


@dataclass(frozen=True, slots=True)
class Transport:
    """A lift to an event: how many seats, from where, leaving when."""

    seats: int
    from_place: Content
    leaves: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `capacity` None means room for everyone; times are aware and in UTC.

    `taken` and `lifts` count the people coming and those of them who want a lift.
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


class RsvpState(StrEnum):
    """What became of somebody's yes."""

    COMING = "coming"
    NOT_COMING = "not_coming"
    WAITING = "waiting"  # for a place
    OFFERED = "offered"  # places are kept for them until they answer


@dataclass(frozen=True, slots=True)
class Rsvp:
    """Somebody's answer to an event: how many come, how many of them want a lift (all or none).

    `until` is when an offer ends.
    """

    event: EventId
    people: int
    lift: bool
    state: RsvpState
    until: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether places are theirs."""
        return self.state in (RsvpState.COMING, RsvpState.OFFERED)


@dataclass(frozen=True, slots=True)
class Come:
    """I am coming, with so many people in all. Said again, it replaces what was said before."""

    event: EventId
    people: int
    lift: bool


@dataclass(frozen=True, slots=True)
class StayAway:
    """I am not coming after all."""

    event: EventId


class EventLookups(Protocol):
    """What may be asked about events."""

    def get(self, event: EventId) -> Event | None:
        """The event, also past or cancelled; None when there never was one."""
        ...

    def upcoming(self, now: datetime) -> Sequence[Event]:
        """Events not cancelled that have not ended, the next one first."""
        ...

    def begun(self, since: datetime, now: datetime) -> Sequence[Event]:
        """Events not cancelled that began between these instants, the newest first."""
        ...

    def rsvp(self, event: EventId, person: PersonId) -> Rsvp | None:
        """What this person said about the event."""
        ...

    def coming_of(self, person: PersonId, now: datetime) -> Sequence[Rsvp]:
        """Where this person is coming, to events that take place and have not ended."""
        ...


class Events(EventLookups, Protocol):
    """What rules may change about events."""

    def add(self, event: NewEvent, at: datetime) -> EventId:
        """Store a new event."""
        ...

    def change(self, event: EventId, new: NewEvent) -> bool:
        """Store it in place of what it was; False, with nothing changed, when too many come."""
        ...

    def allow_questions(self, event: EventId, *, allowed: bool) -> None:
        """Whether people may ask the speakers beforehand."""
        ...

    def note_came(self, event: EventId, many: int) -> None:
        """So many were there."""
        ...

    def add_series(self, first: NewEvent, repeats: "Repeats") -> "SeriesId":
        """Store a rule and the event as it was written."""
        ...

    def series(self) -> "Sequence[Series]":
        """Every rule that goes on."""
        ...

    def add_time(
        self, series: "SeriesId", day: date, event: NewEvent, at: datetime
    ) -> EventId | None:
        """Store one time of a series; None when there is one on this local day already."""
        ...

    def end_series(self, event: EventId) -> bool:
        """The rule behind this event goes on no more; False when there is none."""
        ...

    def cancel(self, event: EventId) -> None:
        """It does not take place; nobody is coming any more."""
        ...

    def take(self, event: EventId, person: PersonId, people: int, *, lift: bool) -> bool:
        """Hold places in place of any held before; False, with nothing changed, when too few.

        The database holds the limit: places and seats are never given twice.
        """
        ...

    def leave(self, event: EventId, person: PersonId) -> None:
        """Free the places this person held; they wait for none any more."""
        ...

    def open_of(self, person: PersonId) -> Sequence[Rsvp]:
        """Where this person waits for places, or is asked whether they want them."""
        ...

    def wait(self, event: EventId, person: PersonId, people: int, at: datetime) -> None:
        """They wait, behind all who wait already; whoever waits keeps their turn."""
        ...

    def queues(self) -> Sequence[EventId]:
        """Events for which somebody waits or is asked."""
        ...

    def late_offers(self, event: EventId, now: datetime) -> Sequence[PersonId]:
        """Who has not answered in time."""
        ...

    def next_waiting(self, event: EventId, places: int | None) -> "Waiting | None":
        """Who has waited longest of those for whom so many places are enough.

        Whoever stopped us waits on: they cannot be asked.
        """
        ...

    def offer(self, event: EventId, person: PersonId, people: int, until: datetime) -> bool:
        """Keep places for them until then; False, with nothing changed, when too few are left."""
        ...

    def end_queue(self, event: EventId) -> None:
        """Nobody waits for it any more."""
        ...


def places_left(many: int) -> Text:
    """How many more people may come."""
    return n_("{n} place is left.", "{n} places are left.", n=many)


def room_for(event: Event, own: Rsvp | None) -> tuple[int | None, int]:
    """How many people somebody may bring, and how many of them in the car.

    `own` is what they said before: what they hold already is theirs to keep.
    """
    held = own.people if own is not None and own.holds else 0
    in_car = held if own is not None and own.lift else 0
    places = None if event.places_left is None else event.places_left + held
    return places, event.seats_left + in_car


def come(command: Come, work: "Work") -> Outcome:
    """Places go to whoever is first; the reminders follow."""
    event = work.events.get(command.event)
    if event is None or event.cancelled or event.ends <= work.now:
        return Refused(_("This event is over or was cancelled."))
    if event.starts <= work.now:
        return Refused(_("This event has begun already."))
    if not 1 <= command.people <= MOST_PEOPLE or not work.events.take(
        event.id, work.person, command.people, lift=command.lift
    ):
        now = work.events.get(event.id) or event  # others may have been faster
        return Refused(_too_few(now, work.events.rsvp(event.id, work.person), command))
    plan_reminders(event, work)
    return Done(str(event.id))


def stay_away(command: StayAway, work: "Work") -> Outcome:
    """The places are free for others; no reminder comes any more."""
    work.events.leave(command.event, work.person)
    work.posts.drop_reminders(work.person, Thing.EVENT, command.event)
    return Done()


def plan_reminders(event: Event, work: "Work") -> None:
    """Plan what reminds this person of the event, in place of what was planned before.

    Whoever stopped us is not reminded.
    """
    work.posts.drop_reminders(work.person, Thing.EVENT, event.id)
    if work.people.get(work.person).stopped:
        return
    for ahead, due in due_times(event.starts, work.now):
        work.posts.remind(work.person, Thing.EVENT, event.id, ahead, due, event.starts)


def _too_few(event: Event, own: Rsvp | None, command: Come) -> Text:
    """For how many there is room, counting the places that this person holds already."""
    places, seats = room_for(event, own)
    if places is not None and places < command.people:
        if not places:
            return _("Sorry, this event is full now.")
        return n_(
            "Sorry, there is room for only {n} person.",
            "Sorry, there is room for only {n} people.",
            n=places,
        )
    if not command.lift or seats >= command.people:
        return _("Please write a number from {least} to {most}.", least=1, most=MOST_PEOPLE)
    if not seats:
        return _("Sorry, there is no seat left in the car. You can still come on your own.")
    return n_(
        "Sorry, there is room for only {n} person in the car.",
        "Sorry, there is room for only {n} people in the car.",
        n=seats,
    )
