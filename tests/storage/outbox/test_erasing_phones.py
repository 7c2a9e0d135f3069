"""What is deleted from phones: each message once, whatever led to it."""

from datetime import timedelta

import pytest

from domain.people.person import PersonId
from domain.speech.text import Verbatim
from storage.outbox.repository import Priority, RowKind, Settled, State
from storage.store import Store
from tests.storage.outbox.posting import CHANNEL, LEASE, NOON, Posting

HOUR = timedelta(hours=1)


@pytest.fixture
def world(store: Store) -> Posting:
    """A database in which something was sent."""
    return Posting(store)


def anna_was_sent(world: Posting, *names: str) -> PersonId:
    """Messages that the channel calls so; a changed one is called as before."""
    [anna] = world.invite("1")
    rows = world.reply(anna, "1", *names)
    results = [
        Settled(row, State.SENT, NOON, message=name) for row, name in zip(rows, names, strict=True)
    ]
    world.write(lambda tx: tx.outbox.settle(results))
    return anna


def to_be_deleted(world: Posting) -> list[tuple[str, ...]]:
    """What channels will be told to delete."""
    rows = world.write(lambda tx: tx.outbox.claim(CHANNEL, NOON, 9, LEASE, Priority.REST))
    return [row.erase for row in rows if row.kind == RowKind.ERASE]


def test_hiding_names_each_message_once(world: Posting) -> None:
    """Also one that was changed on the screen."""
    anna = anna_was_sent(world, "5", "6", "5", "7,8", "6")
    world.write(lambda tx: tx.outbox.take_away(anna, NOON - HOUR, NOON))

    assert to_be_deleted(world) == [("5", "6", "7,8")]


def test_forgetting_names_each_message_once(world: Posting) -> None:
    """In the order in which they stand there."""
    anna = anna_was_sent(world, "9", "5", "9", "5", "9")
    world.write(lambda tx: tx.lives.forget(anna, Verbatim("Bye"), NOON))

    assert to_be_deleted(world) == [("9", "5")]
