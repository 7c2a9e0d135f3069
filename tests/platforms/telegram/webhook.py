"""Delivery by POST: a queue for each kind of thing, retried until the bot says 200.

Updates about the same thing (a chat, a person's presses, a poll) wait for each other; different
queues go in parallel. So a message and a press of one person may arrive swapped, as in reality.
"""

import asyncio
import re
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.platforms.telegram.calls.facts import Params
from tests.platforms.telegram.calls.refusals import bad
from tests.platforms.telegram.clock import Clock
from tests.platforms.telegram.updates import Entry, Updates

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
IDLE = 60.0
GONE_FOR = 23 * 3600.0
BY_SENDER = {"callback_query", "inline_query", "message_reaction"}


def queue_of(entry: Entry) -> tuple[str, int]:
    """Which queue an update waits in."""
    content = entry.update[entry.kind]
    if not isinstance(content, dict):
        return "other", 0
    if entry.kind in BY_SENDER:
        return entry.kind, content.get("from", {}).get("id", 0)
    space = "member" if "member" in entry.kind else "chat"
    chat = content.get("chat")
    return space, chat.get("id", 0) if isinstance(chat, dict) else 0


@dataclass(slots=True)
class Target:
    """Where the webhook points, and what went wrong there last."""

    url: str
    secret: str = ""
    max_connections: int = 40
    error_at: int | None = None
    error: str = ""
    gone_since: float | None = None
    queues: dict[tuple[str, int], deque[Entry]] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)


class Webhook:
    """The one webhook of the bot. ``backoff`` is the second retry's pause, in seconds."""

    def __init__(self, updates: Updates, clock: Clock, backoff: float = 2.0) -> None:
        self.updates = updates
        self.clock = clock
        self.backoff = backoff
        self.target: Target | None = None
        self.tries = 0
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(40)

    def set(self, params: Params) -> bool:
        """Point the webhook somewhere on this machine; an empty address removes it."""
        url, secret = params["url"], params.get("secret_token", "")
        if not url:
            return self.delete(params)
        if urlsplit(url).hostname not in ("127.0.0.1", "::1", "localhost"):
            raise bad("FAKE: webhooks go to this machine only")
        if secret and not SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        self.delete(params)
        connections = params.get("max_connections", 40)
        self.target = Target(url, secret, min(max(connections, 1), 100))
        self._slots = asyncio.Semaphore(self.target.max_connections)
        self.updates.allowed = params.get("allowed_updates", self.updates.allowed)
        self.updates.on_update = self._enqueue
        self.updates.polled.set()
        for entry in self.updates.waiting:
            self._enqueue(entry)
        return True

    def delete(self, params: Params) -> bool:
        """Remove the webhook, and with ``drop_pending_updates`` what waits."""
        if self.target is not None:
            for task in self.target.tasks:
                task.cancel()
        self.target = None
        self.updates.on_update = None
        if params.get("drop_pending_updates"):
            self.updates.waiting.clear()
        return True

    def info(self) -> dict[str, Any]:
        """What getWebhookInfo says."""
        info: dict[str, Any] = {"url": "", "has_custom_certificate": False}
        info["pending_update_count"] = len(self.updates.waiting)
        if self.target is not None:
            info |= {"url": self.target.url, "max_connections": self.target.max_connections}
            if self.target.error_at is not None:
                info["last_error_date"] = self.target.error_at
                info["last_error_message"] = self.target.error
        if self.updates.allowed:
            info["allowed_updates"] = self.updates.allowed
        return info

    async def close(self) -> None:
        """Stop delivering."""
        self.delete({})
        if self._session is not None:
            await self._session.close()

    def _enqueue(self, entry: Entry) -> None:
        target = self.target
        assert target is not None
        queue = target.queues.setdefault(queue_of(entry), deque())
        queue.append(entry)
        if len(queue) == 1:
            task = asyncio.get_running_loop().create_task(self._drain(target, queue_of(entry)))
            target.tasks.add(task)
            task.add_done_callback(target.tasks.discard)

    async def _drain(self, target: Target, key: tuple[str, int]) -> None:
        queue = target.queues[key]
        while queue:
            entry = queue[0]
            if entry.expires >= self.clock.now():
                await self._deliver(target, entry)
            if entry in self.updates.waiting:
                self.updates.waiting.remove(entry)
            queue.popleft()
        del target.queues[key]

    async def _deliver(self, target: Target, entry: Entry) -> None:
        pause = 0.0
        while entry.expires >= self.clock.now():
            async with self._slots:
                wait = await self._post(target, entry)
            if wait is None:
                self.updates.delivered += 1
                return
            await asyncio.sleep(wait or pause)
            pause = min(pause * 2, 60.0) if pause else self.backoff

    async def _post(self, target: Target, entry: Entry) -> float | None:
        """Post once; None when it was accepted, else the pause that the bot asked for (or 0)."""
        self.tries += 1
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0)
            timeout = aiohttp.ClientTimeout(total=IDLE)
            self._session = aiohttp.ClientSession(connector=connector, timeout=timeout)
        headers = {"Content-Type": "application/json"}
        if target.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = target.secret
        try:
            async with self._session.post(target.url, data=entry.raw, headers=headers) as answer:
                await answer.read()
                if 200 <= answer.status < 300:
                    return None
                self._failed(target, f"Wrong response from the webhook: {answer.status}")
                self._gone(target, answer.status)
                asked = answer.headers.get("Retry-After", "")
                return float(min(int(asked), 3600)) if asked.isdigit() else 0.0
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed(target, str(error) or "Connection closed")
            return 0.0

    def _failed(self, target: Target, words: str) -> None:
        target.error_at, target.error = int(self.clock.now()), words

    def _gone(self, target: Target, status: int) -> None:
        """410 for 23 hours removes the webhook."""
        if status != 410:
            target.gone_since = None
        elif target.gone_since is None:
            target.gone_since = self.clock.now()
        elif self.clock.now() - target.gone_since > GONE_FOR:
            self.delete({})
