"""The daemon as a process of its own, steered over HTTP."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import aiohttp

from tests.platforms.signal.conftest import Bot

ROOT = Path(__file__).parents[4]


async def test_the_process_and_a_conversation_over_http(tmp_path: Path) -> None:
    """Everything a test in another process needs, once."""
    path = tmp_path / "s"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.platforms.signal", "--socket", str(path), "--tcp", "0"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    where = json.loads(await process.stdout.readline())
    assert where["rpc"] == f"unix:{path}"
    assert where["tcp"] > 0
    async with aiohttp.ClientSession(where["control"]) as session:

        async def sim(name: str, /, **params: Any) -> Any:
            async with session.post(f"/sim/{name}", json=params) as answer:
                return await answer.json()

        bot = Bot(*await asyncio.open_unix_connection(path))
        bot.read()
        await bot("subscribeReceive")
        await sim("wanted")
        await converse(sim, bot)
        await trouble(sim, bot)
        await bot.close()
    process.terminate()
    assert await process.wait() == 0
    assert not path.exists()


async def converse(sim: Any, bot: Bot) -> None:
    """Say, answer, quote, see."""
    uuid = (await sim("person", who=7))["uuid"]
    await sim("say", who=7, text="/start")
    assert (await bot.data())["message"] == "/start"
    sent = (await bot.send(uuid, "Well?\n1. Yes\n2. No"))["result"]["timestamp"]
    seen = await sim("next", who=7)
    assert (seen["timestamp"], seen["labels"]) == (sent, ["Yes", "No"])
    await sim("answer", who=7, label="No")
    await sim("quote", who=7, message=sent, text="1")
    await sim("react", who=7, message=sent)
    await sim("act", who=7, name="send_voice")
    assert [(await bot.data())["message"] for _ in range(4)] == ["2", "1", None, None]
    assert await sim("transcript", who=7) == [
        "you: /start",
        "bot: Well?\n1. Yes\n2. No",
        "you: 2",
        "you: 1",
    ]
    assert len(await sim("chat", who=7)) == 4
    assert "NotPossible" in (await sim("answer", who=7, label="Perhaps"))["error"]


async def trouble(sim: Any, bot: Bot) -> None:
    """Faults, limits, a lost account, a kill."""
    uuid = (await sim("person", who=7))["uuid"]
    await sim("fault", trouble="NETWORK_FAILURE")
    assert (await bot.send(uuid))["error"]["code"] == -1
    await sim("rates", mode="enforce", total=[1, 100])
    await sim("switch", loaded=False)
    assert (await bot("listAccounts"))["result"] == []
    await sim("switch", loaded=True)
    assert len(await sim("calls", method="send")) == 1
    assert await sim("violations") == []
    assert (await sim("counters"))["send -1"] == 1
    assert (await sim("clock", forward=60))["now"] > 0
    await sim("kill")
    await bot.gone()
    await sim("start")
