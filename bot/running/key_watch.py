"""Notice rows that cannot be opened while we run, and secret keys that were changed under us."""

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar

import structlog

from storage.store import StorageError, Transaction
from storage.unopened import quick_look, sentence, whole_look

LOOK_EVERY = 10.0  # seconds
WHOLE_EVERY = 60  # looks: as often it is seen whether what did not open has been mended

T = TypeVar("T")

log = structlog.get_logger()


class Reads(Protocol):
    """The part of `storage.store.Store` that is looked at."""

    def read(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` on one view of the database."""
        ...


class KeyWatch:
    """Says once in the log, and to health and metrics as often as they ask."""

    def __init__(self, store: Reads) -> None:
        self._store = store
        self._said = ""

    def look(self) -> int:
        """How many rows cannot be opened; it waits for the database.

        Raises StorageError, which says what to mend, when the database does not answer, or when a
        rotation has left this process behind.
        """
        return self._store.read(quick_look)

    def require_all_open(self) -> None:
        """Raises StorageError, which says what to mend, as `look` does and when a row is shut."""
        many = self.look()
        if many:
            raise StorageError(sentence(many))

    async def run(self) -> None:
        """Look now and then until cancelled."""
        looks = 0
        while True:
            await asyncio.to_thread(self.notice)
            looks += 1
            if looks % WHOLE_EVERY == 0:
                await asyncio.to_thread(self.see_what_is_mended)
            await asyncio.sleep(LOOK_EVERY)

    def notice(self) -> None:
        """Log what is wrong when it begins, and that it is over."""
        reason = self._reason()
        if reason and reason != self._said:
            log.critical("what is kept cannot be opened", reason=reason)
        elif self._said and not reason:
            log.info("all that is kept can be opened again")
        self._said = reason

    def see_what_is_mended(self) -> None:
        """Places that did not open before are not held against us when all opens now."""
        try:
            self._store.read(_forgive)
        except StorageError:
            return  # `notice` says it

    def _reason(self) -> str:
        try:
            self.require_all_open()
        except StorageError as error:
            return str(error)
        return ""


def _forgive(tx: Transaction) -> None:
    if tx.keys.damaged and not whole_look(tx):
        tx.keys.all_is_mended()
