"""What the Signal tests share: a safe in memory, hands that remember, naps, a scripted daemon."""

import asyncio
import contextlib
import json
import logging
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import DeliveryError
from bot.channels.signal import RawEvent, Signal, WaitingEvent
from bot.channels.signal.connection import TICK
from domain.speech.messages import Incoming, Outgoing
from tests.bot.channels.telegram.telegram_kit import Hands, Pauses, turn
from tests.platforms.signal import SignalCli

__all__ = ["Hands", "MemorySafe", "Naps", "Pauses", "Script", "eventually", "turn"]

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
SECONDS = 1000.0  # of the steady clock
LOG = logging.getLogger("bot.signal")
ACCOUNT = "+447700900001"
LEILA = "11111111-1111-4111-8111-111111111111"
GOOD = "0.14.6"

Reply = Callable[["Script", dict[str, Any]], Awaitable[object]]


class MemorySafe:
    """What a database would keep. `trouble` is raised before anything is done."""

    def __init__(self) -> None:
        self.events: dict[int, RawEvent] = {}
        self.kept: list[RawEvent] = []
        self.groups: list[int] = []  # how many events came together
        self.proven: list[tuple[str, tuple[str, ...]]] = []
        self.trouble: list[Exception] = []
        self._last = 0

    async def keep(self, events: Sequence[RawEvent]) -> None:
        """Store what is not known."""
        self._fail()
        self.groups.append(len(events))
        for event in events:
            known = {(raw.sender, raw.key) for raw in self.events.values()}
            if (event.sender, event.key) not in known:
                self._last += 1
                self.events[self._last] = event
                self.kept.append(event)

    async def waiting(self, most: int, besides: Collection[int]) -> Sequence[WaitingEvent]:
        """The oldest first."""
        events = [(n, raw) for n, raw in sorted(self.events.items()) if n not in besides]
        return [WaitingEvent(n, raw.content) for n, raw in events[:most]]

    async def done(self, ids: Sequence[int]) -> None:
        """Let go."""
        for number in ids:
            del self.events[number]

    async def delivered(self, address: str, messages: Sequence[str], at: datetime) -> None:
        """Remember the proof."""
        del at
        self._fail()
        self.proven.append((address, tuple(messages)))

    def _fail(self) -> None:
        if self.trouble:
            raise self.trouble.pop(0)


class Naps:
    """A sleep that remembers. Ticks of the watch last until the test lets time pass."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self._ticks: list[asyncio.Future[None]] = []

    async def __call__(self, seconds: float) -> None:
        """Pass the time."""
        if seconds != TICK:
            self.taken.append(seconds)
            await asyncio.sleep(0)
            return
        nap = asyncio.get_running_loop().create_future()
        self._ticks.append(nap)
        await nap

    async def tick(self, times: int = 1) -> None:
        """Let the watch look so many times."""
        for _ in range(times):
            await eventually(lambda: any(not nap.done() for nap in self._ticks))
            ticks, self._ticks = self._ticks, []
            for nap in ticks:
                if not nap.done():
                    nap.set_result(None)
            for _turn in range(5):
                await turn()


class Script:
    """A daemon that answers as the test says, and writes what the test wants."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.connections = 0
        self.answers: dict[str, object] = {
            "version": {"version": GOOD},
            "listAccounts": [{"number": ACCOUNT}],
            "subscribeReceive": 0,
            "unsubscribeReceive": {},
            "listDevices": [],
        }
        self.writer: asyncio.StreamWriter | None = None

    @property
    def methods(self) -> list[str]:
        """What was called, in order."""
        return [call["method"] for call in self.calls]

    def write(self, *lines: str | dict[str, Any]) -> None:
        """Send lines at once."""
        assert self.writer is not None
        written = [each if isinstance(each, str) else json.dumps(each) for each in lines]
        self.writer.write("".join(f"{line}\n" for line in written).encode())

    def give(self, *envelopes: dict[str, Any]) -> None:
        """Send events together."""
        self.write(*(event(each) for each in envelopes))

    def end(self) -> object:
        """Close the connection; there is no answer."""
        if self.writer is not None:
            self.writer.close()
        return None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One client after the other."""
        self.writer = writer
        self.connections += 1
        try:
            while line := await reader.readline():
                call = json.loads(line)
                self.calls.append(call)
                self._answer(call)
        except ConnectionError:
            pass
        finally:
            writer.close()

    def _answer(self, call: dict[str, Any]) -> None:
        answer = self.answers.get(call["method"])
        found = answer(call) if callable(answer) else answer
        if isinstance(found, dict) and set(found) == {"error"}:
            self.write({"jsonrpc": "2.0", "id": call["id"], **found})
        elif found is not None:
            self.write({"jsonrpc": "2.0", "id": call["id"], "result": found})


def event(envelope: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A notification as it stands on a socket in manual mode."""
    result = {"envelope": envelope, "account": ACCOUNT, **more}
    return {
        "jsonrpc": "2.0",
        "method": "receive",
        "params": {"subscription": 0, "result": result},
    }


def envelope(at: int = 1795000300002, sender: str | None = LEILA, **parts: Any) -> dict[str, Any]:
    """What stands around a message."""
    return {
        "source": sender,
        "sourceNumber": None,
        "sourceUuid": sender,
        "sourceName": "A",
        "sourceDevice": 1,
        "timestamp": at,
        "serverReceivedTimestamp": at + 120,
        "serverDeliveredTimestamp": at + 150,
        **parts,
    }


def data(message: str | None = None, at: int = 1795000300002, **parts: Any) -> dict[str, Any]:
    """A message."""
    return {
        "timestamp": at,
        "message": message,
        "expiresInSeconds": 0,
        "viewOnce": False,
        **parts,
    }


def said(words: str, at: int = 1795000300002, **parts: Any) -> dict[str, Any]:
    """An envelope with words."""
    return envelope(at, dataMessage=data(words, at, **parts))


def ok(at: int = 1795000000001, kind: str = "SUCCESS", **more: Any) -> dict[str, Any]:
    """What `send` answers."""
    who = {"uuid": LEILA, "number": None, "username": None}
    return {"timestamp": at, "results": [{"recipientAddress": who, "type": kind, **more}]}


def refused(code: int, message: str = "", response: dict[str, Any] | None = None) -> dict[str, Any]:
    """An error."""
    data = None if response is None else {"response": response}
    return {"error": {"code": code, "message": message, "data": data}}


def signal_on(rpc: str, safe: MemorySafe | None = None, **more: Any) -> Signal:
    """A channel; its clock stands still unless another is given."""
    options = {"clock": lambda: NOW, "steady": lambda: SECONDS, "log": LOG, "sleep": Naps(), **more}
    return Signal(rpc, ACCOUNT, safe or MemorySafe(), **options)


def signal_at(cli: SignalCli, safe: MemorySafe | None = None, **more: Any) -> Signal:
    """A channel on the fake daemon, in its time."""
    clock = lambda: datetime.fromtimestamp(cli.clock.now(), UTC)  # noqa: E731
    return signal_on(cli.rpc, safe, clock=clock, steady=cli.clock.now, **more)


@contextlib.asynccontextmanager
async def scripted() -> AsyncIterator[tuple[Script, str]]:
    """A scripted daemon on a UNIX socket, and where it is."""
    script = Script()
    with tempfile.TemporaryDirectory(prefix="sk-") as folder:
        path = Path(folder) / "s"
        server = await asyncio.start_unix_server(script.serve, path, limit=2**26)
        try:
            yield script, f"unix:{path}"
        finally:
            server.close()
            if script.writer is not None:
                script.writer.close()
            await turn()


@contextlib.asynccontextmanager
async def receiving(
    channel: Signal, handle: Callable[[Sequence[Incoming]], Awaitable[None]]
) -> AsyncIterator[None]:
    """The channel receives while the block runs."""
    task = asyncio.create_task(channel.receive(handle))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await channel.close()


@contextlib.asynccontextmanager
async def open_channel(channel: Signal) -> AsyncIterator[Signal]:
    """A channel that only sends, let go at the end."""
    try:
        yield channel
    finally:
        await channel.close()


async def eventually(true: Callable[[], bool]) -> None:
    """Let others go on until something is so."""
    async with asyncio.timeout(5):
        while not true():
            await turn()


async def failure(channel: Signal, outgoing: Outgoing, who: str = LEILA) -> DeliveryError:
    """The error of a message that did not go."""
    with pytest.raises(DeliveryError) as caught:
        await channel.send(who, outgoing)
    assert LEILA not in str(caught.value)
    return caught.value
