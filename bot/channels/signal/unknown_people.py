"""People whose account Signal says it does not know: when that is believed.

Signal says so too when it is out of reach, and for a while after somebody changed their phone. So
it is believed only after it was said on several days, each time while Signal was in reach. What is
known is in memory only: after a restart the days are counted anew, and nobody is given up early.
"""

from dataclasses import dataclass

from bot.clock import Steady

_HOUR = 3600.0  # seconds
DAYS = 72 * _HOUR
TIMES = 3  # days on which it was said
APART = 20 * _HOUR  # what is said twice within this counts once
MOST = 10_000


@dataclass(slots=True)
class Said:
    """When it was first and last said, on the steady clock, and how often."""

    first: float
    last: float
    times: int = 1


class UnknownPeople:
    """Remembers of whom it was said. Whoever is heard of again is forgotten here."""

    def __init__(self, steady: Steady) -> None:
        self._steady = steady
        self._said: dict[str, Said] = {}

    def believed(self, address: str) -> bool:
        """It was said once more, with Signal in reach: whether they are gone by now."""
        now = self._steady()
        if len(self._said) >= MOST:
            self._said.clear()
        said = self._said.setdefault(address, Said(now, now))
        if now - said.last >= APART:
            said.last, said.times = now, said.times + 1
        return said.times >= TIMES and now - said.first >= DAYS

    def found(self, address: str) -> None:
        """They are there: Signal must say anew, and often enough, that it does not know them."""
        self._said.pop(address, None)
