"""Events for some ages only: who may come, wait and ask, and who leaves when their age is known."""

from dataclasses import replace

import pytest

from domain.events.event import Event
from domain.events.question import AskSpeakers
from domain.events.rsvp import NOT_THEIR_AGE, Come, RsvpState, WaitForPlace
from domain.outcome import Done, Refused
from domain.people.audience import Audience
from domain.people.person import AgeGroup, TellAgeGroup
from domain.phones.phone import Join, MakeCode
from tests.fakes.phones import SIGNAL
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import FOOTBALL, with_events

CHILD, YOUNG, ADULT, GROWN = (
    AgeGroup.UNDER_18,
    AgeGroup.YOUNG,
    AgeGroup.ADULT,
    AgeGroup.GROWN,
)


@pytest.fixture(autouse=True)
def _events(world: World) -> None:
    with_events(world)
    world.add_person(ANNA)


def only_for(world: World, *ages: AgeGroup, **more: object) -> Event:
    """Football is for these ages."""
    event = replace(FOOTBALL, audience=Audience(age_groups=frozenset(ages)), **more)  # type: ignore[arg-type]  # a test's own fields
    world.events.rows[event.id] = event
    return event


@pytest.mark.parametrize(
    ("ages", "told", "may"),
    [
        ((), None, True),
        ((), CHILD, True),
        ((ADULT,), ADULT, True),
        ((ADULT,), GROWN, True),
        ((ADULT,), YOUNG, False),
        ((ADULT,), CHILD, False),
        ((ADULT,), None, False),
        ((CHILD,), CHILD, True),
        ((CHILD,), ADULT, False),
        ((CHILD,), GROWN, False),
        ((CHILD,), None, False),
        ((CHILD, YOUNG), CHILD, True),
        ((CHILD, YOUNG), ADULT, False),
    ],
)
def test_who_comes_is_of_the_age_that_it_is_for(
    world: World, ages: tuple[AgeGroup, ...], told: AgeGroup | None, may: bool
) -> None:
    """Whatever button they have, and nobody is of any age unasked; nor do others wait or ask."""
    event = only_for(world, *ages, questions=True)
    world.people.set_age_group(BEN, told, world.now)

    come = world.do(Come(event.id, 1, lift=False), BEN)

    assert isinstance(come, Done) is may
    if not may:
        assert come == Refused(NOT_THEIR_AGE)
        only_for(world, *ages, capacity=0)
        assert world.do(WaitForPlace(event.id, 1), BEN) == Refused(NOT_THEIR_AGE)


def test_speakers_are_asked_by_whom_it_is_for(world: World) -> None:
    """A child asks nothing there."""
    event = only_for(world, ADULT, questions=True)
    world.people.set_age_group(BEN, CHILD, world.now)

    assert world.do(AskSpeakers(event.id, "?"), BEN) == Refused(NOT_THEIR_AGE)


def test_whoever_comes_already_may_come_with_fewer(world: World) -> None:
    """Also when it is for another age since."""
    only_for(world)
    world.do(Come(FOOTBALL.id, 3, lift=False), BEN)
    only_for(world, YOUNG)

    assert isinstance(world.do(Come(FOOTBALL.id, 1, lift=False), BEN), Done)


@pytest.mark.parametrize("by_joining", [False, True])
def test_whoever_is_under_18_after_all_leaves_what_is_for_adults(
    world: World, *, by_joining: bool
) -> None:
    """Their places are free, and they hear of it; what is for everybody stays theirs."""
    event = only_for(world, ADULT, taken=0)
    world.do(Come(event.id, 2, lift=False), BEN)
    if by_joining:
        world.people.set_age_group(ANNA, CHILD, world.now)
        world.links.phones[ANNA] = [SIGNAL]
        code = world.do(MakeCode(), BEN)
        assert isinstance(code, Done)
        world.do(Join(code.value), ANNA)
    else:
        world.do(TellAgeGroup(CHILD), BEN)

    own = world.events.rsvp(event.id, BEN)
    assert own is not None
    assert own.state is RsvpState.NOT_COMING
    assert world.posts.reminders == []
    assert NOT_THEIR_AGE in [
        part for each in world.posts.words for part in getattr(each.say.text, "parts", ())
    ]
