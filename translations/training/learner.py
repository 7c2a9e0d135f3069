"""Learns how much each piece of a message speaks for each wish.

Multinomial logistic regression: after each few messages every weight that they touched moves
against the error, the less the more it has moved before (AdaGrad, one rate for each bucket). The
same messages in the same order give the same weights.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from translations.reading.statistics.features import BUCKETS, Buckets, Floats, counted
from translations.reading.statistics.likelihood import SHARPNESS, softmax
from translations.reading.statistics.parts import parts, with_parts
from translations.reading.statistics.weights import Learnt

ROUNDS, AT_ONCE = 8, 256  # times that all is read; messages before weights move
_STEP, _STEP_BEFOREHAND = 0.1, 0.01
_SEED = 1
Wishes = NDArray[np.int64]


class Sample(NamedTuple):
    """Messages one behind the other: message `n` has the pieces `begins[n]` to `begins[n + 1]`."""

    begins: Buckets
    buckets: Buckets
    times: Floats


def sample(folded: Iterable[str]) -> Sample:
    """Folded messages, counted."""
    pairs = [counted(words) for words in folded]
    begins = np.cumsum([0, *(len(buckets) for buckets, _times in pairs)])
    buckets, times = zip(*pairs, strict=True)
    return Sample(begins, np.concatenate(buckets), np.concatenate(times))


def some(messages: Sample, which: Sequence[int] | Wishes) -> Sample:
    """These messages of them, in this order."""
    chosen = np.asarray(which)
    starts, ends = messages.begins[chosen], messages.begins[chosen + 1]
    begins = np.concatenate([[0], np.cumsum(ends - starts)])
    places = np.arange(begins[-1]) + np.repeat(starts - begins[:-1], ends - starts)
    return Sample(begins, messages.buckets[places], messages.times[places])


def learn(messages: Sample, meant: Wishes, wishes: int) -> Learnt:
    """What speaks for which of so many wishes, by messages and what is meant with each."""
    rarity = _rarity(messages)
    speaking = np.zeros((BUCKETS, wishes), dtype=np.float32)
    beforehand = np.zeros(wishes, dtype=np.float32)
    moved = np.full(BUCKETS, 1e-8, dtype=np.float32)
    learnt = Learnt(rarity, speaking, beforehand)
    shuffled = np.random.RandomState(_SEED)
    for turn in range(ROUNDS):
        order = shuffled.permutation(len(meant))
        for start in range(0, len(order), AT_ONCE):
            few = order[start : start + AT_ONCE]
            _move(learnt, moved, some(messages, few), meant[few], 1 - turn / ROUNDS)
    return learnt


def likely(learnt: Learnt, messages: Sample) -> Floats:
    """How likely each wish is, a row for each message."""
    weighed = _weighed(messages, learnt.rarity)
    rows = learnt.speaking[messages.buckets] * weighed[:, None]
    return softmax(SHARPNESS * np.add.reduceat(rows, messages.begins[:-1]) + learnt.beforehand)


def read(learnt: Learnt, folded: Sequence[str]) -> Floats:
    """How likely each wish is where messages are read as they are at run time, in parts, too."""
    found = likely(learnt, sample(folded))
    for place, words in enumerate(folded):
        if pieces := parts(words):
            found[place] = with_parts(found[place], likely(learnt, sample(pieces)))
    return found


def _move(learnt: Learnt, moved: Floats, few: Sample, meant: Wishes, pace: float) -> None:
    """One step of all weights that these messages touch."""
    wrong = likely(learnt, few)
    wrong[np.arange(len(meant)), meant] -= 1
    wrong /= len(meant)
    weighed = _weighed(few, learnt.rarity)
    each = np.repeat(wrong, np.diff(few.begins), axis=0) * weighed[:, None] * SHARPNESS
    order = np.argsort(few.buckets, kind="stable")
    touched, starts = np.unique(few.buckets[order], return_index=True)
    slope = np.add.reduceat(each[order], starts)
    moved[touched] += (slope * slope).mean(axis=1)
    learnt.speaking[touched] -= pace * _STEP * slope / np.sqrt(moved[touched])[:, None]
    learnt.beforehand[:] -= pace * _STEP_BEFOREHAND * wrong.sum(axis=0)


def _rarity(messages: Sample) -> Floats:
    """A piece of few messages says more about them than one of many."""
    total = len(messages.begins)
    having = np.bincount(messages.buckets, minlength=BUCKETS)
    return (np.log(total / (1 + having)) + 1).astype(np.float32)


def _weighed(messages: Sample, rarity: Floats) -> Floats:
    """What each piece weighs: long messages are as heavy as short ones."""
    weights = messages.times * rarity[messages.buckets]
    heavy = np.sqrt(np.add.reduceat(weights * weights, messages.begins[:-1]))
    return np.asarray(weights / np.repeat(heavy, np.diff(messages.begins)), dtype=np.float32)
