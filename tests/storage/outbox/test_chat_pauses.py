"""Silence that a platform asks for in one chat: where it is kept, and what becomes of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain.speech.text import Verbatim
from storage.lives.retention import retain
from storage.outbox.repository import Priority
from storage.outbox.silence.silences import Silence, silences
from storage.people.tables import addresses
from storage.store import Store
from tests.storage import acting
from tests.storage.outbox.posting import CHANNEL, LEASE, NOON, Posting

SECOND = timedelta(seconds=1)


@pytest.fixture
def world(store: Store) -> Posting:
    """A database in which somebody can be written to."""
    return Posting(store)


def pause(world: Posting, address: str, seconds: int, channel: str = CHANNEL) -> None:
    """Nothing goes there for so long."""
    until = {(channel, address): NOON + seconds * SECOND}
    world.write(lambda tx: tx.outbox.pause_chats(until))


def test_a_silence_is_only_ever_made_longer(world: Posting) -> None:
    """And is nobody else's."""
    world.invite("1", "2")
    for seconds in (60, 5, 61, 7):
        pause(world, "1", seconds)

    found = world.write(lambda tx: tx.outbox.paused_chats(NOON))

    assert found == {CHANNEL: {"1": NOON + 61 * SECOND}}
    assert world.write(lambda tx: silences(tx, NOON)) == {CHANNEL: Silence(chats=1)}
    assert world.write(lambda tx: tx.outbox.pauses()) == {}


def test_a_silence_that_is_over_is_none(world: Posting) -> None:
    """Nor is it kept for long."""
    world.invite("1")
    pause(world, "1", 60)
    later = NOON + 60 * SECOND

    assert world.write(lambda tx: tx.outbox.paused_chats(later)) == {}
    assert world.write(lambda tx: silences(tx, later)) == {}
    world.write(lambda tx: retain(tx, later, 30))
    kept = world.write(lambda tx: tx.connection.scalars(select(addresses.c.paused_until)).all())
    assert kept == [None]


def test_the_silence_of_a_channel_is_told_beside_those_of_chats(world: Posting) -> None:
    """In seconds that are left; never less than none."""
    world.invite("1", "2")
    pause(world, "1", 60)
    pause(world, "2", 90)
    world.write(lambda tx: tx.outbox.pause(CHANNEL, NOON + 75 * SECOND))

    for after, silence in ((0, Silence(75, 2)), (70, Silence(5, 1)), (99, Silence(0, 0))):
        later = NOON + after * SECOND
        assert world.store.read(lambda tx, at=later: silences(tx, at)) == {  # type: ignore[misc]
            CHANNEL: silence
        }


def test_what_is_claimed_says_that_its_chat_is_silent(world: Posting) -> None:
    """Only whose it is."""
    anna, ben = world.invite("1", "2")
    world.reply(anna, "1", "a", leased=False)
    world.reply(ben, "2", "b", leased=False)
    pause(world, "1", 60)

    rows = world.write(lambda tx: tx.outbox.claim(CHANNEL, NOON, 9, LEASE, Priority.REST))

    assert {row.address: row.paused_until for row in rows} == {"1": NOON + 60 * SECOND, "2": None}


@pytest.mark.parametrize("chat", [(CHANNEL, "nobody"), (CHANNEL, "-2001"), ("signal", "1")])
def test_of_a_chat_that_is_nobodys_nothing_is_kept(world: Posting, chat: tuple[str, str]) -> None:
    """A group, somebody who has left, the same address elsewhere."""
    world.invite("1")
    pause(world, chat[1], 60, chat[0])

    assert world.write(lambda tx: tx.outbox.paused_chats(NOON)) == {}


def test_whoever_leaves_leaves_no_silence_behind(world: Posting) -> None:
    """It stood beside their address."""
    [anna] = world.invite("1")
    pause(world, "1", 60)
    world.write(lambda tx: tx.lives.forget(anna, Verbatim("Bye"), NOON))

    assert world.write(lambda tx: tx.outbox.paused_chats(NOON)) == {}


def test_a_phone_that_is_joined_stays_silent(world: Posting) -> None:
    """It is the same chat, whoever it belongs to."""
    owner, other = acting.two(world.store)
    pause(world, "sig", 60, acting.SIGNAL)
    acting.join(world.store, owner, other)

    found = world.write(lambda tx: tx.outbox.paused_chats(NOON))

    assert found == {acting.SIGNAL: {"sig": NOON + 60 * SECOND}}


def test_an_address_that_cannot_be_opened_silences_nobody_else(world: Posting) -> None:
    """One broken row must not keep everybody from being written to."""
    world.invite("1", "2")
    pause(world, "1", 60)
    pause(world, "2", 60)
    broken = update(addresses).where(addresses.c.blind == _blind(world, "1"))
    world.write(lambda tx: tx.connection.execute(broken.values(address_sealed=b"x" * 40)))

    assert world.write(lambda tx: tx.outbox.paused_chats(NOON)) == {
        CHANNEL: {"2": NOON + 60 * SECOND}
    }


def _blind(world: Posting, address: str) -> bytes:
    return world.write(lambda tx: tx.keys.blind("address", CHANNEL, address))
