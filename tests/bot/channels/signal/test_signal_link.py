"""The connection is kept up, and an operator hears of what must be mended."""

import pytest

from bot.channels.base import Meaning
from bot.channels.signal.alarms import NO_ACCOUNT, NOT_REACHED, NOT_THERE, TOO_OLD
from bot.channels.signal.errors import CallError
from domain.speech.messages import Outgoing
from tests.bot.channels.signal.signal_kit import (
    GOOD,
    Hands,
    Naps,
    eventually,
    failure,
    open_channel,
    receiving,
    refused,
    scripted,
    signal_at,
    signal_on,
)
from tests.platforms.signal import SignalCli


async def test_after_a_crash_of_signal_cli_receiving_goes_on() -> None:
    """The old subscription went with it."""
    hands = Hands()
    async with SignalCli(version=GOOD) as cli, receiving(signal_at(cli), hands):
        await cli.wanted()
        cli.person().say("one")
        await hands.until(1)
        await cli.stop()
        cli.person().say("two")
        await cli.start()
        await hands.until(2)

    assert hands.words == ["one", "two"]


async def test_it_connects_again_later_and_later_and_then_says_so() -> None:
    """A second to three, never together with everybody else."""
    naps = Naps()
    channel = signal_on("unix:/nowhere/at/all", sleep=naps)
    async with receiving(channel, Hands()):
        await eventually(lambda: len(naps.taken) > 12)

    assert 1 <= naps.taken[0] <= 1.25
    assert 2 <= naps.taken[10] <= 3
    assert channel.alarm == NOT_THERE


async def test_a_lost_account_is_an_alarm_until_it_is_there() -> None:
    """Started offline, signal-cli goes on without it and never loads it."""
    hands = Hands()
    async with SignalCli(version=GOOD) as cli:
        cli.loaded = False
        channel = signal_at(cli)
        async with receiving(channel, hands):
            await eventually(lambda: channel.alarm == NO_ACCOUNT)
            error = await failure(channel, Outgoing("Hello"))
            assert error.meaning is Meaning.ALARM
            cli.loaded = True
            await cli.wanted()
            await eventually(lambda: channel.alarm == "")


async def test_a_signal_cli_that_loses_messages_is_an_alarm() -> None:
    """It works, but an operator should know."""
    async with SignalCli() as cli:
        channel = signal_at(cli)
        async with receiving(channel, Hands()):
            await cli.wanted()
            assert channel.alarm == TOO_OLD


async def test_a_signal_out_of_reach_is_an_alarm_until_it_answers() -> None:
    """It is asked every minute then."""
    naps = Naps()
    async with scripted() as (script, rpc):
        script.answers["listDevices"] = refused(-3, "No route to host")
        channel = signal_on(rpc, sleep=naps)
        async with receiving(channel, Hands()):
            await eventually(lambda: channel.alarm == NOT_REACHED)
            script.answers["listDevices"] = []
            await naps.tick(6)
            await eventually(lambda: channel.alarm == "")


async def test_a_signal_cli_that_says_nothing_is_asked_and_then_left() -> None:
    """After 30 seconds it is asked, after 40 the connection is made anew."""
    naps = Naps()
    async with scripted() as (script, rpc), receiving(signal_on(rpc, sleep=naps), Hands()):
        await eventually(lambda: "subscribeReceive" in script.methods)
        await eventually(lambda: "listDevices" in script.methods)
        await naps.tick(4)
        assert script.methods.count("version") == 2
        assert script.connections == 1
        script.answers["version"] = lambda _call: (
            None if script.connections == 1 else {"version": GOOD}
        )
        await naps.tick(5)
        await eventually(lambda: script.connections > 1)
        await eventually(lambda: script.methods.count("subscribeReceive") > 1)


async def test_no_message_is_lost_while_signal_cli_dies_again_and_again() -> None:
    """Some may come twice; their key tells."""
    hands = Hands()
    async with SignalCli(version=GOOD) as cli, receiving(signal_at(cli), hands):
        for life in range(10):
            await cli.wanted()
            cli.person().flood(20, f"life {life} number")
            await hands.until(len(hands.words) + 1)
            await cli.kill(unsaved=life % 3)
            cli.path.unlink(missing_ok=True)
            await cli.start()
        expected = {f"life {life} number {number}" for life in range(10) for number in range(20)}
        await eventually(lambda: set(hands.words) == expected)

    keys = {(said.words, said.key) for batch in hands.batches for said in batch}
    assert len(keys) == len(expected)


async def test_no_message_is_lost_while_the_connection_breaks() -> None:
    """What was taken is kept, and the rest waits at Signal."""
    hands = Hands()
    async with SignalCli(version=GOOD) as cli, receiving(signal_at(cli), hands):
        await cli.wanted()
        cli.person().flood(50)
        await hands.until(1)
        cli.drop_clients()
        await hands.until(50)

    assert hands.words == [f"spam {number}" for number in range(50)]


async def test_a_probe_asks_signal_cli_and_signal_behind_it() -> None:
    """What signal-cli answers for itself says nothing of its network; a refusal is an answer."""
    async with scripted() as (script, rpc), open_channel(signal_on(rpc)) as channel:
        await channel.probe()
        script.answers["listDevices"] = refused(-32603, "Unexpected: SocketException")
        with pytest.raises(CallError) as caught:
            await channel.probe()
        script.answers["listDevices"] = refused(-1, "This is a linked device")
        await channel.probe()

    assert caught.value.meaning is Meaning.NETWORK


async def test_a_probe_of_a_signal_cli_that_is_gone_fails() -> None:
    """Nothing left us; and once it is there again a probe succeeds."""
    channel = signal_on("unix:/nowhere/at/all")
    async with open_channel(channel):
        with pytest.raises(CallError) as caught:
            await channel.probe()

    assert caught.value.meaning is Meaning.NETWORK
