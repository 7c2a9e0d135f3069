"""Lifts that people give each other: a driver offers seats from a place at a time, guests ride.

Nobody learns a name: they meet where the driver stands. Whoever is not known to be 18 rides only
with the house's own car or with staff who were cleared for that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import NewType, Protocol

from domain.events.event import EventId
from domain.outcome import Command
from domain.people.person import Person, PersonId
from domain.staff.member import Duty, StaffLookups

CarId = NewType("CarId", int)
MOST_SEATS = 8
LONGEST_PLACE = 200  # letters


@dataclass(frozen=True, slots=True)
class Car:
    """Seats that a driver offers; `taken` of them are somebody's. `leaves` is in UTC."""

    id: CarId
    event: EventId
    driver: PersonId
    seats: int
    taken: int
    place: str = field(repr=False)
    leaves: datetime

    @property
    def left(self) -> int:
        """How many more people can ride; never less than 0."""
        return max(0, self.seats - self.taken)


@dataclass(frozen=True, slots=True)
class OfferCar(Command[None]):
    """I drive, and have so many seats, from this place, at this local time of the event's day."""

    event: EventId
    seats: int
    place: str = field(repr=False)
    leaves: time


@dataclass(frozen=True, slots=True)
class WithdrawCar(Command[None]):
    """I cannot drive after all; whoever rides with me is told, and moved where there is room."""

    event: EventId


@dataclass(frozen=True, slots=True)
class Ride(Command[None]):
    """I ride with this car, with everybody I bring."""

    car: CarId


@dataclass(frozen=True, slots=True)
class LeaveCar(Command[None]):
    """I need no lift to this event any more; my seats are free at once."""

    event: EventId


class CarLookups(Protocol):
    """What may be asked about lifts."""

    def at(self, event: EventId) -> Sequence[Car]:
        """All cars to an event, the first that leaves first."""
        ...

    def get(self, car: CarId) -> Car | None:
        """The car; None when it is offered no more."""
        ...

    def driven(self, event: EventId, person: PersonId) -> Car | None:
        """The car that this person drives to the event; None when they drive none."""
        ...

    def ridden(self, event: EventId, person: PersonId) -> Car | None:
        """The car that this person rides with to the event; None when they ride with none."""
        ...


class Cars(CarLookups, Protocol):
    """What rules may change about lifts."""

    def offer(
        self, event: EventId, driver: PersonId, seats: int, place: str, leaves: datetime
    ) -> bool:
        """Store it in place of what the driver offered before; False when too many ride already."""
        ...

    def withdraw(self, car: CarId) -> None:
        """It is offered no more, and nobody rides with it. Nobody is told by this."""
        ...

    def riders(self, car: CarId) -> Sequence[tuple[PersonId, int]]:
        """Who rides, and with how many people, by the numbers of the persons."""
        ...

    def board(self, car: CarId, person: PersonId, people: int) -> bool:
        """Hold seats, in place of any held at this event; False, with nothing changed, when full.

        The database holds the limit: a seat is never given twice.
        """
        ...

    def leave(self, event: EventId, person: PersonId) -> Car | None:
        """Free their seats; the car as it is without them, or None when they had none."""
        ...

    def shift(self, event: EventId, by: timedelta) -> None:
        """The event was moved, and its cars leave as long before it as they did."""
        ...

    def driven_by(self, person: PersonId) -> Sequence[Car]:
        """All cars that this person drives, to whatever event, the first that leaves first."""
        ...


def open_to(person: Person, cars: Sequence[Car], staff: StaffLookups) -> Sequence[Car]:
    """The cars that this person may ride with; never their own."""
    others = [car for car in cars if car.driver != person.id]
    if person.grown:
        return others
    return [car for car in others if _cleared(car, staff)]


def _cleared(car: Car, staff: StaffLookups) -> bool:
    member = staff.of(car.driver)
    return member is not None and Duty.CHILDREN in member.duties
