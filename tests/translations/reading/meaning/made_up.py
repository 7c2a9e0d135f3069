"""A meaning that is made up: every sentence means the same."""

from collections.abc import Callable, Sequence

import numpy as np

from domain.speech.languages import Intent
from translations.reading.meaning.layer import About, Layer, Weights
from translations.reading.meaning.meaning import TRIAL, Meaning
from translations.reading.statistics.features import Floats
from translations.reading.statistics.likelihood import likelihood

WISHES = (*sorted(likelihood().wishes), "none")


def made_up(
    wish: Intent,
    watch: Callable[[str], None] = lambda _words: None,
    *,
    strength: float = 20.0,
    clear_from: float = 0.97,
) -> Meaning:
    """All is taken for this wish, as far as it is strong; `watch` is told of each sentence."""

    def embed(sentences: Sequence[str]) -> Floats:
        for each in sentences:
            if each != TRIAL:
                watch(each)
        return np.ones((len(sentences), 1), dtype=np.float32)

    noticing = np.zeros((1 + len(WISHES) + 1, 1), dtype=np.float32)
    speaking = np.zeros((2, len(WISHES)), dtype=np.float32)
    noticing[0], speaking[0, WISHES.index(wish)] = 1, strength
    sure_from = dict.fromkeys(WISHES[:-1], 0.9)
    about = About("", "", "", WISHES, sure_from, clear_from)
    found = Meaning(Layer(about, Weights(noticing, speaking)), lambda: embed)
    found.open()
    return found
