"""One connection: lines in, lines out."""

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING, Any

from tests.platforms.signal.calls.refusals import Refused
from tests.platforms.signal.calls.requests import Request, id_of, parse, request_of

if TYPE_CHECKING:
    from tests.platforms.signal.daemon import Daemon

LINE = 64 * 2**20
NOTHING = object()  # what is never answered


class Client:
    """Reads requests and lets the daemon answer them, each when it is done."""

    def __init__(
        self, daemon: "Daemon", reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._daemon = daemon
        self._reader = reader
        self._writer = writer
        self._tasks: set[asyncio.Task[None]] = set()
        writer.transport.set_write_buffer_limits(high=0)  # a drained line is in the other's hands

    async def run(self) -> None:
        """Until the other side has gone."""
        try:
            while line := await self._reader.readline():
                self._begin(line.decode())
        except (ConnectionError, UnicodeDecodeError):
            pass  # what is no UTF-8 ends the connection without a word
        finally:
            self.drop()

    def drop(self) -> None:
        """End the connection at once; what was asked for goes on being done."""
        self._daemon.subscriptions.drop(self)
        self._writer.transport.abort()

    def kill(self) -> None:
        """The process has ended: nothing goes on."""
        for task in self._tasks:
            task.cancel()
        self.drop()

    async def write(self, value: Any) -> None:
        """Write a line, and wait until the other side could have it."""
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
        with contextlib.suppress(ConnectionError):
            self._writer.write(line.encode(errors="replace"))
            await self._writer.drain()

    def _begin(self, line: str) -> None:
        task = asyncio.create_task(self._serve(line))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, line: str) -> None:
        try:
            value = parse(line)
        except Refused as refused:
            answer: Any = _error(None, refused)
        else:
            answer = await self._all(value) if isinstance(value, list) else await self._one(value)
        if answer not in (NOTHING, []):
            await self._daemon.release(self, answer)

    async def _all(self, batch: list[Any]) -> Any:
        answers = [await self._one(each) for each in batch]
        return [answer for answer in answers if answer is not NOTHING]

    async def _one(self, value: Any) -> Any:
        try:
            request = request_of(value)
            return NOTHING if request is None else await self._called(request)
        except Refused as refused:
            return _error(id_of(value), refused)

    async def _called(self, request: Request) -> Any:
        result = await self._daemon.call(self, request)
        if result is NOTHING or not request.answered:
            return NOTHING
        return {"jsonrpc": "2.0", "result": result, "id": request.id}


def _error(number: Any, refused: Refused) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "error": refused.error, "id": number}
