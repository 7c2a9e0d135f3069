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
from functools import cache
from pathlib import Path
from uuid import uuid4

Clock = Callable[[], datetime]
Steady = Callable[[], float]

NO_STEP = timedelta()

SLIP = 2.0  # seconds; clocks that are kept right are never set by more than this at once
DISTRUST = (
    3600.0  # seconds after a step in which nothing is let go: a wrong clock is soon put right
)

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # the latter sleeps with a laptop


def system_clock() -> datetime:
    """The instant that it is now, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the clock that everybody else is given


def steady_clock() -> float:
    """Seconds since some beginning; no clock that is set changes them."""
    return time.clock_gettime(_STEADY)


@cache
def boot_id() -> str:
    """This machine since it was switched on; where nothing tells, every process is another one."""
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return str(uuid4())


def as_step(seconds: float) -> timedelta:
    """What lies between two looks at a clock, if it was set; else nothing."""
    return NO_STEP if -SLIP < seconds < SLIP else timedelta(seconds=seconds)


class Steps:
    """Notices that the wall clock was set. Whoever must know has one of these.

    `set_at` is when that was, on the steady clock; whoever knows of a later time may say it there.
    """

    def __init__(self, clock: Clock, steady: Steady) -> None:
        self._clock = clock
        self._steady = steady
        self._gap = self.ahead
        self.set_at = -math.inf  # when it was last set, as far as anybody knows

    @property
    def ahead(self) -> float:
        """By how many seconds the wall clock is ahead of the steady one."""
        return self.read()[1]

    def read(self) -> tuple[datetime, float]:
        """The instant that it is now, and how far ahead it is, of one look at the clock."""
        now = self._clock()
        return now, now.timestamp() - self._steady()

    @property
    def trusted(self) -> bool:
        """Whether none was taken lately: the clock may be wrong for a while after one."""
        return self._steady() - self.set_at >= DISTRUST

    def taken(self) -> timedelta:
        """By how much it was set since this was last asked, backwards below zero; mostly zero.

        What is less than `SLIP` counts later, together with what comes.
        """
        step = as_step(self.ahead - self._gap)
        if step:
            self._gap += step.total_seconds()
            self.set_at = self._steady()
        return step
