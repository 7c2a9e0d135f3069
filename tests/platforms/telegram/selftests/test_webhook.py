"""Delivery by POST."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.platforms.telegram import BotApi, State
from tests.platforms.telegram.conftest import Call

KEYBOARD = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
SECRET = "X-Telegram-Bot-Api-Secret-Token"


class Receiver:
    """A bot that remembers what was posted, and answers as told."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.news = asyncio.Event()
        self.secrets: set[str | None] = set()
        self.statuses: list[int] = []
        self.hold: asyncio.Event | None = None
        self.url = ""

    async def post(self, request: web.Request) -> web.Response:
        """Take an update; the first message waits for ``hold``."""
        update = await request.json()
        self.secrets.add(request.headers.get(SECRET))
        name = update["message"]["text"] if "message" in update else "press"
        if self.hold is not None and name == "a":
            await self.hold.wait()
        self.seen.append(name)
        self.news.set()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def until(self, count: int) -> list[str]:
        """Wait until so many were posted."""
        async with asyncio.timeout(3):
            while len(self.seen) < count:
                self.news.clear()
                await self.news.wait()
        return self.seen


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A webhook on this machine."""
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.post)
    async with TestServer(app) as server:
        receiver.url = str(server.make_url("/hook"))
        yield receiver


async def test_updates_are_posted_with_the_secret(
    api: BotApi, call: Call, receiver: Receiver
) -> None:
    """In order, also those that waited before; polling is then a conflict."""
    ben = api.user()
    ben.say("a")
    await call("setWebhook", url=receiver.url, secret_token="s-1")
    ben.say("b")

    assert await receiver.until(2) == ["a", "b"]
    assert receiver.secrets == {"s-1"}
    assert (await call("getUpdates"))["error_code"] == 409
    assert (await call("deleteWebhook"))["ok"]
    assert (await call("getUpdates"))["result"] == []


async def test_a_refused_update_comes_again_and_holds_up_its_queue(
    api: BotApi, call: Call, receiver: Receiver
) -> None:
    """Once at once, then with growing pauses; the next of the same chat waits."""
    api.world.webhook.backoff = 0.01
    receiver.statuses = [500, 502, 500]
    await call("setWebhook", url=receiver.url)
    ben = api.user()
    ben.say("a")
    ben.say("b")

    assert await receiver.until(5) == ["a", "a", "a", "a", "b"]
    info = (await call("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500"


async def test_a_press_overtakes_a_message(api: BotApi, call: Call, receiver: Receiver) -> None:
    """They wait in different queues."""
    receiver.hold = asyncio.Event()
    await call("setWebhook", url=receiver.url)
    ben = api.user(state=State.OPEN)
    await call("sendMessage", chat_id=1001, text="?", reply_markup=KEYBOARD)
    ben.say("a")
    ben.press("Yes")

    assert await receiver.until(1) == ["press"]
    receiver.hold.set()
    assert await receiver.until(2) == ["press", "a"]


async def test_webhooks_are_checked(api: BotApi, call: Call) -> None:
    """The secret has few characters to choose from; addresses are on this machine."""
    secret = await call("setWebhook", url=api.url, secret_token="č")
    abroad = await call("setWebhook", url="https://example.org/hook")

    assert "unallowed characters" in secret["description"]
    assert "FAKE" in abroad["description"]
