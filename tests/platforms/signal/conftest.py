"""The fake daemon, and a plain client for it."""

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from tests.platforms.signal import ACCOUNT, SignalCli

Json = dict[str, Any]
LIMIT = 2**19  # bytes of a line; twice as many are read ahead


async def eventually(true: Callable[[], object]) -> None:
    """Let everybody else go on until something is so."""
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - nobody could tell us
            await asyncio.sleep(0)


class Bot:
    """Calls methods, and collects what comes in."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.answered: list[int] = []
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Json]] = {}
        self._events: asyncio.Queue[Json] = asyncio.Queue()
        self._reading: asyncio.Task[None] | None = None

    def read(self) -> None:
        """Begin to read; until then whatever comes waits on the way."""
        self._reading = asyncio.create_task(self._read())

    async def __call__(self, method: str, **params: Any) -> Json:
        """The whole answer to a call."""
        number = next(self._numbers)
        request = {"jsonrpc": "2.0", "id": number, "method": method}
        request["params"] = {"account": ACCOUNT} | params
        self._answers[number] = answer = asyncio.get_running_loop().create_future()
        self.writer.write(json.dumps(request).encode() + b"\n")
        async with asyncio.timeout(5):
            whole: Json = await answer
        return whole

    async def send(self, to: str, words: str = "hello", **more: Any) -> Json:
        """Send a message; the whole answer."""
        return await self("send", recipient=[to], message=words, **more)

    async def event(self) -> Json:
        """The next event."""
        async with asyncio.timeout(5):
            event: Json = (await self._events.get())["params"]["result"]
        return event

    async def data(self) -> Json:
        """The message in the next event that has one."""
        while "dataMessage" not in (envelope := (await self.event())["envelope"]):
            pass
        message: Json = envelope["dataMessage"]
        return message

    @property
    def waiting(self) -> int:
        """How many events were read and not looked at."""
        return self._events.qsize()

    async def gone(self) -> None:
        """Wait until the other side has ended the connection."""
        assert self._reading is not None
        await self._reading

    async def close(self) -> None:
        """Leave."""
        if self._reading is not None:
            self._reading.cancel()
        self.writer.close()
        with contextlib.suppress(OSError):
            await self.writer.wait_closed()

    async def _read(self) -> None:
        with contextlib.suppress(OSError):
            while line := await self.reader.readline():
                message = json.loads(line)
                if message.get("method") == "receive":
                    self._events.put_nowait(message)
                else:
                    self.answered.append(message["id"])
                    self._answers[message["id"]].set_result(message)


@pytest.fixture
async def signal() -> AsyncIterator[SignalCli]:
    """A daemon of one's own; what the bot does wrong fails the test."""
    async with SignalCli() as signal:
        yield signal


Connect = Callable[..., Any]


@pytest.fixture
async def connect(signal: SignalCli) -> AsyncIterator[Connect]:
    """Connections to it, which end with the test."""
    bots: list[Bot] = []

    async def connect(*, reading: bool = True) -> Bot:
        bots.append(bot := Bot(*await asyncio.open_unix_connection(signal.path, limit=LIMIT)))
        if reading:
            bot.read()
        return bot

    yield connect
    for bot in bots:
        await bot.close()


@pytest.fixture
async def bot(connect: Connect) -> Bot:
    """One connection that is told what comes in."""
    bot: Bot = await connect()
    await bot("subscribeReceive")
    return bot
