"""Everything the bot did, in order: accepted calls, violations, counters."""

from collections import Counter, deque
from dataclasses import dataclass
from typing import Any

from tests.platforms.telegram.calls.facts import Params


@dataclass(slots=True, frozen=True)
class Call:
    """A call that was accepted and had its effect."""

    at: float
    method: str
    params: Params
    message_id: int | None

    @property
    def text(self) -> str:
        """The words that were sent, or the caption."""
        return str(self.params.get("text") or self.params.get("caption") or "")

    @property
    def chat_id(self) -> Any:
        """Where it went."""
        return self.params.get("chat_id")


@dataclass(slots=True, frozen=True)
class Violation:
    """Something the real server would tolerate or punish, and a test should not."""

    at: float
    method: str
    what: str


class Journal:
    """Remembers calls (the last ``keep`` of them), violations and counts."""

    def __init__(self, keep: int | None = None) -> None:
        self.calls: deque[Call] = deque(maxlen=keep)
        self.violations: list[Violation] = []
        self.counters: Counter[str] = Counter()

    def sent(self) -> list[Call]:
        """The calls that put a new message somewhere."""
        return [c for c in self.calls if c.method.startswith("send") and c.message_id]
