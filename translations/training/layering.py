"""Learns what the meaning of a sentence, as a vector, speaks for.

One hidden layer over the vector and what pieces of words made likely, by Adam; half of what it
notices is left out at random, so that nothing hangs on a single number. It learns from likelihoods
of messages that the pieces were not learnt from, as it will meet them.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from translations.reading.meaning.layer import Weights, inputs, likely, noticed
from translations.reading.statistics.features import Floats
from translations.reading.statistics.likelihood import softmax
from translations.training.certainty import PARTS
from translations.training.learner import Wishes

_NOTICED = 256
_ROUNDS, _AT_ONCE = 15, 256
_STEP, _SHRINKING, _LEFT_OUT = 2e-3, 1e-4, 0.5
_KEEPS = 0.9, 0.999  # of how weights leaned, and of how far
_SAME = 1e-3  # what differs less is the same everywhere, and says nothing
_SEED = 1


def layer(vectors: Floats, small: Floats, meant: Wishes, wishes: int) -> Weights:
    """What each number that goes in has noticed, and what that speaks for."""
    every = inputs(vectors, small)
    middle, spread = every.mean(axis=0), every.std(axis=0) + 1e-6
    spread[spread < _SAME] = 1
    noticing, speaking = _learnt((every - middle) / spread, meant, wishes)
    noticing[:-1] /= spread[:, None]
    noticing[-1] -= middle @ noticing[:-1]
    return Weights(noticing, speaking)


def unlearnt_of(vectors: Floats, small: Floats, meant: Wishes, wishes: int) -> Floats:
    """How likely each wish seems to who has not learnt from that very message."""
    found = np.zeros_like(small)
    places = np.arange(len(meant))
    for part in range(PARTS):
        there = places % PARTS == part
        learnt = layer(vectors[~there], small[~there], meant[~there], wishes)
        found[there] = likely(learnt, inputs(vectors[there], small[there]))
    return found


def _learnt(every: Floats, meant: Wishes, wishes: int) -> Weights:
    chance = np.random.RandomState(_SEED)
    weights = _at_first(chance, every.shape[1], wishes)
    leaning = [np.zeros_like(each) for each in weights]
    moved = [np.zeros_like(each) for each in weights]
    steps = _ROUNDS * -(-len(meant) // _AT_ONCE)
    for number, few in enumerate(_batches(chance, len(meant)), start=1):
        pace = _STEP * (1 - (number - 1) / steps) * _begun(number)
        for place, slope in enumerate(_slopes(weights, every[few], meant[few], chance)):
            leaning[place] += (1 - _KEEPS[0]) * (slope - leaning[place])
            moved[place] += (1 - _KEEPS[1]) * (slope * slope - moved[place])
            step = leaning[place] / (np.sqrt(moved[place]) + 1e-8)
            np.subtract(weights[place], np.float32(pace) * step, out=weights[place])
    return weights


def _at_first(chance: np.random.RandomState, numbers: int, wishes: int) -> Weights:
    """Small numbers at random; nothing is so beforehand."""
    shapes = (numbers, _NOTICED), (_NOTICED, wishes)
    found = [chance.randn(*shape) / np.sqrt(shape[0]) for shape in shapes]
    return Weights(*[np.vstack([each, each[:1] * 0]).astype(np.float32) for each in found])


def _batches(chance: np.random.RandomState, many: int) -> Iterator[Wishes]:
    ends = [*range(0, many, _AT_ONCE), many]
    for _round in range(_ROUNDS):
        order = chance.permutation(many)
        yield from (order[start:end] for start, end in pairwise(ends))


def _begun(number: int) -> float:
    """What is remembered begins at nothing, and is made up for."""
    return float(np.sqrt(1 - _KEEPS[1] ** number) / (1 - _KEEPS[0] ** number))


def _slopes(
    weights: Weights, few: Floats, meant: Wishes, chance: np.random.RandomState
) -> tuple[Floats, Floats]:
    """How the weights lean for these messages, before any of them is moved."""
    seen = noticed(weights, few)
    kept = (chance.rand(*seen.shape) >= _LEFT_OUT).astype(np.float32) / np.float32(1 - _LEFT_OUT)
    wrong = softmax((seen * kept) @ weights.speaking[:-1] + weights.speaking[-1])
    wrong[np.arange(len(meant)), meant] -= 1
    wrong /= len(meant)
    back = (wrong @ weights.speaking[:-1].T) * kept * (seen > 0)
    return _slope(few, back, weights.noticing), _slope(seen * kept, wrong, weights.speaking)


def _slope(entered: Floats, wrong: Floats, weights: Floats) -> Floats:
    found = np.vstack([entered.T @ wrong, wrong.sum(axis=0)])
    found[:-1] += _SHRINKING * weights[:-1]
    return np.asarray(found, dtype=np.float32)
