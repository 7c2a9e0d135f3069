"""Lifts in the tables: places sealed, seats counted, also when many ask at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

from sqlalchemy import select

from domain.events.car import Car, CarId, OfferCar, Ride
from domain.events.event import EventId
from domain.events.rsvp import Come
from domain.outcome import Done
from domain.people.person import PersonId
from domain.people.rights import Forget
from storage.events.tables import cars, rides
from storage.lives.retention import retain
from storage.store import Store
from tests.storage.acting import agree, do, everything_opens, join, two
from tests.storage.samples import DAY, NOW, an_event, people, person

PLACE = "canary-3310-κανάρι"
FIRST = CarId(1)


def comes(store: Store, who: PersonId, event: EventId, people: int = 1) -> None:
    """They take part and come."""
    agree(store, who)
    assert isinstance(do(store, who, Come(event, people, lift=False)), Done)


def drives(store: Store, who: PersonId, event: EventId, seats: int = 3) -> None:
    """They come, and have so many seats."""
    comes(store, who, event)
    assert do(store, who, OfferCar(event, seats, PLACE, time(9, 20))) == Done(None)


def get(store: Store, car: CarId = FIRST) -> Car | None:
    """The car as it is now."""
    return store.read(lambda tx: tx.cars.get(car))


def test_a_place_is_sealed_and_read_as_it_was_written(store: Store) -> None:
    """Under the driver's key."""
    anna, event = person(store), an_event(store)
    drives(store, anna, event)

    [row] = store.read(lambda tx: tx.connection.execute(select(cars)).all())
    assert PLACE.encode() not in row.place_sealed
    car = get(store)
    assert car is not None
    assert (car.driver, car.place, car.seats, car.taken) == (anna, PLACE, 3, 0)


def test_seats_are_never_given_twice(store: Store) -> None:
    """However many ask at the same time."""
    event = an_event(store)
    drives(store, person(store), event)
    riders = people(store, 6)
    for rider in riders:
        comes(store, rider, event)

    with ThreadPoolExecutor(6) as threads:
        asked = list(threads.map(lambda who: do(store, who, Ride(FIRST)), riders))

    assert [isinstance(each, Done) for each in asked].count(True) == 3
    car = get(store)
    assert car is not None
    assert car.taken == len(store.read(lambda tx: tx.cars.riders(FIRST))) == 3


def test_changing_cars_counts_in_both(store: Store) -> None:
    """And bringing more counts once."""
    event = an_event(store)
    for who in people(store, 2):
        drives(store, who, event)
    eva = person(store, "1007")
    comes(store, eva, event, 2)

    for car in (1, 2, 2):
        assert do(store, eva, Ride(CarId(car))) == Done(None)

    taken = [car.taken for car in store.read(lambda tx: tx.cars.at(event))]
    assert taken == [0, 2]


def test_everything_goes_with_whoever_goes(store: Store) -> None:
    """A rider's seats are free; a driver's car is gone."""
    event = an_event(store)
    anna, ben = person(store), person(store, "1002")
    drives(store, anna, event)
    comes(store, ben, event)
    do(store, ben, Ride(FIRST))

    do(store, ben, Forget())
    car = get(store)
    assert car is not None
    assert car.taken == 0
    do(store, anna, Forget())
    assert get(store) is None


def test_two_phones_drive_one_car(store: Store) -> None:
    """What was sealed is sealed anew under the key that stays."""
    event = an_event(store)
    anna, ben = two(store)
    drives(store, ben, event)

    join(store, anna, ben)

    car = get(store)
    assert car is not None
    assert (car.driver, car.place) == (anna, PLACE)
    store.read(everything_opens)


def test_lifts_go_some_time_after_the_event(store: Store) -> None:
    """With who rode."""
    event = an_event(store)
    anna, ben = person(store), person(store, "1002")
    drives(store, anna, event)
    comes(store, ben, event)
    do(store, ben, Ride(FIRST))
    ended = NOW + DAY + timedelta(hours=2)

    store.write(lambda tx: retain(tx, ended + 89 * DAY, 90))
    assert get(store) is not None
    store.write(lambda tx: retain(tx, ended + 91 * DAY, 90))
    assert get(store) is None
    assert store.read(lambda tx: tx.connection.execute(select(rides)).all()) == []
