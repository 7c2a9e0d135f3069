"""A guesser waits longer and longer; an office behind one address is never locked out.

What counts is who is guessed at, and from where. After a few misses of one member from one address
each further try waits; guesses at one member from many addresses wait together, though less.
"""

from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from threading import Lock

FREE = 3  # misses without a wait, as people mistype
LONGEST = timedelta(seconds=30)
FREE_FROM_ALL = 30  # misses of one member from all addresses together
FORGOTTEN = timedelta(minutes=15)
KEPT = 10_000  # names and addresses
LONG_AGO = datetime.fromtimestamp(0, UTC)


class Slowing:
    """Misses of this process, forgotten after a quarter of an hour."""

    def __init__(self) -> None:
        self._misses: OrderedDict[tuple[str, ...], tuple[int, datetime]] = OrderedDict()
        self._turn = Lock()

    def wait(self, name: str, address: str, now: datetime) -> int:
        """Seconds until the next try may be made; 0 when it may be now."""
        with self._turn:
            until = max(self._until((name, address), FREE), self._until((name,), FREE_FROM_ALL))
        return max(0, round((until - now).total_seconds() + 0.5)) if until > now else 0

    def miss(self, name: str, address: str, now: datetime) -> None:
        """It was wrong."""
        with self._turn:
            for key in ((name, address), (name,)):
                many, last = self._misses.pop(key, (0, now))
                self._misses[key] = (many + 1 if now - last < FORGOTTEN else 1, now)
            while len(self._misses) > KEPT:
                self._misses.popitem(last=False)

    def hit(self, name: str, address: str) -> None:
        """It was right: misses from there are forgiven."""
        with self._turn:
            self._misses.pop((name, address), None)

    def _until(self, key: tuple[str, ...], free: int) -> datetime:
        many, last = self._misses.get(key, (0, LONG_AGO))
        over = many - free
        return last if over < 0 else last + min(LONGEST, timedelta(seconds=2 ** min(over, 10)))
