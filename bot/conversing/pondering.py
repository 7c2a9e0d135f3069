"""Words that are unsure are thought about a little longer, where nobody waits for long.

It is done in one thread of its own, before the transaction. A batch waits for it at most
`PATIENCE`; what is not thought about by then is answered as it was read. After that there is a
rest, so that a flood of messages is slowed down little, and nothing ever piles up.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import structlog

from bot.clock import Steady, steady_clock
from bot.conversing.rounds import Read

PATIENCE = 0.2  # seconds
REST = 1.0  # seconds after patience ran out
MOST = 8  # messages of one batch

log = structlog.get_logger()


class Pondering:
    """Ponders messages of all channels, one at a time."""

    def __init__(self, steady: Steady = steady_clock, patience: float = PATIENCE) -> None:
        self._steady = steady
        self._patience = patience
        self._thread = ThreadPoolExecutor(1, "pondering")
        self._rests_until = 0.0

    async def over(self, taken: Sequence[Read]) -> list[Read]:
        """The same messages in the same order, some of them understood better."""
        unsure = [place for place, read in enumerate(taken) if read.unsure]
        found = list(taken)
        if unsure and self._steady() >= self._rests_until:
            await self._waited_for(found, unsure[:MOST])
        return found

    async def _waited_for(self, found: list[Read], places: Sequence[int]) -> None:
        enough = Event()
        pondered: dict[int, Read] = {}

        def ponder() -> None:
            for place in places:
                if enough.is_set():
                    return
                pondered[place] = _pondered(found[place])

        work = asyncio.get_running_loop().run_in_executor(self._thread, ponder)
        _done, busy = await asyncio.wait([work], timeout=self._patience)
        enough.set()
        for place, read in tuple(pondered.items()):
            found[place] = read
        if busy:
            self._rests_until = self._steady() + REST


def _pondered(read: Read) -> Read:
    try:
        return read.ponder()
    except Exception as error:  # noqa: BLE001 - an extra is never worth a message
        log.warning("words were not pondered", error=type(error).__name__)
        return read
