"""One connection to signal-cli: JSON-RPC, one object per line, answers in any order.

Events are kept before any answer is heard that came after them. So an answer to "stop sending me
events" says that all of them are safe.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.channels.base import Meaning
from bot.channels.signal import methods
from bot.channels.signal.errors import CallError, refusal

CHUNK = 256 * 1024
MOST_IN_A_LINE = 64 * 1024 * 1024  # a text of 300 kB has been seen, and files are larger
ACCOUNTLESS = ("version", "listAccounts", "unsubscribeReceive")

Json = dict[str, Any]
Take = Callable[[Sequence[bytes]], Awaitable[None]]


class Rpc:
    """An open connection. `take` is given the lines that hold events; it may take its time."""

    def __init__(
        self, streams: tuple[asyncio.StreamReader, asyncio.StreamWriter], account: str, take: Take
    ) -> None:
        self.heard = 0  # lines
        self.busy = False  # while `take` is at work, nothing else is heard
        self._account = account
        self._take = take
        self._reader, self._writer = streams
        self._last = 0
        self._pending: dict[int, asyncio.Future[Any]] = {}
        self.ended = asyncio.create_task(self._read())

    @property
    def open(self) -> bool:
        """Whether a call may leave here. Once it is False, it stays so."""
        return not self.ended.done() and not self._writer.is_closing()

    async def call(self, method: str, **params: Any) -> Any:
        """The result of a call. Raises CallError, and ValueError for a call that is malformed."""
        if method not in ACCOUNTLESS:
            params["account"] = self._account
        methods.check(method, params)
        if not self.open:
            raise _closed()
        self._last += 1
        number = self._last
        call = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        self._pending[number] = answer = asyncio.get_running_loop().create_future()
        try:
            return await self._ask(json.dumps(call).encode(), answer)
        finally:
            self._pending.pop(number, None)

    async def close(self) -> None:
        """End the connection; whoever waits for an answer learns that nobody knows."""
        self.ended.cancel()
        await asyncio.gather(self.ended, return_exceptions=True)
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def _ask(self, line: bytes, answer: asyncio.Future[Any]) -> Any:
        try:
            self._writer.write(line + b"\n")
        except RuntimeError:  # what uvloop says before it tells the reader that all is over
            raise _closed() from None
        try:
            await self._writer.drain()
        except OSError:
            raise _lost() from None
        return await answer

    async def _read(self) -> None:
        try:
            rest = bytearray()
            while chunk := await self._reader.read(CHUNK):
                rest += chunk
                if b"\n" in chunk:
                    *lines, end = bytes(rest).split(b"\n")
                    rest = bytearray(end)
                    await self._hear(lines)
                if len(rest) > MOST_IN_A_LINE:
                    return
        except OSError:
            return
        finally:
            for answer in self._pending.values():
                if not answer.done():
                    answer.set_exception(_lost())

    async def _hear(self, lines: Sequence[bytes]) -> None:
        self.heard += len(lines)
        read = [(line, message) for line in lines if (message := loads(line)) is not None]
        events = [line for line, message in read if message.get("method") == "receive"]
        if events:
            self.busy = True
            await self._take(events)
            self.busy = False
        for _line, message in read:
            self._answer(message)

    def _answer(self, message: Json) -> None:
        number = message.get("id")
        answer = self._pending.get(number) if isinstance(number, int) else None
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(refusal(message["error"]))
        else:
            answer.set_result(message.get("result"))


async def connect(address: str, account: str, take: Take) -> Rpc:
    """A new connection to `unix:/path` or `tcp:host:port`; raises OSError or ValueError."""
    kind, _colon, place = address.partition(":")
    if kind == "unix":
        return Rpc(await asyncio.open_unix_connection(place), account, take)
    host, _colon, port = place.rpartition(":")
    return Rpc(await asyncio.open_connection(host.strip("[]"), int(port)), account, take)


def loads(line: bytes) -> Json | None:
    """The object in a line; None for what is none. Half characters do not hide the rest."""
    try:
        message = json.loads(line.decode(errors="replace"))
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None


def _closed() -> CallError:
    return CallError(Meaning.NETWORK, "signal-cli is not connected")


def _lost() -> CallError:
    return CallError(Meaning.UNCERTAIN, "the connection to signal-cli ended before the answer")
