"""The updates that wait for the bot, and long polling.

Updates stay until they are confirmed by a higher offset, or are too old: 24 hours, button presses
150 seconds.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

import orjson

from tests.platforms.telegram.calls.facts import Params
from tests.platforms.telegram.calls.refusals import Refused
from tests.platforms.telegram.clock import Clock

DAY = 24 * 3600.0
PRESS = 150.0
FIRST_ID = 700_000_001
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
TERMINATED = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
    " first"
)


class Asker(Protocol):
    """The connection that waits for an answer."""

    on_lost: Callable[[], None] | None

    def answer(self, status: int, body: bytes, headers: bytes = b"") -> None:
        """Give the answer."""


@dataclass(slots=True, eq=False)
class Entry:
    """An update on its way to the bot."""

    update_id: int
    kind: str
    update: dict[str, Any]
    expires: float
    raw: bytes
    again: bool = False


@dataclass(slots=True, eq=False)
class Poll:
    """A getUpdates call that waits."""

    asker: Asker
    limit: int
    timer: asyncio.TimerHandle


class Updates:
    """The queue. ``on_update`` is told of every entry while a webhook takes them."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.waiting: deque[Entry] = deque()
        self.recent: deque[Entry] = deque(maxlen=1000)
        self.next_id = FIRST_ID
        self.allowed: list[str] = []
        self.delivered = 0
        self.polled = asyncio.Event()
        self.on_update: Callable[[Entry], None] | None = None
        self.pauses = False
        self.conflict_delay = 0.0
        self._held: list[Entry] | None = None
        self._poll: Poll | None = None
        self._flush: asyncio.Handle | None = None
        self._last: tuple[int, float] = (-1, 0.0)

    def add(self, kind: str, content: Any) -> int:
        """Queue an update; give its number. Kinds that the bot did not ask for are dropped."""
        update_id = self.next_id
        self.next_id += 1
        if kind not in self.allowed and (self.allowed or kind in NOT_BY_DEFAULT):
            return update_id
        life = PRESS if kind == "callback_query" else DAY
        update = {"update_id": update_id, kind: content}
        raw = orjson.dumps(update)
        entry = Entry(update_id, kind, update, self.clock.now() + life, raw)
        self.recent.append(entry)
        self._queue(entry)
        return update_id

    def repeat(self, update_id: int | None = None) -> int:
        """Deliver an update (the newest) once more under its number, confirmed or not."""
        entry = next(e for e in reversed(self.recent) if update_id in (None, e.update_id))
        self._queue(replace(entry, again=True))
        return entry.update_id

    @contextmanager
    def swapped(self) -> Iterator[None]:
        """Deliver the updates of the block in reverse order; polling keeps the numbers rising."""
        self._held = []
        try:
            yield
        finally:
            held, self._held = self._held, None
            if self.on_update is None:
                numbers = sorted(e.update_id for e in held)
                for entry, number in zip(reversed(held), numbers, strict=True):
                    entry.update_id = entry.update["update_id"] = number
                    entry.raw = orjson.dumps(entry.update)
            for entry in reversed(held):
                self._queue(entry)

    def _queue(self, entry: Entry) -> None:
        if self._held is not None:
            self._held.append(entry)
            return
        self.waiting.append(entry)
        if self.on_update is not None:
            self.on_update(entry)
        elif self._poll is not None and self._flush is None:
            self._flush = asyncio.get_running_loop().call_soon(self._answer)

    def confirm(self, params: Params) -> None:
        """Forget what the offset confirms, and remember which kinds are wanted."""
        if "allowed_updates" in params:
            self.allowed = params["allowed_updates"]
        offset = params.get("offset", 0)
        waiting = self.waiting
        if offset < 0:
            while len(waiting) > -offset:
                waiting.popleft()
            return
        if offset == 0:
            return
        while waiting and waiting[0].update_id < offset and not waiting[0].again:
            waiting.popleft()
        if waiting and waiting[0].again:  # repeated updates stand among the others
            kept = [e for e in waiting if e.update_id >= offset or e.again]
            self.waiting = deque(kept)

    def ask(self, asker: Asker, params: Params) -> None:
        """Answer a getUpdates call, now or when something comes."""
        if self.on_update is not None:
            raise Refused(409, WEBHOOK_ACTIVE)
        self.end_poll(Refused(409, TERMINATED))
        self.polled.set()
        limit, timeout = self._manners(params)
        self.confirm(params)
        if self.waiting or timeout <= 0:
            asker.answer(200, self._batch(limit))
            return
        loop = asyncio.get_running_loop()
        self._poll = Poll(asker, limit, loop.call_later(timeout, self._answer))
        asker.on_lost = self._forget

    def end_poll(self, refusal: Refused) -> None:
        """End the poll that waits, if any, with a refusal."""
        poll, self._poll = self._poll, None
        if poll is None:
            return
        poll.timer.cancel()
        poll.asker.on_lost = None
        answer = (refusal.code, refusal.body)
        asyncio.get_running_loop().call_later(self.conflict_delay, poll.asker.answer, *answer)

    def _manners(self, params: Params) -> tuple[int, float]:
        limit = params.get("limit", 100)
        limit = limit if 1 <= limit <= 100 else 100
        timeout = min(max(params.get("timeout", 0), 0), 50)
        if self.pauses:
            offset, now = params.get("offset", 0), asyncio.get_running_loop().time()
            again = offset == self._last[0]
            timeout = max(timeout, 3) if again and now < self._last[1] + 3 else timeout
            limit = 1 if again and now < self._last[1] + 0.5 else limit
            self._last = (offset, now)
        return limit, timeout

    def _answer(self) -> None:
        self._flush = None
        poll, self._poll = self._poll, None
        if poll is None:
            return
        poll.timer.cancel()
        poll.asker.on_lost = None
        poll.asker.answer(200, self._batch(poll.limit))

    def _forget(self) -> None:
        if self._poll is not None:
            self._poll.timer.cancel()
        self._poll = None

    def _batch(self, limit: int) -> bytes:
        now = self.clock.now()
        while self.waiting and self.waiting[0].expires < now:
            self.waiting.popleft()
        batch: list[bytes] = []
        for entry in self.waiting:
            if len(batch) == limit:
                break
            if entry.expires >= now:
                batch.append(entry.raw)
                entry.again = False
        self.delivered += len(batch)
        return b'{"ok":true,"result":[' + b",".join(batch) + b"]}"
