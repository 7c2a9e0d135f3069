"""The one place that asks what time it is, and how much of it has passed.

There are two clocks. The wall clock says which instant it is; a person or the network may set it at
any moment, by any amount. The steady clock says how much time has passed since some beginning: it
is never set, and goes on while the machine sleeps. What is waited for in this process is measured
by the steady one; the wall clock is for what is stored and for what means a time of day.
"""

import math
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
Steady = Callable[[], float]

SLIP = 2.0  # seconds; clocks that are kept right are never set by more than this at once
DISTRUST = (
    3600.0  # seconds after a step in which nothing is let go: a wrong clock is soon put right
)

_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # the latter sleeps with a laptop


def system_clock() -> datetime:
    """The instant that it is now, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the clock that everybody else is given


def steady_clock() -> float:
    """Seconds since some beginning; no clock that is set changes them."""
    return time.clock_gettime(_STEADY)


class Steps:
    """Notices that the wall clock was set. Whoever must know has one of these."""

    def __init__(self, clock: Clock, steady: Steady) -> None:
        self._clock = clock
        self._steady = steady
        self._gap = self._now()
        self._taken_at = -math.inf

    @property
    def trusted(self) -> bool:
        """Whether none was taken lately: the clock may be wrong for a while after one."""
        return self._steady() - self._taken_at >= DISTRUST

    def taken(self) -> timedelta:
        """By how much it was set since this was last asked, backwards below zero; mostly zero.

        What is less than `SLIP` counts later, together with what comes.
        """
        gap = self._now()
        step = gap - self._gap
        if -SLIP < step < SLIP:
            return NO_STEP
        self._gap, self._taken_at = gap, self._steady()
        return timedelta(seconds=step)

    def _now(self) -> float:
        return self._clock().timestamp() - self._steady()


NO_STEP = timedelta()
