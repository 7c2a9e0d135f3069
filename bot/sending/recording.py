"""Record what became of messages: many outcomes, one commit, as often as the writer is free."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Protocol, TypeVar

import structlog

from bot.clock import Steady, steady_clock
from bot.sending.bell import Bell
from bot.sending.delivery import Delivery
from bot.sending.ledger import Ledger
from storage.outbox.repository import State
from storage.store import StorageError, Transaction

T = TypeVar("T")

LINGER = 0.02  # outcomes of so many seconds share a commit, unless the window fills
URGENT_SHARE = 4  # of a window: a quarter
AFTER_FAULT = 1.0  # seconds until the database is tried again

log = structlog.get_logger()


class Writes(Protocol):
    """The part of `storage.store.Store` that sending needs."""

    async def run(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` in one transaction; what it gives, once that is committed."""
        ...


class Recorder:
    """Empties the ledgers of all deliveries. `after` is called when there is room again."""

    def __init__(
        self, store: Writes, after: Callable[[], None], steady: Steady = steady_clock
    ) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()  # (channel, outcome)
        self.sent_at: dict[str, float] = {}  # by channel, on the steady clock
        self.deliveries: Collection[Delivery] = ()
        self._store = store
        self._after = after
        self._steady = steady
        self._some = Bell()
        self._many = Bell()
        self._turn = asyncio.Lock()
        self._apart = False  # one of the outcomes may be what keeps the others

    def tell(self, delivery: Delivery) -> None:
        """Its ledger has grown: it is written soon, and sooner when there is much in it."""
        self._some.ring()
        if len(delivery.ledger.results) * URGENT_SHARE >= delivery.window:
            self._many.ring()

    async def run(self) -> None:
        """Record until cancelled; a database that is busy or full is tried again."""
        while True:
            await self._some.wait()
            await self._many.wait(LINGER)
            try:
                await self.record()
            except Exception as error:  # the edge of a job: the database may recover
                log.exception("outcomes could not be recorded")
                self._apart = not isinstance(error, StorageError)
                await asyncio.sleep(AFTER_FAULT)
                self._some.ring()

    async def record(self) -> None:
        """Write all outcomes there are; they stay in the ledgers until they are written."""
        await self.together(lambda _tx: None)

    async def together(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` in the transaction that writes all outcomes there are: one commit for both."""
        async with self._turn:
            work = [(each, each.ledger) for each in self.deliveries if each.ledger]
            for each, _ledger in work:
                each.ledger = Ledger()
            try:
                write = partial(_write, [each for _, each in work], act, apart=self._apart)
                done = await self._store.run(write)
            except BaseException:
                for each, ledger in work:
                    each.ledger = ledger.then(each.ledger)
                raise
        self._apart = False
        for each, ledger in work:
            self._count(each.name, ledger)
            each.recorded(ledger.results)
        if work:
            self._after()
        return done

    def _count(self, channel: str, ledger: Ledger) -> None:
        for result in ledger.results:
            outcome = "again" if result.state is State.WAITING else result.state.value
            self.counts[channel, outcome] += 1
            if result.state is State.SENT:
                self.sent_at[channel] = self._steady()


def _write(
    ledgers: Sequence[Ledger], act: Callable[[Transaction], T], tx: Transaction, *, apart: bool
) -> T:
    for ledger in ledgers:
        ledger.write(tx, apart=apart)
    return act(tx)
