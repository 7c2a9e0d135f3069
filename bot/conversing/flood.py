"""Nobody keeps the others waiting: who writes faster than people write is let go unread.

Beyond the rate a message costs a look and no turn. What must never be lost is still done: stopping,
erasing, hiding, the way to help, and an answer to the question that stands, unless that is free
text, which anything would be. Those have rates of their own, so that no flood can be made of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic

from domain.speech.languages import Intent
from domain.speech.messages import Incoming
from domain.speech.spoken_words import words_for
from domain.speech.text import _
from flows.engine.ear.heard import Chosen, Endangered, Heard, Prompted, Valued, Wanted
from flows.engine.kit import Expects, Words

TOO_FAST = _(
    "You have written very many messages in a short time, so some of them were not read. Please "
    "wait a minute. STOP, “{forget}” and “{help}” are always read.",
    forget=words_for(Intent.FORGET),
    help=words_for(Intent.HELP),
)
URGENT = (Intent.STOP, Intent.FORGET, Intent.HIDE, Intent.HELP, Intent.HUMAN, Intent.DANGER)
LONGEST = 200  # letters of a message that is still looked at: an urgent word is short
MOST_KNOWN = 10_000  # people of whom a pace is remembered before those at rest are dropped

_MINUTE = 60.0


class Kind(StrEnum):
    """What counts apart, each with a rate of its own."""

    ANYTHING = "anything"
    ANSWER = "answer"
    URGENT = "urgent"


_TIMES = {Kind.ANYTHING: 1.0, Kind.ANSWER: 3.0, Kind.URGENT: 0.25}  # of the rate


@dataclass(slots=True)
class Pace:
    """What one person may still write, by kind; it grows back with the time."""

    left: dict[Kind, float]
    at: float
    told: bool = False


@dataclass
class Flood:
    """Everybody's pace, in this process. `rate` is in messages a minute; 0: there is no limit.

    `now` counts seconds and never goes back.
    """

    rate: float
    now: Callable[[], float] = monotonic
    _paces: dict[tuple[str, str], Pace] = field(default_factory=dict)
    _swept: float = 0.0  # when those at rest were dropped last

    def too_fast(self, message: Incoming) -> bool:
        """Count a message; whether its sender is beyond the rate with it."""
        return self.rate > 0 and not self._take(message, Kind.ANYTHING)

    def passes(self, message: Incoming, heard: Heard, expects: Expects | None) -> bool:
        """Whether a message beyond the rate is done all the same, because of what it means."""
        kind = _kind(heard, expects)
        return kind is not None and self._take(message, kind)

    def tells(self, message: Incoming) -> bool:
        """Whether the sender must be told that they were not read: once, until they rest."""
        pace = self._pace(message)
        told, pace.told = pace.told, True
        return not told

    def _take(self, message: Incoming, kind: Kind) -> bool:
        left = self._pace(message).left
        if left[kind] < 1:
            return False
        left[kind] -= 1
        return True

    def _pace(self, message: Incoming) -> Pace:
        who, now = (message.channel, message.address), self.now()
        if who not in self._paces:
            self._forget_the_rested(now)
            self._paces[who] = Pace(self._full(), now)
        self._grow(self._paces[who], now)
        return self._paces[who]

    def _grow(self, pace: Pace, now: float) -> None:
        share, pace.at = (now - pace.at) / _MINUTE, now
        full = self._full()
        pace.left = {kind: min(full[kind], pace.left[kind] + share * full[kind]) for kind in full}
        pace.told = pace.told and pace.left != full

    def _full(self) -> dict[Kind, float]:
        return {kind: max(1.0, times * self.rate) for kind, times in _TIMES.items()}

    def _forget_the_rested(self, now: float) -> None:
        if len(self._paces) >= MOST_KNOWN and now - self._swept >= _MINUTE:
            self._swept = now  # looking at all of them for each stranger would itself be slow
            rested = [who for who, pace in self._paces.items() if now - pace.at >= _MINUTE]
            for who in rested:
                del self._paces[who]


def _kind(heard: Heard, expects: Expects | None) -> Kind | None:
    match heard:
        case Wanted(intent) if intent in URGENT:
            return Kind.URGENT
        case Endangered():
            return Kind.URGENT
        case Chosen(key) if not key.startswith("_"):
            return Kind.ANSWER
        case Valued() if not isinstance(expects, Words):
            return Kind.ANSWER
        case Prompted():
            return Kind.ANSWER
    return None
