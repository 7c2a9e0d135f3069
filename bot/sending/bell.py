"""Waiting that others can cut short, at the cost of one future."""

import asyncio


class Bell:
    """One waits, many ring. Rung while nobody waits, the next wait is over at once."""

    def __init__(self) -> None:
        self._rung = False
        self._waiter: asyncio.Future[None] | None = None

    def ring(self) -> None:
        """Whoever waits goes on; if nobody does, whoever waits next goes on at once."""
        self._rung = True
        self._end()

    async def wait(self, seconds: float | None = None) -> None:
        """Until rung, or until so many seconds have passed."""
        if not self._rung:
            loop = asyncio.get_running_loop()
            self._waiter = loop.create_future()
            timer = None if seconds is None else loop.call_later(seconds, self._end)
            try:
                await self._waiter
            finally:
                self._waiter = None
                if timer is not None:
                    timer.cancel()
        self._rung = False

    def _end(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
