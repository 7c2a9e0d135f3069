"""People who come to events of a desk that runs, and events of its own for each test."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta
from typing import TypeVar

from bot.clock import system_clock
from bot.demo import content
from domain.events.car import OfferCar, Ride
from domain.events.event import EventId
from domain.events.rsvp import Come, WaitForPlace
from domain.events.series import Every, Repeats
from domain.outcome import Command, Done
from domain.people.person import DecideConsent, PersonId, Purpose
from domain.rules import perform
from domain.speech.text import Content
from tests.console.running_desk import RunningDesk
from tests.storage.samples import people

V = TypeVar("V")


def event(desk: RunningDesk, title: str, *, days: int = 3, capacity: int = 20) -> EventId:
    """An event with a car, so many days from now."""
    zone = desk.office.settings.time_zone
    day = system_clock().astimezone(zone).date() + timedelta(days=days - 1)
    made = content.event(day, zone)
    new = replace(made.event, title=Content({"en": title}), capacity=capacity)
    return desk.office.perform(replace(made, event=new))


def series(desk: RunningDesk, title: str = "Football every week") -> EventId:
    """One that comes each week for half a year."""
    zone = desk.office.settings.time_zone
    day = system_clock().astimezone(zone).date() + timedelta(days=5)
    made = content.event(day, zone)
    new = replace(made.event, title=Content({"en": title, "ar": "كرة القدم"}))
    rule = Repeats(Every.WEEK, day + timedelta(days=180))
    return desk.office.perform(replace(made, event=new, repeats=rule))


def guests(desk: RunningDesk, to: EventId) -> Sequence[PersonId]:
    """Four come: one drives, one rides with them, one with our car; a fifth waits for a place."""
    found = people(desk.store, 5)
    for who in found:
        for purpose in Purpose:
            do(desk, who, DecideConsent(purpose, given=True))
    driver, rider, in_ours, alone, late = found
    for who, lift in ((driver, False), (rider, False), (in_ours, True), (alone, False)):
        do(desk, who, Come(to, 5, lift=lift))
    do(desk, driver, OfferCar(to, 5, "Celovška 12", time(14)))
    car = desk.store.read(lambda tx: tx.cars.driven(to, driver))
    assert car is not None
    do(desk, rider, Ride(car.id))
    do(desk, late, WaitForPlace(to, 2))
    return found


def do(desk: RunningDesk, who: PersonId, command: Command[V]) -> V:
    """What a guest does; it must not be refused."""
    done = desk.store.write(lambda tx: perform(command, tx.work(who, system_clock())))
    assert isinstance(done, Done), done
    return done.value
