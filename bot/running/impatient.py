"""Reading for health and metrics, which must answer also while the database does not."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from storage.store import StorageError, Transaction

LONGEST = 2.0  # seconds; a database that needs longer does not answer
SILENT = "The database does not answer."

T = TypeVar("T")


class Reads(Protocol):
    """The part of `storage.store.Store` that is looked at."""

    def read(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` on one view of the database."""
        ...


class Impatient:
    """Reads one after the other in a thread of its own: however many ask, one waits there."""

    def __init__(self, store: Reads, longest: float = LONGEST) -> None:
        self._store = store
        self._longest = longest
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="looking")
        self._stuck: Future[Any] | None = None  # the last one that nobody waits for any more

    def read(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` on one view of the database; it blocks for a moment, never for long.

        Raises StorageError, as the store does, and when no answer came in time; at once while the
        database still owes one.
        """
        if self._stuck is not None and not self._stuck.done():
            raise StorageError(SILENT, temporary=True)
        asked = self._thread.submit(self._store.read, act)
        try:
            return asked.result(self._longest)
        except TimeoutError:
            if not asked.cancel():
                self._stuck = asked
            raise StorageError(SILENT, temporary=True) from None

    def close(self) -> None:
        """Read no more; what waits in the database ends by itself."""
        self._thread.shutdown(wait=False, cancel_futures=True)
