"""Streams of numbers, without a browser: one look-up for all, and an end."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import orjson
from starlette.responses import Response, StreamingResponse

from console.core import live
from console.core.live import ENDING, NO_CONTENT, Live
from console.core.pages import EVERYBODY, Part
from console.core.visit import Visit

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


class Numbers:
    """What grows with each look, for a member who may be signed out."""

    def __init__(self) -> None:
        self.looks = 0
        self.signed_in = True
        self.ending = asyncio.Event()
        part = Part(key="n", who=EVERYBODY, look=self._look, say=lambda _visit, n: {"n": n, "x": 1})
        store = SimpleNamespace(read=lambda act: act(None))
        answering = SimpleNamespace(visitor=lambda _page, v: v if self.signed_in else None)
        self.threads = ThreadPoolExecutor(1)
        self.live = Live(
            cast("Any", store), cast("Any", answering), (part,), lambda: NOON, self.threads
        )

    def _look(self, _tx: object, about: str, _now: datetime) -> int:
        assert about == "7"
        self.looks += 1
        return self.looks

    async def open(self, part: str = "n/7") -> Response:
        """A page looks."""
        visit = Visit(
            **dict.fromkeys(("store", "speaker", "zone", "member", "signed_in", "browser")),  # type: ignore[arg-type]
            now=NOON, language="en", token="", here="/live", address="", path={},
            query={"part": [part]}, form={}, files={},
        )  # fmt: skip
        request = SimpleNamespace(scope={ENDING: self.ending})
        return await self.live.answer(cast("Any", request), visit)


def run(coroutine: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: in this one a browser may be driven by a loop already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, coroutine).result(30)


async def read(response: Response, many: int) -> list[Any]:
    """So many changes of a stream."""
    assert isinstance(response, StreamingResponse)
    changes = []
    async for chunk in response.body_iterator:
        words = bytes(cast("bytes", chunk)).partition(b"data: ")[2]
        changes.append(orjson.loads(words))
        if len(changes) == many:
            break
    return changes


def test_all_who_look_share_one_look_up(monkeypatch: Any) -> None:
    """And hear only what has changed."""

    async def scene() -> None:
        monkeypatch.setattr(live, "EVERY", 0.05)
        numbers = Numbers()
        pages = [await numbers.open() for _each in range(5)]

        heard = await asyncio.gather(*(read(page, 3) for page in pages))

        assert heard == [[{"n": 1, "x": 1}, {"n": 2}, {"n": 3}]] * 5
        assert numbers.looks == 3
        numbers.threads.shutdown()

    run(scene())


def test_it_ends_with_the_session_and_with_the_program(monkeypatch: Any) -> None:
    """A browser that comes again afterwards is told to stay away."""

    async def scene() -> None:
        monkeypatch.setattr(live, "EVERY", 0.02)
        monkeypatch.setattr(live, "RENEWED", 0.0)
        numbers = Numbers()
        page = await numbers.open()
        numbers.signed_in = False
        assert len(await asyncio.wait_for(read(page, 1000), 5)) < 10
        assert (await numbers.open()).status_code == NO_CONTENT

        numbers.signed_in = True
        page = await numbers.open()
        numbers.ending.set()
        assert len(await asyncio.wait_for(read(page, 1000), 5)) == 1
        numbers.threads.shutdown()

    run(scene())


def test_what_nobody_knows_is_no_stream() -> None:
    """Nor what is not named at all."""

    async def scene() -> None:
        numbers = Numbers()

        assert {(await numbers.open(part)).status_code for part in ("", "x/7")} == {NO_CONTENT}
        numbers.threads.shutdown()

    run(scene())
