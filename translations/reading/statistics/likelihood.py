"""How likely each wish is, by all that a message says: learnt from what people write.

It knows no rule and no language. What it is sure of is decided by thresholds that were found on
messages it had not learnt from; below them it only says what may be meant.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from domain.speech.languages import Intent
from translations.reading.statistics.features import Floats, counted_beside
from translations.reading.statistics.parts import parts, with_parts
from translations.reading.statistics.weights import Weights, load

NONE = "none"
SHARPNESS = 4.0  # how far apart the likelihoods of what is learnt are
_MOST_LIKELY = 3  # more are no help to choose among
_LEAST = 0.05  # of the likeliest: below, it is clear that nothing of ours is wanted


class Likelihood:
    """Reads folded words. Nothing of them is kept."""

    def __init__(self, weights: Weights) -> None:
        header = weights.header
        self._weights = weights
        self._rarity = np.float32(header.rarest / 255)
        self._scales = np.array(header.scales, dtype=np.float32)
        self._beforehand = np.array(header.beforehand, dtype=np.float32)
        self._wishes = [None if wish == NONE else Intent(wish) for wish in header.wishes]
        self._sure_from = {Intent(wish): least for wish, least in header.sure_from.items()}

    @property
    def wishes(self) -> frozenset[Intent]:
        """Those that it tells apart."""
        return frozenset(self._sure_from)

    def of(self, folded: str) -> Mapping[Intent, float]:
        """The wishes, the likeliest first, each between 0 and 1; what is left to 1 is no wish.

        Empty where no piece of the message was ever seen, and for numbers alone: they are answers.
        """
        likely = self._likely(folded) if _says(folded) else None
        return {} if likely is None else ranked(self._wishes, likely)

    def sure(self, likely: Mapping[Intent, float]) -> Intent | None:
        """The likeliest, if that is certain enough to act upon."""
        return surest(likely, self._sure_from)

    def _likely(self, folded: str) -> Floats | None:
        buckets, times = counted_beside([folded, *parts(folded)])
        speaking = self._weights.speaking[buckets].astype(np.float32)
        weighed = times * self._weights.rarity[buckets] * self._rarity
        weighed /= np.sqrt(np.square(weighed).sum(axis=1, keepdims=True))
        likely = softmax(SHARPNESS * self._scales * (weighed @ speaking) + self._beforehand)
        known = (times > 0) @ speaking.any(axis=1)  # whether any piece of it was ever seen
        if not known[0]:
            return None
        found = likely[1:][known[1:]]
        return with_parts(likely[0], found) if len(found) else likely[0]


def ranked(wishes: Sequence[Intent | None], likely: Floats) -> Mapping[Intent, float]:
    """The likeliest first; what is left to 1 is no wish, None among them."""
    order = np.argsort(-likely, kind="stable")
    found = ((wishes[place], float(likely[place])) for place in order)
    return {wish: certain for wish, certain in found if wish}


def surest(likely: Mapping[Intent, float], sure_from: Mapping[Intent, float]) -> Intent | None:
    """The likeliest, if it is at least as likely as it must be."""
    first = next(iter(likely), None)
    return first if first and likely[first] >= sure_from[first] else None


def _says(folded: str) -> bool:
    return any(not token.isdecimal() for token in folded.split())


def offered(likely: Mapping[Intent, float]) -> Sequence[Intent]:
    """Up to three wishes that may be meant, the likeliest first; none if it is clearly no wish."""
    wishes = list(likely)[:_MOST_LIKELY]
    return wishes if wishes and likely[wishes[0]] >= _LEAST else []


def softmax(scores: NDArray[np.floating]) -> Floats:
    """Scores of one message, or of several in rows, as likelihoods that add up to 1."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


@cache
def likelihood() -> Likelihood:
    """What was learnt, mapped once; everybody gets the same one."""
    return Likelihood(load())
