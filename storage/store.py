"""The database as the program sees it: whole transactions, and reasons when they fail.

On SQLite writers go one at a time; on PostgreSQL a few go beside each other, in any number of
processes. What one of them decides is written whole or not at all. Reports read beside them.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.operator.policy import Policy
from storage import schema
from storage.database.databases import database
from storage.database.engines import Lead, Listening
from storage.database.refusals import StorageError, explained
from storage.honouring import honour
from storage.lives.restoring import replay
from storage.sealing.anchor import BEGINNINGS, Anchor, Kind, Point
from storage.sealing.crypto import Keyring, SealError
from storage.sealing.journal import Journal
from storage.sealing.keys import Vault
from storage.session import Rollback
from storage.staff.verdict import Verdict, judge
from storage.transaction import Transaction

__all__ = ["Lead", "Listening", "Rollback", "StorageError", "Store", "Transaction"]

T = TypeVar("T")
STANDARD = Policy()
NOT_SHORTENED = "The journal of erasures cannot be shortened ({reason})."
AGES_AGO = datetime.fromtimestamp(0, UTC)  # when nothing was noted yet


class Store:
    """One database, open. `open` is the only way to make one."""

    def __init__(
        self, url: str, zone: ZoneInfo, journal: Journal, anchor: Anchor, policy: Policy
    ) -> None:
        self.zone = zone
        self._policy = policy
        self._journal = journal
        self._anchor = anchor
        self._database = database(url)
        self._threads = ThreadPoolExecutor(self._database.threads, thread_name_prefix="writer")
        self._vault: Vault

    @classmethod
    def open(
        cls,
        url: str,
        keyring: Keyring,
        zone: ZoneInfo,
        *,
        journal: Path | None = None,
        anchor: Path | None = None,
        policy: Policy = STANDARD,
    ) -> "Store":
        """A migrated database with its keys; what a backup brought back is undone again.

        `zone` and `policy` are what the rules work with; `journal` notes what a backup must not
        undo, `anchor` how far the audit reaches, and is caught up with it now. Raises StorageError
        when the database cannot be opened, has another shape, or was made with other secret keys;
        nothing stays open then.
        """
        with explained():
            store = cls(url, zone, Journal(journal), Anchor(anchor), policy)
            try:
                store._vault = store._database.write(partial(_admitted, keyring))
                replay(store._journal, store.read, store.write)
                honour(store._journal, store.read, store.write)
                store._catch_up()
            except BaseException:
                store.close()
                raise
        return store

    def write(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` in one transaction; it is committed whole, or nothing of it is.

        On PostgreSQL `act` runs again, a few times, when others wrote the same thing at the same
        moment or the connection was lost: whatever it does outside the transaction it may do twice.
        Raises StorageError, which says why the database could not; when it is temporary, trying
        again may help. A connection lost in the midst of a commit leaves open whether it happened.
        """
        with explained():
            result, points, unneeded = self._database.write(partial(self._written, act))
        self._keep(points)
        self._let_go(unneeded)
        return result

    async def run(self, act: Callable[[Transaction], T]) -> T:
        """`write` in a writer's thread. Whoever stops waiting never cuts a transaction.

        Raises what `write` raises.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.write, act)

    async def beat(self) -> None:
        """Write something very small, as whoever answers people would. Raises StorageError."""
        await asyncio.get_running_loop().run_in_executor(self._threads, self.try_to_write)

    def try_to_write(self) -> None:
        """`beat`, in this thread."""
        with explained():
            self._database.write(self._database.beat)

    def read(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` on one unchanging view of the database; what it writes is refused.

        Raises StorageError, as `write` does.
        """
        with explained():
            return self._database.read(partial(self._seen, act))

    def lead(self, name: str) -> Lead | None:
        """Try to become the one process that leads `name`; None while another one does.

        It blocks for a moment. When a leader dies, others can take its place: at once when its
        process was killed, within 10 seconds when its machine was cut off. A leader must ask
        `held` now and then. On SQLite only this process can be in the way.
        """
        with explained():
            return self._database.lead(name)

    def listen(self, heard: Callable[[], None]) -> Listening:
        """Call `heard`, in a thread of its own, soon after others wrote what may be due now.

        Also once it has begun to listen, and when it was cut off and is back: then something may
        have been missed. On SQLite it is never called.
        """
        return self._database.listen(heard)

    def judge_audit(self, now: datetime) -> Verdict:
        """Whether the audit is as it was noted. Raises StorageError, as `read` does."""
        before = self._anchor.read()  # first: what is anchored later may be committed later
        return self.read(lambda work: judge(work.audit, before, self._anchor.read, now))

    def close(self) -> None:
        """Finish what runs and let go of the database, and of everything led."""
        self._threads.shutdown()
        self._database.close()

    def _written(
        self, act: Callable[[Transaction], T], connection: Connection
    ) -> tuple[T, list[Point], datetime | None]:
        transaction = Transaction(connection, self.zone, self._vault, self._policy)
        result = act(transaction)
        if transaction.rings:
            self._database.ring(connection)
        if transaction.erased:
            self._database.overwrite()
        if transaction.erasures or transaction.words:
            self._journal.append([*transaction.erasures, *transaction.words])
        if transaction.points and transaction.points[0].kind is Kind.PURGED:
            self._anchor.append(transaction.points)
            return result, [], transaction.unneeded
        return result, transaction.points, transaction.unneeded

    def _keep(self, points: Sequence[Point]) -> None:
        """Anchor what is committed. What the disk does not take, the next line takes along."""
        try:
            self._anchor.append(points)
        except OSError as error:
            raise StorageError(_no_anchor(self._anchor, error), temporary=True) from None
        if self._anchor.path is not None and points and points[0].kind in BEGINNINGS:
            self.write(lambda work: work.audit.has_begun())

    def _let_go(self, unneeded: datetime | None) -> None:
        """Shorten the journal once what asked for it is committed; the next run tries again."""
        if unneeded is None:
            return
        try:
            self._journal.let_go(unneeded)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise StorageError(NOT_SHORTENED.format(reason=reason), temporary=True) from None

    def _catch_up(self) -> None:
        """Begin the anchor where it has not begun; anchor what a crash has left without."""
        if self._anchor.path is None:
            return
        if self.read(lambda work: work.audit.waits()):
            self._keep([self.read(lambda work: work.audit.newest(AGES_AGO, Kind.BEGUN))])
        newest = self.read(lambda work: work.audit.newest(AGES_AGO))
        if newest.number > self._anchor.newest():
            self._keep([newest])

    def _seen(self, act: Callable[[Transaction], T], connection: Connection) -> T:
        return act(Transaction(connection, self.zone, self._vault, self._policy, writes=False))


def _admitted(keyring: Keyring, connection: Connection) -> Vault:
    """The keys of a database that has the right shape."""
    schema.require_current(connection)
    try:
        return Vault.of(connection, keyring)
    except SealError:
        raise StorageError(schema.WRONG_KEYS) from None
    except KeyError:
        raise StorageError("The database has lost its keys: restore a backup.") from None


def _no_anchor(anchor: Anchor, error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"The anchor of the audit, {anchor.path}, cannot be used ({reason})."
