"""Sending, in a world where time jumps: order, pace, languages, and what is recorded."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.channels.base import Rates
from domain.campaigns.campaign import Counts
from domain.events.event import NewEvent
from domain.events.rsvp import Come
from domain.outcome import Done
from domain.people.audience import Audience
from domain.reminders.reminder import Thing
from domain.rules import perform
from domain.speech.messages import Option, Prompt, Say
from domain.speech.text import Content, Verbatim, _
from storage.outbox.repository import State
from storage.outbox.tables import outbox
from storage.store import Transaction
from tests.bot.sending.sender_world import NOON, Make, World, announce, counts, states, worlds


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a world whose channel allows so much."""
    yield from worlds(tmp_path)


@pytest.fixture
def world(make: Make) -> World:
    """A channel without limits, at noon."""
    return make(Rates())


def test_an_answer_goes_at_once_and_is_recorded(world: World) -> None:
    """Born leased, handed over, sent, settled; its words are gone from the table."""
    [anna] = world.invite("1")
    rows = world.reply(anna, "1", "Hello")

    world.hand_over(rows)
    world.run(1)

    assert world.channel.sent[0][0] <= NOON + timedelta(milliseconds=60)
    assert states(world, anna) == [State.SENT]
    assert world.sender.counts["telegram", "sent"] == 1
    row = world.write(lambda tx: tx.connection.execute(outbox.select()).one())
    assert (row.message, row.content_sealed) == ("m1", None)


def test_everybody_gets_their_messages_in_order(world: World) -> None:
    """One at a time per address, though many are on their way."""
    people = world.invite("1", "2", "3")
    rows = [
        row
        for i, person in enumerate(people)
        for row in world.reply(person, str(i + 1), "a", "b", "c", "d")
    ]
    world.hand_over(rows)
    world.run(3)

    assert [world.channel.texts(str(i)) for i in (1, 2, 3)] == [["a", "b", "c", "d"]] * 3


def test_what_another_process_wrote_is_noticed_within_a_second(world: World) -> None:
    """Nobody has to wake the sender."""
    world.invite("1")
    world.run(5)
    announce(world)
    world.run(1)

    assert len(world.channel.sent) == 1


def test_a_campaign_is_said_in_each_reader_s_language(make: Make) -> None:
    """Stored once, rendered for whoever reads it."""
    world = make(Rates())
    world.invite("1")
    world.invite("2", language="fr")
    announce(world)
    world.run(1)

    assert world.channel.texts("1") == ["Football on Sunday"]
    assert world.channel.texts("2") == ["Football dimanche"]


def test_buttons_lead_back_to_their_row_or_to_the_conversation(world: World) -> None:
    """`o7:0` for what we began; the conversation's own number for its questions."""
    [anna] = world.invite("1")
    options = (Option("come", _("I'm coming")), Option("_back", _("Back")))
    announce(world, Say(Verbatim("?"), Verbatim("Title"), options, asks=Prompt("events", "x", {})))
    world.run(1)
    [outgoing] = world.channel.outgoing

    assert [button.data for button in outgoing.buttons] == ["o1:0", "o1:1"]
    assert [button.beside for button in outgoing.buttons] == [False, True]
    assert (outgoing.title, outgoing.text) == ("Title", "?")
    found = world.write(lambda tx: tx.outbox.open_prompts([anna], world.now()))
    assert found[anna][0] == 1
    assert found[anna][1].options == options


def test_answers_overtake_a_campaign(make: Make) -> None:
    """Two hundred wait at ten a second; who writes now is answered next."""
    world = make(Rates(10))
    world.invite(*map(str, range(200)))
    [ben] = world.invite("ben")
    announce(world)
    world.run(2)
    rows = world.reply(ben, "ben", "Hello Ben")
    world.hand_over(rows)
    world.run(0.3)

    assert "Hello Ben" in world.channel.texts("ben")


@pytest.mark.parametrize("rate", [25.0, 300.0])
def test_an_announcement_keeps_the_rate_and_uses_it(make: Make, rate: float) -> None:
    """At least 98 % of what is allowed, never more in any second."""
    world = make(Rates(rate, 0, 1))
    world.invite(*map(str, range(int(rate * 4))))
    campaign = announce(world)
    world.run(6)
    times = [at.timestamp() for at, _to, _text in world.channel.tried]

    assert counts(world, campaign) == Counts(sent=int(rate * 4))
    assert (len(times) - 1) / (times[-1] - times[0]) >= 0.98 * rate
    ahead = int(rate)
    assert all(late - early >= 1 for early, late in zip(times, times[ahead:], strict=False))


def test_nobody_is_woken_at_night(make: Make) -> None:
    """What we start waits for the morning; answers do not."""
    world = make(Rates())
    world.start = NOON + timedelta(hours=10)  # ten in the evening
    [anna] = world.invite("1")
    campaign = announce(world)
    rows = world.reply(anna, "1", "a")
    world.hand_over(rows)
    world.run(60)
    assert world.channel.texts("1") == ["a"]

    world.restart(after=timedelta(hours=9, minutes=58))
    world.run(120)

    assert counts(world, campaign) == Counts(sent=1)
    assert world.channel.sent[1][0].hour == 7  # eight o'clock in Ljubljana


def test_a_reminder_of_nothing_is_cancelled(world: World) -> None:
    """It reads the thing again when it is due; here there is none."""
    [anna] = world.invite("1")
    due = NOON + timedelta(minutes=1)
    world.write(
        lambda tx: tx.outbox.remind(
            anna, Thing.EVENT, 7, timedelta(hours=2), due, due + timedelta(hours=2)
        )
    )
    world.run(120)

    assert states(world, anna) == [State.CANCELLED]
    assert not world.channel.tried


def test_two_messages_of_a_campaign_and_a_chat_limit(make: Make) -> None:
    """One chat gets three at once, then one a second."""
    world = make(Rates(0, 0, 1, 3))
    [anna] = world.invite("1")
    rows = world.reply(anna, "1", *"abcdef")
    world.hand_over(rows)
    world.run(10)
    times = [at for at, _to, _text in world.channel.tried]

    assert world.channel.texts("1") == list("abcdef")
    assert all(b - a >= timedelta(seconds=0.9) for a, b in pairwise(times[3:]))


def test_whoever_is_forgotten_loses_the_messages_and_gets_a_farewell(world: World) -> None:
    """First the phone is emptied of us, then one goodbye; nothing of it stays readable."""
    [anna] = world.invite("1")
    rows = world.reply(anna, "1", "a", "b")
    world.hand_over(rows)
    world.run(2)
    world.write(lambda tx: tx.lives.forget(anna, Verbatim("Goodbye"), world.now()))
    world.run(2)
    left = world.write(lambda tx: tx.connection.execute(outbox.select()).fetchall())

    assert world.channel.erased == [("1", ("m1", "m2"))]
    assert world.channel.texts("1") == ["a", "b", "Goodbye"]
    assert all(
        (row.person_id, row.address_sealed, row.content_sealed, row.message) == (None,) * 4
        for row in left
    )


def test_sensitive_words_leave_the_phone_again(world: World) -> None:
    """Before the platform no longer lets us, and only once."""
    [anna] = world.invite("1")
    announce(world, Say(Verbatim("secret"), sensitive=True))
    world.run(1)
    world.restart(after=timedelta(hours=46))
    world.run(1)
    world.write(lambda tx: tx.lives.forget(anna, Verbatim("Goodbye"), world.now()))
    world.run(2)

    assert world.channel.erased == [("1", ("m1",))]


def test_a_reminder_is_sent_and_its_button_is_understood(world: World) -> None:
    """Its words are read when it is due, and kept for the answer."""
    [anna] = world.invite("1")
    starts = NOON + timedelta(hours=2, seconds=30)
    title, ends = Content({"en": "Football"}), starts + timedelta(hours=1)
    new = NewEvent(title, None, title, starts, ends, None, frozenset(), None, Audience())

    def come(tx: Transaction) -> None:
        event = tx.events.add(new, world.now())
        assert isinstance(perform(Come(event, 1, lift=False), tx.work(anna, world.now())), Done)

    world.write(come)
    world.run(31)

    assert "You said that you are coming." in world.channel.texts("1")[0]
    [(row, say, _at)] = world.write(lambda tx: tx.outbox.open_prompts([anna], world.now())).values()
    assert world.channel.outgoing[0].buttons[1].data == f"o{row}:1"
    assert say.options[1].key == "cannot"


def test_a_campaign_that_is_stopped_elsewhere_stops_here(make: Make) -> None:
    """About a second's worth is on its way already; nothing more goes."""
    world = make(Rates(20))
    world.invite(*map(str, range(200)))
    campaign = announce(world)
    world.run(2)
    sent = len(world.channel.sent)
    world.write(lambda tx: tx.campaigns.stop(campaign))
    world.run(30)

    assert len(world.channel.sent) <= sent + 30
    assert counts(world, campaign).recipients == 200
    assert counts(world, campaign).sent == len(world.channel.sent)
