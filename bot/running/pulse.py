"""Whether the database takes writes: a very small one is made now and then.

It goes the way of everything that is written, so it waits where that waits: behind a lock, a full
disk, a writer that is stuck.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.clock import Steady, steady_clock
from storage.store import StorageError

BEAT_EVERY = 2.0  # seconds
LONGEST_WITHOUT = 5.0  # seconds without a write, after which somebody must be told
STUCK = "The database has taken no write for {seconds} s: something holds it, or it is too slow."

log = structlog.get_logger()


class Pulse:
    """Only one write is under way at a time. What it knows may be asked for in any thread."""

    def __init__(self, beat: Callable[[], Awaitable[None]], steady: Steady = steady_clock) -> None:
        self._beat = beat
        self._steady = steady
        self._written = steady()
        self._reason = ""

    @property
    def age(self) -> float:
        """For how many seconds nothing was written, as far as this knows."""
        return self._steady() - self._written

    @property
    def problem(self) -> str:
        """Why nothing was written for too long, and what to mend; empty while all is well."""
        if self.age <= LONGEST_WITHOUT:
            return ""
        return self._reason or STUCK.format(seconds=round(self.age))

    async def run(self) -> None:
        """Write now and then, until cancelled."""
        while True:
            await self.once()
            await asyncio.sleep(BEAT_EVERY)

    async def once(self) -> None:
        """Write once, and remember how it went."""
        try:
            await self._beat()
        except StorageError as error:
            self._fail(str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing was written
            self._fail(f"A write failed ({type(error).__name__}).")
        else:
            if self._reason:
                log.info("the database takes writes again")
            self._written, self._reason = self._steady(), ""

    def _fail(self, reason: str) -> None:
        if reason != self._reason:
            log.error("the database takes no writes", reason=reason)
        self._reason = reason
