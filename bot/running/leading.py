"""Of several processes on one database, one leads each part; the others stand by.

Whoever leads asks now and then whether it still does, and stops at once when it does not. When a
leader ends or dies, one of the others takes over within a few seconds.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol

import structlog

from storage.store import Lead, StorageError

TRY_EVERY = 2.0  # seconds; with `HOLD_EVERY`, how soon another process takes over
HOLD_EVERY = 2.0

Act = Callable[[Lead], Coroutine[Any, Any, None]]
InThread = Callable[..., Awaitable[Any]]

log = structlog.get_logger()


class Leads(Protocol):
    """The part of `storage.store.Store` that leading needs."""

    def lead(self, name: str) -> Lead | None:
        """Try to lead; None while another process does. It blocks."""
        ...


class Leading:
    """What this process leads, by part; None where it has not been told yet."""

    def __init__(self, store: Leads, in_thread: InThread = asyncio.to_thread) -> None:
        self._store = store
        self._in_thread = in_thread  # to ask is to wait for the database
        self._leads: dict[str, bool] = {}

    @property
    def parts(self) -> dict[str, bool]:
        """Every part that was asked for, and whether this process leads it."""
        return dict(self._leads)

    def leads(self, part: str) -> bool | None:
        """Whether this process leads a part; None while it has not been told yet."""
        return self._leads.get(part)

    async def run(self, part: str, name: str, act: Act) -> None:
        """Run `act` whenever this process leads `name`; end only when `act` ends by itself.

        When it is the database that refuses, `act` begins anew a little later.
        """
        while True:
            lead = await self._gain(part, name)
            self._leads[part] = True
            log.info("leading", part=part)
            pause = 0.0
            try:
                if await self._ended(lead, act):
                    return
                log.warning("the lead is lost; standing by", part=part)
            except StorageError as error:
                log.warning("the database refuses; standing by", part=part, reason=str(error))
                pause = TRY_EVERY
            finally:
                self._leads[part] = False
                await self._in_thread(lead.release)
            await asyncio.sleep(pause)

    async def _gain(self, part: str, name: str) -> Lead:
        while True:
            lead = await self._ask(name)
            if lead is not None:
                return lead
            if self._leads.get(part) is None:
                log.info("another process leads; standing by", part=part)
            self._leads[part] = False
            await asyncio.sleep(TRY_EVERY)

    async def _ask(self, name: str) -> Lead | None:
        asking = asyncio.ensure_future(self._in_thread(self._store.lead, name))
        try:
            return await asyncio.shield(asking)
        except StorageError as error:
            log.warning("no lead can be had", reason=str(error))
            return None
        except asyncio.CancelledError:
            asking.add_done_callback(_let_go)
            raise

    async def _ended(self, lead: Lead, act: Act) -> bool:
        """Act until the lead is lost: False; or until it ends by itself: True, or its error."""
        acting = asyncio.create_task(act(lead))
        try:
            while not acting.done():
                await asyncio.wait([acting], timeout=HOLD_EVERY)
                if not await self._in_thread(lead.held):
                    return False  # an error of the part's, too, is then one of losing the lead
            acting.result()
        finally:
            acting.cancel()
            await asyncio.gather(acting, return_exceptions=True)
        return True


def _let_go(asking: "asyncio.Future[Lead | None]") -> None:
    """Nobody waits for it any more, and yet it may have been granted."""
    if not asking.cancelled() and asking.exception() is None:
        lead = asking.result()
        if lead is not None:
            lead.release()
