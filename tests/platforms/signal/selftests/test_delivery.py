"""When a message counts as told: what is lost, what comes again, what waits."""

import asyncio

from tests.platforms.signal import SignalCli, Trust
from tests.platforms.signal.conftest import Bot, Connect, eventually


async def test_messages_wait_while_nobody_listens(signal: SignalCli, connect: Connect) -> None:
    """They are still at the server, in order."""
    signal.person().flood(3)
    bot = await connect()
    assert not signal.world.journal.handed

    assert await bot("subscribeReceive") == {"jsonrpc": "2.0", "result": 0, "id": 1}

    assert [(await bot.data())["message"] for _ in range(3)] == ["spam 0", "spam 1", "spam 2"]


async def test_everybody_who_subscribed_is_told(connect: Connect, signal: SignalCli) -> None:
    """Each under the number of the subscription."""
    bots = [await connect(), await connect()]
    for number, bot in enumerate(bots):
        assert (await bot("subscribeReceive"))["result"] == number

    signal.person().say("to all")

    assert [(await bot.data())["message"] for bot in bots] == ["to all", "to all"]


async def test_after_unsubscribing_nothing_more_comes(bot: Bot, signal: SignalCli) -> None:
    """The answer is the last line; what is said later waits at the server."""
    signal.person().flood(5)
    assert (await bot("unsubscribeReceive", subscription=0))["result"] == {}
    told = bot.waiting

    signal.person().say("later")
    await bot("version")

    assert bot.waiting == told
    assert len(signal.world.waiting) + len(signal.world.cache) == 6 - told


async def test_who_vanishes_loses_what_was_handed_over(signal: SignalCli, connect: Connect) -> None:
    """Acknowledged is acknowledged: only what is said later reaches the next one."""
    deaf = await connect(reading=False)
    deaf.writer.write(b'{"jsonrpc":"2.0","id":1,"method":"subscribeReceive"}\n')
    await signal.wanted()
    ben = signal.person()
    ben.say("lost")
    await eventually(lambda: signal.world.recent)
    await deaf.close()
    await eventually(lambda: not signal.subscribed)

    ben.say("not lost")

    bot = await connect()
    await bot("subscribeReceive")
    assert (await bot.data())["message"] == "not lost"


async def test_who_does_not_read_holds_everything_up(signal: SignalCli, connect: Connect) -> None:
    """Nothing is lost by that; with the first line read it goes on."""
    slow = await connect(reading=False)
    slow.writer.write(b'{"jsonrpc":"2.0","id":1,"method":"subscribeReceive"}\n')
    await signal.wanted()
    ben = signal.person()
    signal.world.version = "0.14.5"
    for _ in range(20):
        ben.say("x" * 300_000)
    for _ in range(200):
        await asyncio.sleep(0)
    held = len(signal.world.waiting)
    assert held > 10

    slow._answers[1] = asyncio.get_running_loop().create_future()
    slow.read()

    assert [len((await slow.data())["message"]) for _ in range(20)] == [300_000] * 20


async def test_a_crash_brings_back_what_was_not_noted(signal: SignalCli, bot: Bot) -> None:
    """The new process begins with what the old one had on its disk, and counts anew."""
    ben = signal.person()
    ben.flood(3)
    for _ in range(3):
        await bot.data()
    await bot("version")

    await signal.kill(unsaved=2)
    await bot.gone()
    await signal.start()

    again = Bot(*await asyncio.open_unix_connection(signal.path))
    again.read()
    assert (await again("subscribeReceive"))["result"] == 0
    assert [(await again.data())["message"] for _ in range(2)] == ["spam 1", "spam 2"]
    await again.close()


async def test_new_keys_are_not_believed_until_they_are_trusted(
    signal: SignalCli, bot: Bot
) -> None:
    """Their messages are told as a problem, then again; ours are refused until then."""
    ben = signal.person()
    ben.say("old phone")
    await bot.data()
    ben.change_phone()
    ben.say("new phone")

    event = await bot.event()
    assert event["exception"]["type"] == "UntrustedIdentityException"
    assert "dataMessage" not in event["envelope"]
    refused = (await bot.send(ben.uuid))["error"]
    assert refused["code"] == -4
    assert refused["data"]["response"]["results"][0]["type"] == "IDENTITY_FAILURE"

    await bot("trust", recipient=ben.uuid, trustAllKnownKeys=True)
    assert (await bot.data())["message"] == "new phone"
    assert (await bot.send(ben.uuid))["result"]["results"][0]["type"] == "SUCCESS"


async def test_with_always_new_keys_are_listed_only(signal: SignalCli, bot: Bot) -> None:
    """Nothing else tells of them."""
    signal.world.trust = Trust.ALWAYS
    ben = signal.person()
    ben.say("old phone")
    ben.change_phone()
    ben.say("new phone")

    assert [(await bot.data())["message"] for _ in range(2)] == ["old phone", "new phone"]
    assert len((await bot("listIdentities", number=ben.uuid))["result"]) == 2


async def test_it_may_not_know_its_account_or_say_nothing_at_all(
    signal: SignalCli, bot: Bot
) -> None:
    """Started without a network it runs on without the account."""
    signal.loaded = False
    assert (await bot("listAccounts"))["result"] == []
    assert (await bot.send(signal.person().uuid))["error"]["code"] == -32602
    signal.loaded = True
    assert (await bot("listAccounts"))["result"] == [{"number": signal.account}]
    signal.silent = True
    bot.writer.write(b'{"jsonrpc":"2.0","id":99,"method":"version"}\n')
    signal.person().say("unheard")
    for _ in range(20):
        await asyncio.sleep(0)
    assert (99 in bot.answered, bot.waiting) == (False, 0)
