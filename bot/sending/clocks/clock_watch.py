"""By how much the clock was set since the rows of a channel last heard of it.

Each channel has a bearing of its own, kept beside its rows: another process may have told them, or
nobody, since whoever led the channel was killed before it could.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import NO_STEP, Clock, Steady, Steps, as_step, boot_id
from storage.outbox.clocks import bearings
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ClockSet:
    """By how much the clock was set since each channel's rows heard of it, where it was.

    `ahead`: how far the wall clock is ahead of the steady one, on which it was last set at
    `set_at`; both in seconds. `trusted`: whether that is long ago.
    """

    steps: Mapping[str, timedelta] = field(default_factory=dict)
    ahead: float = 0.0
    set_at: float = -math.inf
    trusted: bool = True

    def tell(self, tx: Transaction, now: datetime) -> None:
        """The rows move with the clock, which says `now`; once told they know it."""
        _tell(tx, self.steps, now)
        bearings.note(tx, self.steps, boot_id(), self.ahead, self.set_at)


class ClockWatch:
    """For the channels that a process sends on."""

    def __init__(self, clock: Clock, steady: Steady) -> None:
        self._steady = steady
        self._steps = Steps(clock, steady)
        self._known: dict[str, float] = {}

    def look(self, channels: Collection[str]) -> tuple[datetime, ClockSet]:
        """The instant that it is now, and what the rows of these channels do not know yet of it."""
        now, ahead = self._steps.read()
        self._steps.taken()
        steps = {name: as_step(ahead - self._known.setdefault(name, ahead)) for name in channels}
        told = {name: step for name, step in steps.items() if step != NO_STEP}
        return now, ClockSet(told, ahead, self._steps.set_at, self._steps.trusted)

    def take_over(self, tx: Transaction, channel: str) -> tuple[datetime, float]:
        """Tell the rows of a channel what nobody else has; when that was, and how far ahead."""
        now, ahead = self._steps.read()
        known = bearings.of(tx, channel, boot_id())
        step = NO_STEP if known is None else as_step(ahead - known)
        set_at = self._steady() if step else bearings.set_at(tx, boot_id())
        self._steps.set_at = max(self._steps.set_at, set_at)
        _tell(tx, {channel: step} if step else {}, now)
        bearings.note(tx, [channel], boot_id(), ahead, self._steps.set_at)
        return now, ahead

    def told(self, channels: Collection[str], ahead: float) -> None:
        """It is committed."""
        self._known |= dict.fromkeys(channels, ahead)


def _tell(tx: Transaction, steps: Mapping[str, timedelta], now: datetime) -> None:
    for channel, step in steps.items():
        tx.outbox.clock_was_set(step, now, [channel])
    if steps:
        tx.people.clock_was_set(now)
