"""The labels of one language on a screen, found by the words in them.

Looking words up instead of comparing each with each keeps the longest message and the longest list
as quick as short ones.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from translations.reading.fold import bare

_SHORTEST_LONG_WORD = 6  # letters: a slip in a shorter one may be another word
HEAD = 3  # letters of a word that are looked at first

Place = int  # of a label on the screen, from 0
Folded = tuple[tuple[str, ...], ...]  # the words of each label


class Index:
    """Where words stand."""

    def __init__(self, words: Iterable[tuple[str, Place]]) -> None:
        self._places: defaultdict[str, set[Place]] = defaultdict(set)
        for word, place in words:
            self._places[word].add(place)
        self._sorted = sorted(self._places)

    def at(self, word: str) -> set[Place]:
        """The labels that this word stands in."""
        return self._places.get(word, set())

    def beginning(self, stem: str) -> Iterator[str]:
        """The words that begin like this."""
        for number in range(bisect_left(self._sorted, stem), len(self._sorted)):
            if not self._sorted[number].startswith(stem):
                return
            yield self._sorted[number]


class Shown:
    """Folded labels in their order, each a sequence of words."""

    def __init__(self, labels: Folded) -> None:
        self.labels = labels
        self._bearing: dict[frozenset[str], Shown] = {}

    def __len__(self) -> int:
        return len(self.labels)

    def without(self, little: frozenset[str]) -> "Shown":
        """The labels without these words, but for those that have no others."""
        if little not in self._bearing:
            bearing = ([word for word in label if word not in little] for label in self.labels)
            pairs = zip(bearing, self.labels, strict=True)
            self._bearing[little] = shown(words or label for words, label in pairs)
        return self._bearing[little]

    @cached_property
    def words(self) -> Index:
        """Their words as they stand."""
        return Index((word, place) for word, place in self._each())

    @cached_property
    def stems(self) -> Index:
        """Their words without what Arabic joins on."""
        return Index((bare(word), place) for word, place in self._each())

    @cached_property
    def heads(self) -> set[str]:
        """How their words begin, as they stand and without what Arabic joins on."""
        words = {word for word, _place in self._each()}
        return {word[:HEAD] for word in words} | {bare(word)[:HEAD] for word in words}

    @cached_property
    def whole(self) -> Index:
        """Each label in one string."""
        return Index((" ".join(label), place) for place, label in enumerate(self.labels))

    @cached_property
    def names(self) -> dict[str, set[Place]]:
        """What a slip may lie in: each label in one string, and its longer words."""
        found: defaultdict[str, set[Place]] = defaultdict(set)
        for place, label in enumerate(self.labels):
            found[" ".join(label)].add(place)
        for word, place in self._each():
            if len(word) >= _SHORTEST_LONG_WORD:
                found[word].add(place)
        return found

    def _each(self) -> Iterator[tuple[str, Place]]:
        return ((word, place) for place, label in enumerate(self.labels) for word in label)


_known = lru_cache(maxsize=512)(Shown)  # of labels only: they are ours, not what people type


def shown(labels: Iterable[Iterable[str]]) -> Shown:
    """These labels; the same screen is looked through once for many people."""
    return _known(tuple(map(tuple, labels)))
