"""Who comes to an event, and who waits for a place."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.events.event import Event, EventId
from domain.outcome import Command
from domain.people.person import Person, PersonId
from domain.speech.text import _

NOT_THEIR_AGE = _("This event is for another age. You can tell us yours in “My data”.")
MOST_PEOPLE = 9  # one answer speaks for a family, not for a bus


class RsvpState(StrEnum):
    """What became of somebody's yes. COMING and OFFERED hold places, the others none."""

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
        """Whether places are theirs: because they come, or until they answer an offer."""
        return self.state in (RsvpState.COMING, RsvpState.OFFERED)


def asks_age(event: Event, person: Person) -> bool:
    """Whether somebody must have told their age before they may come."""
    return bool(event.audience.age_groups) and person.age_group is None


def may_come(event: Event, person: Person, own: Rsvp | None) -> bool:
    """Whether the event is for somebody of their age, which they have told if it is for some only.

    `own` is what they said before: whoever holds places may change their minds about them.
    """
    if own is not None and own.holds:
        return True
    return event.audience.fits(person.age_group) and not asks_age(event, person)


@dataclass(frozen=True, slots=True)
class Come(Command[EventId]):
    """I am coming, with so many people in all. Said again, it replaces what was said before."""

    event: EventId
    people: int
    lift: bool


@dataclass(frozen=True, slots=True)
class StayAway(Command[None]):
    """I am not coming after all, nor waiting for a place; somebody else may have mine."""

    event: EventId


def room_for(event: Event, own: Rsvp | None) -> tuple[int | None, int]:
    """How many people somebody may bring, and how many of them in the car.

    `own` is what they said before: what they hold already is theirs to keep.
    """
    held = own.people if own is not None and own.holds else 0
    in_car = held if own is not None and own.lift else 0
    places = None if event.places_left is None else event.places_left + held
    return places, event.seats_left + in_car


@dataclass(frozen=True, slots=True)
class WaitForPlace(Command[None]):
    """Tell me when there is room for so many people, me and others."""

    event: EventId
    people: int


@dataclass(frozen=True, slots=True)
class TakeOffer(Command[EventId]):
    """I take the places that are kept for me."""

    event: EventId


@dataclass(frozen=True, slots=True)
class PassOn(Command[int]):
    """Time has passed: offers end, and what is free is offered to whoever is next.

    Unless the clock is `trusted` nobody loses an offer or a turn: an offer that is over is made
    anew to whoever has it.
    """

    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody in the queue of an event, and for how many people they want places."""

    person: PersonId
    people: int
