"""Reads again what pieces of words leave unsure, by what the whole sentence means.

It is there where the extra `lipa-bot[meaning]` is installed. Everything else goes on without it.
"""

from collections.abc import Callable, Mapping

import numpy as np

from domain.speech.languages import Intent
from translations.reading.meaning.embedder import Embed, installed, opened
from translations.reading.meaning.layer import Layer, load
from translations.reading.statistics.likelihood import NONE, ranked, surest

TRIAL = "hello"


class Meaning:
    """Until it has been opened it is not `ready`, and nobody asks it. Nothing of words is kept."""

    def __init__(self, layer: Layer, open_: Callable[[], Embed] = opened) -> None:
        about = layer.about
        self._layer = layer
        self._open = open_
        self._embed: Embed | None = None
        self._wishes = [None if wish == NONE else Intent(wish) for wish in about.wishes]
        self._sure_from = {Intent(wish): least for wish, least in about.sure_from.items()}

    @property
    def ready(self) -> bool:
        """Whether it may be asked."""
        return self._embed is not None

    def open(self) -> None:
        """Read the model, and try it: it takes a second. Raises whatever goes wrong."""
        embed = self._open()
        embed([TRIAL])
        self._embed = embed

    @property
    def clear_from(self) -> float:
        """What is as likely as this by its pieces is clear: nothing more is asked about it."""
        return self._layer.about.clear_from

    def of(self, words: str, likely: Mapping[Intent, float]) -> Mapping[Intent, float]:
        """The wishes, the likeliest first, given how likely pieces of the words made them.

        The same words always give the same. It takes some 20 ms of a processor, for the longest
        that is looked at half a second; it is for one thread at a time.
        """
        if self._embed is None:
            return likely
        small = [
            likely.get(wish, 0.0) if wish else 1 - sum(likely.values()) for wish in self._wishes
        ]
        found = self._layer.likely(self._embed([words]), np.array([small], dtype=np.float32))
        return ranked(self._wishes, found[0])

    def sure(self, likely: Mapping[Intent, float]) -> Intent | None:
        """The likeliest, if that is certain enough to act upon."""
        return surest(likely, self._sure_from)


def meaning() -> Meaning | None:
    """What reads by meaning, not yet opened; None where the extra is not there, or does not fit."""
    layer = load()
    return Meaning(layer) if layer.about.model == installed() else None
