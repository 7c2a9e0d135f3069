"""What commands work with: the settings, the database, and the rules of the domain."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bot.clock import Clock, system_clock
from bot.running import opening
from bot.running.faults import WRONG, CommandError
from bot.settings.settings import Settings, load
from console.documents.parsing import DocumentError, shown
from domain.outcome import Command, Refused, Repeated
from domain.people.person import PersonId
from domain.speech.text import Text
from domain.staff.audit import Look, View, Why
from storage.store import Rollback, Store, Transaction

T = TypeVar("T")
V = TypeVar("V")
COORDINATOR = PersonId(0)
LARGEST_FILE = 30_000_000


class Office:
    """Where a coordinator's command is carried out."""

    def __init__(
        self, settings: Settings, clock: Clock = system_clock, store: Store | None = None
    ) -> None:
        self.settings = settings
        self.clock = clock
        self._store = store

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator["Office"]:
        """An office with this process's settings; the database is closed at the end."""
        office = cls(load())
        try:
            yield office
        finally:
            office.close()

    @property
    def now(self) -> datetime:
        """The instant at which it is asked for, aware and in UTC."""
        return self.clock()

    @property
    def store(self) -> Store:
        """The database, opened when a command first needs it."""
        if self._store is None:
            self._store = opening.open_store(self.settings)
        return self._store

    def local(self, instant: datetime) -> str:
        """An instant as coordinators read it: where things happen, to the second."""
        return instant.astimezone(self.settings.time_zone).isoformat(timespec="seconds")

    def close(self) -> None:
        """Let go of the database, if it was opened."""
        if self._store is not None:
            self._store.close()

    def read(self, act: Callable[[Transaction], T]) -> T:
        """Look something up on one unchanging view; what `act` writes is refused."""
        return self.store.read(act)

    def look(self, view: View, about: str, why: Why, act: Callable[[Transaction], T]) -> T:
        """Look at people's data; that is noted first, since nobody writes while much is read."""
        self.perform(Look(view, about, why=why))
        return self.read(act)

    def perform(self, command: Command[V]) -> V:
        """Have a rule decide. Raises CommandError with its sentence when it refuses."""
        return self.perform_then(command, lambda _work, value: value)

    def perform_then(self, command: Command[V], then: Callable[[Transaction, V], T]) -> T:
        """As `perform`; `then` gets what the command promises, in the same transaction.

        Raises CommandError when the rule refuses: then `then` is not called.
        """
        from domain.rules import perform  # noqa: PLC0415 - who only looks needs no rule

        refusals: list[Refused] = []
        results: list[T] = []

        def act(work: Transaction) -> None:
            with work.savepoint():
                outcome = perform(command, work.work(COORDINATOR, self.now))
                if isinstance(outcome, Refused):
                    refusals.append(outcome)
                    raise Rollback
                results.append(then(work, outcome.value))

        self.store.write(act)
        if refusals:
            hint = " To do it once more, add --again." if isinstance(refusals[0], Repeated) else ""
            raise CommandError(self.in_english(refusals[0].text) + hint)
        return results[0]

    def in_english(self, text: Text) -> str:
        """A sentence for the person at this command line."""
        return opening.speaker(self.settings).say([text], "en")[0].words


def read_file(path: Path) -> bytes:
    """What is in a file that somebody named. Raises CommandError: unreadable, or too large."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CommandError(f"{path} cannot be read ({reason})", "file", code=WRONG) from None
    if len(data) > LARGEST_FILE:
        raise CommandError(f"{path} is too large", "file", code=WRONG)
    return data


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Whatever is wrong in a document that is read here is said with the name of its file."""
    try:
        yield
    except DocumentError as error:
        raise DocumentError(error.problems, shown(path.name)) from None


def number(field: str, written: str) -> int:
    """An id as it stands on the command line. Raises CommandError for what is no number."""
    if not (written.isascii() and written.isdecimal() and len(written) <= 18):
        raise CommandError("must be a number, as the list shows it", field, code=WRONG)
    return int(written)
