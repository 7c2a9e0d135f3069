"""Which question is asked: typed words against every known way of asking it, in all languages.

A way of asking is a bag of letter groups; rare ones weigh more, those that no way has weigh most:
so "where is the station" is far from "where is the office". Unsure is None.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.speech.languages import AskedFor, Ways
from translations.catalogues import FOLDER
from translations.reading.fold import bare, fold
from translations.reading.typed import Typed

SURE, AHEAD = 0.62, 0.10  # how alike, and how much more than to any other question
ALONE = 0.9  # for a single word
OTHER = "other"  # the key of what sounds like a question of ours and is none
MAYBE, MOST_MAYBE = 0.50, 2
MOST_WORDS = 16
_SIZES = (2, 3, 4)  # letters of a group, the space around a word included
MOST_KEPT = 4


def question(typed: Typed, ways: Ways, polite: frozenset[str]) -> AskedFor:
    """The question that is surely asked, and those that may be."""
    tokens = typed.tokens
    spelled = _spelled(tokens)
    said = [token for token in spelled if token not in polite] or spelled
    if not said or len(said) > MOST_WORDS:
        return AskedFor()
    ranks = _known(ways).ranks(said)
    if not ranks or ranks[0][0] == OTHER:
        return AskedFor()
    (first, best), (_second, less) = [*ranks, ("", 0.0)][:2]
    least = SURE if len(said) > 1 else ALONE
    if best >= least and best - less >= AHEAD:
        return AskedFor(sure=first)
    near = [key for key, alike in ranks if alike >= MAYBE and key != OTHER]
    return AskedFor(maybe=tuple(near[:MOST_MAYBE]))


class _Ways(NamedTuple):
    """The ways of asking that a group stands in, and how much it weighs in each."""

    numbers: NDArray[np.int64]
    weights: NDArray[np.float64]


def _ways(found: Sequence[tuple[int, float]]) -> _Ways:
    numbers, weights = zip(*found, strict=True)
    return _Ways(np.array(numbers), np.array(weights))


class Known:
    """Every way of asking, by the letter groups in it."""

    def __init__(self, ways: Sequence[tuple[str, str]]) -> None:
        ways = sorted(ways, key=lambda way: way[0])
        keys = [key for key, _words in ways]
        self._keys = sorted(set(keys))
        self._first = [keys.index(key) for key in self._keys]  # of the ways of each question
        self._many = len(ways)
        bags = [Counter(_groups(_spelled(fold(words).split()))) for _key, words in ways]
        many = Counter(group for bag in bags for group in bag)
        self._rarest = log(1 + len(bags))
        self._weights = {group: log(1 + len(bags) / count) for group, count in many.items()}
        found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for way, bag in enumerate(bags):
            length = self._length(bag)
            for group, count in bag.items():
                found[group].append((way, count * self._weights[group] / length))
        self._ways = {group: _ways(each) for group, each in found.items()}

    def ranks(self, tokens: Sequence[str]) -> list[tuple[str, float]]:
        """The questions with how alike the words are to them, 0 to 1, the likeliest first."""
        bag = Counter(_groups(tokens))
        known = [group for group in bag if group in self._ways]
        if not known:
            return []
        length = self._length(bag)
        ways = [self._ways[group] for group in known]
        weights = [bag[group] * self._weights[group] / length for group in known]
        alike = np.bincount(
            np.concatenate([each.numbers for each in ways]),
            np.concatenate([each.weights for each in ways])
            * np.repeat(weights, [len(each.numbers) for each in ways]),
            minlength=self._many,
        )
        best = np.maximum.reduceat(alike, self._first).tolist()
        ranked = zip(self._keys, best, strict=True)
        return sorted((each for each in ranked if each[1]), key=lambda each: (-each[1], each[0]))

    def _length(self, bag: Mapping[str, int]) -> float:
        rarest = self._rarest
        weights = (count * self._weights.get(group, rarest) for group, count in bag.items())
        return sqrt(sum(weight * weight for weight in weights)) or 1.0


@lru_cache(MOST_KEPT)
def _known(ways: Ways) -> Known:
    own = [(key, words) for key, phrases in ways for words in phrases]
    return Known([*_everywhere(), *own])


@lru_cache(1)
def _everywhere() -> tuple[tuple[str, str], ...]:
    """What is asked everywhere, in every language that has a `questions.toml`."""
    files = sorted(FOLDER.glob("*/questions.toml"))
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return tuple(
        (key, words) for table in tables for key, phrases in table.items() for words in phrases
    )


def _spelled(tokens: Sequence[str]) -> list[str]:
    """The words without numbers: ten minutes or fifteen, the question is the same."""
    return [token for token in tokens if not token.isdecimal()]


def _groups(tokens: Sequence[str]) -> Iterator[str]:
    for token in tokens:
        word = f" {bare(token)} "
        yield word
        for size in _SIZES:
            for at in range(len(word) - size + 1):
                yield word[at : at + size]
