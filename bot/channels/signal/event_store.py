"""Where events wait until they are handled: signal-cli gives each of them only once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


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

    async def waiting(self, most: int) -> Sequence[WaitingEvent]:
        """What was stored and is not done, the oldest first."""
        ...

    async def done(self, ids: Sequence[int]) -> None:
        """Let go of what was handled; that is committed when this returns."""
        ...

    async def delivered(self, address: str, messages: Sequence[str], at: datetime) -> None:
        """Our messages of these names have reached a phone of this person."""
        ...
