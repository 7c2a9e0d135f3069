"""Deliver on one channel: whose turn it is, how it went, and what that means for the channel.

At most `window` messages are begun and not recorded yet; after a crash no more than these can
come twice. What we start may fill half of it, so that answers always find room.
"""

import asyncio
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot.channels.base import Channel, DeliveryError, Meaning
from bot.clock import Clock
from bot.sending.aftermath import Aftermath
from bot.sending.clocks.lateness import Lateness
from bot.sending.ledger import Ledger
from bot.sending.outage import Reach
from bot.sending.pacing import Pacing
from bot.sending.probing import Prober
from bot.sending.queues import ChatQueue
from bot.sending.rendering import Renderer
from bot.sending.trouble import Trouble
from storage.outbox.repository import Due, Priority, Settled

SEND_TIMEOUT = 30.0  # a channel gives up by itself before that
UNLIMITED_WINDOW = 128
SMALLEST_WINDOW = 16
WINDOW_SECONDS = 0.25  # longer than a call and its record take
LONGEST_SLEEP = 60.0  # what must rest for longer waits in the table, well before its lease ends

log = structlog.get_logger()


def window_of(rate: float) -> int:
    """How many messages may be begun and not recorded at this rate."""
    return max(SMALLEST_WINDOW, math.ceil(rate * WINDOW_SECONDS)) if rate else UNLIMITED_WINDOW


class Delivery:
    """One channel's end of the outbox. `tell` hears whenever the ledger has grown."""

    def __init__(
        self,
        channel: Channel,
        renderer: Renderer,
        pacing: Pacing,
        clock: Clock,
        tell: "Callable[[Delivery], None]",
    ) -> None:
        self.name = channel.name
        self.rate = channel.traits.rates.total
        self.window = window_of(self.rate)
        self.trouble = Trouble(channel, pacing)
        self.after = Aftermath(self.name, self.trouble, pacing, clock, lambda: tell(self))
        self.lanes = self.after.lanes
        self._outage = self.trouble.outage
        self._prober = Prober(channel, self._outage, self._heard, pacing.now)
        self._channel = channel
        self._renderer = renderer
        self._pacing = pacing
        self._clock = clock
        self._lateness = Lateness(clock, pacing.now)
        self._begun: set[int] = set()
        self._started: set[int] = set()  # those of them that nobody waits for
        self._tasks: dict[int, tuple[float, asyncio.Task[None]]] = {}  # the oldest first
        self._timer: asyncio.TimerHandle | None = None
        self._obeyed: datetime | None = None  # the pause that stood in the table
        self._only_replies = self._halted = False

    @property
    def ledger(self) -> Ledger:
        """What happened and is not written yet; whoever writes it puts an empty one there."""
        return self.after.ledger

    @ledger.setter
    def ledger(self, ledger: Ledger) -> None:
        self.after.ledger = ledger

    @property
    def begun(self) -> int:
        """How many rows were begun and are not recorded yet."""
        return len(self._begun)

    @property
    def is_out(self) -> bool:
        """Whether the platform is out of reach, so that nothing may go."""
        return self._outage.state is Reach.OUT

    def resume(self, age: timedelta) -> None:
        """Another process has left this channel out of reach, for so long."""
        self.after.resume(age.total_seconds())
        self.pump()

    @property
    def idle(self) -> bool:
        """Whether nothing is on its way or could be."""
        return not self._tasks and not len(self.lanes)

    def add(self, rows: Sequence[Due]) -> None:
        """Rows that this process holds; they go when it is their turn."""
        for row in rows:
            if row.campaign not in self.after.dead:  # the tables cancel what a failed campaign left
                self.lanes.add(row)
        if self._only_replies:
            self.after.give_back()
        self.pump()

    def pump(self) -> None:
        """Begin whatever may go now, and wake up for the next."""
        if self._halted:
            return
        self._lateness.look(self.lanes.held)
        now = self._pacing.now()
        self.lanes.wake(now)
        at = min(self._begin_all(now, started=False), self._begin_all(now, started=True))
        self._arm(min(at, self.lanes.wakes_at) - now)
        self._prober.look()

    def recorded(self, results: Sequence[Settled]) -> None:
        """These outcomes are written: there is room for more."""
        last = {result.row.id: result for result in results}
        self._begun -= last.keys()
        self._started -= last.keys()
        self.lanes.forget(row for row, result in last.items() if result.lease_until is None)
        self.pump()

    def end_late(self) -> None:
        """Give up waiting for calls that take too long; call it every now and then."""
        now = asyncio.get_running_loop().time()
        for ends, task in self._tasks.values():
            if ends > now:
                break
            task.cancel()

    def only_replies(self) -> None:
        """From now on nothing is begun that nobody waits for."""
        self._only_replies = True
        self.after.give_back()

    def obey(self, until: datetime | None) -> None:
        """What the table says about silence; an operator may have ended a pause there."""
        if until == self._obeyed:
            return
        ended = self._obeyed is not None and (until is None or until < self._obeyed)
        self._obeyed = until
        if ended:
            self._pacing.resume(self.name)
            self.pump()
        if until is not None:
            self.after.pause(until)

    def obey_chats(self, chats: Mapping[str, datetime]) -> None:
        """What the table says about silence in single chats, by address; it never grows shorter."""
        self.trouble.limits.obey(chats, self._clock())

    def halt(self) -> None:
        """Begin nothing any more; what was begun is finished."""
        self._halted = True
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def stop(self) -> None:
        """End what is on its way; whether it arrived, nobody knows."""
        self.halt()
        tasks = [task for _ends, task in self._tasks.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, self._prober.stop(), return_exceptions=True)
        self.after.decide()
        self.after.give_back(all_of_them=True)

    def _begin_all(self, now: float, *, started: bool) -> float:
        """Begin what may go; when to look again, unless something happens before."""
        while self._has_room(started=started):
            lane = self.lanes.next(started=started)
            if lane is None:
                break
            free = self._pacing.free_at(self.name, now, started=started)
            free = max(free, now + self._outage.delay(now))
            if free > now:
                return free
            rests = self._pacing.chat_free_at(self.name, lane.address, now)
            if lane.rows[0].doubts:
                rests = max(rests, now + self._outage.delay_of_doubted(now))
            if rests > now + LONGEST_SLEEP:
                self.after.put_off(lane, timedelta(seconds=rests - now))
            elif rests > now:
                self.lanes.sleep(lane, rests)
            else:
                self._begin(lane, now)
        return math.inf

    def _has_room(self, *, started: bool) -> bool:
        if started and (self._only_replies or len(self._started) * 2 >= self.window):
            return False
        return len(self._begun) < self.window

    def _begin(self, lane: ChatQueue, now: float) -> None:
        row = self.lanes.begin(lane)
        if self._lateness.is_late(row):
            self.after.expired(lane, row)
            return
        started = row.priority > Priority.REPLY
        self._begun.add(row.id)
        if started:
            self._started.add(row.id)
        self._pacing.take(self.name, lane.address, now, started=started)
        self._outage.begin(now)
        loop = asyncio.get_running_loop()
        task = loop.create_task(self._deliver(lane, row, now))
        self._tasks[row.id] = (loop.time() + SEND_TIMEOUT, task)

    async def _deliver(self, lane: ChatQueue, row: Due, begun: float) -> None:
        started = row.priority > Priority.REPLY
        self._pacing.begin(self.name, self._pacing.now(), started=started)
        try:
            message = await self._hand(row)
        except DeliveryError as error:
            self.after.failed(lane, row, error, begun)
        except asyncio.CancelledError:  # only `end_late` and `stop` do that
            lost = DeliveryError(Meaning.UNCERTAIN, "no answer", only_this_chat=self._halted)
            self.after.failed(lane, row, lost, begun)
        except Exception as error:  # the edge of a message: one bug, one message
            log.exception("a message could not be made", row=row.id)
            self.after.broken(lane, row, error)
        else:
            self.after.arrived(lane, row, message, begun)
        finally:
            self._tasks.pop(row.id, None)
            self.pump()

    async def _hand(self, row: Due) -> str:
        if row.say is None:
            await self._channel.erase(row.address, row.erase)
            return ""
        seen = self._renderer.outgoing(row, row.say, self._channel.traits)
        return await self._channel.send(row.address, seen)

    def _heard(self) -> None:
        """The platform was asked whether it is there."""
        self.after.look()
        self.pump()

    def _arm(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if seconds < math.inf:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(max(0.0, seconds), self.pump)
