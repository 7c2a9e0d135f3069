"""Lifts in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.events.car import Car, CarId
from domain.events.event import EventId
from domain.people.person import PersonId


@dataclass
class FakeCars:
    """`domain.events.car.Cars` that never gives a seat twice."""

    rows: dict[CarId, Car] = field(default_factory=dict)
    rides: dict[tuple[EventId, PersonId], tuple[CarId, int]] = field(default_factory=dict)

    def at(self, event: EventId) -> Sequence[Car]:
        """All cars to an event, the first that leaves first."""
        there = [self._now(car) for car in self.rows.values() if car.event == event]
        return sorted(there, key=lambda car: (car.leaves, car.id))

    def get(self, car: CarId) -> Car | None:
        """The car."""
        return self._now(self.rows[car]) if car in self.rows else None

    def driven(self, event: EventId, person: PersonId) -> Car | None:
        """The car that this person drives."""
        return next((car for car in self.at(event) if car.driver == person), None)

    def driven_by(self, person: PersonId) -> Sequence[Car]:
        """All cars that this person drives."""
        return [self._now(car) for car in self.rows.values() if car.driver == person]

    def ridden(self, event: EventId, person: PersonId) -> Car | None:
        """The car that this person rides with."""
        ride = self.rides.get((event, person))
        return None if ride is None else self.get(ride[0])

    def offer(
        self, event: EventId, driver: PersonId, seats: int, place: str, leaves: datetime
    ) -> bool:
        """Store it in place of what the driver offered before."""
        before = self.driven(event, driver)
        if before is not None and before.taken > seats:
            return False
        number = before.id if before else CarId(max(self.rows, default=0) + 1)
        self.rows[number] = Car(number, event, driver, seats, 0, place, leaves)
        return True

    def withdraw(self, car: CarId) -> None:
        """Nobody rides with it."""
        del self.rows[car]
        self.rides = {who: ride for who, ride in self.rides.items() if ride[0] != car}

    def riders(self, car: CarId) -> Sequence[tuple[PersonId, int]]:
        """Who rides, and with how many people."""
        return [(who, ride[1]) for (_event, who), ride in self.rides.items() if ride[0] == car]

    def board(self, car: CarId, person: PersonId, people: int) -> bool:
        """Hold seats, in place of any held at this event."""
        event = self.rows[car].event
        before = self.rides.pop((event, person), None)
        if self._now(self.rows[car]).left < people:
            if before is not None:
                self.rides[event, person] = before
            return False
        self.rides[event, person] = (car, people)
        return True

    def leave(self, event: EventId, person: PersonId) -> Car | None:
        """Free their seats."""
        ride = self.rides.pop((event, person), None)
        return None if ride is None else self.get(ride[0])

    def shift(self, event: EventId, by: timedelta) -> None:
        """Its cars leave as long before it as they did."""
        for car in self.at(event):
            self.rows[car.id] = replace(car, leaves=car.leaves + by)

    def _now(self, car: Car) -> Car:
        taken = sum(people for _who, people in self.riders(car.id))
        return replace(car, taken=taken)
