"""What a channel allows: so many messages a second in all, so many for one chat.

Sending is spaced evenly, without a burst at the start. Whoever is late by a moment may catch up,
but over any second no more is sent than the rate. `now` is in seconds of the steady clock, which
nobody can set; on one that was set back all would be silent until the old time came again.
"""

import math
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.base import UNLIMITED, Rates
from bot.clock import Steady, steady_clock

MARGIN = 1.013  # our second is longer than the platform's: late calls arrive closer together
CATCH_UP = 0.1  # seconds that a late sender may make up for; an idle one gets no credit
SWEEP = 1024  # so many chats are remembered before we look which ones can be forgotten


@dataclass(slots=True)
class Pace:
    """Even spacing at one rate. A message takes its turn first and begins a moment later."""

    rate: float
    _next: float = -math.inf
    _taken: int = 0  # turns taken and not begun
    _times: deque[float] = field(default_factory=deque)  # when the last ones began

    def free_at(self, now: float) -> float:
        """From when one more may go, in seconds on the clock of `now`; `now` without a limit."""
        if not self.rate:
            return now
        if self._times and self._times[-1] > now:  # the clock was set back
            self._times.clear()
            self._next = now + MARGIN / self.rate
        over = len(self._times) + self._taken - self._most
        if over < 0:
            return self._next
        oldest = self._times[over] if over < len(self._times) else now
        return max(self._next, oldest + self._most * MARGIN / self.rate)

    def take(self, now: float) -> None:
        """One takes its turn now; `begin` must follow, or the turn stays taken."""
        if self.rate:
            late = now - self._next
            self._next = (self._next if late <= CATCH_UP else now) + MARGIN / self.rate
            self._taken += 1

    def begin(self, now: float) -> None:
        """One that took its turn begins now; if the program was held up, that is later."""
        if self.rate:
            self._taken -= 1
            self._times.append(now)
            if len(self._times) > self._most:
                self._times.popleft()

    @property
    def _most(self) -> int:
        return max(1, math.floor(self.rate))


@dataclass(slots=True)
class Chats:
    """One message a second for each chat, a few at once; chats at rest are forgotten."""

    rate: float
    burst: int
    _full_at: dict[str, float] = field(default_factory=dict)  # when the whole burst is there again
    _paused: dict[str, float] = field(default_factory=dict)
    _sweep_at: int = SWEEP

    def __len__(self) -> int:
        return len(self._full_at) + len(self._paused)

    def free_at(self, chat: str, now: float) -> float:
        """From when one more may go to this chat."""
        free = self._paused.get(chat, now) if self._paused else now
        full_at = self._full_at.get(chat)
        if full_at is None:
            return free
        most = self.burst / self.rate
        if full_at > now + most:  # it cannot be: the clock was set back
            full_at = self._full_at[chat] = now + most
        return max(free, full_at - most + 1 / self.rate)

    def took(self, chat: str, now: float) -> None:
        """One goes to this chat now, which puts off the next one there."""
        if not self.rate:
            return
        full_at = min(self._full_at.get(chat, now), now + self.burst / self.rate)
        self._full_at[chat] = max(full_at, now) + 1 / self.rate
        if len(self) >= self._sweep_at:
            self._sweep(now)

    def pause(self, chat: str, until: float) -> None:
        """Nothing goes to this chat until then."""
        self._paused[chat] = max(until, self._paused.get(chat, until))

    def _sweep(self, now: float) -> None:
        self._full_at = {chat: at for chat, at in self._full_at.items() if at > now}
        self._paused = {chat: at for chat, at in self._paused.items() if at > now}
        self._sweep_at = max(SWEEP, 2 * len(self))


class _Channel:
    def __init__(self, rates: Rates) -> None:
        self.total = Pace(rates.total)
        self.started = Pace(rates.started)
        self.chats = Chats(rates.chat, rates.burst)
        self.paused_until = -math.inf


class Pacing:
    """All channels. One that was never told its rates has no limits."""

    def __init__(self, steady: Steady = steady_clock) -> None:
        self.now = steady
        self._channels: dict[str, _Channel] = {}

    def at(self, instant: datetime, now: datetime) -> float:
        """When it will be that instant, if it is `now` now: what is stored, on the steady clock."""
        return self.now() + (instant - now).total_seconds()

    def allow(self, channel: str, rates: Rates) -> None:
        """What a channel allows; what it has sent so far is remembered if it was told before."""
        self._channels.setdefault(channel, _Channel(rates))

    def free_at(self, channel: str, now: float, *, started: bool) -> float:
        """From when one more message may go; `started`: we begin it, nobody has just asked."""
        paces = self._of(channel)
        free = max(paces.paused_until, paces.total.free_at(now))
        return max(free, paces.started.free_at(now)) if started else free

    def chat_free_at(self, channel: str, address: str, now: float) -> float:
        """From when this chat may get one more."""
        return self._of(channel).chats.free_at(address, now)

    def take(self, channel: str, address: str, now: float, *, started: bool) -> None:
        """A message takes its turn now; `begin` must follow."""
        paces = self._of(channel)
        paces.total.take(now)
        if started:
            paces.started.take(now)
        paces.chats.took(address, now)

    def begin(self, channel: str, now: float, *, started: bool) -> None:
        """A message that took its turn begins now."""
        paces = self._of(channel)
        paces.total.begin(now)
        if started:
            paces.started.begin(now)

    def pause(self, channel: str, until: float) -> None:
        """Nothing goes on this channel until then; a pause is never made shorter."""
        paces = self._of(channel)
        paces.paused_until = max(paces.paused_until, until)

    def resume(self, channel: str) -> None:
        """The channel's pause is over, whenever it was to end."""
        self._of(channel).paused_until = -math.inf

    def paused_until(self, channel: str) -> float:
        """When the channel's last pause ends or ended."""
        return self._of(channel).paused_until

    def pause_chat(self, channel: str, address: str, until: float) -> None:
        """Nothing goes to this chat until then."""
        self._of(channel).chats.pause(address, until)

    def _of(self, channel: str) -> _Channel:
        paces = self._channels.get(channel)
        if paces is None:
            paces = self._channels[channel] = _Channel(UNLIMITED)
        return paces
