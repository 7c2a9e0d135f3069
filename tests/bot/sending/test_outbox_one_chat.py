"""What goes wrong again and again in one chat alone is never the whole channel's trouble."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Meaning, Rates
from storage.outbox.repository import State
from tests.bot.sending.sender_world import Make, World, states, worlds

DOWN = DeliveryError(Meaning.NETWORK, "502")


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a world whose channel allows so much."""
    yield from worlds(tmp_path)


@pytest.fixture
def world(make: Make) -> World:
    """A channel without limits, at noon."""
    return make(Rates())


def at_once(world: World, address: str, texts: int) -> bool:
    """Whether somebody who writes now is answered within a second, so often."""
    [person] = world.invite(address)
    before = len(world.channel.texts(address))
    for _text in range(texts):
        world.hand_over(world.reply(person, address, "hello"))
        world.run(1)
    return len(world.channel.texts(address)) == before + texts


def test_one_chat_that_never_works_makes_nobody_else_wait(world: World) -> None:
    """Though nobody else writes while it fails, for a quarter of an hour."""
    [anna] = world.invite("1")
    world.channel.trouble = lambda address, _text: DOWN if address == "1" else None
    world.hand_over(world.reply(anna, "1", "a"))
    for _time in range(15):
        world.run(60)
        assert at_once(world, "2", 1)

    assert states(world, anna) == [State.FAILED]


def test_an_answer_that_is_alone_in_an_outage_is_not_given_up(world: World) -> None:
    """While nobody at all gets through, nobody knows whose trouble it is."""
    [anna] = world.invite("1")
    world.channel.trouble = lambda _address, _text: DOWN if world.loop.time() < 1500 else None
    world.hand_over(world.reply(anna, "1", "a"))
    world.run(1500)
    assert len(world.channel.tried) < 60

    world.run(90)

    assert states(world, anna) == [State.SENT]


def test_an_outage_that_several_meet_lets_the_channel_rest(make: Make) -> None:
    """Calls that cannot help are not made."""
    world = make(Rates(25))
    people = world.invite(*map(str, range(20)))
    world.channel.trouble = lambda _address, _text: DOWN if world.loop.time() < 300 else None
    for number, person in enumerate(people):
        world.hand_over(world.reply(person, str(number), "a"))
    world.run(300)
    assert len(world.channel.tried) < 300

    world.run(90)

    assert {address for _at, address, _text in world.channel.sent} == set(map(str, range(20)))


def test_one_message_that_looks_like_our_accounts_fault_is_given_up(world: World) -> None:
    """As soon as others got through after it: the account is well, so this is that person's."""
    [anna] = world.invite("1")
    odd = DeliveryError(Meaning.ALARM, "signal-cli does not understand our calls")
    world.channel.trouble = lambda address, _text: odd if address == "1" else None
    world.hand_over(world.reply(anna, "1", "a"))
    for _time in range(4):
        [ben] = world.invite("2")
        world.hand_over(world.reply(ben, "2", "hello"))
        world.run(62)

    assert states(world, anna) == [State.FAILED]
    assert at_once(world, "3", 3)


def test_while_our_account_is_refused_nothing_is_given_up(world: World) -> None:
    """All wait until an operator has mended it, however long."""
    anna, ben = world.invite("1", "2")
    refused = DeliveryError(Meaning.ALARM, "unauthorized")
    world.channel.trouble = lambda _address, _text: refused if world.loop.time() < 900 else None
    world.hand_over(world.reply(anna, "1", "a"))
    world.hand_over(world.reply(ben, "2", "b"))
    world.run(900)
    assert states(world, anna) == states(world, ben) == [State.WAITING]

    world.run(130)

    assert states(world, anna) == states(world, ben) == [State.SENT]
