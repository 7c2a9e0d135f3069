"""Whether a platform can be reached: what failures, answers and probes say, and what may go.

    state   | a failure               | an answer | probe answered | probe in vain
    --------|-------------------------|-----------|----------------|--------------
    WELL    | DOUBTED; OUT: see below | WELL      |                |
    DOUBTED | DOUBTED; OUT: see below | DOUBTED   | WELL           | OUT
    OUT     | OUT                     | OUT       | TRYING         | OUT
    TRYING  | OUT                     | WELL      |                |

A failure is one that may be everybody's: nothing left us, or nobody knows what arrived. IN_A_ROW of
them without an answer between, in more than one chat, are an outage. One chat may fail again and
again for reasons of its own, and two calls may be lost together with one connection; the third is
no accident, and to be wrong costs half a second and one probe. Where little is sent nothing comes
in a row: there the probe, which follows the first failure, decides.

Nothing here knows the time: callers pass seconds on a clock that never runs backwards.
"""

import math
from enum import StrEnum

IN_A_ROW = 3
FIRST_PROBE = 0.5  # seconds after a failure; twice as long after each that is in vain
PROBE_BOUND = 3.0  # at first no longer than this between two probes, and for one of them
SLOWEST_PROBE = 15.0  # as long as a message may take: a slow platform is no outage
SHARE = 10  # of an outage's age: the longer it lasts, the less often we ask
RELAPSE = 60.0  # a failure so soon after an outage is the same outage
NEXT_TRIAL = 2.0  # one that hangs keeps the others waiting no longer
MOST_TRIALS = 3
LOOK_AGAIN = 0.25
GRACE = 1.5  # after a probe: what was never tried goes first, and phones tell what they did get


class Reach(StrEnum):
    """How it stands with the platform."""

    WELL = "well"  # messages go
    DOUBTED = "doubted"  # some failed: the platform is asked; what was never in doubt goes on
    OUT = "out"  # nothing goes; the platform is asked again and again
    TRYING = "trying"  # it has answered: a message at a time, until one gets through


class Outage:
    """One channel. Ask `state` before and after each event to know what changed."""

    def __init__(self) -> None:
        self.state = Reach.WELL
        self.probe_at = math.inf  # when the platform is to be asked; never, while all is well
        self._failures = 0
        self._failing: set[str] = set()  # the chats in which they were
        self._began: float | None = None  # the outage; also while it is being tried
        self._in_vain = 0  # probes of this outage, and trials
        self._last = 0.0  # when the last of them ended
        self._probed = self._recovered = -math.inf
        self._next_trial = 0.0
        self._trials = 0

    def resume(self, now: float, age: float) -> None:
        """Another process has left a channel that was out of reach for so many seconds."""
        self._began, self._last = now - max(0.0, age), now
        self.state, self.probe_at = Reach.OUT, now

    @property
    def bound(self) -> float:
        """How many seconds a probe may take, and lie after the one before."""
        age = 0.0 if self._began is None else self._last - self._began
        return min(SLOWEST_PROBE, max(PROBE_BOUND, age / SHARE))

    def failed(self, chat: str, begun: float, now: float) -> None:
        """A message in this chat failed. What began before a recovery says nothing about now."""
        if self.state is Reach.OUT or begun < self._recovered:
            return
        self._failures += 1
        self._failing.add(chat)
        in_a_row = self._failures >= IN_A_ROW and len(self._failing) > 1
        if in_a_row or self.state is Reach.TRYING:
            self._go_out(now)
        elif self.state is Reach.WELL:
            self._doubt(now, FIRST_PROBE)

    def answered(self, begun: float) -> None:
        """The platform answered a message, whatever it said."""
        if self.state is Reach.OUT or begun < self._recovered:
            return
        self._failures = 0
        self._failing.clear()
        if self.state is Reach.TRYING:
            self.state, self._began = Reach.WELL, None

    def passed(self, now: float) -> None:
        """A message ended in a way that says nothing of the platform: another one may try."""
        self._trials = 0
        self._next_trial = now

    def probed(self, *, answered: bool, now: float) -> None:
        """The platform was asked, and did or did not answer."""
        if answered:
            self._probed, self.probe_at = now, math.inf
            if self.state is Reach.DOUBTED:
                self.state = Reach.WELL
            elif self.state is Reach.OUT:
                self._try(now)
        elif self.state is Reach.DOUBTED:
            self._go_out(now)
        elif self.state is Reach.OUT:
            self._wait(now)

    def delay(self, now: float) -> float:
        """For how many seconds nothing may begin; infinite until the next event."""
        if self.state is Reach.OUT:
            return math.inf
        return max(0.0, self._next_trial - now) if self.state is Reach.TRYING else 0.0

    def delay_of_doubted(self, now: float) -> float:
        """The same for what may have arrived already: it waits for a probe, and a little longer.

        Whoever asks before there was a probe has the platform asked.
        """
        if self.state is Reach.WELL and self._probed < 0:
            self._doubt(now, 0.0)
        if self.state is Reach.DOUBTED:
            return LOOK_AGAIN
        return max(self.delay(now), self._probed + GRACE - now, 0.0)

    def begin(self, now: float) -> None:
        """A message begins."""
        if self.state is Reach.TRYING:
            self._trials += 1
            self._next_trial = now + NEXT_TRIAL if self._trials < MOST_TRIALS else math.inf

    def covers(self, begun: float) -> bool:
        """Whether a message that failed just now, begun then, met an outage."""
        return self.state is Reach.OUT or begun < self._recovered

    @property
    def alone(self) -> bool:
        """Whether nobody gets through, although that may be one chat's own trouble."""
        return self._failures >= IN_A_ROW

    def _doubt(self, now: float, pause: float) -> None:
        self.state, self.probe_at = Reach.DOUBTED, now + pause

    def _go_out(self, now: float) -> None:
        if self._began is None or now - self._recovered > RELAPSE:
            self._began, self._in_vain = now, 0
        self.state = Reach.OUT
        self._wait(now)

    def _wait(self, now: float) -> None:
        self._last = now
        self.probe_at = now + min(self.bound, FIRST_PROBE * 2.0**self._in_vain)
        self._in_vain = min(self._in_vain + 1, 10)

    def _try(self, now: float) -> None:
        self.state = Reach.TRYING
        self._recovered = self._next_trial = now
        self._trials = self._failures = 0
        self._failing.clear()
