"""From the corpora to the file of weights."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from translations.reading.fold import fold
from translations.reading.statistics.likelihood import NONE
from translations.reading.statistics.weights import FILE, Header, Weights, save, written
from translations.training.certainty import sure_from, unlearnt
from translations.training.corpora import Said, fingerprint, listed, messages, sentences
from translations.training.learner import Wishes, learn, sample

COMMAND = "make reading"


def renew(file: Path = FILE) -> None:
    """Learn from all corpora, and from what else we list, and write the weights."""
    save(weights(messages("tune"), [*sentences(), *listed()]), file)


def weights(said: Sequence[Said], beside: Sequence[Said] = ()) -> Weights:
    """What these messages teach; by how those `beside` are read no certainty is judged."""
    wishes = [*sorted({each.wish for each in said} - {NONE}), NONE]
    every = [*said, *(each for each in beside if each.wish in wishes)]
    meant: Wishes = np.array([wishes.index(each.wish) for each in every])
    folded = [fold(each.words) or "?" for each in every]
    judged = unlearnt(folded, meant, len(said), len(wishes))
    header = Header(
        command=COMMAND,
        learnt_from=fingerprint([*said, *beside]),
        wishes=tuple(wishes),
        sure_from=sure_from(judged, meant[: len(said)], wishes),
    )
    return written(learn(sample(folded), meant, len(wishes)), header)
