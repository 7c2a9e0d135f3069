"""The database as the program sees it: whole transactions, and reasons when they fail.

Writers go one at a time; what one of them decides is written whole or not at all. Reports read
beside them from a second set of connections.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from storage import schema
from storage.crypto import Keyring, SealError
from storage.engines import StorageError, data_version, explained, overwrite_log, reader, writer
from storage.journal import Journal
from storage.keys import Vault
from storage.transaction import Rollback, Transaction

__all__ = ["Rollback", "StorageError", "Store", "Transaction"]

T = TypeVar("T")


class Store:
    """One database, open. `open` is the only way to make one."""

    def __init__(self, url: str, zone: ZoneInfo, journal: Journal) -> None:
        self.zone = zone
        self._journal = journal
        self._writer = writer(url)
        self._reader = reader(url)
        self._connection = self._writer.connect()
        self._turn = threading.RLock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._traces = False  # erased bytes may still stand in the write-ahead log
        self._vault: Vault

    @classmethod
    def open(
        cls, url: str, keyring: Keyring, zone: ZoneInfo, *, journal: Path | None = None
    ) -> "Store":
        """A migrated database with its keys; people whom a backup brought back are erased again."""
        with explained():
            store = cls(url, zone, Journal(journal))
            try:
                store._admit(keyring)
                store._journal.replay(store)
            except BaseException:
                store.close()
                raise
        return store

    def write(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` in one transaction, alone; it is committed whole, or nothing of it is.

        StorageError says why the database could not; when it is temporary, trying again may help.
        """
        with self._turn, explained():
            with self._connection.begin():
                transaction = Transaction(self._connection, self.zone, self._vault)
                result = act(transaction)
                if transaction.erasures:
                    self._journal.append(transaction.erasures)
            self._traces = self._traces or transaction.erased
            if self._traces:
                self._traces = not overwrite_log(self._connection)
        return result

    async def run(self, act: Callable[[Transaction], T]) -> T:
        """`write` in the one writer thread. Whoever stops waiting never cuts a transaction."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.write, act)

    def read(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` on one unchanging view of the database; what it writes is refused."""
        with explained(), self._reader.begin() as connection:
            return act(Transaction(connection, self.zone, self._vault))

    def changed(self) -> int:
        """A number that is another one after another process has written."""
        with explained():
            return data_version(self._connection)

    def close(self) -> None:
        """Finish what runs and let go of the files."""
        self._thread.shutdown()
        with self._turn:
            if self._traces:
                overwrite_log(self._connection)
            self._connection.close()
            self._writer.dispose()
            self._reader.dispose()

    def _admit(self, keyring: Keyring) -> None:
        with self._connection.begin():
            schema.require_current(self._connection)
            try:
                self._vault = Vault.of(self._connection, keyring)
            except SealError:
                raise StorageError(
                    "LIPA_SECRET_KEYS does not hold the key of this database: set the key that "
                    "it was made with."
                ) from None
            except KeyError:
                raise StorageError("The database has lost its keys: restore a backup.") from None
