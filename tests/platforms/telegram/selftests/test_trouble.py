"""Faults on order, and rates."""

import pytest

from tests.platforms.telegram import BotApi, Mode, Rates, State
from tests.platforms.telegram.conftest import Call
from tests.platforms.telegram.rates import Bucket, Window


async def test_a_fault_before_the_effect(api: BotApi, call: Call) -> None:
    """Nothing arrives; the next call works."""
    ben = api.user(state=State.OPEN)
    api.fault(500)

    assert (await call("sendMessage", chat_id=1001, text="a"))["error_code"] == 500
    assert (await call("sendMessage", chat_id=1001, text="b"))["ok"]
    assert ben.transcript == ["bot: b"]
    assert [c.text for c in api.sent] == ["b"]


async def test_a_fault_after_the_effect(api: BotApi, call: Call) -> None:
    """The person has the message, the bot has an error."""
    ben = api.user(state=State.OPEN)
    api.fault(502, after=True)

    assert (await call("sendMessage", chat_id=1001, text="a"))["error_code"] == 502
    assert ben.transcript == ["bot: a"]


async def test_a_fault_for_some_calls(api: BotApi, call: Call) -> None:
    """By method, words, chat; so many times."""
    api.user(state=State.OPEN)
    api.user(2, state=State.OPEN)
    api.fault(403, times=2, method="sendmessage", containing="offer", chat_id=2)
    calls = [(1001, "offer"), (2, "news"), (2, "offer"), (2, "offer 2"), (2, "offer 3")]

    answers = [await call("sendMessage", chat_id=chat, text=text) for chat, text in calls]

    assert [a["ok"] for a in answers] == [True, True, False, False, True]
    assert api.counters == {"sendMessage": 3, "fault 403": 2}


async def test_a_poll_can_fail_after_confirming(api: BotApi, call: Call) -> None:
    """The updates are gone for a bot that trusted the answer."""
    api.user().say("a")
    api.fault(500, method="getUpdates", after=True)

    assert not (await call("getUpdates", offset=api.world.updates.next_id))["ok"]
    assert (await call("getUpdates"))["result"] == []


@pytest.mark.parametrize("mode", [Mode.ENFORCE, Mode.ASSERT])
async def test_rates_are_enforced_or_asserted(call: Call, api: BotApi, mode: Mode) -> None:
    """A burst of three to one chat is fine, the fourth is one too many."""
    ben = api.user(state=State.OPEN)
    api.world.rates = Rates(mode)

    answers = [await call("sendMessage", chat_id=ben.id, text=str(i)) for i in range(4)]

    assert all(a["ok"] for a in answers[:3])
    if mode is Mode.ENFORCE:
        assert answers[3]["parameters"] == {"retry_after": 1}
        assert api.violations == []
    else:
        assert answers[3]["ok"]
        assert [v.what for v in api.violations] == ["faster than allowed for one chat"]


async def test_all_chats_together(call: Call, api: BotApi) -> None:
    """Two per second in all: the third person waits."""
    api.world.rates = Rates(Mode.ENFORCE, per_second=2)
    for number in (1, 2, 3):
        api.user(number, state=State.OPEN)

    answers = [await call("sendMessage", chat_id=n, text="a") for n in (1, 2, 3)]

    assert [a["ok"] for a in answers] == [True, True, False]
    assert answers[2]["description"] == "Too Many Requests: retry after 1"


def test_the_window_slides() -> None:
    """At most two in any second."""
    window = Window(2, 1.0)
    window.times.extend([10.0, 10.5])

    assert window.wait(10.9) == pytest.approx(0.1)
    assert window.wait(11.0) == 0


def test_the_bucket_refills() -> None:
    """Three at once, then one per second."""
    bucket = Bucket(rate=1, burst=3)
    for _ in range(3):
        assert bucket.wait(10) == 0
        bucket.take(10)

    assert bucket.wait(10) == pytest.approx(1)
    assert bucket.wait(11) == 0
