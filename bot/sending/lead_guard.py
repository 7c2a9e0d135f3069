"""Writes after which a process knows whether it still leads what it sends.

A lead can be lost without a word: a connection ends, and another process takes over. So after each
commit the lead is asked for, before anything is begun on the strength of that commit. Until then a
channel can begin no more than its window, and that is all that can ever come twice.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.sending.recording import Writes
from storage.store import Transaction

T = TypeVar("T")
StillLeads = Callable[[], bool]
InThread = Callable[[Callable[[], dict[str, bool]]], Awaitable[dict[str, bool]]]


class LeadGuard:
    """Passes transactions on. Where nothing is watched, it costs nothing."""

    def __init__(self, store: Writes, in_thread: InThread = asyncio.to_thread) -> None:
        self._store = store
        self._in_thread = in_thread  # to ask is to wait for the database
        self._watched: dict[str, tuple[StillLeads, Callable[[], None]]] = {}

    def watch(self, name: str, held: StillLeads, lost: Callable[[], None]) -> None:
        """Call `lost` once, as soon as a commit has shown that `held` no longer holds."""
        self._watched[name] = (held, lost)

    def forget(self, name: str) -> None:
        """Do not watch this any more; nothing happens when nobody did."""
        self._watched.pop(name, None)

    async def run(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` in one transaction, and then look."""
        done = await self._store.run(act)
        if self._watched:
            await self._look()
        return done

    async def _look(self) -> None:
        watched = dict(self._watched)
        holds = await self._in_thread(lambda: {n: held() for n, (held, _) in watched.items()})
        for name, still in holds.items():
            if not still and self._watched.get(name) is watched[name]:
                self.forget(name)
                watched[name][1]()
