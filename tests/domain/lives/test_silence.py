"""Silence of a year: asked once, then erased; some are not asked, and some are left alone."""

from datetime import timedelta

import pytest

from domain.outcome import Done
from domain.people.person import Purpose
from domain.people.rights import ANSWER_WITHIN, SILENT_FOR, AskTheSilent
from tests.fakes.world import ANNA, BEN, MONDAY_NOON, World

MINUTE = timedelta(minutes=1)


@pytest.fixture
def world() -> World:
    """Ben has written at noon, on a Monday."""
    world = World()
    world.add_person(BEN)
    world.people.seen[BEN] = MONDAY_NOON
    return world


def passes(world: World, time: timedelta) -> None:
    """So long after noon on that Monday, things happen by themselves."""
    world.now = MONDAY_NOON + time
    while world.do(AskTheSilent()) != Done(0):
        pass


def test_whoever_is_silent_for_a_year_is_asked_once(world: World) -> None:
    """Not a minute before, and not again while they may answer."""
    passes(world, SILENT_FOR)
    assert world.posts.letters == []

    passes(world, SILENT_FOR + MINUTE)
    passes(world, SILENT_FOR + ANSWER_WITHIN)

    assert [person for person, _say in world.posts.letters] == [BEN]


def test_without_an_answer_they_are_erased_with_a_farewell(world: World) -> None:
    """Thirty days after they were asked, however late that was."""
    passes(world, 2 * SILENT_FOR)
    passes(world, 2 * SILENT_FOR + ANSWER_WITHIN)
    assert BEN in world.people.rows

    passes(world, 2 * SILENT_FOR + ANSWER_WITHIN + MINUTE)

    assert BEN not in world.people.rows
    assert list(world.lives.farewells) == [BEN]


def test_whoever_writes_is_kept_for_another_year(world: World) -> None:
    """Then they are asked again."""
    asked = SILENT_FOR + MINUTE
    passes(world, asked)
    world.people.seen[BEN] = world.now + MINUTE

    passes(world, asked + SILENT_FOR)
    assert len(world.posts.letters) == 1
    passes(world, asked + SILENT_FOR + 2 * MINUTE)

    assert len(world.posts.letters) == 2


@pytest.mark.parametrize("stopped", [True, False])
def test_whom_we_may_not_write_to_goes_without_a_word(world: World, stopped: bool) -> None:
    """They said STOP, or never allowed it."""
    world.add_person(BEN, consents=frozenset(Purpose if stopped else [Purpose.TAKE_PART]))
    world.people.set_stopped(BEN, stopped=stopped, at=world.now)
    passes(world, SILENT_FOR + ANSWER_WITHIN)
    assert BEN in world.people.rows

    passes(world, SILENT_FOR + ANSWER_WITHIN + MINUTE)

    assert BEN not in world.people.rows
    assert (world.posts.letters, world.lives.farewells) == ([], {})


def test_nobody_is_asked_or_erased_at_night(world: World) -> None:
    """It waits until the morning."""
    passes(world, SILENT_FOR + timedelta(hours=12))

    assert world.posts.letters == []


def test_one_who_is_silent_takes_nobody_along(world: World) -> None:
    """Anna writes."""
    world.add_person(ANNA)
    world.people.seen[ANNA] = MONDAY_NOON + SILENT_FOR

    passes(world, SILENT_FOR + MINUTE)
    passes(world, SILENT_FOR + ANSWER_WITHIN + 2 * MINUTE)

    assert list(world.people.rows) == [ANNA]
