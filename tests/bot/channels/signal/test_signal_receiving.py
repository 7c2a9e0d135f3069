"""Receiving: an event is kept before it is handled, and let go after it."""

import asyncio
import json
import logging
from collections.abc import Sequence

import pytest

from bot.channels.signal.event_store import RawEvent
from domain.speech.messages import Incoming, Kind
from tests.bot.channels.signal.signal_kit import (
    GOOD,
    LEILA,
    NOW,
    Hands,
    MemorySafe,
    Naps,
    data,
    envelope,
    event,
    eventually,
    receiving,
    said,
    scripted,
    signal_at,
    signal_on,
)
from tests.platforms.signal import SignalCli

OTHER = "22222222-2222-4222-8222-222222222222"


async def test_what_people_say_is_handed_over_in_order() -> None:
    """And health knows that signal-cli answers."""
    hands = Hands()
    async with SignalCli(version=GOOD) as cli:
        channel = signal_at(cli)
        async with receiving(channel, hands):
            await cli.wanted()
            for words in ("one", "two", "three"):
                cli.person().say(words)
            await hands.until(3)

    assert hands.words == ["one", "two", "three"]
    assert channel.last_poll is not None
    assert channel.alarm == ""


async def test_an_event_is_kept_before_it_is_handled_and_let_go_after() -> None:
    """signal-cli will not give it again."""
    safe, seen = MemorySafe(), list[int]()

    class Looking(Hands):
        async def __call__(self, batch: Sequence[Incoming]) -> None:
            seen.append(len(safe.events))
            await super().__call__(batch)

    hands = Looking()
    async with SignalCli(version=GOOD) as cli, receiving(signal_at(cli, safe), hands):
        await cli.wanted()
        cli.person().say("one")
        await hands.until(1)
        await eventually(lambda: not safe.events)

    assert seen == [1]


async def test_what_cannot_be_kept_waits_with_signal() -> None:
    """A killed program loses what it was handed: while the database is stuck, that is little."""
    hands, opened = Hands(), asyncio.Event()

    class Stuck(MemorySafe):
        async def keep(self, events: Sequence[RawEvent]) -> None:
            await opened.wait()
            await super().keep(events)

    async with SignalCli(version=GOOD) as cli, receiving(signal_at(cli, Stuck()), hands):
        await cli.wanted()
        cli.person().say("one")
        await eventually(lambda: not cli.subscribed)
        cli.person().say("two")
        cli.person().say("three")
        assert len(cli.world.waiting) == 2
        opened.set()
        await hands.until(3)

    assert hands.words == ["one", "two", "three"]


async def test_a_batch_that_failed_comes_again() -> None:
    """Nothing is lost, and no words are logged."""
    hands, naps = Hands(), Naps()
    hands.trouble = [RuntimeError("Leila's words"), RuntimeError("again")]
    async with SignalCli(version=GOOD) as cli, receiving(signal_at(cli, sleep=naps), hands):
        await cli.wanted()
        cli.person().say("one")
        await hands.until(1)

    assert hands.words == ["one"]
    assert len(naps.taken) == 2


async def test_a_failure_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    """They might be somebody's."""
    hands, safe = Hands(), MemorySafe()
    hands.trouble = [RuntimeError("Leila's words")]
    safe.trouble = [RuntimeError("Leila's event")]
    with caplog.at_level(logging.DEBUG):
        async with SignalCli(version=GOOD) as cli, receiving(signal_at(cli, safe), hands):
            await cli.wanted()
            cli.person().say("secret")
            await hands.until(1)

    assert "RuntimeError" in caplog.text
    for secret in ("Leila", "secret", cli.person().uuid, cli.account):
        assert secret not in caplog.text


async def test_what_could_not_be_kept_is_kept_as_soon_as_it_can_be() -> None:
    """Meanwhile signal-cli waits."""
    hands, safe = Hands(), MemorySafe()
    safe.trouble = [OSError("disk"), OSError("disk")]
    async with SignalCli(version=GOOD) as cli, receiving(signal_at(cli, safe), hands):
        await cli.wanted()
        cli.person().say("one")
        await hands.until(1)

    assert hands.words == ["one"]


async def test_what_waited_from_before_is_handled_first() -> None:
    """The program was killed between keeping and handling."""
    safe, hands, stuck = MemorySafe(), Hands(), asyncio.Event()

    async def never(batch: Sequence[Incoming]) -> None:
        del batch
        stuck.set()
        await asyncio.Event().wait()

    async with SignalCli(version=GOOD) as cli:
        async with receiving(signal_at(cli, safe), never):
            await cli.wanted()
            cli.person().say("before")
            await stuck.wait()
        async with receiving(signal_at(cli, safe), hands):
            await cli.wanted()
            cli.person(1002).say("after")
            await hands.until(2)

    assert hands.words == ["before", "after"]


async def test_a_planned_stop_leaves_nothing_on_the_way() -> None:
    """What comes later waits at Signal for the next start."""
    safe, hands = MemorySafe(), Hands()
    async with SignalCli(version=GOOD) as cli:
        channel = signal_at(cli, safe)
        async with receiving(channel, hands):
            await cli.wanted()
            cli.person().flood(20)
            await channel.stop_receiving()
            kept = len(safe.kept)
            cli.person().say("later")
            assert cli.subscribed == 0
        async with receiving(signal_at(cli, safe), hands):
            await hands.until(21)

    assert kept <= 20
    assert hands.words[-1] == "later"
    assert len(hands.words) == 21


async def test_a_delivery_receipt_is_a_proof_and_is_not_kept() -> None:
    """It names our messages by their timestamps."""
    safe = MemorySafe()
    receipt = {"when": 1, "isDelivery": True, "timestamps": [1795000000001, 1795000000002]}
    read = {**receipt, "isDelivery": False, "isRead": True}
    async with scripted() as (script, rpc), receiving(signal_on(rpc, safe), Hands()):
        await eventually(lambda: "subscribeReceive" in script.methods)
        script.give(envelope(receiptMessage=read), envelope(receiptMessage=receipt))
        await eventually(lambda: bool(safe.proven))

    assert safe.proven == [(LEILA, ("1795000000001", "1795000000002"))]
    assert safe.kept == []


async def test_what_nobody_says_is_not_kept_but_counted() -> None:
    """Typing, calls, stories, what a coordinator typed, and what nobody can be answered for."""
    safe, hands = MemorySafe(), Hands()
    async with scripted() as (script, rpc):
        channel = signal_on(rpc, safe)
        async with receiving(channel, hands):
            await eventually(lambda: "subscribeReceive" in script.methods)
            script.give(
                envelope(typingMessage={"action": "STARTED"}),
                envelope(callMessage={}),
                envelope(storyMessage={}),
                envelope(syncMessage={"readMessages": []}),
                envelope(sender=None, dataMessage={"message": "who?"}),
                {**said("ours"), "sourceNumber": "+447700900001"},
                envelope(),
                said("one"),
            )
            await hands.until(1)

    assert [raw.sender for raw in safe.kept] == [LEILA]
    assert channel.counts == {
        "typingMessage": 1, "callMessage": 1, "storyMessage": 1, "syncMessage": 1,
        "unknown_sender": 1, "own": 1, "unknown": 1,
    }  # fmt: skip


async def test_an_event_that_is_not_understood_is_let_go() -> None:
    """It never blocks the rest."""
    safe, hands = MemorySafe(), Hands()
    async with scripted() as (script, rpc):
        channel = signal_on(rpc, safe)
        async with receiving(channel, hands):
            await eventually(lambda: "subscribeReceive" in script.methods)
            strange = envelope(1795000300001, dataMessage={"message": 7})
            script.give(strange, said("one"))
            await hands.until(1)
            await eventually(lambda: not safe.events)

    assert hands.words == ["one"]
    assert channel.counts["not_understood"] == 1


async def test_new_keys_are_told_and_trusted_and_the_message_comes_again() -> None:
    """Whoever has a new phone is heard."""
    hands = Hands()
    async with SignalCli(version=GOOD) as cli, receiving(signal_at(cli), hands):
        await cli.wanted()
        ben = cli.person()
        ben.say("old")
        await hands.until(1)
        ben.change_phone()
        ben.say("new")
        await hands.until(3)

    kinds = [message.kind for batch in hands.batches for message in batch]
    assert kinds == [Kind.WORDS, Kind.CHANGED, Kind.WORDS]
    assert hands.words[-1] == "new"


async def test_the_time_is_the_servers_and_never_later_than_now() -> None:
    """A phone's own clock may be years wrong."""
    hands = Hands()
    async with scripted() as (script, rpc), receiving(signal_on(rpc), hands):
        await eventually(lambda: "subscribeReceive" in script.methods)
        late = round(NOW.timestamp() * 1000) + 10**9
        early = {**said("b", 1795000300003), "serverReceivedTimestamp": 1764579600000}
        script.give(said("a", late), early)
        await hands.until(2)

    [first, second] = [message for batch in hands.batches for message in batch]
    assert first.at == NOW
    assert first.key == str(late)
    assert second.at.year == 2025


async def test_a_long_text_of_an_old_signal_cli_is_fetched() -> None:
    """Before 0.14 the message itself is cut."""
    hands = Hands()
    async with SignalCli() as cli, receiving(signal_at(cli), hands):
        await cli.wanted()
        cli.person().say("long " * 600)
        await hands.until(1)

    assert hands.words == [("long " * 600).strip()]


async def test_a_letter_arrives_whole() -> None:
    """Up to more than a message to the team may have."""
    hands = Hands()
    letter = "word" * 2_000
    async with SignalCli(version=GOOD) as cli, receiving(signal_at(cli), hands):
        await cli.wanted()
        cli.person().say(letter)
        await hands.until(1)

    assert hands.words == [letter]


async def test_nobody_waits_behind_everything_that_somebody_else_has_sent() -> None:
    """A hundred events of one person wait; the other's one goes with the first of them."""
    hands, safe = Hands(), MemorySafe()
    many = [str(number) for number in range(100)]
    for at, words in enumerate([*many, "mine"], start=1795000300002):
        sender = OTHER if words == "mine" else LEILA
        told = envelope(at, sender, dataMessage=data(words, at))
        await safe.keep([RawEvent(sender, str(at), json.dumps(event(told)).encode())])
    async with SignalCli(version=GOOD) as cli, receiving(signal_at(cli, safe), hands):
        await hands.until(101)
        await eventually(lambda: not safe.events)

    assert "mine" in [message.words for message in hands.batches[0]]
    assert [words for words in hands.words if words != "mine"] == many
