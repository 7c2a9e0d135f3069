"""Messages in several parts of which only some went out, so that no part goes out twice."""

from collections.abc import Hashable, Sequence

from bot.clock import Steady

REMEMBERED = 3600.0  # seconds
MOST = 1000  # far more than can be on their way


class Unfinished:
    """Remembers, for a while and in memory only, where a message stopped."""

    def __init__(self, steady: Steady) -> None:
        self._steady = steady
        self._sent: dict[tuple[Hashable, ...], tuple[float, list[str]]] = {}

    def pop(self, *message: Hashable) -> list[str]:
        """The names of the parts that went out lately, or nothing."""
        at, sent = self._sent.pop(message, (None, []))
        return sent if at is not None and self._steady() - at < REMEMBERED else []

    def keep(self, *message: Hashable, sent: Sequence[str]) -> None:
        """Remember what went out before a failure."""
        if len(self._sent) >= MOST:
            self._sent.clear()
        if sent:
            self._sent[message] = (self._steady(), list(sent))
