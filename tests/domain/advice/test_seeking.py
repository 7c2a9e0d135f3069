"""The queue for advice: who is offered which time, for how long."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.advice.appointment import (
    AppointmentId,
    AppointmentState,
    BookSlot,
    CancelAppointment,
    DeclineTime,
    OfferTimes,
    SeekTime,
    StopSeeking,
    TakeTime,
)
from domain.advice.slot import INTERPRETER, NOTICE, SlotId, Topic
from domain.outcome import Command, Done, Refused
from domain.people.person import PersonId
from domain.people.rights import Stop
from domain.reminders.offers import LASTS
from tests.fakes.world import World
from tests.flows.scenery import at, only_slot, with_slots

ANNA, BEN, CARLA = (PersonId(number) for number in range(1, 4))
FAMILY = Topic.FAMILY


@pytest.fixture
def world(world: World) -> World:
    """Anna has the only time; Ben and Carla wait for one."""
    slot = only_slot(world)
    for person in (ANNA, BEN, CARLA):
        world.add_person(person)
    does(world, ANNA, BookSlot(slot.id, FAMILY, "en"))
    for person in (BEN, CARLA):
        does(world, person, SeekTime(FAMILY, "en"))
    return world


def does(world: World, person: PersonId, command: Command[Any]) -> None:
    """It must not be refused."""
    assert isinstance(world.do(command, person), Done)


def cancels(world: World) -> None:
    """Anna does not come."""
    does(world, ANNA, CancelAppointment(AppointmentId(1)))


def asked(world: World, *, trusted: bool = True) -> list[PersonId]:
    """Who was asked, in order."""
    world.do(OfferTimes(trusted))
    return [person for person, say in world.posts.letters if say.asks]


def told(world: World) -> list[PersonId]:
    """Who heard that what was kept for them is gone, in order."""
    return [person for person, say in world.posts.letters if not say.asks]


def newest(world: World) -> AppointmentId:
    """The offer that was made last."""
    return max(world.appointments.rows)


def test_whoever_waits_longest_is_offered_the_time(world: World) -> None:
    """It is nobody else's meanwhile."""
    assert asked(world) == []
    cancels(world)

    assert asked(world) == [BEN]
    assert world.appointments.free(FAMILY, world.now) == []
    assert not world.appointments.seeks(BEN, FAMILY)


def test_a_time_taken_is_booked_with_its_reminders(world: World) -> None:
    """Once."""
    cancels(world)
    asked(world)

    does(world, BEN, TakeTime(newest(world)))

    assert world.appointments.rows[newest(world)].state is AppointmentState.OPEN
    assert {each.person for each in world.posts.reminders} == {BEN}
    assert isinstance(world.do(TakeTime(newest(world)), BEN), Refused)


@pytest.mark.parametrize("declines", [True, False])
def test_a_time_not_wanted_goes_to_the_next(world: World, declines: bool) -> None:
    """Whether they say so or say nothing for two hours."""
    cancels(world)
    asked(world)
    first = newest(world)

    if declines:
        does(world, BEN, DeclineTime(first))
    else:
        world.now += LASTS

    assert asked(world) == [BEN, CARLA]
    assert told(world) == ([] if declines else [BEN])
    assert world.appointments.seeks(BEN, FAMILY) is not declines
    assert isinstance(world.do(TakeTime(first), BEN), Refused)


def test_a_time_that_was_let_go_is_not_offered_again_to_the_same_one(world: World) -> None:
    """Another one is, at once."""
    cancels(world)
    asked(world)
    world.do(StopSeeking(FAMILY), CARLA)
    world.now += LASTS
    assert asked(world) == [BEN]
    assert asked(world) == [BEN]

    [slot] = world.appointments.slots.values()
    later = replace(slot, id=SlotId(2), starts=at(3, 10), ends=at(3, 10, 45))
    world.appointments.slots[later.id] = later

    assert asked(world) == [BEN, BEN]


@pytest.mark.parametrize("step", [timedelta(hours=3), timedelta(hours=-3), timedelta(days=-1)])
def test_a_clock_that_is_set_and_put_right_takes_no_time_from_anybody(
    world: World, step: timedelta
) -> None:
    """The offer is the same one, so that whichever message they answer, they have it."""
    cancels(world)
    asked(world)
    offered = newest(world)

    for moved in (step, -step):
        world.now += moved
        asked(world, trusted=False)
        until = world.appointments.offers[offered]
        assert timedelta() < until - world.now <= LASTS

    assert CARLA not in asked(world)
    does(world, BEN, TakeTime(offered))


def test_an_offer_of_a_clock_that_was_ahead_is_made_anew(world: World) -> None:
    """Whenever that is seen, also after a restart; it ends like any other."""
    cancels(world)
    world.now += timedelta(hours=6)
    asked(world)

    world.now -= timedelta(hours=6)

    assert asked(world) == [BEN, BEN]
    assert world.appointments.offers[newest(world)] == world.now + LASTS
    world.now += LASTS
    assert asked(world) == [BEN, BEN, CARLA]


def test_nobody_takes_what_was_offered_to_somebody_else(world: World) -> None:
    """A number is easily guessed."""
    cancels(world)
    asked(world)

    for command in (TakeTime(newest(world)), DeclineTime(newest(world))):
        assert isinstance(world.do(command, CARLA), Refused)


def test_whoever_booked_meanwhile_has_one_about_it(world: World) -> None:
    """One open appointment about a topic is enough."""
    cancels(world)
    asked(world)
    with_slots(world)
    other = max(world.appointments.slots)
    topic = next(iter(world.appointments.slots[other].topics))
    world.appointments.rows[newest(world)] = replace(
        world.appointments.rows[newest(world)], topic=topic
    )
    does(world, BEN, BookSlot(other, topic, "en"))

    assert isinstance(world.do(TakeTime(AppointmentId(2)), BEN), Refused)
    assert isinstance(world.do(SeekTime(topic, "en"), BEN), Refused)


@pytest.mark.parametrize(("language", "fits"), [("en", True), ("fr", False), (INTERPRETER, True)])
def test_a_time_fits_the_language_of_the_talk(world: World, language: str, fits: bool) -> None:
    """Whoever wants another one waits on."""
    for person in (BEN, CARLA):
        does(world, person, StopSeeking(FAMILY))
    does(world, CARLA, SeekTime(FAMILY, language))
    cancels(world)

    assert (asked(world) == [CARLA]) is fits


def test_whoever_wants_quiet_waits_on_unasked(world: World) -> None:
    """STOP holds."""
    does(world, BEN, Stop())
    cancels(world)

    assert asked(world) == [CARLA]
    assert world.appointments.seeks(BEN, FAMILY)


def test_nobody_is_asked_at_night_nor_too_late(world: World) -> None:
    """From the morning; and an adviser's notice is kept."""
    cancels(world)
    world.now = at(2, 10) - NOTICE - timedelta(minutes=10)
    assert asked(world) == []

    world.now = at(1, 23)

    assert asked(world) == [BEN]
    assert world.appointments.offers[newest(world)] == at(2, 10) - NOTICE


def test_only_time_makes_offers(world: World) -> None:
    """Nobody hurries it."""
    assert isinstance(world.do(OfferTimes(), BEN), Refused)
