"""Killed or asked to stop: nothing is lost, and little comes twice."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import Rates
from domain.campaigns.campaign import Counts
from storage.outbox.tables import outbox
from tests.bot.sending.sender_world import NOON, Make, World, announce, counts, worlds


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a world whose channel allows so much."""
    yield from worlds(tmp_path)


@pytest.fixture
def world(make: Make) -> World:
    """A channel without limits, at noon."""
    return make(Rates())


def test_after_a_crash_nothing_is_lost_and_little_comes_twice(make: Make) -> None:
    """At most the window; killed at several moments in a row."""
    world = make(Rates(100))
    world.invite(*map(str, range(300)))
    campaign = announce(world)
    window = world.sender.window
    for seconds in (0.31, 0.777, 0.5, 1.01):
        before = len(world.channel.sent)
        world.run(seconds)
        assert len(world.channel.sent) > before
        world.restart()
    world.run(10)

    assert counts(world, campaign) == Counts(sent=300)
    assert {to for _at, to, _text in world.channel.sent} == set(map(str, range(300)))
    assert len(world.channel.sent) - 300 <= 4 * window


def test_no_more_is_in_flight_than_the_window(make: Make) -> None:
    """A platform that hangs holds few of us, and leaves room for answers."""
    world = make(Rates(100))
    world.invite(*map(str, range(300)))
    world.channel.takes = 20
    announce(world)
    world.run(10)
    assert world.sender.in_flight * 2 <= world.sender.window + 1

    [ben] = world.invite("ben")  # nobody who waits for the platform already
    world.hand_over(world.reply(ben, "ben", "a"))
    world.run(0.1)

    assert world.channel.tried[-1][2] == "a"


def test_answers_of_a_killed_process_go_out_in_order(world: World) -> None:
    """They were leased by it; the next one frees them at its start."""
    [anna] = world.invite("1")
    world.reply(anna, "1", "a", "b", "c")
    world.restart()
    world.run(3)

    assert world.channel.texts("1") == ["a", "b", "c"]


def test_what_a_killed_process_left_goes_without_pauses_and_before_what_is_said_next(
    world: World,
) -> None:
    """Nobody answers an old question because the newest one comes seconds later, or before it."""
    [anna] = world.invite("1")
    world.reply(anna, "1", "a", "b", "c", "d")
    world.restart()
    world.hand_over(world.reply(anna, "1", "e"))
    world.run(0.4)

    assert world.channel.texts("1") == ["a", "b", "c", "d", "e"]


def test_draining_lets_answers_go_and_gives_the_rest_back(make: Make) -> None:
    """SIGTERM: answers first, everything recorded, nothing leased any more."""
    world = make(Rates(20))
    people = world.invite(*map(str, range(100)))
    campaign = announce(world)
    world.run(1)
    rows = [row for i in range(5) for row in world.reply(people[i], str(i), "a")]
    world.hand_over(rows)
    world.run(0.01)
    before = world.now()
    world.do(world.sender.drain(5))
    leased = outbox.select().where(outbox.c.lease_until.is_not(None))

    assert world.now() - before < timedelta(seconds=1)
    assert [text for _at, _to, text in world.channel.sent].count("a") == 5
    assert not world.write(lambda tx: tx.connection.execute(leased).fetchall())
    sent = len(world.channel.sent) - 5
    assert counts(world, campaign) == Counts(waiting=100 - sent, sent=sent)


def test_draining_ends_in_time_when_the_platform_hangs(world: World) -> None:
    """What was on its way may have arrived; it is recorded as such."""
    world.invite("1")
    world.channel.takes = 10_000
    campaign = announce(world)
    world.run(1)
    world.do(world.sender.drain(5))

    assert world.now() <= NOON + timedelta(seconds=7)
    assert counts(world, campaign) == Counts(uncertain=1)
