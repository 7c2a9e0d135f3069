"""What we start on a phone with new keys: it arrives, and says nothing of what was before."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import Rates
from domain.events.rsvp import Come
from domain.outcome import Done
from domain.people.person import PersonId
from domain.rules import perform
from domain.speech.messages import Option, Say
from domain.speech.text import Verbatim
from tests.bot.sending.sender_world import CHANNEL, NOON, Make, World, announce, states, worlds
from tests.storage.samples import new_event

HOUR = timedelta(hours=1)
OFFER = Say(Verbatim("A place in the library is free."), options=(Option("yes", Verbatim("Yes")),))
NOT_SHOWN = "This phone is new to us, so it is not shown here."


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a world whose channel allows so much."""
    yield from worlds(tmp_path)


@pytest.fixture
def world(make: Make) -> World:
    """A channel without limits of its own, at noon."""
    return make(Rates())


@pytest.fixture
def anna(world: World) -> PersonId:
    """Her phone gets new keys after all of it was planned."""
    [anna] = world.invite("1")
    return anna


def renew(world: World, who: PersonId) -> None:
    """The keys behind the address are new."""
    world.write(lambda tx: tx.links.doubt(who, CHANNEL, world.now()))


def test_letters_say_neither_what_nor_where(world: World, anna: PersonId) -> None:
    """Also those that were written before; they come all the same, without their buttons."""
    world.write(lambda tx: tx.outbox.write(anna, OFFER, world.now()))
    renew(world, anna)
    world.run(2)

    [text] = world.channel.texts("1")
    assert NOT_SHOWN in text
    assert "library" not in text
    assert world.channel.outgoing[0].buttons == ()
    assert states(world, anna) == ["sent"]


def test_a_trusted_phone_hears_all_of_it(world: World, anna: PersonId) -> None:
    """As before the keys were new."""
    renew(world, anna)
    world.write(lambda tx: tx.links.trust(anna, CHANNEL, world.now()))
    world.write(lambda tx: tx.outbox.write(anna, OFFER, world.now()))
    world.run(2)

    assert world.channel.texts("1") == ["A place in the library is free."]


def test_what_was_asked_for_is_answered(world: World, anna: PersonId) -> None:
    """The engine has decided by then what may be shown."""
    renew(world, anna)
    world.hand_over(world.reply(anna, "1", "What would you like to do?"))
    world.run(2)

    assert world.channel.texts("1") == ["What would you like to do?"]


def test_an_announcement_is_the_same_for_everybody(world: World) -> None:
    """Nobody else reads other words because one phone is new."""
    anna, _ben = world.invite("1", "2")
    renew(world, anna)
    announce(world)
    world.run(2)

    assert world.channel.texts("1") == world.channel.texts("2") == ["Football on Sunday"]


def test_a_reminder_of_an_event_says_where_to_read(world: World, anna: PersonId) -> None:
    """Not when, where nor what."""
    starts = NOON + 2 * HOUR + timedelta(seconds=30)
    event = world.write(lambda tx: tx.events.add(new_event(starts=starts), world.now()))
    come = Come(event, 1, lift=False)
    world.write(lambda tx: isinstance(perform(come, tx.work(anna, world.now())), Done))
    renew(world, anna)
    world.run(31)

    [text] = world.channel.texts("1")
    assert text == "🔔 You said that you are coming."
