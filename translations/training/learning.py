"""From the corpora to the files of what was learnt."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from translations.reading.fold import fold
from translations.reading.statistics.features import Floats
from translations.reading.statistics.likelihood import NONE
from translations.reading.statistics.weights import FILE, Header, Weights, save, written
from translations.training.certainty import sure_from, unlearnt
from translations.training.corpora import Said, fingerprint, listed, messages, sentences
from translations.training.learner import Wishes, learn, sample
from translations.training.meanings import renew_layer

COMMAND = "make reading"


class Judged(NamedTuple):
    """What is learnt from, in numbers; how the first messages seem to who has not learnt them."""

    fingerprint: str
    wishes: Sequence[str]
    folded: Sequence[str]
    meant: Wishes
    seemed: Floats


def renew(file: Path = FILE) -> str:
    """Learn from all corpora, and from what else we list, and write it; what there is to say."""
    said = messages("tune")
    found = judged(said, [*sentences(), *listed()])
    learnt = weights(found)
    save(learnt, file)
    meant = found.meant[: len(said)]
    return renew_layer([each.words for each in said], meant, found.seemed, learnt.header)


def judged(said: Sequence[Said], beside: Sequence[Said] = ()) -> Judged:
    """These messages; by how those `beside` are read no certainty is judged."""
    wishes = [*sorted({each.wish for each in said} - {NONE}), NONE]
    every = [*said, *(each for each in beside if each.wish in wishes)]
    meant: Wishes = np.array([wishes.index(each.wish) for each in every])
    folded = [fold(each.words) or "?" for each in every]
    seemed = unlearnt(folded, meant, len(said), len(wishes))
    return Judged(fingerprint([*said, *beside]), wishes, folded, meant, seemed)


def weights(found: Judged) -> Weights:
    """What these messages teach."""
    header = Header(
        command=COMMAND,
        learnt_from=found.fingerprint,
        wishes=tuple(found.wishes),
        sure_from=sure_from(found.seemed, found.meant[: len(found.seemed)], found.wishes),
    )
    return written(learn(sample(found.folded), found.meant, len(found.wishes)), header)
