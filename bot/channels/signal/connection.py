"""The connection to signal-cli, kept up: watched, made anew, and looked at before it is used."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.channels.base import DeliveryError, Meaning
from bot.channels.signal import errors
from bot.channels.signal.alarms import NO_ACCOUNT, NOT_REACHED, NOT_THERE, REFUSED, TOO_OLD, Alarms
from bot.channels.signal.errors import CallError, Code, Type, failed
from bot.channels.signal.rpc import Rpc, Take, connect
from bot.channels.signal.versions import is_too_old
from bot.clock import Steady

Sleep = Callable[[float], Awaitable[None]]
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 3.0  # it is a neighbour: to knock costs nothing
ANSWER_SECONDS = 10.0  # for what signal-cli answers without asking Signal
REACH_SECONDS = 8.0  # then Signal counts as out of reach
TICK = 10.0
SILENT = 3  # ticks without a word from signal-cli before it is asked whether it is there
REACH_TICKS = 360  # once an hour
UNREACHED_TICKS = 6  # once a minute while Signal is out of reach
PATIENCE = 3  # attempts to connect before an operator hears of it: a restart takes some seconds


class SignalConnection:
    """`call` is possible from anywhere; the first one connects. `alarm` is for the operator."""

    def __init__(
        self,
        address: str,
        account: str,
        take: Take,
        steady: Steady,
        log: logging.Logger,
        sleep: Sleep,
    ) -> None:
        self.last_heard: float | None = None  # on the steady clock
        self.version = ""
        self._address = address
        self._account = account
        self._take = take
        self._steady = steady
        self._log = log
        self._sleep = sleep
        self._rpc: Rpc | None = None
        self._tried = asyncio.Event()
        self._pause = FIRST_PAUSE
        self._failures = 0
        self._alarms = Alarms(log)
        self._listening = self._full = False
        self._subscription: int | None = None
        self._subscribing = asyncio.Lock()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._keeping_up: asyncio.Task[None] | None = None
        self._asking: asyncio.Task[Any] | None = None

    @property
    def alarm(self) -> str:
        """What an operator must mend; empty while all is well."""
        return self._alarms.text

    async def call(self, method: str, **params: Any) -> Any:
        """The result of a call.

        Raises CallError; it says NETWORK where the call surely did not leave us.
        """
        self._keep_up()
        await self._tried.wait()
        if self._rpc is None and "account" in self._alarms:
            raise failed(errors.NO_ACCOUNT)
        if self._rpc is None:
            raise CallError(Meaning.NETWORK, "signal-cli is not connected")
        result = await self._rpc.call(method, **params)
        self.last_heard = self._steady()
        return result

    async def told_version(self) -> str:
        """What signal-cli says that it is, once it was asked; empty while it is out of reach."""
        self._keep_up()
        await self._tried.wait()
        return self.version

    def listen(self) -> None:
        """From now on, and after every reconnection, events are wanted."""
        self._listening = True
        self._keep_up()
        if self._rpc is not None:
            self._soon(self._subscribe(self._rpc))

    async def stop_listening(self) -> None:
        """No event is on its way any more when this returns: all of them were taken."""
        self._listening = False
        await self._unsubscribe()

    def rest(self, *, full: bool) -> None:
        """Whether no event can be kept now: until one can, the next ones wait with Signal."""
        if full is not self._full and self._rpc is not None:
            self._soon(self._unsubscribe() if full else self._subscribe(self._rpc))
        self._full = full

    async def _unsubscribe(self) -> None:
        async with self._subscribing:
            subscription, self._subscription = self._subscription, None
            if self._rpc is not None and subscription is not None:
                try:
                    await self._rpc.call("unsubscribeReceive", subscription=subscription)
                except DeliveryError as error:
                    self._log.warning("Receiving was not ended in order (%s)", error.detail)

    async def reaches(self) -> bool:
        """Whether signal-cli gets an answer from Signal now; asked once for all who wonder."""
        if self._asking is None or self._asking.done():
            self._asking = self._soon(self._ask_signal())
        return bool(await asyncio.shield(self._asking))

    async def probe(self) -> None:
        """Raises CallError unless signal-cli answers, and gets an answer from Signal.

        That Signal refuses us is an answer, too.
        """
        await self.call("version")
        if not await self.reaches() and NOT_REACHED in self._alarms.text:
            raise failed(errors.NETWORK)

    async def _ask_signal(self) -> bool:
        try:
            async with asyncio.timeout(REACH_SECONDS):
                await self.call("listDevices")
        except TimeoutError:
            return self._reached(NOT_REACHED)
        except CallError as error:
            if not error.code:
                return False  # signal-cli itself is out of reach: nothing is known of Signal
            lost = error.type is Type.NETWORK
            alarm = NOT_REACHED if lost else REFUSED if error.meaning is Meaning.ALARM else ""
            return self._reached(alarm)
        return self._reached("")

    async def close(self) -> None:
        """Let go of the connection, and make none anew."""
        tasks = [*self._tasks, *([self._keeping_up] if self._keeping_up else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _keep_up(self) -> None:
        if self._keeping_up is None:
            self._keeping_up = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while True:
            try:
                why = await self._live()
            except DeliveryError as error:
                why = error.detail
            except Exception as error:  # noqa: BLE001 - whatever it is, we try again
                why = type(error).__name__
            self._tried.set()
            pause = self._next_pause()
            self._log.warning("No connection to signal-cli (%s); again in %.0f s", why, pause)
            await self._sleep(pause)

    async def _live(self) -> str:
        """One connection from its beginning to its end; why it ended."""
        rpc = await connect(self._address, self._account, self._take)
        try:
            if not await self._look_at(rpc):
                return "the account is missing"
            self._rpc = rpc
            self._tried.set()
            self._pause, self._failures = FIRST_PAUSE, 0
            self._alarms.say("connection", "")
            return await self._watch(rpc)
        finally:
            self._rpc = self._subscription = None
            await rpc.close()

    async def _look_at(self, rpc: Rpc) -> bool:
        """Whether this signal-cli has our account; what it says of its age."""
        async with asyncio.timeout(ANSWER_SECONDS):
            found = await rpc.call("version")
            self._know_version(found.get("version") if isinstance(found, dict) else None)
            there = await has_account(rpc, self._account)
        self.last_heard = self._steady()
        self._alarms.say("account", "" if there else NO_ACCOUNT)
        return there

    def _know_version(self, version: object) -> None:
        version = str(version or "")
        if version != self.version:
            self._log.info("signal-cli is at version %s", version or "unknown")
        self.version = version
        self._alarms.say("version", TOO_OLD if is_too_old(version) else "")

    async def _subscribe(self, rpc: Rpc) -> None:
        async with self._subscribing:
            wanted = self._listening and not self._full
            if not wanted or self._subscription is not None or rpc is not self._rpc:
                return
            number = await rpc.call("subscribeReceive")
            self._subscription = number if isinstance(number, int) else 0

    async def _watch(self, rpc: Rpc) -> str:
        """Until the connection ends, or signal-cli has nothing to say for too long."""
        heard, silent, ticks = rpc.heard, 0, 0
        self._soon(self._subscribe(rpc))
        self._soon(self.reaches())
        while await self._tick(rpc):
            self._soon(self._subscribe(rpc))
            silent = 0 if rpc.heard != heard or rpc.busy else silent + 1
            if rpc.heard != heard:
                self.last_heard = self._steady()
            heard, ticks = rpc.heard, ticks + 1
            if silent > SILENT:
                return "it fell silent"
            if silent == SILENT:
                self._soon(rpc.call("version"))
            if ticks % (UNREACHED_TICKS if "reach" in self._alarms else REACH_TICKS) == 0:
                self._soon(self.reaches())
        return "it ended"

    async def _tick(self, rpc: Rpc) -> bool:
        """Let time pass; whether the connection still stands."""
        nap = asyncio.ensure_future(self._sleep(TICK))
        try:
            await asyncio.wait({nap, rpc.ended}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            nap.cancel()
        return rpc.open

    def _soon(self, call: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Ask without waiting; that there is no answer shows elsewhere."""
        task = asyncio.create_task(_quietly(call))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _reached(self, alarm: str) -> bool:
        self._alarms.say("reach", alarm)
        return not alarm

    def _next_pause(self) -> float:
        """Twice as long each time, and never together with everybody else."""
        self._failures += 1
        if self._failures >= PATIENCE and "account" not in self._alarms:
            self._alarms.say("connection", NOT_THERE)
        pause = self._pause * random.uniform(0.75, 1.25)  # noqa: S311 - no secret
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        return min(max(pause, FIRST_PAUSE), LONGEST_PAUSE)


async def has_account(rpc: Rpc, account: str) -> bool:
    """Whether this signal-cli holds the account; one that can hold only one is believed to.

    Raises CallError when it does not answer.
    """
    try:
        accounts = await rpc.call("listAccounts")
    except CallError as error:
        if error.code == Code.NO_METHOD:
            return True  # a signal-cli for one account only: it would not run without it
        raise
    listed = accounts if isinstance(accounts, list) else []
    return any(isinstance(each, dict) and each.get("number") == account for each in listed)


async def _quietly(call: Coroutine[Any, Any, Any]) -> Any:
    try:
        return await call
    except DeliveryError:
        return None
