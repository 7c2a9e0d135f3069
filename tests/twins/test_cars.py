"""Lifts between guests, in memory and in tables."""

from datetime import datetime

from domain.events.car import Car, CarId
from domain.events.event import EventId
from domain.people.person import PersonId
from tests.storage.samples import DAY, HOUR, NOW
from tests.twins.worlds import Twin

LEAVES = NOW + DAY - HOUR
NEVER = CarId(99)


def drive(
    twin: Twin, event: EventId, driver: PersonId, seats: int = 3, leaves: datetime = LEAVES
) -> CarId:
    """A car from the gate."""
    assert twin.cars.offer(event, driver, seats, "The gate", leaves)
    car = twin.cars.driven(event, driver)
    assert car is not None
    return car.id


def left(twin: Twin, car: CarId) -> int:
    """How many more people can ride."""
    found = twin.cars.get(car)
    assert found is not None
    return found.left


def test_a_car_is_kept_as_it_was_offered(twin: Twin) -> None:
    """Until it is offered no more."""
    anna, event = twin.person(), twin.event()
    car = drive(twin, event, anna)
    kept = Car(car, event, anna, 3, 0, "The gate", LEAVES)

    assert twin.cars.get(car) == twin.cars.driven(event, anna) == kept
    twin.cars.withdraw(car)
    assert twin.cars.get(car) is None
    assert twin.cars.driven(event, anna) is None


def test_a_number_is_never_given_twice(twin: Twin) -> None:
    """An old button must not mean a new car."""
    anna, event = twin.person(), twin.event()
    old = drive(twin, event, anna)
    twin.cars.withdraw(old)

    assert drive(twin, event, anna) != old


def test_an_offer_replaces_the_one_before(twin: Twin) -> None:
    """Unless more ride already than there would be seats."""
    anna, ben = twin.persons(2)
    event = twin.event()
    car = drive(twin, event, anna)
    twin.cars.board(car, ben, 2)

    assert not twin.cars.offer(event, anna, 1, "Elsewhere", LEAVES)
    assert twin.cars.get(car) == Car(car, event, anna, 3, 2, "The gate", LEAVES)
    assert twin.cars.offer(event, anna, 2, "Elsewhere", LEAVES + HOUR)
    assert twin.cars.get(car) == Car(car, event, anna, 2, 2, "Elsewhere", LEAVES + HOUR)


def test_cars_stand_in_the_order_of_leaving(twin: Twin) -> None:
    """Those to one event, or those of one driver."""
    anna, ben = twin.persons(2)
    event, other = twin.event(), twin.event()
    late, early = drive(twin, event, anna, 1, LEAVES + HOUR), drive(twin, event, ben)
    first = drive(twin, other, anna)

    assert [each.id for each in twin.cars.at(event)] == [early, late]
    assert [each.id for each in twin.cars.driven_by(anna)] == [first, late]
    assert twin.cars.at(EventId(99)) == []


def test_a_seat_is_never_given_twice(twin: Twin) -> None:
    """What somebody holds there is given back first."""
    anna, ben, carla = twin.persons(3)
    event = twin.event()
    car = drive(twin, event, anna)

    assert twin.cars.board(car, ben, 2)
    assert not twin.cars.board(car, carla, 2)
    assert twin.cars.board(car, ben, 3)
    assert not twin.cars.board(car, ben, 4)
    assert twin.cars.riders(car) == [(ben, 3)]
    assert (left(twin, car), twin.cars.ridden(event, carla)) == (0, None)


def test_whoever_boards_another_car_leaves_the_first_one(twin: Twin) -> None:
    """Unless the other one is full."""
    anna, ben, carla = twin.persons(3)
    event = twin.event()
    small, big = drive(twin, event, anna, 1), drive(twin, event, ben, 3)
    twin.cars.board(big, carla, 2)

    assert not twin.cars.board(small, carla, 2)
    assert twin.cars.riders(big) == [(carla, 2)]
    assert twin.cars.board(small, carla, 1)
    assert (left(twin, small), left(twin, big)) == (0, 3)
    ridden = twin.cars.ridden(event, carla)
    assert ridden is not None
    assert ridden.id == small


def test_riders_stand_in_the_order_of_their_numbers(twin: Twin) -> None:
    """Not in that of boarding."""
    anna, ben, carla = twin.persons(3)
    car = drive(twin, twin.event(), anna)
    twin.cars.board(car, carla, 1)
    twin.cars.board(car, ben, 2)

    assert twin.cars.riders(car) == [(ben, 2), (carla, 1)]


def test_whoever_leaves_frees_their_seats(twin: Twin) -> None:
    """`Cars.leave` promises the car as it was. SQL gives it as it is afterwards; that looks wrong
    only in the docstring: rules take no more from it than whose it is.
    """
    anna, ben = twin.persons(2)
    event = twin.event()
    car = drive(twin, event, anna)
    twin.cars.board(car, ben, 2)

    assert twin.cars.leave(event, ben) == Car(car, event, anna, 3, 0, "The gate", LEAVES)
    assert twin.cars.leave(event, ben) is None
    assert twin.cars.riders(car) == []


def test_nobody_rides_with_a_car_that_is_offered_no_more(twin: Twin) -> None:
    """They may look for another one."""
    anna, ben = twin.persons(2)
    event = twin.event()
    car = drive(twin, event, anna)
    twin.cars.board(car, ben, 2)
    for gone in (car, car, NEVER):
        twin.cars.withdraw(gone)

    assert twin.cars.ridden(event, ben) is None
    assert twin.cars.board(car, ben, 1) is False
    assert twin.cars.leave(event, ben) is None


def test_cars_move_with_their_event(twin: Twin) -> None:
    """Others stay."""
    anna = twin.person()
    event, other = twin.event(), twin.event()
    moved, stays = drive(twin, event, anna), drive(twin, other, anna)
    twin.cars.shift(event, -2 * HOUR)

    assert [each.leaves for each in twin.cars.driven_by(anna)] == [LEAVES - 2 * HOUR, LEAVES]
    assert [each.id for each in twin.cars.driven_by(anna)] == [moved, stays]
