"""The order in which a language's readers look for a name in a list.

`alphabet` in languages.toml has the letters of the reader's own script in their order; what is
written in another script comes after it.
"""

import unicodedata
from collections.abc import Sequence

_OTHERS = 1_000  # a letter of no place of its own comes after all that have one
_DIGITS = -10  # numbers come before all letters
_TWO_IN_ONE = str.maketrans({"œ": "oe", "æ": "ae"})  # Unicode does not take these apart

Key = tuple[tuple[int, ...], str]


class Alphabet:
    """The letters of one language. `letters` are parted by spaces; those together are alike."""

    def __init__(self, letters: str) -> None:
        groups = enumerate(letters.split())
        self._places = {letter: place for place, group in groups for letter in group}

    def placed(self, names: Sequence[str]) -> list[int]:
        """Which of the names comes first, which second: their places in the list, from 0."""
        keys = [self._key(name) for name in names]
        return sorted(range(len(keys)), key=keys.__getitem__)

    def _key(self, name: str) -> Key:
        """Marks, signs and spaces do not count, unless nothing else tells two names apart."""
        letters = unicodedata.normalize("NFC", name.casefold().translate(_TWO_IN_ONE))
        return tuple(self._place(letter) for letter in letters if letter.isalnum()), letters

    def _place(self, letter: str) -> int:
        digit = unicodedata.digit(letter, -1)
        if digit >= 0:
            return _DIGITS + digit
        bare = unicodedata.normalize("NFKD", letter)[0]
        place = self._places.get(letter, self._places.get(bare))
        return _OTHERS + ord(bare) if place is None else place
