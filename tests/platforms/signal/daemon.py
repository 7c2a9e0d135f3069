"""The process `signal-cli daemon --receive-mode=manual`: it may be killed, Signal goes on."""

import asyncio
import contextlib
import random
from pathlib import Path
from typing import Any

from tests.platforms.signal.calls import params as names
from tests.platforms.signal.calls.methods import METHODS
from tests.platforms.signal.calls.refusals import NO_METHOD, USER, WRONG_PARAMS, Json, Refused
from tests.platforms.signal.calls.requests import Request
from tests.platforms.signal.client import LINE, NOTHING, Client
from tests.platforms.signal.delivering import Sending
from tests.platforms.signal.faults import Fault, Trouble
from tests.platforms.signal.journal import Call
from tests.platforms.signal.subscriptions import Subscriptions
from tests.platforms.signal.world import World

QUIET = {"version", "listAccounts", "listDevices", "listIdentities", "listContacts"}
INSTEAD = (Trouble.CLOSE, Trouble.SILENT, Trouble.CRASH)
WITHOUT_ACCOUNT = {"register", "finishLink", "startLink"}


class Daemon:
    """One life of the process."""

    def __init__(self, world: World, latency: tuple[float, float], seed: int = 1) -> None:
        self.world = world
        self.latency = latency
        self.silent = False
        self.dying: asyncio.Task[None] | None = None
        self.subscriptions = Subscriptions(world)
        self._clients: set[Client] = set()
        self._servers: list[asyncio.Server] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._held: list[tuple[Client, Any]] = []
        self._hold = 0
        self._random = random.Random(seed)

    async def start(self, path: Path | None, port: int | None) -> int | None:
        """Listen on a UNIX socket, a TCP port of this machine, or both; the port."""
        if path is not None:
            self._servers.append(await asyncio.start_unix_server(self._serve, path, limit=LINE))
        if port is not None:
            server = await asyncio.start_server(self._serve, "127.0.0.1", port, limit=LINE)
            port = server.sockets[0].getsockname()[1]
            self._servers.append(server)
        self._tasks.append(asyncio.create_task(self.subscriptions.run()))
        return port

    async def end(self) -> None:
        """Whether killed or asked to stop: connections end, what is in work is left."""
        for task in self._tasks:
            task.cancel()
        for client in list(self._clients):
            client.kill()
        for server in self._servers:
            server.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0)

    def crash(self) -> None:
        """Die in the middle of something."""
        self.dying = asyncio.create_task(self.end())

    def drop_clients(self) -> None:
        """End all connections."""
        for client in list(self._clients):
            client.drop()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = Client(self, reader, writer)
        self._clients.add(client)
        try:
            await client.run()
        finally:
            self._clients.discard(client)

    # Answers.

    def swap(self, many: int) -> None:
        """Hold so many answers back, and give them in the reverse order."""
        self._hold = many

    async def release(self, client: Client, answer: Any) -> None:
        """Give an answer, or hold it back with others."""
        if self._hold == 0:
            await client.write(answer)
            return
        self._held.append((client, answer))
        if len(self._held) == self._hold:
            held, self._held, self._hold = self._held, [], 0
            for each, line in reversed(held):
                await each.write(line)

    # Calls.

    async def call(self, client: Client, request: Request) -> Any:
        """The result of one call; a refusal where there is none."""
        if self.silent:
            return NOTHING
        method, params = request.method, request.params
        if method == "subscribeReceive":
            self._check_account(params)
            return self.subscriptions.add(client)
        if method == "unsubscribeReceive":
            return await self.subscriptions.end(client, request.named())
        if method in WITHOUT_ACCOUNT:
            raise _at_the_door(method)
        if not names.known(method, self.world.version):
            raise Refused(NO_METHOD, "Method not implemented")
        named = request.named() if method in names.WITHOUT_ACCOUNT else params or {}
        if method not in names.WITHOUT_ACCOUNT:
            self._check_account(named, needed=True)
            named = request.named()
        return await self._act(client, method, named)

    async def _act(self, client: Client, method: str, given: Json) -> Any:
        for stranger in names.strangers(method, given, self.world.version):
            self.world.violate(method, f"the parameter {stranger} is ignored")
        params = names.tidied(method, given)
        names.check_stamps(params)
        fault = self.world.faults.take(method, params)
        if fault is not None and fault.trouble in INSTEAD:
            return await self._instead(client, method, params, fault)
        await self._pause()
        result = self._do(method, params, fault)
        await self._pause()
        return result

    async def _instead(self, client: Client, method: str, params: Json, fault: Fault) -> Any:
        """No answer: before the effect or after it."""
        self.world.journal.counters[f"fault {fault.trouble}"] += 1
        if fault.after:
            with contextlib.suppress(Refused):
                self._do(method, params, None)
        if fault.trouble is Trouble.CLOSE:
            client.drop()
        if fault.trouble is Trouble.CRASH:
            self.crash()
        return NOTHING

    def _do(self, method: str, params: Json, fault: Fault | None) -> Any:
        journal = self.world.journal
        try:
            result = METHODS[method](Sending(self.world, method, params, fault))
        except Refused as refused:
            journal.counters[f"{method} {refused.error['code']}"] += 1
            raise
        journal.counters[method] += 1
        if method not in QUIET:
            stamp = result.get("timestamp") if isinstance(result, dict) else None
            journal.calls.append(Call(self.world.clock.now(), method, params, stamp))
        return result

    async def _pause(self) -> None:
        low, high = self.latency
        if high:
            await asyncio.sleep(self._random.uniform(low, high) / 2)

    def _check_account(self, params: Any, *, needed: bool = False) -> None:
        """Which account; the daemon may have forgotten its own."""
        account = params.get("account") if isinstance(params, dict) else None
        if account is None and needed:
            raise Refused(WRONG_PARAMS, "Method requires valid account parameter")
        known = self.world.loaded and account == self.world.account
        if account is not None and not known:
            raise Refused(WRONG_PARAMS, "Specified account does not exist")


def _at_the_door(method: str) -> Refused:
    """New accounts are not simulated; this is what there is without a network."""
    if method == "finishLink":
        return Refused(USER, "Unknown device link uri.")
    return Refused(-3, "Failed to register: java.net.UnknownHostException: chat.signal.org")
