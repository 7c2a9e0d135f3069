"""What comes in: kept before it is handled, handled in order for each sender, then let go."""

import asyncio
import logging
import random
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Protocol

from bot.channels.base import Handle
from bot.channels.signal import envelopes
from bot.channels.signal.envelopes import Presses, Receipt
from bot.channels.signal.errors import CallError
from bot.channels.signal.event_contents import EventError
from bot.channels.signal.event_store import Ahead, EventStore, RawEvent, WaitingEvent
from bot.clock import Clock
from domain.speech.messages import Incoming, Kind

Sleep = Callable[[float], Awaitable[None]]
MOST = 50  # events handled together
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 3.0  # after faults of ours: people wait
TOO_LONG = 0.5  # seconds until an event is kept; the next ones are safer with Signal
LAST_SECONDS = 1.0  # for what is being kept when all ends


class Phone(Protocol):
    """What reading an event may need of signal-cli. Raises CallError."""

    async def trust(self, address: str) -> None:
        """Accept somebody's new keys, so that what they wrote with them comes again."""
        ...

    async def long_text(self, address: str, attachment: str) -> str:
        """All the words of a long message."""
        ...


class EventQueue:
    """`take` is for the connection, `run` for whoever answers. `counts` is what was let go.

    `rest` is told whether events cannot be kept now.
    """

    def __init__(
        self,
        safe: EventStore,
        account: str,
        clock: Clock,
        log: logging.Logger,
        sleep: Sleep,
        rest: Callable[[bool], None],
    ) -> None:
        self.counts: Counter[str] = Counter()
        self._safe = safe
        self._account = account
        self._clock = clock
        self._log = log
        self._sleep = sleep
        self._rest = rest
        self._news = asyncio.Event()
        self._taking: set[asyncio.Task[None]] = set()
        self._ahead = Ahead(self._sender_of)

    async def take(self, lines: Sequence[bytes]) -> None:
        """Keep events; what was begun is ended also when the connection is let go."""
        task = asyncio.create_task(self._take(lines))
        self._taking.add(task)
        task.add_done_callback(self._taking.discard)
        await asyncio.shield(task)

    async def note_changed(self, address: str) -> None:
        """We met new keys while sending: that comes in like everything else."""
        await self.take([envelopes.changed(address, self._clock())])

    async def run(self, handle: Handle, phone: Phone, presses: Presses) -> None:
        """Hand over what waits, in order for each sender, until cancelled."""
        self._ahead.clear()  # another process may have handled them since
        pause = FIRST_PAUSE
        while True:
            try:
                while await self._pass(handle, phone, presses):
                    pause = FIRST_PAUSE
            except Exception as error:  # noqa: BLE001 - the edge: the same events come again
                self._ahead.clear()
                self._complain("Events were not handled", error)
                await self._sleep(_around(pause))
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                await self._news.wait()

    async def drain(self) -> None:
        """Wait until what was taken is kept."""
        await asyncio.gather(*self._taking, return_exceptions=True)

    async def close(self) -> None:
        """Give up on what cannot be kept soon."""
        if self._taking:
            await asyncio.wait(self._taking, timeout=LAST_SECONDS)
        for task in self._taking:
            task.cancel()
        await self.drain()

    async def _pass(self, handle: Handle, phone: Phone, presses: Presses) -> bool:
        """Handle the oldest of everybody; whether there were any."""
        self._news.clear()
        if self._ahead.room:
            self._ahead.add(await self._safe.waiting(self._ahead.room, self._ahead.ids))
        events = self._ahead.next(MOST)
        read = [await self._read(each, phone, presses) for each in events]
        batch = [said for said in read if said is not None]
        if batch:
            await handle(batch)
        if events:
            await self._safe.done([each.id for each in events])
            self._ahead.done(events)
        return bool(events)

    def _sender_of(self, content: bytes) -> str:
        try:
            found = envelopes.sift(content, self._account, self._clock())
        except EventError:
            return ""
        return found.sender if isinstance(found, RawEvent) else ""

    async def _read(self, waiting: WaitingEvent, phone: Phone, presses: Presses) -> Incoming | None:
        try:
            heard = envelopes.parse(waiting.content, self._account, self._clock(), presses)
        except EventError:
            self._misunderstood()
            return None
        if isinstance(heard, str):
            self.counts[heard] += 1
            return None
        said = heard.incoming
        if said.kind is Kind.CHANGED:
            await _if_possible(phone.trust(said.address))
        if heard.long_text:
            words = await _if_possible(phone.long_text(said.address, heard.long_text))
            return envelopes.with_words(said, words or said.words)
        return said

    async def _take(self, lines: Sequence[bytes]) -> None:
        sifted = [found for line in lines if (found := self._sift(line)) is not None]
        events = [each for each in sifted if isinstance(each, RawEvent)]
        if events:
            await self._insist(lambda: self._safe.keep(events))
            self._news.set()
        for each in sifted:
            if isinstance(each, Receipt):
                await self._insist(partial(self._deliver, each))

    async def _deliver(self, receipt: Receipt) -> None:
        await self._safe.delivered(receipt.address, receipt.messages, receipt.at)

    def _sift(self, line: bytes) -> RawEvent | Receipt | None:
        try:
            found = envelopes.sift(line, self._account, self._clock())
        except EventError:
            self._misunderstood()
            return None
        if isinstance(found, str):
            self.counts[found] += 1
            return None
        return found

    async def _insist(self, keep: Callable[[], Awaitable[None]]) -> None:
        """As often as it takes: signal-cli will not give it again, and waits until we read on.

        What it has handed over by then is gone if we are killed, so it is to take no more.
        """
        timer = asyncio.get_running_loop().call_later(TOO_LONG, self._rest, True)
        try:
            await self._keep(keep)
        finally:
            timer.cancel()
            self._rest(False)

    async def _keep(self, keep: Callable[[], Awaitable[None]]) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                return await keep()
            except Exception as error:  # noqa: BLE001 - whatever it is, the event must be kept
                self._complain("An event could not be kept", error)
            await self._sleep(_around(pause))
            pause = min(pause * 2, LONGEST_PAUSE)

    def _misunderstood(self) -> None:
        self.counts["not_understood"] += 1
        self._log.error("An event was let go: signal-cli's shape was not understood")

    def _complain(self, what: str, error: Exception) -> None:
        """The trace without the error's own words, which might be somebody's."""
        trace = "".join(traceback.format_tb(error.__traceback__))
        self._log.error("%s: %s\n%s", what, type(error).__name__, trace)


async def _if_possible(asked: Awaitable[str | None]) -> str:
    """The answer; nothing where it is refused. Raises where signal-cli did not answer."""
    try:
        return await asked or ""
    except CallError as error:
        if not error.code:
            raise
        return ""


def _around(seconds: float) -> float:
    return seconds * random.uniform(0.75, 1.25)  # noqa: S311 - no secret
