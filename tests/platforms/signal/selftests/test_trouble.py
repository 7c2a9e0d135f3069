"""Faults on order, limits, and what the daemon spoils in silence."""

import asyncio
from typing import Any

import pytest

from tests.platforms.signal import ACCOUNT, Bucket, Mode, Rates, SignalCli, Trouble
from tests.platforms.signal.conftest import Bot


def types(answer: dict[str, Any]) -> list[str]:
    """What became of each recipient."""
    response = answer.get("result") or answer["error"]["data"]["response"]
    return [result["type"] for result in response["results"]]


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (Trouble.NETWORK, -1),
        (Trouble.UNREGISTERED, -1),
        (Trouble.PRE_KEY, -1),
        (Trouble.IDENTITY, -4),
        (Trouble.LIMIT, -5),
    ],
)
@pytest.mark.parametrize("after", [False, True])
async def test_a_failure_may_come_before_or_after_the_effect(
    signal: SignalCli, bot: Bot, trouble: Trouble, code: int, *, after: bool
) -> None:
    """An error is no proof that nothing arrived; the next call works."""
    ben = signal.person()
    signal.fault(trouble, after=after)

    answer = await bot.send(ben.uuid, "one")

    assert (answer["error"]["code"], types(answer)) == (code, [trouble.value])
    assert len(ben.bubbles) == after
    assert types(await bot.send(ben.uuid, "two")) == ["SUCCESS"]


async def test_some_may_get_it_and_some_not(signal: SignalCli, bot: Bot) -> None:
    """That is a result, not an error."""
    ben, cilka = signal.person(1), signal.person(2)
    signal.fault(Trouble.NETWORK, recipient=cilka.uuid)

    answer = await bot("send", recipients=[ben.uuid, cilka.uuid], message="hello")

    assert types(answer) == ["SUCCESS", "NETWORK_FAILURE"]


async def test_without_a_network(signal: SignalCli, bot: Bot) -> None:
    """Whoever is called by number seems to have left; nothing comes in."""
    ben = signal.person(phone="+447700900002")
    signal.online = False
    ben.say("hello?")

    assert types(await bot.send(ben.uuid)) == ["NETWORK_FAILURE"]
    assert types(await bot.send("+447700900002")) == ["UNREGISTERED_FAILURE"]
    assert (await bot("listDevices"))["error"]["code"] == -3
    signal.fault(Trouble.IO)
    assert "IOException" in (await bot.send(ben.uuid))["error"]["message"]
    signal.online = True
    assert (await bot.data())["message"] == "hello?"


@pytest.mark.parametrize("trouble", [Trouble.CLOSE, Trouble.CRASH])
@pytest.mark.parametrize("after", [False, True])
async def test_the_connection_may_end_instead_of_an_answer(
    signal: SignalCli, bot: Bot, trouble: Trouble, *, after: bool
) -> None:
    """Nobody can know then whether it arrived."""
    ben = signal.person()
    signal.fault(trouble, after=after)

    asking = asyncio.create_task(bot.send(ben.uuid))
    await bot.gone()
    asking.cancel()

    assert len(ben.bubbles) == after
    assert signal.running is (trouble is Trouble.CLOSE)


async def test_answers_may_come_in_any_order(signal: SignalCli, bot: Bot) -> None:
    """Only the number says which belongs to what."""
    ben = signal.person()
    signal.swap(3)

    await asyncio.gather(*(bot.send(ben.uuid, str(number)) for number in range(3)))

    assert bot.answered[-3:] == [4, 3, 2]
    assert [bubble.text for bubble in ben.bubbles] == ["0", "1", "2"]


async def test_a_puzzle_stops_everything_until_a_person_solves_it(
    signal: SignalCli, bot: Bot
) -> None:
    """Three in all, then -5 for everybody."""
    signal.world.rates = Rates(Mode.ENFORCE, Bucket(3, 1000))
    people = [signal.person(number) for number in range(1, 6)]
    answers = [await bot.send(person.uuid) for person in people]

    assert [answer.get("error", {}).get("code") for answer in answers] == [None] * 3 + [-5] * 2
    [result] = answers[3]["error"]["data"]["response"]["results"]
    assert result["retryAfterSeconds"] == 86400
    wrong = await bot("submitRateLimitChallenge", challenge=result["token"], captcha="nonsense")
    assert wrong["error"]["code"] == -1
    signal.world.version = "0.14.5"
    wrong = await bot("submitRateLimitChallenge", challenge="another", captcha="signalcaptcha://x")
    assert wrong["error"]["code"] == -6
    right = {"challenge": result["token"], "captcha": "signalcaptcha://x"}
    assert (await bot("submitRateLimitChallenge", **right))["result"] == {}
    assert types(await bot.send(people[4].uuid)) == ["SUCCESS"]


async def test_one_person_gets_sixty_at_once_and_six_new_sessions(
    signal: SignalCli, bot: Bot
) -> None:
    """The open defaults of the servers; whoever wrote to us has a session."""
    signal.world.rates = Rates(Mode.ENFORCE)
    ben, cilka = signal.person(1), signal.person(2)
    codes = [(await bot.send(ben.uuid)).get("error", {}).get("code") for _ in range(62)]
    assert codes == [None] * 60 + [-5] * 2
    for _ in range(6):
        await bot("removeContact", recipient=cilka.uuid, forget=True)
        assert "result" in await bot.send(cilka.uuid)
    await bot("removeContact", recipient=cilka.uuid, forget=True)
    assert (await bot.send(cilka.uuid))["error"]["code"] == -5
    cilka.say("hello")
    await bot.data()
    assert "result" in await bot.send(cilka.uuid)


async def test_what_is_spoilt_in_silence_is_remembered(signal: SignalCli, bot: Bot) -> None:
    """The real one says nothing; a test must."""
    ben = signal.person()
    await bot.send(ben.uuid, "x" * 2001)
    assert ben.last.files[0].media_type == "text/x-signal-plain"
    await bot.send(ben.uuid, "😀", textStyle=["0:3:BOLD"])
    await bot.send(ben.uuid, "x", quiet=True)
    await bot.send(ben.uuid, "x", voiceNote=True)
    wrong = await bot("sendReceipt", recipient=[ben.uuid], targetTimestamp=signal.world.stamp())
    assert wrong["result"]["results"][0]["recipientAddress"]["number"].startswith("+0000")
    await bot.send(ben.uuid, "x", editTimestamp=signal.world.stamp())

    assert [violation.what for violation in signal.violations] == [
        "a text longer than 2000 bytes becomes a file",
        "the style 0:3:BOLD lies outside of the text",
        "the parameter quiet is ignored",
        "the parameter voiceNote is ignored",
        "a list given to sendReceipt is read as a number",
        "an edit that no phone shows",
    ]
    signal.violations.clear()


@pytest.mark.parametrize("stamp", ["1795000000001", 17, 1.5])
async def test_a_timestamp_is_a_long(signal: SignalCli, bot: Bot, stamp: object) -> None:
    """Text and small numbers are not."""
    ben = signal.person()
    answer = await bot("sendReceipt", recipient=ben.uuid, targetTimestamp=stamp)
    assert answer["error"]["code"] == -32603
    assert "ClassCastException" in answer["error"]["message"]
    answer = await bot.send(ben.uuid, editTimestamp=stamp)
    assert answer["error"]["code"] == -32603


async def test_what_the_caller_should_have_known(signal: SignalCli, bot: Bot) -> None:
    """User errors have no data."""
    ben = signal.person()
    wrong: list[dict[str, Any]] = [
        {"recipient": ["nobody"], "message": "x"},
        {"message": "x"},
        {"recipient": [ben.uuid], "message": ""},
        {"recipient": [ben.uuid], "message": "x", "textStyle": ["0:1:LOUD"]},
        {"groupId": ["bm9uZQ=="], "message": "x"},
        {"recipient": [ben.uuid], "message": "x", "quoteTimestamp": signal.world.stamp()},
    ]
    errors = [(await bot("send", **params))["error"] for params in wrong]
    assert [(error["code"], error["data"]) for error in errors] == [(-1, None)] * 6
    missing = await bot("send", recipient=[ben.uuid], message="x", attachment=["/no/such"])
    assert missing["error"]["code"] == -32603


async def test_the_simulation_itself_fails_for_violations() -> None:
    """Whoever leaves the block with some is told so."""
    with pytest.raises(AssertionError, match="a violation"):
        async with SignalCli() as signal:
            signal.world.violate("send", "a violation")
    assert signal.rpc.startswith("unix:")
    assert signal.account == ACCOUNT
