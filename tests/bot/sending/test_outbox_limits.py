"""One chat's limit is that chat's; the channel's only once a second chat hears it too."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Meaning, Rates
from bot.channels.signal.errors import CallError
from domain.campaigns.campaign import Counts
from domain.people.person import PersonId
from domain.speech.text import Verbatim
from storage.outbox.repository import State
from tests.bot.sending.sender_world import (
    CHANNEL,
    NOON,
    Make,
    World,
    announce,
    counts,
    states,
    worlds,
)

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a world whose channel allows so much."""
    yield from worlds(tmp_path)


@pytest.fixture
def world(make: Make) -> World:
    """A channel without limits of its own, at noon."""
    return make(Rates())


def limit(world: World, wait: timedelta, *chats: str, kind: type = DeliveryError) -> None:
    """Each of these chats hears once that it must wait so long."""
    left = list(chats)

    def trouble(address: str, _text: str) -> DeliveryError | None:
        if address not in left:
            return None
        left.remove(address)
        error: DeliveryError = kind(Meaning.LIMITED, "slow down", wait)
        return error

    world.channel.trouble = trouble


def answer(world: World, person: PersonId, address: str, *texts: str) -> None:
    """Somebody has written, and hears this."""
    world.hand_over(world.reply(person, address, *texts))


def arrived(world: World, address: str) -> list[datetime]:
    """When messages arrived there."""
    return [at for at, to, _text in world.channel.sent if to == address]


def pauses(world: World) -> dict[str, datetime]:
    """The silences of whole channels that were noted."""
    return dict(world.write(lambda tx: tx.outbox.pauses()))


@pytest.mark.parametrize("wait", [20 * SECOND, 61 * SECOND, timedelta(minutes=5)])
def test_a_limit_in_one_chat_keeps_nobody_else_waiting(world: World, wait: timedelta) -> None:
    """That chat is silent to the second, and then hears everything in order."""
    anna, ben = world.invite("1", "2")
    limit(world, wait, "1")
    answer(world, anna, "1", "a", "b")
    world.run(1)
    answer(world, ben, "2", "hello")
    answer(world, anna, "1", "c")
    world.run(wait.total_seconds() - 2)

    assert len(arrived(world, "2")) == 1
    assert arrived(world, "1") == []
    assert pauses(world) == {}
    world.run(5)
    assert world.channel.texts("1") == ["a", "b", "c"]
    assert min(arrived(world, "1")) >= NOON + wait


def test_an_announcement_goes_on_beside_a_chat_that_is_limited(world: World) -> None:
    """And reaches that one, too, when its time is over."""
    world.invite(*map(str, range(20)))
    limit(world, 300 * SECOND, "3")
    campaign = announce(world)
    world.run(5)
    assert counts(world, campaign) == Counts(sent=19, waiting=1)

    world.run(300)

    assert counts(world, campaign) == Counts(sent=20)
    assert len(world.channel.tried) == 21


def test_when_a_second_chat_hears_it_the_channel_rests(make: Make) -> None:
    """Nobody is written to before the second one's time is over; every process knows it."""
    world = make(Rates(2))
    world.invite(*map(str, range(20)))
    tried = world.channel.tried
    slow = DeliveryError(Meaning.LIMITED, "slow down", 60 * SECOND)
    world.channel.trouble = lambda _address, _text: slow if len(tried) <= 2 else None
    campaign = announce(world)
    world.run(58)

    assert counts(world, campaign).sent == 0
    assert pauses(world)[CHANNEL] >= NOON + 60 * SECOND
    world.run(30)
    assert counts(world, campaign) == Counts(sent=20)
    assert min(at for at, _to, _text in world.channel.sent) >= pauses(world)[CHANNEL]


def test_a_second_chat_after_the_first_ones_time_is_the_first_again(make: Make) -> None:
    """They have nothing to do with each other."""
    world = make(Rates(2))
    people = dict(zip("123", world.invite("1", "2", "3"), strict=True))
    limit(world, 20 * SECOND, "1", "2")
    answer(world, people["1"], "1", "a")
    world.run(30)
    answer(world, people["2"], "2", "b")
    world.run(2)
    answer(world, people["3"], "3", "c")
    world.run(2)

    assert len(arrived(world, "3")) == 1
    assert pauses(world) == {}


def test_the_same_chat_twice_is_one_chat(world: World) -> None:
    """However often it hears it."""
    anna, ben = world.invite("1", "2")
    limit(world, 20 * SECOND, "1", "1", "1")
    answer(world, anna, "1", "a")
    world.run(50)
    answer(world, ben, "2", "b")
    world.run(1)

    assert len(arrived(world, "2")) == 1


def test_what_a_chat_was_told_survives_a_crash(world: World) -> None:
    """The next process is silent there, too, also with what is said only then."""
    anna, ben = world.invite("1", "2")
    limit(world, 300 * SECOND, "1")
    announce(world)
    world.run(5)
    world.restart()
    world.run(1)
    answer(world, anna, "1", "new")
    answer(world, ben, "2", "new")
    world.run(200)
    assert world.channel.texts("2")[1:] == ["new"]
    assert arrived(world, "1") == []

    world.run(120)

    assert len(arrived(world, "1")) == 2
    assert min(arrived(world, "1")) >= NOON + 300 * SECOND


def test_a_second_chat_is_the_second_after_a_crash_too(world: World) -> None:
    """The first one's time is not over."""
    people = dict(zip("123", world.invite("1", "2", "3"), strict=True))
    limit(world, 300 * SECOND, "1", "2")
    answer(world, people["1"], "1", "a")
    world.run(5)
    world.restart()
    world.run(1)
    answer(world, people["2"], "2", "b")
    world.run(2)
    answer(world, people["3"], "3", "c")
    world.run(100)

    assert world.channel.sent == []
    assert CHANNEL in pauses(world)


def test_a_day_for_some_people_on_signal_is_no_day_for_all(world: World) -> None:
    """They wait for a day; the others a quarter of an hour."""
    people = dict(zip("1234", world.invite(*"1234"), strict=True))
    limit(world, DAY, "1", "2", "3", kind=CallError)
    for address in "1234":
        answer(world, people[address], address, "a")
        world.run(1)
    world.run(14 * 60)
    assert world.channel.sent == []
    world.run(2 * 60)

    assert [to for _at, to, _text in world.channel.sent] == ["4"]
    assert all(states(world, people[each]) == [State.WAITING] for each in "123")


def test_whoever_leaves_takes_the_silence_along(world: World) -> None:
    """Nothing of it is kept about nobody."""
    [anna] = world.invite("1")
    limit(world, DAY, "1")
    answer(world, anna, "1", "a")
    world.run(2)
    assert world.write(lambda tx: tx.outbox.paused_chats(world.now())) != {}

    world.write(lambda tx: tx.lives.forget(anna, Verbatim("Bye"), world.now()))

    assert world.write(lambda tx: tx.outbox.paused_chats(world.now())) == {}
