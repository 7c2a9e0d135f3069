"""Messages in several parts of which only some went out, so that no part goes out twice."""

from datetime import datetime, timedelta

from bot.clock import Clock
from domain.messages import Outgoing

REMEMBERED = timedelta(hours=1)
MOST = 1000  # far more than can be on their way


class Unfinished:
    """Remembers, for a while and in memory only, where a message stopped."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sent: dict[tuple[int, Outgoing], tuple[datetime, list[str]]] = {}

    def pop(self, chat: int, outgoing: Outgoing) -> list[str]:
        """The numbers of the parts that went out lately, or nothing."""
        at, sent = self._sent.pop((chat, outgoing), (None, []))
        return sent if at is not None and self._clock() - at < REMEMBERED else []

    def keep(self, chat: int, outgoing: Outgoing, sent: list[str]) -> None:
        """Remember what went out before a failure."""
        if len(self._sent) >= MOST:
            self._sent.clear()
        if sent:
            self._sent[chat, outgoing] = (self._clock(), sent)
