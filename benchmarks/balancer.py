"""Deals connections out to several ports, one after the other: what stands before the webhooks.

    python -m benchmarks.balancer PORT TARGET TARGET…

Bytes are passed on unread, so a connection stays with its process, as behind any plain balancer.
"""

import asyncio
import signal
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import cast

import uvloop

HOST = "127.0.0.1"


class Passing(asyncio.Protocol):
    """One end of a connection; what it reads is written to the other end."""

    def __init__(self, other: asyncio.Transport | None = None) -> None:
        self.mine: asyncio.Transport | None = None
        self.other = other
        self._early: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember this end."""
        self.mine = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Pass it on, or keep it until there is another end."""
        if self.other is None:
            self._early.append(data)
        else:
            self.other.write(data)

    def connection_lost(self, _error: Exception | None) -> None:
        """Then there is no use for the other end."""
        if self.other is not None:
            self.other.close()

    def join(self, other: asyncio.Transport) -> None:
        """There is another end now."""
        self.other = other
        other.writelines(self._early)
        self._early.clear()


class Coming(Passing):
    """The end of whoever connects to us; the next target gets it."""

    def __init__(self, targets: Iterator[int]) -> None:
        super().__init__()
        self._targets = targets

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Connect to the next target."""
        super().connection_made(transport)
        self._joining = asyncio.get_running_loop().create_task(self._join(next(self._targets)))

    async def _join(self, port: int) -> None:
        assert self.mine is not None
        loop = asyncio.get_running_loop()
        try:
            other, _going = await loop.create_connection(lambda: Passing(self.mine), HOST, port)
        except OSError:
            self.mine.close()
            return
        self.join(other)


async def serve(port: int, targets: Sequence[int]) -> None:
    """Until a signal."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    turns = cycle(targets)
    server = await loop.create_server(lambda: Coming(turns), HOST, port)
    async with server:
        await stop.wait()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), [int(each) for each in sys.argv[2:]]))
