"""Deliver on one channel: whose turn it is, how it went, and what that means for the channel.

At most `window` messages are begun and not recorded yet; after a crash no more than these can
come twice. What we start may fill half of it, so that answers always find room.
"""

import asyncio
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import structlog

from bot.channels.base import Channel, DeliveryError, Meaning
from bot.clock import Clock
from bot.sending import verdicts
from bot.sending.ledger import Ledger, Pause
from bot.sending.pacing import Pacing
from bot.sending.queues import ChatQueue, ChatQueues
from bot.sending.rendering import Renderer
from bot.sending.trouble import Lesson, Trouble
from storage.outbox.repository import Due, Priority, Settled, State

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
        self.lanes = ChatQueues()
        self.ledger = Ledger()
        self.rate = channel.traits.rates.total
        self.window = window_of(self.rate)
        self.trouble = Trouble(channel, pacing)
        self._channel = channel
        self._renderer = renderer
        self._pacing = pacing
        self._clock = clock
        self._tell = tell
        self._begun: set[int] = set()
        self._started: set[int] = set()  # those of them that nobody waits for
        self._tasks: dict[int, tuple[float, asyncio.Task[None]]] = {}  # the oldest first
        self._timer: asyncio.TimerHandle | None = None
        self._obeyed: datetime | None = None  # the pause that stood in the table
        self._only_replies = self._halted = False
        self._dead: set[int | None] = set()  # campaigns whose content was refused

    @property
    def begun(self) -> int:
        """How many rows were begun and are not recorded yet."""
        return len(self._begun)

    @property
    def idle(self) -> bool:
        """Whether nothing is on its way or could be."""
        return not self._tasks and not len(self.lanes)

    def add(self, rows: Sequence[Due]) -> None:
        """Rows that this process holds; they go when it is their turn."""
        for row in rows:
            if row.campaign not in self._dead:  # the tables cancel what a failed campaign left
                self.lanes.add(row)
        if self._only_replies:
            self.give_back()
        self.pump()

    def pump(self) -> None:
        """Begin whatever may go now, and wake up for the next."""
        if self._halted:
            return
        now = self._clock()
        seconds = now.timestamp()
        self.lanes.wake(seconds)
        at = min(self._begin_all(now, started=False), self._begin_all(now, started=True))
        self._arm(min(at, self.lanes.wakes_at) - seconds)

    def recorded(self, results: Sequence[Settled]) -> None:
        """These outcomes are written: there is room for more."""
        rows = {result.row.id for result in results}
        self._begun -= rows
        self._started -= rows
        self.lanes.forget(rows.difference(r.row.id for r in results if r.lease_until is not None))
        self.pump()

    def give_back(self, *, all_of_them: bool = False) -> None:
        """Let others claim what we start and have not begun; with `all_of_them`, replies too."""
        rows = self.lanes.take(lambda row: all_of_them or row.priority > Priority.REPLY)
        now = self._clock()
        self._note(*[verdicts.given_back(row, now) for row in rows])

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
        self.give_back()

    def pause(self, until: datetime) -> None:
        """Nothing goes before then; what we start is read again afterwards."""
        if until.timestamp() > self._pacing.paused_until(self.name):
            self._pacing.pause(self.name, until.timestamp())
            self.give_back()

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
            self.pause(until)

    def obey_chats(self, chats: Mapping[str, datetime]) -> None:
        """What the table says about silence in single chats, by address; it never grows shorter."""
        self.trouble.limits.obey(chats)

    def proven(self, rows: Collection[int]) -> None:
        """These arrived after all: what waits here to go once more does not go."""
        gone = self.lanes.take(lambda row: row.id in rows)
        self.lanes.forget(row.id for row in gone)

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
        await asyncio.gather(*tasks, return_exceptions=True)
        self.give_back(all_of_them=True)

    def _begin_all(self, now: datetime, *, started: bool) -> float:
        """Begin what may go; when to look again, unless something happens before."""
        seconds = now.timestamp()
        while self._has_room(started=started):
            lane = self.lanes.next(started=started)
            if lane is None:
                break
            free = self._pacing.free_at(self.name, seconds, started=started)
            if free > seconds:
                return free
            rests = self._pacing.chat_free_at(self.name, lane.address, seconds)
            if rests > seconds + LONGEST_SLEEP:
                self._put_off(lane, now, rests)
            elif rests > seconds:
                self.lanes.sleep(lane, rests)
            else:
                self._begin(lane, now, seconds)
        return math.inf

    def _put_off(self, lane: ChatQueue, now: datetime, seconds: float) -> None:
        """This chat is to be silent for long: what is for it waits in the table."""
        due = datetime.fromtimestamp(seconds, UTC)
        rows = self.lanes.take_lane(lane)
        self.lanes.finish(lane)
        self._note(*[verdicts.given_back(row, now, due) for row in rows])

    def _has_room(self, *, started: bool) -> bool:
        if started and (self._only_replies or len(self._started) * 2 >= self.window):
            return False
        return len(self._begun) < self.window

    def _begin(self, lane: ChatQueue, now: datetime, seconds: float) -> None:
        row = self.lanes.begin(lane)
        if row.not_after is not None and row.not_after < now:
            self.lanes.finish(lane)
            self._note(verdicts.expired(row, now))
            return
        started = row.priority > Priority.REPLY
        self._begun.add(row.id)
        if started:
            self._started.add(row.id)
        self._pacing.take(self.name, lane.address, seconds, started=started)
        loop = asyncio.get_running_loop()
        task = loop.create_task(self._deliver(lane, row, seconds))
        self._tasks[row.id] = (loop.time() + SEND_TIMEOUT, task)

    async def _deliver(self, lane: ChatQueue, row: Due, begun_at: float) -> None:
        begins = self._clock().timestamp()
        self._pacing.begin(self.name, begins, started=row.priority > Priority.REPLY)
        try:
            message = await self._hand(row)
        except DeliveryError as error:
            self._failed(lane, row, error, begun_at)
        except asyncio.CancelledError:  # only `end_late` and `stop` do that
            self._failed(lane, row, DeliveryError(Meaning.UNCERTAIN, "no answer"), begun_at)
        except Exception as error:  # the edge of a message: one bug, one message
            log.exception("a message could not be made", row=row.id)
            self.lanes.finish(lane)
            self._note(bug := verdicts.broken(row, type(error).__name__, self._clock()))
            self._heed(row, self.trouble.refused(row, bug.error, bug.error, bug.at))
        else:
            self.trouble.over(row)
            self.lanes.finish(lane)
            self._note(verdicts.sent(row, message, self._clock()))
        finally:
            self._tasks.pop(row.id, None)
            self.pump()

    async def _hand(self, row: Due) -> str:
        if row.say is None:
            await self._channel.erase(row.address, row.erase)
            return ""
        seen = self._renderer.outgoing(row, row.say, self._channel.traits)
        return await self._channel.send(row.address, seen)

    def _failed(self, lane: ChatQueue, row: Due, error: DeliveryError, begun_at: float) -> None:
        now, trouble = self._clock(), self.trouble
        error = trouble.taken(row, error)
        self._heed(row, trouble.learn(row, error, now, begun_at), error.challenge)
        settled = verdicts.judge(row, error, now, outage=trouble.outage, rests=trouble.rests)
        log.warning(
            "not delivered",
            row=row.id,
            channel=self.name,
            meaning=error.meaning.value,
            detail=error.detail,
            becomes=settled.state.value,
            captcha=bool(error.challenge),
        )
        if settled.lease_until is not None and settled.due is not None:
            doubted = row.doubted or error.meaning is Meaning.UNCERTAIN
            once_more = replace(row, attempts=settled.attempts, doubted=doubted)
            self.lanes.again(lane, once_more, settled.due.timestamp())
        else:
            self._over(lane, settled)
        self._note(settled)

    def _over(self, lane: ChatQueue, settled: Settled) -> None:
        if settled.state is State.UNREACHABLE:  # the tables say it of all that waits for them
            self.lanes.forget(row.id for row in self.lanes.take_lane(lane))
        self.lanes.finish(lane)

    def _heed(self, row: Due, lesson: Lesson, challenge: str = "") -> None:
        """Do what a failure teaches."""
        if lesson.chat is not None:
            self.ledger.pause_chat((self.name, row.address), lesson.chat)
        if lesson.rest is not None:
            if lesson.asked:
                self.ledger.pause(self.name, Pause(lesson.rest, challenge))
            self.pause(lesson.rest)
        if lesson.stop and row.campaign is not None:
            self.ledger.failures[row.campaign] = lesson.stop
            self._dead.add(row.campaign)
            gone = self.lanes.take(lambda other: other.campaign == row.campaign)
            self.lanes.forget(each.id for each in gone)

    def _note(self, *results: Settled) -> None:
        self.ledger.results.extend(results)
        if results:
            self._tell(self)

    def _arm(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if seconds < math.inf:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(max(0.0, seconds), self.pump)
