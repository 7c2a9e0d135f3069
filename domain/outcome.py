"""Commands, and what comes of them: it was done, or the rules say no."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.speech.text import Text

T_co = TypeVar("T_co", covariant=True)


class Command(Generic[T_co]):
    """An order that changes something: a frozen dataclass. `Done` carries a value of its type."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Done(Generic[T_co]):
    """The rules were kept and the change is written. `value` is what its command promises."""

    value: T_co


@dataclass(frozen=True, slots=True)
class Refused:
    """The rules say no. Not a fault: `text` is shown to whoever asked, and nothing was written."""

    text: Text


@dataclass(frozen=True, slots=True)
class Repeated(Refused):
    """The same was done a short while ago: most often a slip. With `again` the rules say yes."""


Outcome = Done[T_co] | Refused
