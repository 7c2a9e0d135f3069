"""From which likelihood on a wish is sure, found on messages that were not learnt from.

The corpus is cut into parts; each is judged by what was learnt from the others. A wish is sure
where, of all messages that seemed at least as likely to mean it, few meant something else.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from domain.speech.languages import Intent
from translations.reading.statistics.features import Floats
from translations.reading.statistics.likelihood import NONE
from translations.training.learner import Wishes, learn, read, sample, some

PARTS = 5
RIGHT = 0.94  # of what is acted upon; the rules of danger have mistakes of their own
# What cannot be taken back, or what stands for a consent.
RIGHT_GUARDED = 0.985
GUARDED = frozenset({Intent.STOP, Intent.FORGET, Intent.YES, Intent.NO, Intent.CANCEL, Intent.BACK})
# However seldom it was wrong here: what others write differs more.
LEAST, LEAST_GUARDED = 0.6, 0.95
# The page of danger costs somebody who is well a moment, and missing it may cost a life.
FALSE_ALARMS = 0.002  # of the messages that are no wish; rules make some more
_NEVER = 1.1
Flags = NDArray[np.bool_]
_FEWEST = 20  # messages that show how often it is right


def unlearnt(folded: Sequence[str], meant: Wishes, judged: int, wishes: int) -> Floats:
    """How likely each wish seems to who has not learnt from that very message.

    So it is of the first `judged` messages; all others are always learnt from.
    """
    messages = sample(folded)
    found = np.zeros((judged, wishes), dtype=np.float32)
    places = np.arange(len(meant))
    for part in range(PARTS):
        there = (places % PARTS == part) & (places < judged)
        learnt = learn(some(messages, np.flatnonzero(~there)), meant[~there], wishes)
        left_out = [folded[int(place)] for place in np.flatnonzero(there)]
        found[there[:judged]] = read(learnt, left_out)
    return found


def sure_from(seemed: Floats, meant: Wishes, wishes: Sequence[str]) -> Mapping[str, float]:
    """The least likelihood of each wish with which it may be acted upon."""
    none = list(wishes).index(NONE)
    first = np.where(np.arange(len(wishes)) == none, -1, seemed).argmax(axis=1)
    found = {}
    for place, wish in enumerate(wishes):
        if place != none:
            here = first == place
            likelihoods, meanings = seemed[here, place], meant[here]
            order = np.argsort(-likelihoods, kind="stable")
            few = _few(Intent(wish), meanings[order], place, none, int((meant == none).sum()))
            least = LEAST_GUARDED if wish in GUARDED else LEAST
            found[wish] = max(least, _least(likelihoods[order], few))
    return found


def _few(wish: Intent, meanings: Wishes, place: int, none: int, nones: int) -> Flags:
    """Up to where mistakes are few enough, the likeliest message first."""
    if wish is Intent.DANGER:
        return np.asarray(np.cumsum(meanings == none) <= FALSE_ALARMS * nones)
    right = RIGHT_GUARDED if wish in GUARDED else RIGHT
    many = np.arange(1, len(meanings) + 1)
    return np.asarray((np.cumsum(meanings == place) >= right * many) & (many >= _FEWEST))


def _least(likelihoods: Floats, few: Flags) -> float:
    return round(float(likelihoods[np.flatnonzero(few)[-1]]), 4) if few.any() else _NEVER
