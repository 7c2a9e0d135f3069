"""From the corpora to the file of the layer that reads by meaning, where its extra is installed."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from domain.speech.languages import Intent
from translations.reading.meaning.embedder import Embed, installed, opened
from translations.reading.meaning.layer import FILE, About, Layer, save
from translations.reading.statistics.features import Floats
from translations.reading.statistics.likelihood import NONE
from translations.reading.statistics.weights import Header
from translations.training.certainty import GUARDED, LEAST, Flags, sure_from
from translations.training.layering import layer, unlearnt_of
from translations.training.learner import Wishes
from translations.training.vectors import KEPT, vectors

CLEAR = 0.97  # what pieces of words make as likely as this is wrong in 1 of 100
WRONG = 0.015  # of all messages that were learnt from; rules have mistakes of their own
_GUARDED = GUARDED | {Intent.DANGER}
LEFT = (
    "What reads by meaning was left as it is, for its extra is not installed: make meaning, "
    "then make reading."
)
LEARNT = "What reads by meaning was learnt, too ({model})."


class Extra(NamedTuple):
    """A model by its name and version, empty where there is none, and what opens it."""

    model: str
    open: Callable[[], Embed]


def renew_layer(
    words: Sequence[str],
    meant: Wishes,
    seemed: Floats,
    header: Header,
    files: tuple[Path, Path] = (FILE, KEPT),
    extra: Extra | None = None,
) -> str:
    """Learn from messages, and from how they seemed by their pieces; what there is to say.

    `files`: of the layer, and of vectors that are kept. `extra` is what is installed.
    """
    model, open_ = extra or Extra(installed(), lambda: opened(os.cpu_count() or 1))
    if not model:
        return LEFT
    wishes = header.wishes
    found = vectors(words, model, open_(), files[1])
    judged = unlearnt_of(found, seemed, meant, len(wishes))
    surely = pondered_from(seemed, judged, meant, wishes, header.sure_from)
    about = About(header.command, model, header.learnt_from, wishes, surely, CLEAR)
    save(Layer(about, layer(found, seemed, meant, len(wishes))), files[0])
    return LEARNT.format(model=model)


def pondered_from(
    seemed: Floats,
    judged: Floats,
    meant: Wishes,
    wishes: Sequence[str],
    clear: Mapping[str, float],
) -> Mapping[str, float]:
    """From which likelihood on a wish is sure, of those that are not `clear` by their pieces.

    What needs more certainty is sure as `certainty.sure_from` says; all others, from one likelihood
    on at which few of all messages are taken for something else.
    """
    small, surely = _firsts(seemed, wishes), _firsts(judged, wishes)
    asked = small[1] < np.array([max(CLEAR, clear.get(wish, 2)) for wish in wishes])[small[0]]
    found = sure_from(judged[asked], meant[asked], wishes)
    guarded = {wish: least for wish, least in found.items() if wish in _GUARDED}
    told = np.where(asked, surely[0], small[0])
    least = np.array([guarded.get(wish, 2) for wish in wishes])
    wrong = (told != meant) & (~asked | (surely[1] >= least[told]))
    free = asked & np.array([wish not in guarded for wish in wishes])[told]
    rest = _least(surely[1][free], (told == meant)[free], WRONG * len(meant) - wrong.sum())
    return {wish: max(rest, guarded.get(wish, rest)) for wish in wishes if wish != NONE}


def _firsts(likely: Floats, wishes: Sequence[str]) -> tuple[Wishes, Floats]:
    """The likeliest wish of each message, and how likely it is."""
    are_wishes = np.array([wish != NONE for wish in wishes])
    first = np.where(are_wishes, likely, -1).argmax(axis=1)
    return first, likely[np.arange(len(likely)), first]


def _least(likelihoods: Floats, right: Flags, room: float) -> float:
    """The likelihood down to which there is room for what is wrong."""
    order = np.argsort(-likelihoods, kind="stable")
    fits = np.cumsum(~right[order]) <= room
    return max(LEAST, round(float(likelihoods[order][fits][-1]), 4)) if fits.any() else 1.1
