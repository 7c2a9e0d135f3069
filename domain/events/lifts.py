"""Driving and riding to an event, and what drivers and riders hear of each other."""

from datetime import datetime, time

from domain.events import coming
from domain.events.car import (
    LONGEST_PLACE,
    MOST_SEATS,
    Car,
    CarId,
    LeaveCar,
    OfferCar,
    Ride,
    WithdrawCar,
    open_to,
)
from domain.events.event import Event, EventId
from domain.events.notices import LESS_RIDERS, MORE_RIDERS, lift_changed, where_it_leaves
from domain.events.rsvp import NOT_THEIR_AGE, Come, RsvpState, StayAway
from domain.outcome import Done, Outcome, Refused
from domain.people.person import PersonId
from domain.speech.languages import Intent
from domain.speech.local_times import SKIPPED, exists, instant
from domain.speech.messages import Say
from domain.speech.spoken_words import words_for
from domain.speech.text import Text, _, lines, n_
from domain.speech.writing import Written, fault_in
from domain.work import Work

FIRST_COME = _("Please say first that you are coming.")
NO_CAR = _("There is no such lift any more.")
FULL = _("Sorry, there is no seat left in this car.")
GROWN_UPS = _("Only people over 18 can drive.")
TOO_LATE = _("A car must leave before the event begins, and not in the past.")


def offer_car(command: OfferCar, work: Work) -> Outcome[None]:
    """Whoever rides already hears what is different. The driver rides with nobody any more.

    Refused to whoever is not known to be 18 and to whoever does not come, for a time that is past
    or after the beginning, from a place that cannot be read, and for fewer seats than are taken.
    """
    event, person = work.events.get(command.event), work.people.get(work.person)
    if event is None or not _comes(event.id, work.person, work):
        return Refused(FIRST_COME)
    if not person.grown:
        return Refused(GROWN_UPS)
    leaves = _leaves(event, command.leaves, work)
    if isinstance(leaves, Refused):
        return leaves
    fault = fault_in(command.place, Written.LINE)
    if fault:
        return Refused(fault.text)
    seats = min(max(command.seats, 1), MOST_SEATS)
    place = command.place[:LONGEST_PLACE]
    _step_out(event, work)
    if not work.cars.offer(event.id, work.person, seats, place, leaves):
        return Refused(_("More people ride with you already."))
    car = work.cars.driven(event.id, work.person)
    if car is not None:
        _tell_riders(car, lift_changed(event, car), work)
    return Done(None)


def _leaves(event: Event, clock: time, work: Work) -> datetime | Refused:
    day = event.starts.astimezone(work.zone).date()
    if not exists(day, clock, work.zone):
        return Refused(SKIPPED)
    leaves = instant(day, clock, work.zone)
    return leaves if work.now < leaves < event.starts else Refused(TOO_LATE)


def withdraw_car(command: WithdrawCar, work: Work) -> Outcome[None]:
    """Riders get a seat in another car if there is one, and hear it in any case.

    Refused when they drive none.
    """
    event, car = work.events.get(command.event), work.cars.driven(command.event, work.person)
    if event is None or car is None:
        return Refused(NO_CAR)
    riders = work.cars.riders(car.id)
    work.cars.withdraw(car.id)
    for person, people in riders:
        _tell(person, _moved(event, person, people, work), event, work)
    return Done(None)


def ride(command: Ride, work: Work) -> Outcome[None]:
    """With as many as they said that they bring; the driver hears how full the car is.

    Refused when the car has left, is full, or is none that they may ride with, and to whoever does
    not come.
    """
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
        _tell_driver(before.id, LESS_RIDERS, work)
    _tell_driver(car.id, MORE_RIDERS, work)
    return Done(None)


def leave_car(command: LeaveCar, work: Work) -> Outcome[None]:
    """Their seats are free at once, and the driver hears it. Never refused."""
    event = work.events.get(command.event)
    if event is not None:
        _step_out(event, work)
    return Done(None)


def come_by_car(command: Come, work: Work) -> Outcome[EventId]:
    """As `events.come`; whoever rides already and brings more keeps the seats if there are any."""
    done = coming.come(command, work)
    car = work.cars.ridden(command.event, work.person)
    event = work.events.get(command.event)
    if isinstance(done, Refused) or car is None or event is None:
        return done
    if command.lift or not work.cars.board(car.id, work.person, command.people):
        _step_out(event, work)
    return done


def leave_car_and_stay_away(command: StayAway, work: Work) -> Outcome[None]:
    """As `events.stay_away`; whoever drives or rides tells the others by that."""
    leave_all(command.event, work)
    return coming.stay_away(command, work)


def leave_all(event: EventId, work: Work) -> None:
    """Neither drive nor ride to it any more."""
    withdraw_car(WithdrawCar(event), work)
    leave_car(LeaveCar(event), work)


def leave_unfit(work: Work) -> None:
    """They come no more to events that are for adults, and sit in no car of another guest.

    Nothing happens to anybody else. They hear it, and so does whoever drives.
    """
    person = work.people.get(work.person)
    if not person.young:
        return
    said = (*work.events.coming_of(person.id, work.now), *work.events.open_of(person.id))
    for event in filter(None, (work.events.get(rsvp.event) for rsvp in said)):
        if not event.audience.fits(person.age_group):
            leave_car_and_stay_away(StayAway(event.id), work)
            free = _("🔔 Your place is free for others now.")
            told = lines(free, _("👉 {event}", event=event.title), NOT_THEIR_AGE)
            _tell(person.id, Say(told), event, work)
    leave_unfit_cars(work)


def leave_unfit_cars(work: Work) -> None:
    """Whoever has just said that they are under 18 drives nobody, and rides with no other guest.

    Nothing happens to anybody else. Riders hear it as of every change, and so do they.
    """
    person = work.people.get(work.person)
    if not person.young:
        return
    for driven in work.cars.driven_by(person.id):
        withdraw_car(WithdrawCar(driven.event), work)
    for rsvp in work.events.coming_of(person.id, work.now):
        event, car = work.events.get(rsvp.event), work.cars.ridden(rsvp.event, person.id)
        if event is not None and car is not None and not open_to(person, [car], work.staff):
            _step_out(event, work)
            _tell(person.id, _moved(event, person.id, rsvp.people, work), event, work)


def _step_out(event: Event, work: Work) -> None:
    left = work.cars.leave(event.id, work.person)
    if left is not None:
        _tell_driver(left.id, LESS_RIDERS, work)


def _comes(event: EventId, person: PersonId, work: Work) -> bool:
    rsvp = work.events.rsvp(event, person)
    return rsvp is not None and rsvp.state is RsvpState.COMING


def _moved(event: Event, person: PersonId, people: int, work: Work) -> Say:
    """Into the first car that has room for them."""
    known = work.people.get(person)
    for car in open_to(known, work.cars.at(event.id), work.staff):
        if car.left >= people and car.leaves > work.now and work.cars.board(car.id, person, people):
            _tell_driver(car.id, MORE_RIDERS, work)
            return lift_changed(event, car)
    return Say(
        lines(
            _("🔔 Your lift is not possible any more."),
            _("👉 {event}", event=event.title),
            _("To look for another one, write “{events}”.", events=words_for(Intent.EVENTS)),
            between="\n",
        )
    )


def _tell_driver(number: CarId, first: Text, work: Work) -> None:
    car = work.cars.get(number)
    event = None if car is None else work.events.get(car.event)
    if car is None or event is None:
        return
    said = lines(
        first,
        _("👉 {event}", event=event.title),
        n_("{n} seat is taken now.", "{n} seats are taken now.", n=car.taken),
        *where_it_leaves(car),
        between="\n",
    )
    _tell(car.driver, Say(said), event, work)


def _tell_riders(car: Car, say: Say, work: Work) -> None:
    event = work.events.get(car.event)
    for person, _people in work.cars.riders(car.id):
        if event is not None:
            _tell(person, say, event, work)


def _tell(person: PersonId, say: Say, event: Event, work: Work) -> None:
    if not work.people.get(person).stopped:
        work.posts.write(person, say, work.now, event.starts)
