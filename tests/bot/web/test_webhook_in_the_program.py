"""The webhook with everything behind it: from Telegram's post to what is handled."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.clock import system_clock
from bot.running import compose, opening
from bot.running.program import Program
from bot.settings.settings import Settings
from bot.web.webhook import SECRET
from storage.sealing.crypto import new_key
from tests.bot.web.test_webhook import KEY, PATH
from tests.platforms.telegram import BotApi
from tests.survival.newcomers import Newcomer


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """Telegram."""
    async with BotApi() as made:
        made.world.webhook.backoff = 0.01
        yield made


@pytest.fixture
def settings(api: BotApi, tmp_path: Path) -> Settings:
    """A bot with a webhook, on SQLite."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    made = Settings(
        f"sqlite:///{tmp_path}/lipa.db",
        new_key(),
        telegram_token=api.token,
        telegram_api_url=api.url,
        telegram_rate=0,
        telegram_chat_rate=0,
        telegram_webhook_url=f"http://127.0.0.1:{port}{PATH}",
        telegram_webhook_secret=KEY,
        port=port,
        texts=tmp_path / "none",
    )
    opening.migrate(made)
    return made


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Program]:
    """The whole program in this loop."""
    house, stop = compose.house(settings, system_clock), asyncio.Event()
    program = Program(house, ("telegram", "sender", "web"))
    task = asyncio.create_task(program.run(stop))
    try:
        yield program
    finally:
        stop.set()
        assert await task == 0
        house.store.close()


def posted(api: BotApi) -> tuple[int, int]:
    """How often Telegram posted, and how often it was told 200."""
    return api.world.webhook.tries, api.world.updates.delivered


async def test_a_conversation_goes_through_the_webhook(api: BotApi, settings: Settings) -> None:
    """From the first word to the menu; every update is accepted at once."""
    ben = Newcomer(api, 7, "en")

    async with running(settings) as program:
        await ben.arrives("English")
        async with httpx.AsyncClient() as http:
            ready = await http.get(f"http://127.0.0.1:{settings.port}/health/ready")

    assert ready.json()["channels"]["telegram"]["leads"] is True
    assert program.conversations.handled == posted(api)[0] == posted(api)[1]
    assert not api.violations


async def test_the_same_update_twice_is_handled_once(api: BotApi, settings: Settings) -> None:
    """Telegram sends again what it has not heard our 200 for."""
    update: dict[str, Any] = {
        "update_id": 5,
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": 7, "type": "private"},
            "from": {"id": 7, "is_bot": False, "first_name": "B", "language_code": "en"},
            "text": "/start",
        },
    }
    ben = api.user(7)

    async with running(settings) as program, httpx.AsyncClient(headers={SECRET: KEY}) as http:
        await until_set(api)
        both = await asyncio.gather(
            *(http.post(settings.telegram_webhook_url, json=update) for _time in range(2))
        )
        again = await http.post(settings.telegram_webhook_url, json=update)

    assert {answer.status_code for answer in (*both, again)} == {200}
    assert program.conversations.handled == 1
    assert len(ben.bubbles) <= 1


@pytest.mark.parametrize("update", [[], "x", 5, None, {}, {"update_id": 8, "message": "x"}])
async def test_what_is_no_update_is_set_aside(
    api: BotApi, settings: Settings, update: object
) -> None:
    """With 200: else Telegram would send it for a day, and nothing after it."""
    async with running(settings) as program, httpx.AsyncClient(headers={SECRET: KEY}) as http:
        await until_set(api)
        answer = await http.post(settings.telegram_webhook_url, content=json.dumps(update))

    assert answer.status_code == 200
    assert program.telegram is not None
    assert program.telegram.counts["set_aside"] == 1


async def test_a_press_and_words_at_the_same_moment(api: BotApi, settings: Settings) -> None:
    """They may come swapped; both are handled, and nothing fails."""
    ben = Newcomer(api, 7, "en")

    async with running(settings) as program:
        ben.user.start()
        question = await ben.user.next_message()
        ben.user.say("/help")
        ben.user.press("English", question.message_id)
        await ben.user.next_message()
        await ben.user.next_message()

    assert (program.conversations.handled, program.conversations.set_aside) == (3, 0)


async def test_without_the_setting_the_webhook_goes(api: BotApi, settings: Settings) -> None:
    """What waited there is asked for instead."""
    async with running(settings):
        await until_set(api)
    ben = Newcomer(api, 7, "en")
    ben.user.start()

    async with running(replace(settings, telegram_webhook_url="")):
        await ben.user.next_message()

    assert api.world.webhook.target is None


async def until_set(api: BotApi) -> None:
    """Wait for the webhook."""
    async with asyncio.timeout(5):
        while api.world.webhook.target is None:  # noqa: ASYNC110 - the fake tells nobody
            await asyncio.sleep(0.01)
