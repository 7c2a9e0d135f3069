"""For how long it is quiet."""

from datetime import timedelta

import pytest

from domain.outcome import Done
from domain.people.quiet import ENDLESS, EndQuiet, KeepQuiet, Quiet
from tests.fakes.world import BEN, World
from tests.flows.scenery import at


@pytest.mark.parametrize(
    ("quiet", "lasts"),
    [
        (Quiet.HOUR, timedelta(hours=1)),
        (Quiet.WEEK, timedelta(days=7)),
        (Quiet.ENDLESS, ENDLESS),
    ],
)
def test_it_lasts_from_now(world: World, quiet: Quiet, lasts: timedelta) -> None:
    """By the clock."""
    world.add_person(BEN)

    assert world.do(KeepQuiet(quiet), BEN) == Done(None)

    assert world.people.get(BEN).quiet_until == world.now + lasts


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_until_morning_is_the_morning_of_the_next_local_day(world: World, hour: int) -> None:
    """Eight o'clock, when we begin to write on other days, too."""
    world.add_person(BEN)
    world.now = at(3, hour)

    world.do(KeepQuiet(Quiet.MORNING), BEN)

    assert world.people.get(BEN).quiet_until == at(4, 8)


def test_what_waited_is_woken_once(world: World) -> None:
    """Also when one quiet takes the place of another; without one there is nothing to wake."""
    world.add_person(BEN)
    world.do(EndQuiet(), BEN)
    assert world.posts.woken == []

    world.do(KeepQuiet(Quiet.HOUR), BEN)
    first = world.people.get(BEN).quiet_until
    world.do(KeepQuiet(Quiet.WEEK), BEN)
    second = world.people.get(BEN).quiet_until
    world.do(EndQuiet(), BEN)

    assert [held for _who, held, _at in world.posts.woken] == [first, second]
    assert world.people.get(BEN).quiet_until is None
