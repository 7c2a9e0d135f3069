"""The fake server, a plain client for it, and python-telegram-bot's."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from tests.platforms.telegram import BotApi

Call = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A server of one's own."""
    async with BotApi() as api:
        yield api


@pytest.fixture
async def call(api: BotApi) -> AsyncIterator[Call]:
    """Call a method with a JSON body; gives the answer, whatever it is."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **params: Any) -> dict[str, Any]:
            url = f"{api.base_url}{api.token}/{method}"
            async with session.post(url, json=params) as answer:
                body: dict[str, Any] = await answer.json()
                assert body["ok"] is (answer.status == 200)
                return body

        yield call


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    """python-telegram-bot on the fake server."""
    base, files = api.base_url, api.base_file_url
    async with Bot(api.token, base_url=base, base_file_url=files) as bot:
        yield bot
