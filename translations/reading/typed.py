"""What somebody typed, with its forms made once however often they are compared."""

from functools import cached_property

from translations.reading.fold import bearing, fold_plain, plain


class Typed:
    """Words and their comparable forms; `plain` and `fold` say what those are."""

    def __init__(self, words: str) -> None:
        self.words = words

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

    @cached_property
    def bearing(self) -> list[str]:
        """The folded words, without signs unless there is nothing else."""
        return bearing(self.folded)
