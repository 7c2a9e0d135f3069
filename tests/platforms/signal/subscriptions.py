"""Who is told what comes in, and when it counts as told.

The daemon acknowledges a message to Signal first, hands it to everybody who has subscribed, and
forgets it then. A client that does not read holds everything up; one that has gone loses what was
handed to it; while nobody has subscribed, everything waits at the server.
"""

import asyncio
from typing import TYPE_CHECKING

from tests.platforms.signal.calls.refusals import Json, user_error
from tests.platforms.signal.world import World

if TYPE_CHECKING:
    from tests.platforms.signal.client import Client


class Subscriptions:
    """All of one process; their numbers count up."""

    def __init__(self, world: World) -> None:
        self.silent = False
        self._world = world
        self._clients: dict[int, Client] = {}
        self._next = 0
        self._handing = asyncio.Lock()
        self._woken = asyncio.Event()
        self._wanted = asyncio.Event()

    def __len__(self) -> int:
        return len(self._clients)

    def add(self, client: "Client") -> int:
        """Somebody wants to be told; the number."""
        number, self._next = self._next, self._next + 1
        self._clients[number] = client
        self._world.stirred.set()
        self._wanted.set()
        return number

    async def end(self, client: "Client", params: Json) -> Json:
        """Somebody wants no more; answered when nothing more will be handed over."""
        if "subscription" not in params:
            raise user_error("Missing subscription parameter with subscription id")
        if self._clients.get(number := _number(params["subscription"])) is not client:
            raise user_error("Unknown subscription id")
        del self._clients[number]
        async with self._handing:
            return {}

    def drop(self, client: "Client") -> None:
        """A connection has ended."""
        self._clients = {n: each for n, each in self._clients.items() if each is not client}

    async def wanted(self) -> None:
        """Wait until somebody subscribes, now or in a moment."""
        await self._wanted.wait()

    async def run(self) -> None:
        """Hand over what comes in, one after the other."""
        while True:
            if not self._ready():
                self._world.stirred.clear()
                await self._world.stirred.wait()
                continue
            async with self._handing:
                await self._hand(self._world.take())
            await asyncio.sleep(0)  # the daemon may die before it has noted that all have it
            self._world.handed()

    def _ready(self) -> bool:
        world = self._world
        open_ = bool(self._clients) and world.loaded and world.online and not self.silent
        return open_ and bool(world.cache or world.waiting)

    async def _hand(self, told: Json) -> None:
        for number, client in list(self._clients.items()):
            if self._clients.get(number) is client:
                stamp = told["envelope"]["timestamp"] if "envelope" in told else 0
                self._world.journal.handed.append((number, stamp))
                params = {"subscription": number, "result": told}
                await client.write({"jsonrpc": "2.0", "method": "receive", "params": params})


def _number(given: object) -> int:
    if isinstance(given, str) and given.isdecimal():
        return int(given)
    return given if type(given) is int else -1
