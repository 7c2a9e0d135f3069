"""What the Telegram tests share: a clock, a bot, a crooked server, and hands that remember."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.channels.telegram import Telegram
from domain.speech.messages import Incoming
from tests.platforms.telegram import TOKEN

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
SECONDS = 1000.0  # of the steady clock
LOG = logging.getLogger("bot.telegram")

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Pauses:
    """A sleep that takes no time, remembers, and may do something at a given turn."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.then: Callable[[], None] = lambda: None

    async def __call__(self, seconds: float) -> None:
        """Pass the time."""
        self.taken.append(seconds)
        self.then()
        await asyncio.sleep(0)


class Hands:
    """A handler that remembers its batches; `trouble` is raised before it takes anything."""

    def __init__(self) -> None:
        self.batches: list[list[Incoming]] = []
        self.trouble: list[Exception] = []
        self.seen = asyncio.Event()

    async def __call__(self, batch: Sequence[Incoming]) -> None:
        """Take a batch, or fail."""
        if self.trouble:
            raise self.trouble.pop(0)
        self.batches.append(list(batch))
        self.seen.set()

    @property
    def words(self) -> list[str]:
        """All words that were handled, in order."""
        return [said.words for batch in self.batches for said in batch]

    async def until(self, count: int) -> None:
        """Wait until so many messages were handled."""
        async with asyncio.timeout(5):
            while sum(map(len, self.batches)) < count:
                self.seen.clear()
                await self.seen.wait()


def telegram(url: str, token: str = TOKEN, **more: Any) -> Telegram:
    """A channel on a fake server, with a clock that stands still."""
    return Telegram(token, url, clock=lambda: NOW, steady=lambda: SECONDS, log=LOG, **more)


@contextlib.asynccontextmanager
async def receiving(channel: Telegram, hands: Hands) -> AsyncIterator[None]:
    """The channel receives while the block runs."""
    task = asyncio.create_task(channel.receive(hands))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await channel.close()


@contextlib.asynccontextmanager
async def crooked(serve: Serve) -> AsyncIterator[str]:
    """A server that does with each connection whatever the test wants; gives its address."""
    writers = []

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await serve(reader, writer)

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for writer in writers:
            writer.close()
        for writer in writers:
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


async def request_of(reader: asyncio.StreamReader) -> bytes:
    """One whole request."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    return head + await reader.readexactly(length)


async def turn() -> None:
    """Let others go on for a moment."""
    await asyncio.sleep(0.001)
