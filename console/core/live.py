"""Numbers that change while somebody looks: one stream of Server-Sent Events for each open page.

All who look at the same share one look-up, at most once a second, and less often where it is slow.
A stream ends with the session of whoever looks, and with the program.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import orjson
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from console.core.page_answers import Answering
from console.core.pages import Page, Part
from console.core.visit import NotAllowedError, Visit
from storage.store import Store

LIVE = "/live"
ENDING = "lipa.ending"  # in the scope of a request: an event, set when the program ends
EVERY = 1.0  # seconds
SHARE = 0.1  # of the time may go into looking one thing up
RENEWED = 5.0  # seconds after which it is asked again whether they may look
NO_CONTENT = 204  # tells a browser not to come again

T = TypeVar("T")
Words = Mapping[str, str | int]


@dataclass
class _Seen:
    """What was last looked up for everybody who looks at it."""

    value: Any = None
    good_until: float = 0.0
    listeners: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Live:
    """The streams of this process."""

    def __init__(
        self,
        store: Store,
        answering: Answering,
        parts: tuple[Part[Any], ...],
        clock: Callable[[], datetime],
        threads: Executor,
    ) -> None:
        self._store, self._answering, self._clock = store, answering, clock
        self._parts = {part.key: part for part in parts}
        self._threads = threads
        self._seen: dict[tuple[str, str], _Seen] = {}

    async def answer(self, request: Request, visit: Visit) -> Response:
        """`/live?part=KEY` or `/live?part=KEY/ABOUT`: changes, until one of us goes."""
        key, _slash, about = visit.asked("part").partition("/")
        part = self._parts.get(key)
        known = None if part is None else await self._known(part, visit)
        if part is None or known is None:
            return Response(status_code=NO_CONTENT)
        ending = request.scope.get(ENDING) or asyncio.Event()
        stream = self._changes(part, about, known, ending)
        return StreamingResponse(stream, media_type="text/event-stream")

    async def _changes(
        self, part: Part[Any], about: str, visit: Visit, ending: asyncio.Event
    ) -> AsyncIterator[bytes]:
        seen = self._seen.setdefault((part.key, about), _Seen())
        seen.listeners += 1
        try:
            async for words in self._words(part, about, visit, seen, ending):
                yield b"event: change\ndata: " + orjson.dumps(words) + b"\n\n"
        except NotAllowedError:
            return
        finally:
            seen.listeners -= 1
            if not seen.listeners:
                self._seen.pop((part.key, about), None)

    async def _words(
        self, part: Part[Any], about: str, visit: Visit, seen: _Seen, ending: asyncio.Event
    ) -> AsyncIterator[Words]:
        """What is other than before; also when nothing is, now and then, so that lines stay up."""
        before: Words = {}
        known: Visit | None = visit
        asked = time.monotonic()
        while known is not None:
            value = await self._latest(part, about, seen)
            now = part.say(replace(known, now=self._clock()), value)
            renew = time.monotonic() - asked >= RENEWED
            if now != before or renew:
                yield {name: words for name, words in now.items() if before.get(name) != words}
            before = now
            if await _ends(ending, EVERY):
                return
            if renew:
                asked, known = time.monotonic(), await self._known(part, visit)

    async def _latest(self, part: Part[Any], about: str, seen: _Seen) -> Any:
        async with seen.turn:
            if time.monotonic() >= seen.good_until:
                began = time.monotonic()
                now = self._clock()
                seen.value = await self._there(
                    lambda: self._store.read(lambda tx: part.look(tx, about, now))
                )
                took = time.monotonic() - began
                seen.good_until = began + max(EVERY * 0.9, took / SHARE)
            return seen.value

    async def _known(self, part: Part[Any], visit: Visit) -> Visit | None:
        page = Page(path=LIVE, who=part.who)
        fresh = replace(visit, now=self._clock())
        return await self._there(partial(self._answering.visitor, page, fresh))

    async def _there(self, act: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, act)


async def _ends(ending: asyncio.Event, seconds: float) -> bool:
    """Wait so long; whether the program ends."""
    try:
        await asyncio.wait_for(ending.wait(), seconds)
    except TimeoutError:
        return False
    return True
