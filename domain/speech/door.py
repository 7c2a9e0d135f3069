"""Doors: the steps of conversations that lead in from elsewhere, each with what it must be told.

A message from outside, a wish, a link or another flow names a door and never a step. Every door
stands in its subject's `doors.py`, and each is held against the flows when the program starts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Generic, TypeVarTuple

from domain.speech.messages import Prompt
from domain.speech.text import Json

Values = TypeVarTuple("Values")


@dataclass(frozen=True)  # without slots: typing sets `__orig_class__` where Door[int](…) is made
class Door(Generic[*Values]):
    """A step of a flow, or its first one, and the fields of the draft that one enters with.

    `Door[int]("events", "detail", ("event",))` is opened with an int. Flow, step and fields are
    stored in messages for weeks, as in the flow itself.
    """

    flow: str
    step: str = ""
    fields: tuple[str, ...] = ()

    def __call__(self, *values: *Values) -> Prompt:
        """Where it leads with these values, one for each field in their order."""
        given: tuple[Json, ...] = values
        return Prompt(self.flow, self.step, dict(zip(self.fields, given, strict=True)))


AnyDoor = Door[*tuple[Any, ...]]


def doors_of(subject: ModuleType) -> Iterator[tuple[str, AnyDoor]]:
    """The doors that stand in this module, each with its full name."""
    for name, door in vars(subject).items():
        if isinstance(door, Door):
            yield f"{subject.__name__}.{name}", door
