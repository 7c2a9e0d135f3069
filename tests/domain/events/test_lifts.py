"""Lifts: who may drive and ride, what everybody hears, and what becomes of riders."""

from datetime import date, time, timedelta

import pytest

from domain.events.car import CarId, LeaveCar, OfferCar, Ride, WithdrawCar
from domain.events.change import MoveEvent
from domain.events.lifts import FULL
from domain.events.rsvp import Come, StayAway
from domain.outcome import Done, Refused
from domain.people.person import AgeGroup, PersonId
from domain.people.rights import Forget, Stop
from domain.speech.text import Lines, Message
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import FOOTBALL, with_events

EVA = PersonId(7)
FIRST, SECOND = CarId(1), CarId(2)
GATE = OfferCar(FOOTBALL.id, 2, "Main gate, blue car", time(14, 20))


@pytest.fixture
def world(world: World) -> World:
    """Anna drives to football; Ben and Eva come, too."""
    with_events(world)
    for person in (ANNA, BEN, EVA):
        world.add_person(person)
        assert isinstance(world.do(Come(FOOTBALL.id, 1, lift=False), person), Done)
    assert world.do(GATE, ANNA) == Done(None)
    return world


def heard(world: World, person: PersonId) -> list[str]:
    """How each message begins that somebody got meanwhile."""
    said = [say.text for who, say in world.posts.letters if who == person]
    first = [text.parts[0] for text in said if isinstance(text, Lines)]
    return [each.msgid for each in first if isinstance(each, Message)]


def test_a_rider_has_a_seat_and_the_driver_hears_it(world: World) -> None:
    """Both ways."""
    assert world.do(Ride(FIRST), BEN) == Done(None)
    assert world.cars.riders(FIRST) == [(BEN, 1)]

    assert world.do(LeaveCar(FOOTBALL.id), BEN) == Done(None)
    assert world.cars.riders(FIRST) == []
    assert heard(world, ANNA) == [
        "🔔 Somebody comes with you.",
        "🔔 Somebody does not come with you any more.",
    ]


def test_seats_are_never_given_twice(world: World) -> None:
    """Counting everybody whom riders bring."""
    world.do(Come(FOOTBALL.id, 2, lift=False), BEN)
    assert world.do(Ride(FIRST), BEN) == Done(None)

    assert world.do(Ride(FIRST), EVA) == Refused(FULL)


def test_whoever_brings_more_keeps_the_seats_or_frees_them(world: World) -> None:
    """The driver hears the second."""
    world.do(Ride(FIRST), BEN)
    world.do(Come(FOOTBALL.id, 2, lift=False), BEN)
    assert world.cars.riders(FIRST) == [(BEN, 2)]

    world.do(StayAway(FOOTBALL.id), EVA)  # so that there is room for three
    world.do(OfferCar(FOOTBALL.id, 2, "Gate", time(14)), ANNA)
    world.events.rows[FOOTBALL.id] = FOOTBALL
    world.do(StayAway(FOOTBALL.id), BEN)
    assert world.cars.riders(FIRST) == []
    assert heard(world, ANNA)[-1] == "🔔 Somebody does not come with you any more."


def test_riders_of_a_driver_who_cannot_come_get_another_car(world: World) -> None:
    """If there is one; both its driver and they hear it."""
    world.do(Ride(FIRST), BEN)
    world.do(OfferCar(FOOTBALL.id, 1, "Station", time(14)), EVA)

    assert world.do(StayAway(FOOTBALL.id), ANNA) == Done(None)

    assert world.cars.riders(SECOND) == [(BEN, 1)]
    assert heard(world, BEN) == ["🔔 Your lift has changed."]
    assert heard(world, EVA) == ["🔔 Somebody comes with you."]


def test_riders_without_another_car_hear_that_too(world: World) -> None:
    """And where to look."""
    world.do(Ride(FIRST), BEN)

    assert world.do(WithdrawCar(FOOTBALL.id), ANNA) == Done(None)

    assert heard(world, BEN) == ["🔔 Your lift is not possible any more."]
    assert isinstance(world.do(Ride(FIRST), BEN), Refused)


def test_a_change_is_told_to_riders(world: World) -> None:
    """Another place; but never fewer seats than are taken."""
    world.do(Ride(FIRST), BEN)
    world.do(Ride(FIRST), EVA)

    assert isinstance(world.do(OfferCar(FOOTBALL.id, 1, "Gate", time(14)), ANNA), Refused)
    assert world.do(OfferCar(FOOTBALL.id, 4, "Station", time(14)), ANNA) == Done(None)

    assert heard(world, BEN) == heard(world, EVA) == ["🔔 Your lift has changed."]


def test_whoever_drives_rides_with_nobody(world: World) -> None:
    """Their seat is free for others."""
    world.do(Ride(FIRST), BEN)
    world.do(OfferCar(FOOTBALL.id, 1, "Station", time(14)), BEN)

    assert world.cars.riders(FIRST) == []
    assert isinstance(world.do(Ride(SECOND), BEN), Refused)


def test_a_seat_in_the_house_s_car_is_free_again(world: World) -> None:
    """For whoever rides with a guest instead."""
    world.do(Come(FOOTBALL.id, 1, lift=True), BEN)
    world.do(Ride(FIRST), BEN)

    found = world.events.get(FOOTBALL.id)
    assert found is not None
    assert found.lifts == 0
    world.do(Come(FOOTBALL.id, 1, lift=True), BEN)
    assert world.cars.riders(FIRST) == []


def test_cars_move_with_their_event(world: World) -> None:
    """As the house's own does."""
    world.do(MoveEvent(FOOTBALL.id, date(2026, 12, 13), time(10)))

    car = world.cars.get(FIRST)
    assert car is not None
    assert world.events.rows[FOOTBALL.id].starts - car.leaves == timedelta(minutes=40)


@pytest.mark.parametrize("leaves", [time(15), time(23)])
def test_a_car_leaves_before_the_event(world: World, leaves: time) -> None:
    """Or it is of no use."""
    assert isinstance(world.do(OfferCar(FOOTBALL.id, 2, "Gate", leaves), BEN), Refused)


def test_only_whoever_comes_and_is_grown_up_drives(world: World) -> None:
    """And rides."""
    world.do(StayAway(FOOTBALL.id), BEN)
    assert isinstance(world.do(GATE, BEN), Refused)
    assert isinstance(world.do(Ride(FIRST), BEN), Refused)

    world.people.set_age_group(EVA, AgeGroup.UNDER_18, world.now)
    assert isinstance(world.do(GATE, EVA), Refused)
    assert isinstance(world.do(Ride(FIRST), EVA), Refused)


def test_stop_holds_for_lifts_too(world: World) -> None:
    """Whoever wants nothing hears nothing."""
    world.do(Stop(), ANNA)
    world.do(Ride(FIRST), BEN)

    assert heard(world, ANNA) == []


def test_whoever_is_erased_leaves_no_rider_waiting(world: World) -> None:
    """Before everything goes."""
    world.do(Ride(FIRST), BEN)

    world.do(Forget(), ANNA)

    assert heard(world, BEN) == ["🔔 Your lift is not possible any more."]
    assert world.cars.rows == {}
