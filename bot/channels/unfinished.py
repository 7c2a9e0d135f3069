"""Messages in several parts of which only some went out, so that no part goes out twice."""

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock

REMEMBERED = timedelta(hours=1)
MOST = 1000  # far more than can be on their way


class Unfinished:
    """Remembers, for a while and in memory only, where a message stopped."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sent: dict[tuple[Hashable, ...], tuple[datetime, list[str]]] = {}

    def pop(self, *message: Hashable) -> list[str]:
        """The names of the parts that went out lately, or nothing."""
        at, sent = self._sent.pop(message, (None, []))
        return sent if at is not None and self._clock() - at < REMEMBERED else []

    def keep(self, *message: Hashable, sent: Sequence[str]) -> None:
        """Remember what went out before a failure."""
        if len(self._sent) >= MOST:
            self._sent.clear()
        if sent:
            self._sent[message] = (self._clock(), list(sent))
