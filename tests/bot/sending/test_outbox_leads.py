"""Channels come and go while the sender runs, as this process gains and loses their leads."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bot.channels.base import Rates
from bot.lease import LEASE
from bot.sending.lead_guard import LeadGuard
from bot.sending.sender import Sender
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from storage.outbox.repository import Reply, State
from tests.bot.sending.in_english import English
from tests.bot.sending.sender_world import (
    Inline,
    Make,
    Remembering,
    World,
    announce,
    counts,
    worlds,
)

T = TypeVar("T")
MANY = 200


async def directly(act: Callable[[], T]) -> T:
    """No thread: time would jump over it."""
    return act()


class Process:
    """A sender beside the others of this world, with a channel that it may lead."""

    def __init__(self, world: World) -> None:
        self.channel = Remembering(world.now, world.channel.traits)
        self.holds = True
        self.sender = Sender(Inline(world.store), {}, English(), world.now, world.steady)
        self.sender._store._in_thread = directly
        self.running = world.loop.create_task(self.sender.run())
        self._world = world

    def gain(self) -> "asyncio.Task[None]":
        """It leads from now on."""
        self.holds = True
        sending = self.sender.send_on(self.channel, lambda: self.holds)
        return self._world.loop.create_task(sending)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a world whose channel allows so much."""
    yield from worlds(tmp_path)


@pytest.fixture
def world(make: Make) -> World:
    """A channel that allows fifty a second."""
    return make(Rates(50))


def live(world: World, seconds: float) -> None:
    """Let time pass."""
    world.loop.run_until_complete(asyncio.sleep(seconds))


def told(*processes: Process) -> Counter[str]:
    """How often each address was written to."""
    return Counter(to for each in processes for _at, to, _text in each.channel.tried)


def test_only_who_leads_sends(world: World) -> None:
    """The other one would do everything twice."""
    world.invite(*map(str, range(MANY)))
    campaign = announce(world, not_after=None)
    world.write(lambda tx: tx.campaigns.expand(campaign, world.now()))
    anna, ben = Process(world), Process(world)
    anna.gain()

    live(world, 10)

    assert (len(told(anna)), len(told(ben))) == (MANY, 0)
    assert (anna.sender.leads("telegram"), ben.sender.leads("telegram")) == (True, False)
    assert counts(world, campaign).sent == MANY


def test_an_answer_that_is_not_leased_goes_from_where_it_is_led(world: World) -> None:
    """As soon as somebody rings."""
    [person] = world.invite("1")
    anna = Process(world)
    anna.gain()
    live(world, 1)

    world.reply(person, "1", "Hello", leased=False)
    anna.sender.wake()
    live(world, 0.1)

    assert anna.channel.texts("1") == ["Hello"]


def test_who_takes_over_sends_what_was_in_flight_once_more(world: World) -> None:
    """It was begun and never recorded: the process was killed."""
    [person] = world.invite("1")
    world.reply(person, "1", "Hello")  # leased by somebody who is gone
    ben = Process(world)
    live(world, 1)
    assert ben.channel.sent == []

    ben.gain()
    live(world, 1)

    assert ben.channel.texts("1") == ["Hello"]


def test_a_lost_lead_ends_sending_at_the_next_commit(world: World) -> None:
    """Two may believe that they lead; together they double no more than the window."""
    world.invite(*map(str, range(MANY)))
    campaign = announce(world)
    world.write(lambda tx: tx.campaigns.expand(campaign, world.now()))
    anna, ben = Process(world), Process(world)
    anna.gain()
    live(world, 1)
    window = anna.sender.window

    anna.holds = False
    ben.gain()
    live(world, 20)

    everybody = told(anna, ben)
    assert len(everybody) == MANY
    assert everybody.total() - MANY <= window
    assert not anna.sender.leads("telegram")
    assert counts(world, campaign).sent == MANY


def test_who_stops_gives_back_what_is_not_begun(world: World) -> None:
    """The next one need not wait until the leases are over; nothing comes twice."""
    world.invite(*map(str, range(MANY)))
    campaign = announce(world)
    world.write(lambda tx: tx.campaigns.expand(campaign, world.now()))
    anna, ben = Process(world), Process(world)
    sending = anna.gain()
    live(world, 1)

    sending.cancel()
    live(world, 3)
    ben.gain()
    live(world, 20)

    assert told(anna, ben) == Counter(map(str, range(MANY)))
    assert anna.sender.in_flight == anna.sender.waiting == 0


def test_an_answer_decided_while_the_lead_is_lost_waits_for_nobody(world: World) -> None:
    """It was born leased here; it is given back, and goes from where it is led."""
    [person] = world.invite("1")
    anna, ben = Process(world), Process(world)
    anna.gain()
    live(world, 1)

    async def decide() -> None:
        answer, now = Reply(person, "telegram", "1", "en", Say(Verbatim("Hello"))), world.now()
        anna.sender.hand_over(
            await anna.sender.together(
                lambda tx: tx.outbox.add_replies([answer], now, lease_until=now + LEASE)
            )
        )

    anna.holds = False
    world.loop.run_until_complete(decide())
    live(world, 3)
    ben.gain()
    live(world, 1)

    assert anna.channel.tried == []
    assert ben.channel.texts("1") == ["Hello"]


def test_a_channel_may_come_back(world: World) -> None:
    """Lost, and won again."""
    [person] = world.invite("1")
    anna = Process(world)
    anna.gain()
    live(world, 1)
    anna.holds = False
    live(world, 5)

    anna.gain()
    live(world, 1)
    world.reply(person, "1", "Hello", leased=False)
    live(world, 1)

    assert anna.channel.texts("1") == ["Hello"]
    query = "SELECT state FROM outbox"
    states = world.write(lambda tx: tx.connection.exec_driver_sql(query).scalars().all())
    assert states == [State.SENT]


async def test_where_nothing_is_watched_nobody_is_asked() -> None:
    """One process on SQLite pays nothing for all this."""

    class Direct:
        async def run(self, act: Callable[..., T]) -> T:
            return act(None)

    async def never(_act: object) -> dict[str, bool]:
        raise AssertionError

    assert await LeadGuard(Direct(), never).run(lambda _tx: 5) == 5


@pytest.mark.parametrize("hours", [1, 24, -1, -24])
@pytest.mark.parametrize("led", [True, False])
def test_who_takes_over_knows_that_the_clock_was_set(world: World, hours: int, led: bool) -> None:
    """Also when it was set while nothing ran, or a moment before whoever led was killed."""
    [anna] = world.invite("1")
    first, second = Process(world), Process(world)
    leading = first.gain()
    live(world, 1)
    if not led:
        leading.cancel()
        live(world, 1)
    world.reply(anna, "1", "a", leased=True)  # by a process that does not live to send it

    world.set_clock(timedelta(hours=hours))
    first.running.cancel()
    leading.cancel()
    second.gain()
    live(world, 3)

    assert [text for _at, _to, text in second.channel.sent] == ["a"]
