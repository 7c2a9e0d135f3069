"""Where events wait until they are handled: signal-cli gives each of them only once.

Nobody's waits behind everything that somebody else has sent.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

MOST_AHEAD = 1000  # events in memory: whoever wrote behind so many of others waits
MOST_OF_ONE = 16  # of one sender, before whoever else waits has as many


@dataclass(frozen=True, slots=True)
class RawEvent:
    """One event as it stood on the wire. `key` is unique per sender."""

    sender: str = field(repr=False)
    key: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class WaitingEvent:
    """One event that waits to be handled."""

    id: int
    content: bytes = field(repr=False)


class EventStore(Protocol):
    """Keeps events sealed. Its methods may raise; each is then called again."""

    async def keep(self, events: Sequence[RawEvent]) -> None:
        """Store these; they are committed when this returns. What is known is not stored twice."""
        ...

    async def waiting(self, most: int, besides: Collection[int]) -> Sequence[WaitingEvent]:
        """What was stored and is not done, the oldest first; without those of these ids."""
        ...

    async def done(self, ids: Sequence[int]) -> None:
        """Let go of what was handled; that is committed when this returns."""
        ...

    async def delivered(self, address: str, messages: Sequence[str], at: datetime) -> None:
        """Our messages of these names have reached a phone of this person."""
        ...


class Ahead:
    """Events that wait, the oldest first, and whom they are from."""

    def __init__(self, sender_of: Callable[[bytes], str]) -> None:
        self._sender_of = sender_of
        self._events: dict[int, tuple[str, WaitingEvent]] = {}

    @property
    def room(self) -> int:
        """How many more may be taken in."""
        return MOST_AHEAD - len(self._events)

    @property
    def ids(self) -> Collection[int]:
        """Those that are here."""
        return list(self._events)

    def add(self, events: Sequence[WaitingEvent]) -> None:
        """Look at these, too."""
        for event in events:
            self._events[event.id] = self._sender_of(event.content), event

    def next(self, most: int) -> list[WaitingEvent]:
        """A few of everybody's, then more of whoever sent more; in order for each sender."""
        first: list[WaitingEvent] = []
        rest: list[WaitingEvent] = []
        many: Counter[str] = Counter()
        for sender, event in self._events.values():
            many[sender] += 1
            (first if many[sender] <= MOST_OF_ONE else rest).append(event)
        return [*first, *rest][:most]

    def done(self, events: Sequence[WaitingEvent]) -> None:
        """These are handled."""
        for event in events:
            del self._events[event.id]

    def clear(self) -> None:
        """Something went wrong: all are read again."""
        self._events.clear()
