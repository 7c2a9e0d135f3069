"""Everything the bot did, in order: calls that had their effect, and what it should not do."""

from collections import Counter, deque
from dataclasses import dataclass
from typing import Any

from tests.platforms.signal.calls.refusals import Json


@dataclass(slots=True, frozen=True)
class Call:
    """A call that had its effect; `timestamp` is the name of what it sent."""

    at: float
    method: str
    params: Json
    timestamp: int | None

    @property
    def text(self) -> str:
        """The words that were sent."""
        return str(self.params.get("message") or "")

    @property
    def to(self) -> str:
        """To whom, where it is one."""
        wanted: Any = self.params.get("recipient") or ""
        return str(wanted[0] if isinstance(wanted, list) else wanted)


@dataclass(slots=True, frozen=True)
class Violation:
    """Something the real daemon would tolerate or spoil in silence, and a test should not."""

    at: float
    method: str
    what: str


class Journal:
    """Remembers calls (the last ``keep`` of them), violations and counts."""

    def __init__(self, keep: int | None = None) -> None:
        self.calls: deque[Call] = deque(maxlen=keep)
        self.violations: list[Violation] = []
        self.counters: Counter[str] = Counter()
        self.handed: deque[tuple[int, int]] = deque(maxlen=keep)  # subscription, timestamp

    def sent(self) -> list[Call]:
        """The calls that put a new message on a phone."""
        sends = ("send", "sendPollCreate")
        return [c for c in self.calls if c.method in sends and "editTimestamp" not in c.params]
