"""Lifts that people give each other: a driver offers seats from a place at a time, guests ride.

Nobody learns a name: they meet where the driver stands. Whoever is under 18 rides only with the
house's own car or with staff who were cleared for that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NewType, Protocol

from domain import events
from domain.events import Come, Event, EventId, RsvpState, StayAway
from domain.messages import Say
from domain.outcome import Done, Outcome, Refused
from domain.people import Person, PersonId
from domain.staff import Duty, StaffLookups
from domain.text import Moment, Show, Text, Verbatim, _, lines, n_

if TYPE_CHECKING:
    from domain.work import Work

CarId = NewType("CarId", int)

MOST_SEATS = 8
LONGEST_PLACE = 200  # letters

FIRST_COME = _("Please say first that you are coming.")
NO_CAR = _("There is no such lift any more.")
FULL = _("Sorry, there is no seat left in this car.")
GROWN_UPS = _("Only people over 18 can drive.")
TOO_LATE = _("A car must leave before the event begins, and not in the past.")


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
        """How many more people can ride."""
        return max(0, self.seats - self.taken)


@dataclass(frozen=True, slots=True)
class OfferCar:
    """I drive, and have so many seats, from this place, at this local time of the event's day."""

    event: EventId
    seats: int
    place: str = field(repr=False)
    leaves: time


@dataclass(frozen=True, slots=True)
class WithdrawCar:
    """I cannot drive after all."""

    event: EventId


@dataclass(frozen=True, slots=True)
class Ride:
    """I ride with this car, with everybody I bring."""

    car: CarId


@dataclass(frozen=True, slots=True)
class LeaveCar:
    """I need no lift any more."""

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
        """The car that this person drives."""
        ...

    def ridden(self, event: EventId, person: PersonId) -> Car | None:
        """The car that this person rides with."""
        ...


class Cars(CarLookups, Protocol):
    """What rules may change about lifts."""

    def offer(
        self, event: EventId, driver: PersonId, seats: int, place: str, leaves: datetime
    ) -> bool:
        """Store it in place of what the driver offered before; False when too many ride already."""
        ...

    def withdraw(self, car: CarId) -> None:
        """It is offered no more, and nobody rides with it."""
        ...

    def riders(self, car: CarId) -> Sequence[tuple[PersonId, int]]:
        """Who rides, and with how many people."""
        ...

    def board(self, car: CarId, person: PersonId, people: int) -> bool:
        """Hold seats, in place of any held at this event; False, with nothing changed, when full.

        The database holds the limit: a seat is never given twice.
        """
        ...

    def leave(self, event: EventId, person: PersonId) -> Car | None:
        """Free their seats; the car as it was, if they had any."""
        ...

    def shift(self, event: EventId, by: timedelta) -> None:
        """The event was moved, and its cars leave as long before it as they did."""
        ...

    def driven_by(self, person: PersonId) -> Sequence[Car]:
        """All cars that this person drives."""
        ...


def open_to(person: Person, cars: Sequence[Car], staff: StaffLookups) -> Sequence[Car]:
    """The cars that this person may ride with; never their own."""
    others = [car for car in cars if car.driver != person.id]
    if not person.young:
        return others
    return [car for car in others if _cleared(car, staff)]


def _cleared(car: Car, staff: StaffLookups) -> bool:
    member = staff.of(car.driver)
    return member is not None and Duty.CHILDREN in member.duties


def offer_car(command: OfferCar, work: "Work") -> Outcome:
    """Whoever rides already hears what is different."""
    event, person = work.events.get(command.event), work.people.get(work.person)
    if event is None or not _comes(event.id, work.person, work):
        return Refused(FIRST_COME)
    if person.young:
        return Refused(GROWN_UPS)
    day = event.starts.astimezone(work.zone).date()
    leaves = datetime.combine(day, command.leaves, work.zone).astimezone(work.now.tzinfo)
    if not work.now < leaves < event.starts:
        return Refused(TOO_LATE)
    seats = min(max(command.seats, 1), MOST_SEATS)
    place = command.place[:LONGEST_PLACE]
    _step_out(event, work)
    if not work.cars.offer(event.id, work.person, seats, place, leaves):
        return Refused(_("More people ride with you already."))
    car = work.cars.driven(event.id, work.person)
    if car is not None:
        _tell_riders(car, changed(event, car), work)
    return Done()


def withdraw_car(command: WithdrawCar, work: "Work") -> Outcome:
    """Riders get a seat in another car if there is one, and hear it in any case."""
    event, car = work.events.get(command.event), work.cars.driven(command.event, work.person)
    if event is None or car is None:
        return Refused(NO_CAR)
    riders = work.cars.riders(car.id)
    work.cars.withdraw(car.id)
    for person, people in riders:
        _tell(person, _moved(event, person, people, work), event, work)
    return Done()


def ride(command: Ride, work: "Work") -> Outcome:
    """With as many as they said that they bring; the driver hears how full the car is."""
    car = work.cars.get(command.car)
    event = None if car is None else work.events.get(car.event)
    if car is None or event is None or event.cancelled or car.leaves <= work.now:
        return Refused(NO_CAR)
    if not open_to(work.people.get(work.person), [car], work.staff):
        return Refused(NO_CAR)
    rsvp = work.events.rsvp(event.id, work.person)
    if rsvp is None or rsvp.state is not RsvpState.COMING:
        return Refused(FIRST_COME)
    before = work.cars.ridden(event.id, work.person)
    if not work.cars.board(car.id, work.person, rsvp.people):
        return Refused(FULL)
    if rsvp.lift:  # a seat in the house's own car is free again
        work.events.take(event.id, work.person, rsvp.people, lift=False)
    if before is not None and before.id != car.id:
        _tell_driver(before.id, LESS, work)
    _tell_driver(car.id, MORE, work)
    return Done()


def leave_car(command: LeaveCar, work: "Work") -> Outcome:
    """Their seats are free at once."""
    event = work.events.get(command.event)
    if event is not None:
        _step_out(event, work)
    return Done()


def come(command: Come, work: "Work") -> Outcome:
    """As `events.come`; whoever rides already and brings more keeps the seats if there are any."""
    done = events.come(command, work)
    car = work.cars.ridden(command.event, work.person)
    event = work.events.get(command.event)
    if isinstance(done, Refused) or car is None or event is None:
        return done
    if command.lift or not work.cars.board(car.id, work.person, command.people):
        _step_out(event, work)
    return done


def stay_away(command: StayAway, work: "Work") -> Outcome:
    """As `events.stay_away`; whoever drives or rides tells the others by that."""
    leave_all(command.event, work)
    return events.stay_away(command, work)


def leave_all(event: EventId, work: "Work") -> None:
    """Neither drive nor ride to it any more."""
    withdraw_car(WithdrawCar(event), work)
    leave_car(LeaveCar(event), work)


def _step_out(event: Event, work: "Work") -> None:
    left = work.cars.leave(event.id, work.person)
    if left is not None:
        _tell_driver(left.id, LESS, work)


def _comes(event: EventId, person: PersonId, work: "Work") -> bool:
    rsvp = work.events.rsvp(event, person)
    return rsvp is not None and rsvp.state is RsvpState.COMING


def _moved(event: Event, person: PersonId, people: int, work: "Work") -> Say:
    """Into the first car that has room for them."""
    known = work.people.get(person)
    for car in open_to(known, work.cars.at(event.id), work.staff):
        if car.left >= people and car.leaves > work.now and work.cars.board(car.id, person, people):
            _tell_driver(car.id, MORE, work)
            return changed(event, car)
    return Say(
        lines(
            _("🔔 Your lift is not possible any more."),
            _("👉 {event}", event=event.title),
            _("To look for another one, write /events."),
            between="\n",
        )
    )


MORE = _("🔔 Somebody comes with you.")
LESS = _("🔔 Somebody does not come with you any more.")


def _tell_driver(number: CarId, first: Text, work: "Work") -> None:
    car = work.cars.get(number)
    event = None if car is None else work.events.get(car.event)
    if car is None or event is None:
        return
    said = lines(
        first,
        _("👉 {event}", event=event.title),
        n_("{n} seat is taken now.", "{n} seats are taken now.", n=car.taken),
        *where(car),
        between="\n",
    )
    _tell(car.driver, Say(said), event, work)


def _tell_riders(car: Car, say: Say, work: "Work") -> None:
    event = work.events.get(car.event)
    for person, _people in work.cars.riders(car.id):
        if event is not None:
            _tell(person, say, event, work)


def changed(event: Event, car: Car) -> Say:
    """What a rider hears when another car, place or time is theirs."""
    head = (_("🔔 Your lift has changed."), _("👉 {event}", event=event.title))
    return Say(lines(*head, *where(car), between="\n"))


def where(car: Car) -> Iterator[Text]:
    """When it leaves, and where the driver stands."""
    yield _("🕒 {time}", time=Moment(car.leaves, Show.TIME))
    yield _("📍 {place}", place=Verbatim(car.place))


def _tell(person: PersonId, say: Say, event: Event, work: "Work") -> None:
    if not work.people.get(person).stopped:
        work.posts.write(person, say, work.now, event.starts)
