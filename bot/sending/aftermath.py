"""What follows when a row is over: its record, what its failure teaches, whom that holds up."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.channels.base import DeliveryError
from bot.clock import Clock
from bot.sending import verdicts
from bot.sending.ledger import Ledger, Pause
from bot.sending.outage import Reach
from bot.sending.pacing import Pacing
from bot.sending.queues import ChatQueue, ChatQueues
from bot.sending.trouble import Lesson, Trouble
from storage.outbox.repository import Due, Priority, Settled, State

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Held:
    """A row of which a probe will show what its doubt means; its chat waits for that."""

    lane: ChatQueue
    row: Due
    error: DeliveryError


class Aftermath:
    """One channel's. `tell` hears whenever the ledger has grown."""

    def __init__(
        self,
        name: str,
        trouble: Trouble,
        pacing: Pacing,
        clock: Clock,
        tell: Callable[[], None],
    ) -> None:
        self.ledger = Ledger()
        self.lanes = ChatQueues()
        self.dead: set[int | None] = set()  # campaigns whose content was refused
        self._name = name
        self._trouble = trouble
        self._pacing = pacing
        self._clock = clock
        self._tell = tell
        self._reach = trouble.outage.state
        self._held: dict[int, _Held] = {}

    def arrived(self, lane: ChatQueue, row: Due, message: str, begun: float) -> None:
        """It was delivered; the channel calls it `message`."""
        self._trouble.over(row, begun)
        self.lanes.finish(lane)
        self.note(verdicts.sent(row, message, self._clock()))
        self.look()

    def expired(self, lane: ChatQueue, row: Due) -> None:
        """It came too late."""
        self.lanes.finish(lane)
        self.note(verdicts.expired(row, self._clock()))

    def broken(self, lane: ChatQueue, row: Due, error: Exception) -> None:
        """One bug, one message."""
        self.lanes.finish(lane)
        self.note(bug := verdicts.broken(row, type(error).__name__, self._clock()))
        self._trouble.outage.passed(self._pacing.now())
        self._heed(row, self._trouble.refused(row, bug.error, bug.error))

    def failed(self, lane: ChatQueue, row: Due, error: DeliveryError, begun: float) -> None:
        """It was begun at `begun` on the steady clock, and failed just now."""
        now, trouble = self._clock(), self._trouble
        error = trouble.taken(row, error)
        trouble.reach(row, error, begun, self._pacing.now())
        self._heed(row, trouble.learn(row, error, now), error.challenge)
        if trouble.is_undecided(error):
            self._held[row.id] = _Held(lane, row, error)
            self.note(verdicts.held(row, error, now))
        else:
            self._settle(_Held(lane, row, error), outage=trouble.outage.covers(begun))
        self.look()

    def resume(self, age: float) -> None:
        """Another process has left the channel out of reach, as the tables know."""
        self._trouble.outage.resume(self._pacing.now(), age)
        self._reach = Reach.OUT

    def look(self) -> None:
        """Do what follows once the platform is out of reach, or is no more."""
        before, self._reach = self._reach, self._trouble.outage.state
        if before is self._reach or self._reach is Reach.DOUBTED:
            return
        self.decide()
        if Reach.OUT in (before, self._reach):
            out = self._reach is Reach.OUT
            log.warning("out of reach" if out else "within reach", channel=self._name)
            self.ledger.outages[self._name] = self._clock() if out else None
            self._tell()
        if self._reach is Reach.OUT:
            self.give_back()
        elif before is Reach.OUT:
            self.lanes.wake_all()

    def decide(self) -> None:
        """What was held back until somebody knew whether it met an outage is decided now."""
        held, self._held = self._held, {}
        for each in held.values():
            self._settle(each, outage=self._reach is Reach.OUT)

    def give_back(self, *, all_of_them: bool = False) -> None:
        """Let others claim what we start and have not begun; with `all_of_them`, replies too."""
        rows = self.lanes.take(lambda row: all_of_them or row.priority > Priority.REPLY)
        now = self._clock()
        self.note(*[verdicts.given_back(row, now) for row in rows])

    def put_off(self, lane: ChatQueue, rest: timedelta) -> None:
        """This chat is to be silent for long: what is for it waits in the table."""
        now = self._clock()
        rows = self.lanes.take_lane(lane)
        self.lanes.finish(lane)
        self.note(*[verdicts.given_back(row, now, now + rest) for row in rows])

    def pause(self, until: datetime) -> None:
        """Nothing goes before then; what we start is read again afterwards."""
        at = self._pacing.at(until, self._clock())
        if at > self._pacing.paused_until(self._name):
            self._pacing.pause(self._name, at)
            self.give_back()

    def proven(self, rows: Collection[int]) -> None:
        """These arrived after all: what waits here to go once more does not go."""
        for each in [self._held.pop(row) for row in rows if row in self._held]:
            self.lanes.finish(each.lane)
            self.lanes.forget([each.row.id])
        gone = self.lanes.take(lambda row: row.id in rows)
        self.lanes.forget(row.id for row in gone)

    def note(self, *results: Settled) -> None:
        """To be written soon."""
        self.ledger.results.extend(results)
        if results:
            self._tell()

    def _settle(self, failed: _Held, *, outage: bool) -> None:
        lane, row, error = failed.lane, failed.row, failed.error
        alone = self._trouble.outage.alone
        settled = verdicts.judge(row, error, self._clock(), outage=outage, alone=alone)
        log.warning(
            "not delivered",
            row=row.id,
            channel=self._name,
            meaning=error.meaning.value,
            detail=error.detail,
            becomes=settled.state.value,
            captcha=bool(error.challenge),
            outage=outage,
        )
        if settled.lease_until is not None and settled.due is not None:
            once_more = replace(row, attempts=settled.attempts, doubts=settled.doubts)
            self.lanes.again(lane, once_more, self._pacing.at(settled.due, settled.at))
        else:
            self._over(lane, settled)
        self.note(settled)

    def _over(self, lane: ChatQueue, settled: Settled) -> None:
        if settled.state is State.UNREACHABLE:  # the tables say it of all that waits for them
            self.lanes.forget(row.id for row in self.lanes.take_lane(lane))
        self.lanes.finish(lane)

    def _heed(self, row: Due, lesson: Lesson, challenge: str = "") -> None:
        """Do what a failure teaches."""
        if lesson.chat is not None:
            self.ledger.pause_chat((self._name, row.address), lesson.chat)
        if lesson.rest is not None:
            if lesson.asked:
                self.ledger.pause(self._name, Pause(lesson.rest, challenge))
            self.pause(lesson.rest)
        if lesson.stop and row.campaign is not None:
            self.ledger.failures[row.campaign] = lesson.stop
            self.dead.add(row.campaign)
            gone = self.lanes.take(lambda other: other.campaign == row.campaign)
            self.lanes.forget(each.id for each in gone)
