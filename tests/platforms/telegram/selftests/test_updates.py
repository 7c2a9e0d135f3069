"""How updates wait, are confirmed, repeated and swapped."""

import asyncio
from typing import Any

from tests.platforms.telegram import BotApi, State
from tests.platforms.telegram.conftest import Call
from tests.platforms.telegram.updates import FIRST_ID


def texts(answer: dict[str, Any]) -> list[str]:
    """The words of the messages in a batch."""
    return [u["message"]["text"] for u in answer["result"] if "message" in u]


async def test_a_long_poll_ends_with_the_first_update(api: BotApi, call: Call) -> None:
    """It waits, and then gives everything that came in the same moment."""
    ben = api.user()
    poll = asyncio.create_task(call("getUpdates", timeout=5))
    await api.world.updates.polled.wait()

    ben.say("a")
    ben.say("b")

    assert texts(await poll) == ["a", "b"]


async def test_an_empty_long_poll_ends_in_time(call: Call) -> None:
    """With nothing."""
    assert (await call("getUpdates", timeout=0))["result"] == []


async def test_updates_stay_until_confirmed(api: BotApi, call: Call) -> None:
    """The same offset gives the same updates; a higher one forgets; limit bounds."""
    ben = api.user()
    for text in "abc":
        ben.say(text)

    assert texts(await call("getUpdates", offset=0)) == ["a", "b", "c"]
    assert texts(await call("getUpdates", offset=0, limit=2)) == ["a", "b"]
    assert texts(await call("getUpdates", offset=FIRST_ID + 1)) == ["b", "c"]
    assert texts(await call("getUpdates", offset=0)) == ["b", "c"]
    assert texts(await call("getUpdates", offset=-1)) == ["c"]


async def test_a_second_poll_ends_the_first(api: BotApi, call: Call) -> None:
    """The older gets 409, the newer the update."""
    older = asyncio.create_task(call("getUpdates", timeout=5))
    await api.world.updates.polled.wait()
    newer = asyncio.create_task(call("getUpdates", timeout=5))

    assert (await older)["error_code"] == 409
    api.user().say("a")
    assert texts(await newer) == ["a"]


async def test_a_poll_whose_client_has_gone_takes_nothing(api: BotApi, call: Call) -> None:
    """A crashed bot loses no update."""
    poll = asyncio.create_task(call("getUpdates", timeout=5))
    await api.world.updates.polled.wait()
    poll.cancel()
    await asyncio.sleep(0.05)

    api.user().say("a")

    assert api.world.updates._poll is None
    assert texts(await call("getUpdates")) == ["a"]


async def test_presses_expire_after_150_seconds_messages_after_a_day(
    api: BotApi, call: Call
) -> None:
    """What is too old is not delivered."""
    ben = api.user(state=State.OPEN)
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await call("sendMessage", chat_id=1001, text="?", reply_markup=keyboard)
    ben.press("Yes")
    ben.say("a")

    assert len((await call("getUpdates"))["result"]) == 2
    api.clock.forward(151)
    assert texts(await call("getUpdates")) == ["a"]
    assert len((await call("getUpdates"))["result"]) == 1
    api.clock.forward(24 * 3600)
    assert (await call("getUpdates"))["result"] == []


async def test_only_the_wanted_kinds_come(api: BotApi, call: Call) -> None:
    """The list is remembered until the next one; reactions must be asked for."""
    ben = api.user()
    number = ben.say("a")
    ben.react(number, "👍")
    await call("getUpdates", allowed_updates=["callback_query"])
    ben.say("b")
    await call("getUpdates")
    ben.say("c")
    await call("getUpdates", allowed_updates=[])
    ben.say("d")

    assert texts(await call("getUpdates")) == ["a", "d"]


async def test_an_update_comes_twice(api: BotApi, call: Call) -> None:
    """Under its old number, though it was confirmed; and then no more."""
    ben = api.user()
    ben.say("a")
    await call("getUpdates", offset=FIRST_ID + 1)
    assert api.redeliver() == FIRST_ID
    ben.say("b")

    both = await call("getUpdates", offset=FIRST_ID + 1)

    assert [u["update_id"] for u in both["result"]] == [FIRST_ID, FIRST_ID + 1]
    assert texts(await call("getUpdates", offset=FIRST_ID + 1)) == ["b"]
    assert (await call("getUpdates", offset=FIRST_ID + 2))["result"] == []


async def test_updates_come_swapped(api: BotApi, call: Call) -> None:
    """The later words come first; the numbers still rise."""
    ben = api.user()
    with api.world.updates.swapped():
        ben.say("a")
        ben.say("b")

    answer = await call("getUpdates")

    assert texts(answer) == ["b", "a"]
    assert [u["update_id"] for u in answer["result"]] == [FIRST_ID, FIRST_ID + 1]


async def test_hasty_polling_is_slowed_when_wanted(api: BotApi, call: Call) -> None:
    """The same offset again within half a second gets one update only."""
    api.world.updates.pauses = True
    ben = api.user()
    ben.say("a")
    ben.say("b")

    assert texts(await call("getUpdates")) == ["a", "b"]
    assert texts(await call("getUpdates")) == ["a"]
