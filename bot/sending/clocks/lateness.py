"""Whether a message comes too late to be of use, also after the clock was set."""

import math

from bot.clock import NO_STEP, Clock, Steady, Steps
from storage.outbox.repository import Due, Priority

REMEMBERED = 60.0  # seconds; a row that was read before a step may be handed over after it


class Lateness:
    """Of what waits in one channel's lanes.

    Announcements and reminders last until an instant, whatever sets the clock there. An answer
    lasts so long after its question: a clock that is put forward makes none too late.
    """

    def __init__(self, clock: Clock, steady: Steady) -> None:
        self._steady = steady
        self._steps = Steps(clock, steady)
        self._now = clock()  # as of the last look
        self._ahead = NO_STEP  # put forward lately, or while something was held
        self._lately = -math.inf  # until then a step is remembered anyhow

    def look(self, held: int) -> None:
        """Call it before rows begin; once none is held, nor on its way, steps are forgotten."""
        self._now, _ahead = self._steps.read()  # before steps: no step after it is overlooked
        step, now = self._steps.taken(), self._steady()
        if step:
            self._lately = now + REMEMBERED
        kept = held > 0 or now < self._lately
        self._ahead = max(NO_STEP, self._ahead + step) if kept else NO_STEP

    def is_late(self, row: Due) -> bool:
        """Whether nobody wants this any more."""
        if row.not_after is None:
            return False
        ahead = NO_STEP if row.priority > Priority.REPLY else self._ahead
        return row.not_after < self._now - ahead
