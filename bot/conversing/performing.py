"""What one message does: its commands are decided at once, each in a savepoint."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from bot.conversing.person_desk import look_again
from domain.outcome import Command, Outcome, Refused
from domain.rules import perform
from domain.work import Desk
from storage.store import Rollback, Transaction

T = TypeVar("T")


class Performing:
    """Runs the commands of one message; all of them are undone when the message fails.

    The first command's savepoint is the message's, too, and stays open until its end: mostly there
    is one command, and on a server each savepoint is two more journeys.
    """

    def __init__(self, work: Transaction, desk: Desk) -> None:
        self._work = work
        self._desk = desk
        self._message = ExitStack()
        self._begun = False

    def __enter__(self) -> "Performing":
        self._message.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._message.__exit__(*error)  # type: ignore[arg-type]  # the triple python hands over

    def perform(self, command: Command[T]) -> Outcome[T]:
        """Decide one command in a savepoint of its own; a refusal leaves nothing behind.

        `Rollback` is raised inside that savepoint and never leaves it.
        """
        if not self._begun:
            self._work.unwritten(self._desk.person.id)
        outcome: Outcome[T] | None = None
        with self._work.savepoint() if self._begun else self._first():
            desk = self._desk
            outcome = perform(command, self._work.work(desk.person.id, desk.now, desk.channel))
            if isinstance(outcome, Refused):
                raise Rollback
        look_again(self._desk, self._work)
        assert outcome is not None  # noqa: S101 - only a refusal raises Rollback
        return outcome

    @contextmanager
    def _first(self) -> Iterator[None]:
        """A savepoint that is left at the end of the message, or by what is raised in it."""
        with ExitStack() as block:
            block.enter_context(self._work.savepoint())
            yield
            self._message = block.pop_all()
            self._begun = True
