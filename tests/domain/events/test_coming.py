"""Coming to events: places, seats, and what reminds people of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.events.event import EventId
from domain.events.rsvp import MOST_PEOPLE, Come, Rsvp, RsvpState, StayAway, room_for
from domain.outcome import Done, Outcome, Refused
from domain.reminders.reminder import Thing
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import COOKING, DANIEL, FOOTBALL, with_events


@pytest.fixture(autouse=True)
def _events(world: World) -> None:
    with_events(world)
    world.add_person(ANNA)
    world.add_person(DANIEL)


def refusal(outcome: Outcome[object]) -> str:
    """The sentence of a refusal."""
    assert isinstance(outcome, Refused)
    message = outcome.text
    return f"{getattr(message, 'msgid', message)} {getattr(message, 'gaps', {})}"


def test_places_and_seats_are_held(world: World) -> None:
    """And two reminders are planned, worth nothing once it has begun."""
    outcome = world.do(Come(FOOTBALL.id, 2, lift=True), BEN)

    now = world.events.get(FOOTBALL.id)
    assert outcome == Done(1)
    assert now is not None
    assert (now.places_left, now.seats_left) == (2, 0)
    assert [each.due for each in world.posts.reminders] == [
        FOOTBALL.starts - timedelta(hours=24),
        FOOTBALL.starts - timedelta(hours=2),
    ]
    assert {each.not_after for each in world.posts.reminders} == {FOOTBALL.starts}


def test_said_again_it_replaces_what_was_said_before(world: World) -> None:
    """No place is held twice, and nobody is reminded twice."""
    world.do(Come(FOOTBALL.id, 4, lift=False), BEN)

    world.do(Come(FOOTBALL.id, 1, lift=True), BEN)

    assert world.events.rsvp(FOOTBALL.id, BEN) == Rsvp(
        FOOTBALL.id, 1, lift=True, state=RsvpState.COMING
    )
    assert len(world.posts.reminders) == 2


@pytest.mark.parametrize(
    ("before", "wanted", "said"),
    [
        (Come(FOOTBALL.id, 4, lift=False), Come(FOOTBALL.id, 1, lift=False), "full now"),
        (Come(FOOTBALL.id, 3, lift=False), Come(FOOTBALL.id, 2, lift=False), "'n': 1"),
        (Come(FOOTBALL.id, 2, lift=True), Come(FOOTBALL.id, 1, lift=True), "no seat left"),
        (
            Come(FOOTBALL.id, 1, lift=True),
            Come(FOOTBALL.id, 2, lift=True),
            "person in the car. {'n': 1}",
        ),
        (Come(FOOTBALL.id, 3, lift=True), Come(FOOTBALL.id, 9, lift=True), "person. {'n': 4}"),
        (Come(COOKING.id, 9, lift=False), Come(COOKING.id, 1, lift=True), "no seat left"),
        (Come(COOKING.id, 9, lift=False), Come(COOKING.id, 10, lift=False), "'most': 9"),
        (Come(COOKING.id, 9, lift=False), Come(COOKING.id, 0, lift=False), "'least': 1"),
    ],
)
def test_too_little_room_is_refused_with_how_much_there_is(
    world: World, before: Come, wanted: Come, said: str
) -> None:
    """Nothing that the person held before is lost by asking for more."""
    world.do(before, ANNA)

    outcome = world.do(wanted, BEN)

    assert said in refusal(outcome)
    assert world.events.rsvp(wanted.event, BEN) is None


def test_what_somebody_holds_is_theirs_to_count_with(world: World) -> None:
    """Four places, two mine: I may bring four, and both seats are still mine."""
    world.do(Come(FOOTBALL.id, 2, lift=True), BEN)
    now = world.events.get(FOOTBALL.id)
    assert now is not None

    assert room_for(now, world.events.rsvp(FOOTBALL.id, BEN)) == (4, 2)
    assert room_for(now, None) == (2, 0)
    assert room_for(COOKING, None) == (None, 0)
    assert "'n': 4" in refusal(world.do(Come(FOOTBALL.id, 5, lift=False), BEN))
    assert world.events.rsvp(FOOTBALL.id, BEN) is not None


def test_places_that_were_freed_do_not_count(world: World) -> None:
    """Whoever stayed away holds nothing."""
    world.do(Come(FOOTBALL.id, 2, lift=True), BEN)

    world.do(StayAway(FOOTBALL.id), BEN)

    assert room_for(FOOTBALL, world.events.rsvp(FOOTBALL.id, BEN)) == (4, 2)
    assert world.events.get(FOOTBALL.id) == FOOTBALL
    assert world.posts.reminders == []


def test_staying_away_without_having_come_is_fine(world: World) -> None:
    """Thank you for telling us."""
    assert world.do(StayAway(FOOTBALL.id), BEN) == Done(None)
    assert world.events.rsvp(FOOTBALL.id, BEN) is None


def test_only_events_to_come_take_names(world: World) -> None:
    """Not those that are over, cancelled, begun, or never were."""
    world.events.rows[EventId(3)] = replace(FOOTBALL, id=EventId(3), cancelled=True)
    never = world.do(Come(EventId(99), 1, lift=False), BEN)
    cancelled = world.do(Come(EventId(3), 1, lift=False), BEN)
    world.now = FOOTBALL.starts
    begun = world.do(Come(FOOTBALL.id, 1, lift=False), BEN)
    world.now = FOOTBALL.ends
    over = world.do(Come(FOOTBALL.id, 1, lift=False), BEN)

    assert [refusal(each)[:26] for each in (never, cancelled, over)] == [
        "This event is over or was "
    ] * 3
    assert "begun" in refusal(begun)


def test_an_hour_before_nobody_is_reminded(world: World) -> None:
    """They have just read the time."""
    world.now = FOOTBALL.starts - timedelta(hours=1)

    world.do(Come(FOOTBALL.id, 1, lift=False), BEN)

    assert world.posts.reminders == []


def test_whoever_stopped_us_is_not_reminded(world: World) -> None:
    """STOP wins over what we promised before."""
    world.people.set_stopped(BEN, stopped=True, at=world.now)

    assert world.do(Come(FOOTBALL.id, MOST_PEOPLE - 5, lift=False), BEN) == Done(1)
    assert world.posts.reminders == []


def test_reminders_are_of_the_event(world: World) -> None:
    """Another person's and another thing's stay when one is dropped."""
    world.do(Come(FOOTBALL.id, 1, lift=False), BEN)
    world.do(Come(FOOTBALL.id, 1, lift=False), ANNA)
    world.do(Come(COOKING.id, 1, lift=False), BEN)

    world.do(StayAway(FOOTBALL.id), BEN)

    left = {(each.person, each.thing, each.id) for each in world.posts.reminders}
    assert left == {(ANNA, Thing.EVENT, FOOTBALL.id), (BEN, Thing.EVENT, COOKING.id)}
