"""What Telegram allows per second: in all, for one chat, for one group.

Only new messages count (not edits, typing or answers to presses). Nobody knows the real limits
exactly; these are the published ones, with a window that slides and a burst that a single chat is
allowed.
"""

import math
import time
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

UNCOUNTED = {"sendChatAction", "sendMessageDraft"}


class Mode(StrEnum):
    """What happens to a message that is one too many."""

    OFF = "off"
    ASSERT = "assert"
    ENFORCE = "enforce"


@dataclass(slots=True)
class Window:
    """At most ``limit`` events in any ``seconds``."""

    limit: float
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until one more is allowed."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return self.times[0] + self.seconds - now if len(self.times) >= self.limit else 0.0


@dataclass(slots=True)
class Bucket:
    """One event per ``1 / rate`` seconds on average, ``burst`` of them at once."""

    rate: float
    burst: float
    free_at: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until one more is allowed; a twentieth of a second is forgiven."""
        ahead = self.free_at - now - (self.burst - 1) / self.rate
        return ahead if ahead > 0.05 else 0.0

    def take(self, now: float) -> None:
        """Count one."""
        self.free_at = max(self.free_at, now) + 1 / self.rate


class Rates:
    """All windows together."""

    def __init__(
        self, mode: Mode = Mode.OFF, per_second: float = 30, chat: float = 1, burst: float = 3
    ) -> None:
        self.mode = mode
        self.chat = chat
        self.burst = burst
        self.everyone = Window(per_second, 1.0)
        self.chats: dict[int, Bucket] = {}
        self.groups: dict[int, Window] = {}

    def excess(self, chat_id: int) -> tuple[str, int] | None:
        """Count one message; say which limit it breaks and for how many seconds, if any."""
        now = time.monotonic()
        bucket = self.chats.get(chat_id)
        if bucket is None:
            bucket = self.chats[chat_id] = Bucket(self.chat, self.burst)
        group = self.groups.setdefault(chat_id, Window(20, 60.0)) if chat_id < 0 else None
        waits = {"all chats": self.everyone.wait(now), "one chat": bucket.wait(now)}
        if group is not None:
            waits["one group"] = group.wait(now)
        worst = max(waits, key=lambda name: waits[name])
        if waits[worst] > 0 and self.mode is Mode.ENFORCE:
            return worst, max(1, math.ceil(waits[worst]))
        self.everyone.times.append(now)
        bucket.take(now)
        if group is not None:
            group.times.append(now)
        return (worst, max(1, math.ceil(waits[worst]))) if waits[worst] > 0 else None
