"""Lifts between guests: places sealed under the driver's key, seats counted by the database."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from domain.events.car import Car, CarId
from domain.events.event import EventId
from domain.people.person import PersonId
from storage.events.tables import cars, events, rides
from storage.sealing import crypto
from storage.session import Session

Guest = tuple[EventId, PersonId]


class CarTable:
    """`domain.events.car.Cars` over the tables; the database counts the seats."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection
        self._keys = session.keys
        self._held_rows = session.held

    def at(self, event: EventId) -> Sequence[Car]:
        """All cars to an event, the first that leaves first."""
        return self._select(cars.c.event_id == event)

    def get(self, car: CarId) -> Car | None:
        """The car; None when it is offered no more."""
        return next(iter(self._select(cars.c.id == car)), None)

    def driven(self, event: EventId, person: PersonId) -> Car | None:
        """By its driver: one car of each at an event."""
        theirs = (cars.c.event_id == event, cars.c.person_id == person)
        return next(iter(self._select(*theirs)), None)

    def driven_by(self, person: PersonId) -> Sequence[Car]:
        """By their driver, to whatever event, the first that leaves first."""
        return self._select(cars.c.person_id == person)

    def ridden(self, event: EventId, person: PersonId) -> Car | None:
        """By the ride of this person: one of each at an event."""
        theirs = (rides.c.event_id == event, rides.c.person_id == person)
        number = self._connection.scalar(select(rides.c.car_id).where(*theirs))
        return None if number is None else self.get(CarId(number))

    def of_guests(
        self, numbers: Collection[EventId], persons: Collection[PersonId]
    ) -> tuple[Mapping[Guest, Car], Mapping[Guest, Car]]:
        """Which car each of these persons rides with to each of these events, and which they drive.

        Two statements, or three where somebody rides.
        """
        rode = select(rides.c.event_id, rides.c.person_id, rides.c.car_id).where(
            rides.c.event_id.in_(numbers), rides.c.person_id.in_(persons)
        )
        seats = {(event, person): car for event, person, car in self._connection.execute(rode)}
        theirs = self._select(cars.c.event_id.in_(numbers), cars.c.person_id.in_(persons))
        shared = self._select(cars.c.id.in_(set(seats.values()))) if seats else ()
        by_number = {car.id: car for car in shared}
        ridden = {guest: by_number[car] for guest, car in seats.items() if car in by_number}
        return ridden, {(car.event, car.driver): car for car in theirs}

    def offer(
        self, event: EventId, driver: PersonId, seats: int, place: str, leaves: datetime
    ) -> bool:
        """Store it in place of what the driver offered before; False when too many ride already."""
        before = self.driven(event, driver)
        if before is None:
            values = {"event_id": event, "person_id": driver, "place_sealed": b""}
            values |= {"seats": seats, "leaves": leaves}
            number = self._connection.scalar(insert(cars).values(values).returning(cars.c.id))
        else:
            number = before.id
        sealed = crypto.seal(self._keys.of(driver), _place(number or 0), place.encode())
        wanted = update(cars).where(cars.c.id == number, cars.c.taken <= seats)
        stored = wanted.values(seats=seats, leaves=leaves, place_sealed=sealed)
        return self._connection.execute(stored).rowcount == 1

    def withdraw(self, car: CarId) -> None:
        """It is offered no more, and nobody rides with it."""
        self._connection.execute(delete(rides).where(rides.c.car_id == car))
        self._connection.execute(delete(cars).where(cars.c.id == car))

    def riders(self, car: CarId) -> Sequence[tuple[PersonId, int]]:
        """Rows of `rides`, by the numbers of the persons."""
        chosen = select(rides.c.person_id, rides.c.people).where(rides.c.car_id == car)
        rows = self._connection.execute(chosen.order_by(rides.c.person_id))
        return [(PersonId(row.person_id), row.people) for row in rows]

    def board(self, car: CarId, person: PersonId, people: int) -> bool:
        """Hold seats, in place of any held at this event; False, and nothing changed, when full."""
        found = self.get(car)
        if found is None:
            return False
        held = self._held(found.event, person)
        here = held[1] if held is not None and held[0] == car else 0
        taken = cars.c.taken - here + people
        seated = update(cars).where(cars.c.id == car, taken <= cars.c.seats).values(taken=taken)
        if self._connection.execute(seated).rowcount != 1:
            return False
        if held is not None and held[0] != car:
            self._free(*held)
        self._connection.execute(delete(rides).where(*_ride(found.event, person)))
        values = {"event_id": found.event, "person_id": person, "car_id": car, "people": people}
        self._connection.execute(insert(rides).values(values))
        return True

    def leave(self, event: EventId, person: PersonId) -> Car | None:
        """Free their seats; the car as it was, if they had any."""
        held = self._held(event, person)
        if held is None:
            return None
        self._connection.execute(delete(rides).where(*_ride(event, person)))
        self._free(*held)
        return self.get(held[0])

    def shift(self, event: EventId, by: timedelta) -> None:
        """The event was moved, and its cars leave as long before it as they did."""
        for car in self.at(event):
            moved = update(cars).where(cars.c.id == car.id).values(leaves=car.leaves + by)
            self._connection.execute(moved)

    def withdraw_all_of(self, person: PersonId) -> None:
        """They drive nowhere any more, before they are erased; riders are not told."""
        for car in self.driven_by(person):
            self.withdraw(car.id)

    def leave_all(self, person: PersonId) -> None:
        """Free every seat that they held, whether the event is over or not."""
        held = select(rides.c.event_id).where(rides.c.person_id == person)
        for event in self._connection.scalars(held).all():
            self.leave(EventId(event), person)

    def hand_cars_over(self, person: PersonId, owner: PersonId) -> None:
        """What `person` drives is `owner`'s, where the owner does not drive as well."""
        for car in self.driven_by(person):
            if self.driven(car.event, owner) is not None:
                self.withdraw(car.id)
                continue
            sealed = crypto.seal(self._keys.of(owner), _place(car.id), car.place.encode())
            theirs = update(cars).where(cars.c.id == car.id)
            self._connection.execute(theirs.values(person_id=owner, place_sealed=sealed))

    def hand_rides_over(self, person: PersonId, owner: PersonId) -> None:
        """Where `person` rides `owner` rides, unless the owner has a seat there."""
        rows = self._connection.execute(select(rides).where(rides.c.person_id == person)).all()
        for row in rows:
            if self._held(EventId(row.event_id), owner) is not None:
                self.leave(EventId(row.event_id), person)
            else:
                ride = update(rides).where(*_ride(EventId(row.event_id), person))
                self._connection.execute(ride.values(person_id=owner))

    def purge(self, before: datetime) -> int:
        """Cars to events that ended before this instant go, and who rode with them."""
        over = select(events.c.id).where(events.c.ends < before).scalar_subquery()
        self._connection.execute(delete(rides).where(rides.c.event_id.in_(over)))
        return self._connection.execute(delete(cars).where(cars.c.event_id.in_(over))).rowcount

    def _held(self, event: EventId, person: PersonId) -> tuple[CarId, int] | None:
        self._held_rows.row(events, event)  # so that what is read now stays so
        row = self._connection.execute(select(rides).where(*_ride(event, person))).first()
        return None if row is None else (CarId(row.car_id), row.people)

    def _free(self, car: CarId, people: int) -> None:
        freed = update(cars).where(cars.c.id == car)
        self._connection.execute(freed.values(taken=cars.c.taken - people))

    def _select(self, *where: ColumnElement[bool]) -> Sequence[Car]:
        chosen = select(cars).where(*where).order_by(cars.c.leaves, cars.c.id)
        return [self._car(row) for row in self._connection.execute(chosen).all()]

    def _car(self, row: Row[Any]) -> Car:
        driver = PersonId(row.person_id)
        place = (self._keys.open(driver, _place(row.id), row.place_sealed) or b"").decode()
        event = EventId(row.event_id)
        return Car(CarId(row.id), event, driver, row.seats, row.taken, place, row.leaves)


def _ride(event: EventId, person: PersonId) -> tuple[ColumnElement[bool], ...]:
    return rides.c.event_id == event, rides.c.person_id == person


def _place(car: int) -> str:
    return f"cars.place_sealed.{car}"
