"""Send what is due: claim it, hand it to the channels at their pace, record what came of it.

Rules that others rely on:
1. A row is sent only while this process holds its lease, and in order for each address.
2. Answers go first, then reminders, then the rest.
3. What was begun is recorded in groups. After a crash everything begun and not recorded goes once
   more: never more than each channel's window (`bot/sending/delivery.py`).
4. Nothing is claimed or begun while a platform is out of reach (`bot/sending/outage.py`).
5. A channel is sent by one process at a time: the one that leads it. Whoever takes over sends once
   more what was in flight. Channels come and go while the sender runs.
"""

import asyncio
import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

import structlog

from bot.channels.base import Channel
from bot.clock import Clock, Steady, steady_clock
from bot.sending.bell import Bell
from bot.sending.clocks.clock_watch import ClockWatch
from bot.sending.delivery import Delivery
from bot.sending.lead_guard import LeadGuard, StillLeads
from bot.sending.pacing import Pacing
from bot.sending.recording import Recorder, Writes
from bot.sending.rendering import Renderer
from bot.sending.reviewing import claim
from domain.speech.languages import Speak
from storage.outbox.repository import Due, Priority
from storage.outbox.silence import outages
from storage.store import StorageError, Transaction

LOOK_EVERY = 0.5  # seconds; what another process wrote is noticed within one
AFTER_FAULT = 1.0  # seconds until the database is tried again
LARGEST_CLAIM = 256
SMALLEST_CLAIM = 2
DRAIN_STEP = 0.02
LAST_CALLS = 2.0  # seconds for what is on its way when a channel goes

T = TypeVar("T")

log = structlog.get_logger()


class Sender:
    """Everything that leaves goes through here. `counts` is (channel, outcome) → how many."""

    def __init__(
        self,
        store: Writes,
        channels: Mapping[str, Channel],
        speak: Speak,
        clock: Clock,
        steady: Steady = steady_clock,
    ) -> None:
        self._clock = clock
        self._watch = ClockWatch(clock, steady)
        self._pacing = Pacing(steady)
        self._renderer = Renderer(speak)
        self._store = LeadGuard(store)
        self._look = Bell()
        self._led: dict[str, Delivery] = {}
        self._deliveries: list[Delivery] = []  # also those that end
        self._more_due: set[str] = set()  # channels for which more waits than was claimed
        self._answers: set[int] = set()  # claimed ones: more to the same people may wait
        self._closing = False
        self._drained = asyncio.Event()
        self._recorder = Recorder(self._store, self._look_again, steady)
        self._recorder.deliveries = self._deliveries
        for channel in channels.values():
            self._begin(channel)

    @property
    def counts(self) -> Counter[tuple[str, str]]:
        """How often each (channel, outcome) was recorded by this process."""
        return self._recorder.counts

    @property
    def sent_at(self) -> Mapping[str, float]:
        """By channel, when something was last sent by this process, on the steady clock."""
        return self._recorder.sent_at

    @property
    def waiting(self) -> int:
        """Rows in memory that were not begun."""
        return sum(len(each.lanes) for each in self._deliveries)

    @property
    def in_flight(self) -> int:
        """How many rows were begun and are not recorded yet, on all channels."""
        return sum(each.begun for each in self._deliveries)

    @property
    def window(self) -> int:
        """The most that can come twice after a crash."""
        return sum(each.window for each in self._deliveries)

    def alarms(self) -> Mapping[str, str]:
        """What an operator must look at, by channel; a channel on which all is well is left out.

        It may be asked for in any thread.
        """
        said = {
            name: delivery.trouble.refusals.alarm() for name, delivery in dict(self._led).items()
        }
        return {name: alarm for name, alarm in said.items() if alarm}

    async def run(self) -> None:
        """Send until `drain` has ended, or until cancelled."""
        recording = asyncio.create_task(self._recorder.run())
        try:
            await self._claiming()
            await self._drained.wait()
        finally:
            for each in self._deliveries:
                each.halt()
            recording.cancel()
            await asyncio.gather(recording, return_exceptions=True)

    async def together(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` in one transaction, together with the outcomes that wait to be recorded."""
        return await self._recorder.together(act)

    def leads(self, channel: str) -> bool:
        """Whether this process sends on a channel: only then may answers be born leased."""
        return channel in self._led

    async def send_on(self, channel: Channel, held: StillLeads | None = None) -> None:
        """Send on this channel, too, until cancelled, or until `held` says that others do.

        What was in flight elsewhere goes once more; what is not begun at the end is given back.
        """
        act = partial(_take_over, channel=channel.name, watch=self._watch)
        taken = await self._store.run(act)
        self._watch.told([channel.name], taken.ahead)
        delivery = self._begin(channel)
        delivery.obey_chats(taken.chats)
        if taken.out_since is not None:
            delivery.resume(taken.now - taken.out_since)
        lost = asyncio.Event()
        if held is not None:
            self._store.watch(channel.name, held, partial(self._lose, delivery, lost))
        self.wake()
        try:
            await lost.wait()
        finally:
            await self._end(delivery)

    def hand_over(self, rows: Sequence[Due]) -> None:
        """Send rows that were born leased; call it right after their commit.

        Rows of a channel that is not here are claimed where it is.
        """
        for delivery in self._deliveries:
            mine = [row for row in rows if row.channel == delivery.name]
            if mine:
                delivery.add(mine)

    def proven(self, channel: str, rows: Collection[int]) -> None:
        """These rows of a channel did arrive, whatever its last error says."""
        for delivery in self._deliveries:
            if delivery.name == channel:
                delivery.after.proven(rows)

    def wake(self) -> None:
        """Something was written that may be due now."""
        self._look.ring()

    async def drain(self, timeout: float) -> None:  # noqa: ASYNC109 - SIGTERM gives us so long
        """Let what is on its way arrive and answers go, record all of it, and end `run`."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        self._closing = True
        self._look.ring()
        for each in self._deliveries:
            each.only_replies()
        while loop.time() < end and not self._is_idle():  # noqa: ASYNC110 - only once, at the end
            await asyncio.sleep(DRAIN_STEP)
        for each in self._deliveries:
            await each.stop()
        await self._recorder.record()
        self._drained.set()

    async def _claiming(self) -> None:
        while not self._closing:
            wait = LOOK_EVERY
            for each in self._deliveries:
                each.end_late()
                each.pump()  # while the machine slept, so did the timer for this
            try:
                await self._claim()
            except StorageError as error:
                log.warning("rows could not be claimed", reason=str(error))
                wait = AFTER_FAULT
            except Exception:  # the edge of a job: the database may recover
                log.exception("rows could not be claimed")
                wait = AFTER_FAULT
            await self._look.wait(wait)

    async def _claim(self) -> None:
        """Lease about a second's worth for each channel that runs low; obey pauses."""
        now, clock = self._watch.look(self._led)
        if not self._led:
            return
        wanted = {name: self._batch(name) for name in self._led if self._is_low(name)}
        claimed = await self._store.run(partial(claim, wanted=wanted, now=now, clock=clock))
        self._watch.told(clock.steps, clock.ahead)
        for name, delivery in self._led.items():
            delivery.obey(claimed.pauses.get(name))
            delivery.obey_chats(claimed.chats.get(name, {}))
            full = name in wanted and claimed.found.get(name, 0) >= wanted[name]
            (self._more_due.add if full else self._more_due.discard)(name)
        self._answers |= {row.id for row in claimed.rows if row.priority == Priority.REPLY}
        self.hand_over(claimed.rows)
        self._look_if_low()

    def _begin(self, channel: Channel) -> Delivery:
        pacing, clock = self._pacing, self._clock
        pacing.allow(channel.name, channel.traits.rates)
        delivery = Delivery(channel, self._renderer, pacing, clock, self._recorder.tell)
        self._led[channel.name] = delivery
        self._deliveries.append(delivery)
        return delivery

    def _lose(self, delivery: Delivery, lost: asyncio.Event) -> None:
        """Another process may send here by now: begin nothing more."""
        self._led.pop(delivery.name, None)
        delivery.halt()
        lost.set()

    async def _end(self, delivery: Delivery) -> None:
        """Let the last calls end, give the rest back, and record it if that can be done."""
        self._store.forget(delivery.name)
        self._lose(delivery, asyncio.Event())
        delivery.after.give_back(all_of_them=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_CALLS):
                while not delivery.idle:  # noqa: ASYNC110 - only once, at the end
                    await asyncio.sleep(DRAIN_STEP)
        await delivery.stop()
        with suppress(StorageError):
            await self._recorder.record()
        self._deliveries.remove(delivery)
        self._more_due.discard(delivery.name)

    def _is_idle(self) -> bool:
        return all(each.idle for each in self._deliveries)

    def _look_again(self) -> None:
        """Outcomes are recorded: what waited behind an answer may go."""
        held = {row for row in self._answers if any(e.lanes.holds(row) for e in self._deliveries)}
        if held != self._answers:
            self._answers = held
            self._look.ring()
        self._look_if_low()

    def _look_if_low(self) -> None:
        if any(self._is_low(name) for name in self._more_due if name in self._led):
            self._look.ring()

    def _is_low(self, name: str) -> bool:
        delivery = self._led[name]
        return not delivery.is_out and delivery.lanes.awake * 2 < self._batch(name)

    def _batch(self, name: str) -> int:
        """How many rows to claim at once: what can be sent within about a second."""
        rate = self._led[name].rate
        return min(LARGEST_CLAIM, max(SMALLEST_CLAIM, math.ceil(rate or LARGEST_CLAIM)))


@dataclass(frozen=True, slots=True)
class _Taken:
    """What another process knew of a channel: chats that are silent, and an outage.

    `ahead` is what its rows know of the clock, which said `now`.
    """

    now: datetime
    ahead: float
    chats: Mapping[str, datetime]
    out_since: datetime | None


def _take_over(tx: Transaction, channel: str, watch: ClockWatch) -> _Taken:
    """Free what another process held, and learn what it knew."""
    now, ahead = watch.take_over(tx, channel)
    tx.outbox.release_leases(now, [channel])
    chats = tx.outbox.paused_chats(now).get(channel, {})
    return _Taken(now, ahead, chats, outages.every(tx).get(channel))
