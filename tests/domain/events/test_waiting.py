"""The queue of a full event: who is asked, in which order, for how long."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.events.change import CancelEvent
from domain.events.rsvp import Come, PassOn, StayAway, TakeOffer, WaitForPlace
from domain.events.waiting import OFFER_ENDS
from domain.outcome import Command, Done, Refused
from domain.people.person import PersonId
from domain.people.rights import Forget, Stop
from domain.reminders.offers import LASTS, RESTS
from tests.fakes.world import World
from tests.flows.scenery import COOKING, FOOTBALL, at, with_events

ANNA, BEN, CARLA, DAN = (PersonId(number) for number in range(1, 5))
FOOT = FOOTBALL.id
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def world(world: World) -> World:
    """Anna has three of the four places at football, and Ben the fourth."""
    with_events(world)
    for person in (ANNA, BEN, CARLA, DAN):
        world.add_person(person)
    does(world, ANNA, Come(FOOT, 3, lift=False))
    does(world, BEN, Come(FOOT, 1, lift=False))
    return world


def does(world: World, person: PersonId, command: Command[Any]) -> None:
    """It must not be refused."""
    assert isinstance(world.do(command, person), Done)


def state(world: World, person: PersonId) -> str:
    """What became of somebody's wish."""
    rsvp = world.events.rsvp(FOOT, person)
    return "nothing" if rsvp is None else rsvp.state.value


def asked(world: World, *, trusted: bool = True) -> list[PersonId]:
    """Who was asked, in order."""
    world.do(PassOn(trusted))
    return [person for person, say in world.posts.letters if say.asks]


def told(world: World) -> list[PersonId]:
    """Who heard that what was kept for them is gone, in order."""
    return [person for person, say in world.posts.letters if not say.asks]


def test_whoever_waits_longest_is_asked_first(world: World) -> None:
    """One place, two who want it; it is kept for the first."""
    for person in (CARLA, DAN):
        does(world, person, WaitForPlace(FOOT, 1))
    assert asked(world) == []

    does(world, BEN, StayAway(FOOT))

    assert asked(world) == [CARLA]
    assert (state(world, CARLA), state(world, DAN)) == ("offered", "waiting")
    assert isinstance(world.do(Come(FOOT, 1, lift=False), BEN), Refused)


def test_waiting_again_keeps_the_turn(world: World) -> None:
    """With another number of people, too."""
    for person in (CARLA, DAN, CARLA):
        does(world, person, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))

    assert asked(world) == [CARLA]


def test_an_offer_nobody_answers_goes_to_the_next(world: World) -> None:
    """Whoever was asked is told, and waits on behind all others."""
    for person in (CARLA, DAN):
        does(world, person, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))
    asked(world)

    world.now += LASTS - MINUTE
    assert asked(world) == [CARLA]
    world.now += MINUTE
    assert asked(world) == [CARLA, DAN]

    assert told(world) == [CARLA]
    assert state(world, CARLA) == "waiting"
    assert isinstance(world.do(TakeOffer(FOOT), CARLA), Refused)


def test_whoever_alone_waits_is_asked_again_the_next_day(world: World) -> None:
    """Not every two hours: in between, the place is anybody's, also theirs."""
    does(world, CARLA, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))
    asked(world)

    world.now += LASTS
    assert asked(world) == [CARLA]
    assert told(world) == [CARLA]
    world.now += RESTS - MINUTE
    assert asked(world) == [CARLA]
    world.now += MINUTE
    assert asked(world) == [CARLA, CARLA]


def test_whoever_stopped_us_meanwhile_is_not_told(world: World) -> None:
    """They wait on all the same."""
    does(world, CARLA, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))
    asked(world)
    world.people.set_stopped(CARLA, stopped=True, at=world.now)

    world.now += LASTS
    asked(world)

    assert told(world) == []
    assert state(world, CARLA) == "waiting"


def kept_until(world: World, person: PersonId) -> datetime | None:
    """Until when a place is kept for them."""
    rsvp = world.events.rsvp(FOOT, person)
    return None if rsvp is None else rsvp.until


@pytest.mark.parametrize("step", [HOUR, 24 * HOUR, -HOUR, -24 * HOUR])
def test_a_clock_that_is_set_and_put_right_takes_no_offer_and_no_turn(
    world: World, step: timedelta
) -> None:
    """Whoever has an offer has it, and the one behind them waits; at last it goes to the next."""
    for person in (CARLA, DAN):
        does(world, person, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))
    asked(world)

    for moved in (step, -step):
        world.now += moved
        asked(world, trusted=False)
        assert (state(world, CARLA), state(world, DAN)) == ("offered", "waiting")
        until = kept_until(world, CARLA)
        assert until is not None
        assert timedelta() < until - world.now <= LASTS

    assert set(asked(world)) == {CARLA}
    world.now += LASTS + HOUR
    assert asked(world)[-1] == DAN
    assert state(world, CARLA) == "waiting"


def test_an_event_that_has_begun_only_for_a_wrong_clock_keeps_its_queue(world: World) -> None:
    """Until the clock is trusted."""
    for person in (CARLA, DAN):
        does(world, person, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))
    asked(world)
    before, world.now = world.now, FOOTBALL.starts + 24 * HOUR

    asked(world, trusted=False)
    assert (state(world, CARLA), state(world, DAN)) == ("offered", "waiting")

    world.now = before
    assert asked(world) == [CARLA]
    does(world, CARLA, TakeOffer(FOOT))


def test_an_offer_of_a_clock_that_was_ahead_is_made_anew(world: World) -> None:
    """Whenever that is seen, also after a restart; what they hear now is true."""
    does(world, CARLA, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))
    world.now += 24 * HOUR
    asked(world)

    world.now -= 24 * HOUR

    assert asked(world) == [CARLA, CARLA]
    assert kept_until(world, CARLA) == world.now + LASTS
    assert asked(world) == [CARLA, CARLA]


def test_a_group_too_large_is_passed_over_and_waits_on(world: World) -> None:
    """Until there is room for all of them."""
    does(world, CARLA, WaitForPlace(FOOT, 2))
    does(world, DAN, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))
    assert asked(world) == [DAN]

    does(world, ANNA, StayAway(FOOT))

    assert asked(world) == [DAN, CARLA]
    does(world, CARLA, TakeOffer(FOOT))
    assert state(world, CARLA) == "coming"


def test_an_offer_taken_is_a_yes_like_any_other(world: World) -> None:
    """With its reminders."""
    does(world, CARLA, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))
    asked(world)

    does(world, CARLA, TakeOffer(FOOT))

    assert {each.person for each in world.posts.reminders} == {ANNA, CARLA}
    assert asked(world) == [CARLA]


def test_nobody_is_asked_at_night(world: World) -> None:
    """The two hours count from the morning."""
    does(world, CARLA, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))
    world.now = at(2, 23)

    asked(world)

    rsvp = world.events.rsvp(FOOT, CARLA)
    assert rsvp is not None
    assert rsvp.until == at(3, 8) + LASTS


def test_nobody_is_asked_an_hour_before(world: World) -> None:
    """An offer is over an hour before; then nobody waits any more."""
    for person in (CARLA, DAN):
        does(world, person, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))
    world.now = FOOTBALL.starts - OFFER_ENDS - 30 * MINUTE
    asked(world)
    rsvp = world.events.rsvp(FOOT, CARLA)
    assert rsvp is not None
    assert rsvp.until == FOOTBALL.starts - OFFER_ENDS

    world.now += 30 * MINUTE
    world.do(PassOn())

    assert [state(world, person) for person in (CARLA, DAN)] == ["not_coming"] * 2
    assert world.events.queues() == []
    assert isinstance(world.do(WaitForPlace(FOOT, 1), DAN), Refused)


def test_whoever_wants_quiet_waits_on_unasked(world: World) -> None:
    """STOP holds; somebody else is asked."""
    for person in (CARLA, DAN):
        does(world, person, WaitForPlace(FOOT, 1))
    does(world, CARLA, Stop())
    does(world, BEN, StayAway(FOOT))

    assert asked(world) == [DAN]
    assert state(world, CARLA) == "waiting"


def test_whoever_is_forgotten_makes_room(world: World) -> None:
    """Also with an offer that they have not answered."""
    for person in (CARLA, DAN):
        does(world, person, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))
    asked(world)

    does(world, CARLA, Forget())

    assert asked(world) == [DAN]  # what waited for Carla went with her


def test_a_cancelled_event_asks_nobody(world: World) -> None:
    """Its queue is over."""
    does(world, CARLA, WaitForPlace(FOOT, 1))
    does(world, BEN, StayAway(FOOT))

    world.do(CancelEvent(FOOT))

    assert asked(world) == []
    assert world.events.queues() == []


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (WaitForPlace(COOKING.id, 1), "there is room for everybody"),
        (WaitForPlace(FOOT, 12), "nobody brings so many"),
        (TakeOffer(FOOT), "nothing was offered"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused(world: World, command: Command[Any], why: str) -> None:
    """With a sentence."""
    assert isinstance(world.do(command, CARLA), Refused), why
    assert state(world, CARLA) == "nothing"


def test_only_time_passes_offers_on(world: World) -> None:
    """Nobody hurries it."""
    assert isinstance(world.do(PassOn(), CARLA), Refused)
