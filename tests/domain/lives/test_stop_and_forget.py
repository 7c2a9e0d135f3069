"""Stopping, coming back, and being forgotten."""

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import Topic
from domain.events.rsvp import Come
from domain.outcome import Done
from domain.people.rights import Forget, Return, Stop
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import FOOTBALL, only_slot, with_events


@pytest.fixture(autouse=True)
def _booked(world: World) -> None:
    """Ben has an appointment and comes to football; so does Anna."""
    with_events(world)
    slot = only_slot(world)
    world.add_person(ANNA)
    world.do(BookSlot(slot.id, Topic.OTHER, "en"), BEN)
    for person in (ANNA, BEN):
        world.do(Come(FOOTBALL.id, 1, lift=True), person)


def test_whoever_stops_keeps_what_they_booked(world: World) -> None:
    """Only what we start is over; what they allowed is not taken back."""
    before = world.people.get(BEN).consents

    assert world.do(Stop(), BEN) == Done(None)

    assert {each.person for each in world.posts.reminders} == {ANNA}
    assert world.people.get(BEN).stopped
    assert world.people.get(BEN).consents == before
    assert len(world.appointments.open_of(BEN, world.now)) == 1
    assert len(world.events.coming_of(BEN, world.now)) == 1


def test_whoever_comes_back_is_reminded_of_what_is_open(world: World) -> None:
    """Once of each, not of what is over."""
    world.do(Stop(), BEN)
    world.now = FOOTBALL.ends

    world.do(Return(), BEN)

    assert not world.people.get(BEN).stopped
    assert {each.person for each in world.posts.reminders} == {ANNA}


def test_stopping_and_coming_back_changes_nothing(world: World) -> None:
    """However often."""
    before = set(world.posts.reminders)

    for command in (Stop(), Stop(), Return(), Return()):
        world.do(command, BEN)

    assert set(world.posts.reminders) == before
    assert len(world.posts.reminders) == len(before)


def test_being_forgotten_frees_everything(world: World) -> None:
    """Others can have the time, the place and the seat; the farewell is all that is left."""
    assert world.do(Forget(), BEN) == Done(None)

    football = world.events.get(FOOTBALL.id)
    assert football is not None
    assert (football.taken, football.lifts) == (1, 1)
    assert not world.appointments.rows
    assert BEN not in world.people.rows
    assert list(world.lives.farewells) == [BEN]


def test_what_is_over_is_not_cancelled_afterwards(world: World) -> None:
    """The adviser's book stays true."""
    world.now = FOOTBALL.ends

    world.do(Forget(), BEN)

    football = world.events.get(FOOTBALL.id)
    assert football is not None
    assert football.taken == 2
