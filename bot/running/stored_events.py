"""Where Signal's events wait until they are handled: sealed, in our own database."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.channels.signal import CHANNEL
from bot.channels.signal.event_store import RawEvent, WaitingEvent
from bot.clock import Clock
from bot.sending.recording import Writes
from storage.conversations.event_store import Arrival
from storage.store import Transaction

T = TypeVar("T")


class Outcomes(Protocol):
    """The part of `bot.sending.sender.Sender` that hears of proof."""

    async def together(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` in one transaction, after the outcomes that wait to be written."""
        ...

    def proven(self, channel: str, rows: Sequence[int]) -> None:
        """These rows have arrived after all: nobody sends them again."""
        ...


class StoredEvents:
    """`bot.channels.signal.event_store.EventStore` in our database, for one account of ours."""

    def __init__(self, store: Writes, account: str, clock: Clock, sender: Outcomes) -> None:
        self._store = store
        self._account = account
        self._clock = clock
        self._sender = sender

    async def keep(self, events: Sequence[RawEvent]) -> None:
        """Store these; they are committed when this returns."""
        rows = [Arrival(event.sender, event.key, event.content) for event in events]
        now = self._clock()
        await self._store.run(lambda tx: tx.arrivals.keep(CHANNEL, self._account, rows, now))

    async def waiting(self, most: int, besides: Collection[int]) -> Sequence[WaitingEvent]:
        """What was stored and is not done, the oldest first; without those of these ids."""
        found = await self._store.run(lambda tx: tx.arrivals.waiting(CHANNEL, most, besides))
        return [WaitingEvent(number, content) for number, content in found]

    async def done(self, ids: Sequence[int]) -> None:
        """Let go of what was handled; it is gone from the database when this returns."""
        await self._store.run(lambda tx: tx.arrivals.done(ids))

    async def delivered(self, address: str, messages: Sequence[str], at: datetime) -> None:
        """Our messages of these names have reached a phone of this person."""
        rows = await self._sender.together(
            lambda tx: tx.outbox.delivered(CHANNEL, address, messages, at)
        )
        if rows:
            self._sender.proven(CHANNEL, rows)
