"""What somebody typed, with its forms made once however often they are compared."""

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, TypeVar

from translations.reading.fold import bearing, fold_plain, plain

V = TypeVar("V")


class Typed:
    """Words and their comparable forms; `plain` and `fold` say what those are."""

    def __init__(self, words: str) -> None:
        self.words = words
        self._found: dict[Hashable, Any] = {}

    @cached_property
    def plain(self) -> str:
        """Small letters and 0–9, with punctuation."""
        return plain(self.words)

    @cached_property
    def folded(self) -> str:
        """Letters, digits and signs only, one space between words."""
        return fold_plain(self.plain)

    @cached_property
    def tokens(self) -> list[str]:
        """The folded words."""
        return self.folded.split()

    def once(self, name: Hashable, find: Callable[[], V]) -> V:
        """What is found in them, looked for once under this name."""
        if name not in self._found:
            self._found[name] = find()
        found: V = self._found[name]
        return found

    @cached_property
    def bearing(self) -> list[str]:
        """The folded words, without signs unless there is nothing else."""
        return bearing(self.folded)
