"""What nobody knew of a message turns out: it arrived, or the pause before it was ended."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Meaning, Rates
from bot.channels.signal.errors import CallError
from bot.running.stored_events import StoredEvents
from bot.sending.verdicts import PROOF_PAUSE
from storage.outbox.repository import State
from tests.bot.sending.sender_world import Make, World, announce, counts, once, states, worlds

HOURS = timedelta(hours=24)
LOST = DeliveryError(Meaning.UNCERTAIN, "no answer", perhaps="1795000000001")
PROOF = DeliveryError(Meaning.LIMITED, "rate", HOURS, challenge="a-challenge")


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a world whose channel allows so much."""
    yield from worlds(tmp_path)


@pytest.fixture
def world(make: Make) -> World:
    """Signal without limits, at noon."""
    world = make(Rates())
    world.channel.name = "signal"
    world.sender = world.new_sender()
    return world


def receipt(world: World, *names: str) -> None:
    """Anna's phone says that it got these."""
    safe = StoredEvents(world.writes, "ours", world.now, world.sender)
    world.do(safe.delivered("1", names, world.now()))


def test_an_answer_that_has_arrived_after_all_goes_only_once(world: World) -> None:
    """Its receipt comes while it waits to be tried again."""
    [anna] = world.invite("1")
    world.channel.trouble = once(LOST)
    world.hand_over(world.reply(anna, "1", "a"))
    world.run(5)
    receipt(world, "1795000000001")
    world.run(PROOF_PAUSE.total_seconds() + 60)

    assert len(world.channel.tried) == 1
    assert states(world, anna) == [State.SENT]


def test_without_a_receipt_it_goes_once_more(world: World) -> None:
    """After a pause in which a phone would have said so; the receipt of another proves nothing."""
    [anna] = world.invite("1")
    world.channel.trouble = once(LOST)
    world.hand_over(world.reply(anna, "1", "a"))
    world.run(5)
    receipt(world, "1795000000002")
    world.run(PROOF_PAUSE.total_seconds() + 60)

    [first, second] = [at for at, _to, _text in world.channel.tried]
    assert second - first >= PROOF_PAUSE
    assert states(world, anna) == [State.SENT]


def test_an_announcement_goes_once_more_where_phones_say_what_they_got(world: World) -> None:
    """Only without a receipt, and only once; a late receipt still counts it as sent."""
    world.invite("1")
    world.channel.trouble = once(LOST, times=9)
    campaign = announce(world)
    world.run(2 * PROOF_PAUSE.total_seconds() + 60)
    assert len(world.channel.tried) == 2
    assert counts(world, campaign).uncertain == 1

    receipt(world, "1795000000001")

    assert counts(world, campaign).sent == 1


def test_a_receipt_spares_the_second_announcement(world: World) -> None:
    """It arrived, so it does not go again."""
    world.invite("1")
    world.channel.trouble = once(LOST)
    campaign = announce(world)
    world.run(5)
    receipt(world, "1795000000001")
    world.run(PROOF_PAUSE.total_seconds() + 60)

    assert len(world.channel.tried) == 1
    assert counts(world, campaign).sent == 1


def test_one_lost_account_does_not_silence_a_channel(world: World) -> None:
    """Others get their messages at once."""
    world.invite(*map(str, range(9)))
    unknown = DeliveryError(Meaning.NETWORK, "unknown", only_this_chat=True)
    world.channel.trouble = lambda address, _text: unknown if address < "5" else None
    campaign = announce(world)
    world.run(1)

    assert counts(world, campaign).sent == 4


def test_a_platform_that_wants_proof_silences_the_channel(world: World) -> None:
    """Until an operator has answered; what it calls the proof is kept for them."""
    [anna] = world.invite("1")
    world.channel.trouble = once(PROOF)
    world.hand_over(world.reply(anna, "1", "a"))
    world.run(3600)

    assert len(world.channel.tried) == 1
    assert world.write(lambda tx: tx.outbox.challenge("signal")) == "a-challenge"


def test_what_is_said_of_people_hides_no_puzzle(world: World) -> None:
    """They were on their way when it was asked; their pause is shorter, and asks nothing."""
    people = dict(zip("123", world.invite(*"123"), strict=True))
    said = [PROOF, *(CallError(Meaning.LIMITED, "rate", HOURS) for _each in range(2))]
    world.channel.trouble = lambda _address, _text: said.pop(0) if said else None
    for address, person in people.items():
        world.hand_over(world.reply(person, address, "a"))
    world.run(3600)

    assert len(world.channel.tried) == 3
    assert world.write(lambda tx: tx.outbox.challenge("signal")) == "a-challenge"


def test_an_operator_ends_the_silence(world: World) -> None:
    """The running program notices by itself, and everything goes on."""
    [anna] = world.invite("1")
    world.channel.trouble = once(PROOF)
    announce(world)
    world.run(60)
    world.write(lambda tx: tx.outbox.resume("signal"))
    world.run(10)
    world.hand_over(world.reply(anna, "1", "b"))
    world.run(5)

    assert states(world, anna) == [State.SENT, State.SENT]
    assert world.write(lambda tx: tx.outbox.challenge("signal")) == ""
