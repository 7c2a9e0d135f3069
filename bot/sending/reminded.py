"""What the reminders of one claim are about: read at once, for thousands may be due together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.advice.appointment import AppointmentId
from domain.events.car import Car
from domain.events.event import Event, EventId
from domain.events.rsvp import Rsvp
from domain.people.person import Person, PersonId
from domain.reminders.notices import Things
from domain.reminders.reminder import Thing
from storage.outbox.repository import Due
from storage.transaction import Transaction

Guest = tuple[EventId, PersonId]


@dataclass(frozen=True, slots=True)
class Reminded:
    """As things are in the transaction in which they were read."""

    people: Mapping[PersonId, Person]
    things: Things

    @classmethod
    def by(cls, tx: Transaction, rows: Sequence[Due]) -> "Reminded":
        """A statement for each kind of thing, however many rows."""
        persons = {row.person for row in rows if row.reminder is not None and row.person}
        events = {EventId(each) for each in _numbers(rows, Thing.EVENT)}
        advice = {AppointmentId(each) for each in _numbers(rows, Thing.APPOINTMENT)}
        appointments = tx.appointments.several(advice) if advice else {}
        ridden, driven = tx.cars.of_guests(events, persons) if events else ({}, {})
        said = tx.events.said(events, persons) if events else {}
        known = tx.events.several(events) if events else {}
        things = Things(_Events(known, said), appointments, _Cars(ridden, driven), tx.policy)
        return cls(tx.people.several(persons), things)


def _numbers(rows: Sequence[Due], thing: Thing) -> set[int]:
    return {row.reminder.id for row in rows if row.reminder and row.reminder.thing is thing}


@dataclass(frozen=True, slots=True)
class _Events:
    """`domain.reminders.notices.EventsNow`."""

    known: Mapping[EventId, Event]
    said: Mapping[Guest, Rsvp]

    def get(self, event: EventId) -> Event | None:
        return self.known.get(event)

    def rsvp(self, event: EventId, person: PersonId) -> Rsvp | None:
        return self.said.get((event, person))


@dataclass(frozen=True, slots=True)
class _Cars:
    """`domain.reminders.notices.CarsNow`."""

    by_rider: Mapping[Guest, Car]
    by_driver: Mapping[Guest, Car]

    def ridden(self, event: EventId, person: PersonId) -> Car | None:
        return self.by_rider.get((event, person))

    def driven(self, event: EventId, person: PersonId) -> Car | None:
        return self.by_driver.get((event, person))
