"""The server as a process: the same simulation over HTTP, and load."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.platforms.telegram import BotApi, People, State, Turn
from tests.platforms.telegram.conftest import Call

KEYBOARD = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
ROOT = Path(__file__).parents[4]


class Sim:
    """Calls ``/sim/…``."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def __call__(self, name: str, **params: Any) -> Any:
        """Do one thing; give the answer."""
        async with self.session.post(f"{self.url}/sim/{name}", json=params) as answer:
            return await answer.json()


@pytest.fixture
async def sim(api: BotApi) -> AsyncIterator[Sim]:
    """The simulation of the embedded server, over HTTP."""
    async with aiohttp.ClientSession() as session:
        yield Sim(session, api.url)


async def test_a_conversation_from_another_process(sim: Sim, call: Call) -> None:
    """Add a person, say, press, see, wait."""
    await sim("user", id=7, language_code="fa")
    await sim("say", user=7, text="/start")
    await call("sendMessage", chat_id=7, text="Well?", reply_markup=KEYBOARD)
    seen = await sim("next", user=7, timeout=1)
    press = await sim("press", user=7, button="Yes")
    await call("answerCallbackQuery", callback_query_id=press["id"])

    assert (seen["text"], seen["labels"]) == ("Well?", ["Yes"])
    assert await sim("transcript", chat=7) == ["you: /start", "bot: Well? [Yes]"]
    assert (await sim("pressed", id=press["id"]))["answered"]
    assert (await sim("calls", method="sendMessage"))[0]["params"]["chat_id"] == 7
    assert await sim("violations") == []
    assert (await sim("counters"))["updates waiting"] == 2
    assert "NotPossible" in (await sim("press", user=7, button="No"))["error"]
    assert "TimeoutError" in (await sim("next", user=7, timeout=0.01))["error"]


async def test_everything_else_over_http(sim: Sim, api: BotApi) -> None:
    """Each action works once."""
    await sim("users", count=3, first_id=1)
    number = (await sim("say", user=1, text="a"))["message_id"]
    actions: dict[str, dict[str, Any]] = {
        "sticker": {},
        "file": {"kind": "voice", "size": 9},
        "send": {"content": {"location": {"latitude": 1.0, "longitude": 2.0}}},
        "edit": {"message": number, "text": "b"},
        "block": {},
        "unblock": {},
        "group": {"group": -3},
    }
    for name, params in actions.items():
        assert "error" not in await sim(name, user=1, **params)
    await sim("fault", code=500, times=2, method="sendMessage")
    await sim("clock", forward=100)
    await sim("poison")
    assert (await sim("redeliver"))["update_id"] == (await sim("poison"))["update_id"] - 1
    await sim("rates", mode="enforce", per_second=5)
    say = [["say", {"user": 1, "text": text}] for text in "xy"]
    assert len(await sim("swapped", actions=say)) == 2
    assert "KeyError" in (await sim("nothing"))["error"]
    assert api.clock.offset == 100
    assert len(await sim("chat", chat=1)) == 6


async def echo(url: str, stop: asyncio.Event) -> None:
    """A bot that asks after each message, and says goodbye after each press."""
    offset = 0
    async with aiohttp.ClientSession() as session:
        while not stop.is_set():
            ask = {"offset": offset, "timeout": 1}
            async with session.post(f"{url}/getUpdates", json=ask) as answer:
                updates = (await answer.json())["result"]
            for update in updates:
                offset = update["update_id"] + 1
                what = update.get("callback_query") or update["message"]
                reply = {"chat_id": what["from"]["id"], "text": "Bye."}
                if "message" in update:
                    reply |= {"text": "Well?", "reply_markup": KEYBOARD}
                async with session.post(f"{url}/sendMessage", json=reply) as answer:
                    await answer.read()


async def test_people_go_through_a_script(api: BotApi) -> None:
    """Ten people, twenty conversations, two turns each."""
    stop = asyncio.Event()
    bot = asyncio.create_task(echo(f"{api.base_url}{api.token}", stop))
    people = People(api, [Turn("/start"), Turn(press=0, expect="Bye")], 10, 20)
    people.start()

    async with asyncio.timeout(5):
        await people.finished.wait()
    stop.set()
    bot.cancel()
    await asyncio.gather(bot, return_exceptions=True)

    result = people.result()
    assert (result["completed"], result["failed"], result["turns"]) == (20, 0, 40)
    assert result["p99_ms"] >= result["p50_ms"] > 0


async def test_a_script_that_cannot_go_on_fails(api: BotApi) -> None:
    """A press where there are no buttons is counted, not waited for."""
    people = People(api, [Turn(press=0)], 1, 2)
    people.start()

    async with asyncio.timeout(1):
        await people.finished.wait()

    assert people.result()["problems"] == {"no buttons yet": 2}


async def test_as_a_process_with_load(tmp_path: Path) -> None:
    """It prints where it listens, and at the end how it went."""
    script = tmp_path / "script.json"
    script.write_text('[{"text":"/start"},{"press":0}]')
    load = [
        "--script",
        str(script),
        "--people",
        "5",
        "--conversations",
        "10",
        "--latency-ms",
        "1-2",
    ]
    module = [sys.executable, "-m", "tests.platforms.telegram", *load]
    pipe = asyncio.subprocess.PIPE
    server = await asyncio.create_subprocess_exec(*module, stdout=pipe, cwd=ROOT)
    assert server.stdout is not None
    ready = json.loads(await asyncio.wait_for(server.stdout.readline(), 5))
    stop = asyncio.Event()
    bot = asyncio.create_task(echo(f"{ready['url']}/bot{ready['token']}", stop))

    result = json.loads(await asyncio.wait_for(server.stdout.readline(), 5))

    bot.cancel()
    await asyncio.gather(bot, return_exceptions=True)
    assert await asyncio.wait_for(server.wait(), 5) == 0
    assert (result["completed"], result["failed"]) == (10, 0)


async def test_a_user_waits_for_an_edit(api: BotApi, call: Call) -> None:
    """`next_edit` ends when the message changes."""
    ben = api.user(state=State.OPEN)
    await call("sendMessage", chat_id=1001, text="a")
    bubble = await ben.next_message()
    waiting = asyncio.create_task(ben.next_edit(bubble, 1))
    await call("editMessageText", chat_id=1001, message_id=bubble.message_id, text="b")

    assert (await waiting).text == "b"
