"""What a repository needs of its transaction: connection, keys, what is held, what follows it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.operator.policy import Policy
from domain.people.person import PersonId
from storage.database.engines import savepoint
from storage.database.refusals import explained
from storage.holding import Held
from storage.sealing.anchor import Point
from storage.sealing.journal import Erasure, Word
from storage.sealing.keys import Keys, Vault


class Rollback(Exception):  # noqa: N818 - an order, not an error
    """Raised inside `savepoint` to leave nothing of the block behind; goes no further."""


class Session:
    """What is between one BEGIN and its COMMIT, without a word on who uses it.

    Repositories set `rings`, `erased`, `erasures`, `words`, `unneeded`, `points`, `forgotten`,
    `joined` and `separated`; whoever commits reads them. Whoever keeps
    decisions about people in memory sets `unwritten`, which writes them before all of somebody's
    rows matter.
    """

    def __init__(
        self,
        connection: Connection,
        zone: ZoneInfo,
        vault: Vault,
        policy: Policy,
        *,
        writes: bool = True,
    ) -> None:
        self.connection = connection
        self.zone = zone
        self.keys = Keys(connection, vault)
        self.held = Held(connection, writes=writes)  # what no other transaction changes meanwhile
        self.policy = policy
        self.unwritten: Callable[[PersonId], None] = lambda _person: None  # writes what waits
        self.rings = False  # something may have to be sent at once, by whichever process
        self.erased = False  # the bytes must leave the files, too, after the commit
        self.erasures: list[Erasure] = []  # for the journal
        self.words: list[Word] = []  # for the journal, too
        self.unneeded: datetime | None = None  # what the journal noted before may go
        self.points: list[Point] = []  # for the anchor of the audit
        self.forgotten: set[PersonId] = set()  # nothing more is kept about them
        self.joined: dict[PersonId, PersonId] = {}  # who is somebody else from now on
        self.separated: set[tuple[PersonId, str]] = set()  # channels that are theirs no more

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A block that leaves nothing behind when it raises; `Rollback` goes no further.

        Raises StorageError when the database itself fails in it: then the transaction is over.
        """
        before = (self.erased, list(self.erasures), set(self.forgotten), self.held.copy())
        phones = (dict(self.joined), set(self.separated))
        anchored, said = len(self.points), len(self.words)
        try:
            with explained(), savepoint(self.connection):
                yield
        except BaseException as error:
            self.erased, self.erasures, self.forgotten, self.held = before
            self.joined, self.separated = phones
            del self.points[anchored:], self.words[said:]
            if not isinstance(error, Rollback):
                raise
