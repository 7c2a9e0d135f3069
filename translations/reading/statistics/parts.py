"""A long message says what is wanted in a part of it, among a greeting, a story and thanks.

So what some words that stand together say counts for more than what all of them say together.
Measured by cross-validation: of messages of fifteen words and more 72 of 100 are right, not 56.
"""

import numpy as np

from translations.reading.statistics.features import Floats

FEWEST = 8  # words of a message that is read in parts, too
_WORDS, _STEP = 6, 2  # of a part; from where one part begins to where the next one does
_MOST = 20  # parts
_SHARE = 0.7  # of what the parts say


def parts(folded: str) -> list[str]:
    """The parts of a long message, which overlap; none of a short one."""
    words = folded.split()
    if len(words) < FEWEST:
        return []
    starts = range(0, len(words) - _WORDS + _STEP, _STEP)
    return [" ".join(words[start : start + _WORDS]) for start in starts[:_MOST]]


def with_parts(whole: Floats, of_parts: Floats) -> Floats:
    """How likely each wish is by all words and by the parts, a row for each; no wish stands last.

    A wish is as likely as in the part that says it most; no wish, as in the part that does least.
    """
    most = of_parts.max(axis=0)
    most[-1] = of_parts[:, -1].min()
    return np.asarray((1 - _SHARE) * whole + _SHARE * most / most.sum(), dtype=np.float32)
