"""Who comes to an event, who waits, and who rides with whom; and what they ask the speakers.

People are letters and figures that mean nothing elsewhere. Each look is noted first.
"""

from dataclasses import dataclass

from console.core.pages import Result, Shown
from console.core.visit import Visit
from console.events.writing_event import found
from domain.events.car import Car
from domain.events.event import Event
from domain.events.rsvp import RsvpState
from domain.staff.audit import View
from storage.events.guest_list import Guest
from storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Lift:
    """A car of a guest: who drives, by their alias, and who rides."""

    car: Car
    driver: str
    riders: list[Guest]


@dataclass(frozen=True, slots=True)
class Guests:
    """Everybody who said yes, and in which car they sit."""

    coming: list[Guest]
    asked: list[Guest]
    waiting: list[Guest]
    lifts: list[Lift]
    house: list[Guest]

    @property
    def by_car(self) -> dict[int, str]:
        """Who drives each car."""
        return {lift.car.id: lift.driver for lift in self.lifts}


def show(visit: Visit) -> Result:
    """Looked at by whoever may see who comes; nobody's name is known here."""
    event = found(visit)
    guests = visit.look(View.COMING, str(event.id), lambda tx: _guests(tx, event))
    return Shown("events/guests.html", {"event": event, "guests": guests})


def show_questions(visit: Visit) -> Result:
    """What was asked, without who asked it."""
    event = found(visit)
    asked = visit.look(View.QUESTIONS, str(event.id), lambda tx: tx.questions.to(event.id))
    return Shown("events/questions.html", {"event": event, "asked": asked})


def _guests(tx: Transaction, event: Event) -> Guests:
    guests, cars = tx.guest_lists.of(event.id), tx.cars.at(event.id)
    coming = [each for each in guests if each.state is RsvpState.COMING]
    drivers = {car.id: tx.guest_lists.alias(event.id, car.driver) for car in cars}
    return Guests(
        coming=coming,
        asked=[each for each in guests if each.state is RsvpState.OFFERED],
        waiting=[each for each in guests if each.state is RsvpState.WAITING],
        lifts=[
            Lift(car, drivers[car.id], [each for each in coming if each.rides == car.id])
            for car in cars
        ],
        house=[each for each in coming if each.lift],
    )
