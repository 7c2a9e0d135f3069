"""Lifts in memory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from domain.events.car import Car, CarId
from domain.events.event import EventId
from domain.people.person import PersonId


@dataclass
class FakeCars:
    """`domain.events.car.Cars` that never gives a seat twice."""

    rows: dict[CarId, Car] = field(default_factory=dict)
    rides: dict[tuple[EventId, PersonId], tuple[CarId, int]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))  # none is given twice

    def at(self, event: EventId) -> Sequence[Car]:
        """All cars to an event, the first that leaves first."""
        return self._in_order(car for car in self.rows.values() if car.event == event)

    def get(self, car: CarId) -> Car | None:
        """The car."""
        return self._now(self.rows[car]) if car in self.rows else None

    def driven(self, event: EventId, person: PersonId) -> Car | None:
        """The car that this person drives."""
        return next((car for car in self.at(event) if car.driver == person), None)

    def driven_by(self, person: PersonId) -> Sequence[Car]:
        """All cars that this person drives."""
        return self._in_order(car for car in self.rows.values() if car.driver == person)

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
        number = before.id if before else CarId(next(self.numbers))
        self.rows[number] = Car(number, event, driver, seats, 0, place, leaves)
        return True

    def withdraw(self, car: CarId) -> None:
        """Nobody rides with it."""
        self.rows.pop(car, None)
        self.rides = {who: ride for who, ride in self.rides.items() if ride[0] != car}

    def riders(self, car: CarId) -> Sequence[tuple[PersonId, int]]:
        """Who rides, and with how many people."""
        there = [(who, ride[1]) for (_at, who), ride in self.rides.items() if ride[0] == car]
        return sorted(there)

    def board(self, car: CarId, person: PersonId, people: int) -> bool:
        """Hold seats, in place of any held at this event."""
        if car not in self.rows:
            return False
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

    def unlink(self, person: PersonId) -> None:
        """They drive nowhere any more, and every seat that they held is free."""
        for car in self.driven_by(person):
            self.withdraw(car.id)
        self.rides = {who: ride for who, ride in self.rides.items() if who[1] != person}

    def hand_over(self, person: PersonId, owner: PersonId) -> None:
        """What the one drives or rides the other does, unless they do so as well."""
        for car in self.driven_by(person):
            if self.driven(car.event, owner) is None:
                self.rows[car.id] = replace(self.rows[car.id], driver=owner)
        for (event, who), ride in list(self.rides.items()):
            if who == person:
                self.rides.setdefault((event, owner), ride)
        self.unlink(person)

    def _in_order(self, cars: Iterable[Car]) -> Sequence[Car]:
        return sorted(map(self._now, cars), key=lambda car: (car.leaves, car.id))

    def _now(self, car: Car) -> Car:
        taken = sum(people for _who, people in self.riders(car.id))
        return replace(car, taken=taken)
