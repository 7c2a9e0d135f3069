"""What a conversation needs to have something changed."""

from typing import Protocol, TypeVar

from domain.outcome import Command, Outcome

V = TypeVar("V")


class Perform(Protocol):
    """Has a rule decide a command, at once."""

    def __call__(self, command: Command[V], /) -> Outcome[V]:
        """What came of it; a refusal has left nothing behind."""
        ...
