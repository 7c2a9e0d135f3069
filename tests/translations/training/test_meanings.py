"""What reads by meaning is learnt where its extra is there, the same each time; else it stays."""

from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from translations.reading.meaning.embedder import Embed, installed
from translations.reading.meaning.layer import load
from translations.reading.statistics import weights as small
from translations.reading.statistics.features import Floats
from translations.reading.statistics.weights import Header
from translations.training.meanings import CLEAR, LEFT, Extra, pondered_from, renew_layer

WISHES = ("events", "legal", "stop", "none")
WORDS = [f"message {number}" for number in range(400)]
MEANT = np.arange(len(WORDS)) % len(WISHES)
SEEMED = np.full((len(WORDS), len(WISHES)), 0.25, dtype=np.float32)
HEADER = Header("make reading", "of these", WISHES, dict.fromkeys(WISHES[:-1], 0.9))
ABSENT = "lipa-bot[meaning] is not installed: make meaning"


class Embedder:
    """Knows what each message means, and which it was asked about."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def open(self) -> Embed:
        """It is open."""
        return self.embed

    def embed(self, sentences: Sequence[str]) -> Floats:
        """The meaning, and some noise that is always the same."""
        self.asked += sentences
        noise = [[crc32(each.encode()) % 7 / 70] for each in sentences]
        plain = np.eye(len(WISHES))[[WORDS.index(each) % len(WISHES) for each in sentences]]
        return np.hstack([plain, noise]).astype(np.float32)


def renewed(folder: Path, name: str, embedder: Embedder, words: Sequence[str] = WORDS) -> Path:
    """The file that was written."""
    many, files = len(words), (folder / name, folder / "kept")
    extra = Extra("made up 1", embedder.open)
    renew_layer(words, MEANT[:many], SEEMED[:many], HEADER, files, extra)
    return files[0]


def test_learning_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """And a message that is known is not embedded again."""
    first, second = Embedder(), Embedder()

    one = renewed(tmp_path, "one", first, WORDS[:-3])
    other = renewed(tmp_path, "other", second)
    again = renewed(tmp_path, "again", Embedder())

    assert sorted(first.asked) == sorted(WORDS[:-3])
    assert sorted(second.asked) == sorted(WORDS[-3:])
    assert one.read_bytes() != other.read_bytes() == again.read_bytes()


def test_what_vectors_mean_is_learnt(tmp_path: Path) -> None:
    """Where pieces of words say nothing at all."""
    embedder = Embedder()
    layer = load(renewed(tmp_path, "layer", embedder))

    likely = layer.likely(embedder.embed(WORDS), SEEMED)

    assert (likely.argmax(axis=1) == MEANT).mean() > 0.99
    assert layer.about.model == "made up 1"
    assert layer.about.learnt_from == "of these"


def test_without_the_extra_it_is_left_as_it_is(tmp_path: Path) -> None:
    """And that is said."""
    layer = tmp_path / "layer"
    layer.write_bytes(b"as it was")
    extra = Extra("", lambda: pytest.fail("there is nothing to open"))

    said = renew_layer(WORDS, MEANT, SEEMED, HEADER, (layer, tmp_path / "kept"), extra)

    assert said == LEFT
    assert layer.read_bytes() == b"as it was"
    assert not (tmp_path / "kept").exists()


def test_a_wish_is_sure_where_few_others_seem_so() -> None:
    """What cannot be taken back needs more; what is clear by its pieces does not count."""
    clear = SEEMED.copy()
    clear[:40] = [0, CLEAR + 0.01, 0, 0.02]
    judged = np.where(np.eye(len(WISHES))[MEANT] > 0, 0.97, 0.01).astype(np.float32)
    judged[44:80] = [0.1, 0.7, 0.05, 0.05]  # three of four wrong
    judged[44:80, 1] += np.linspace(0.1, 0, 36, dtype=np.float32)
    meant = np.where(np.arange(len(MEANT)) < 40, 1, MEANT)

    found = pondered_from(clear, judged, meant, WISHES, HEADER.sure_from)

    assert set(found) == set(WISHES[:-1])
    assert 0.75 < found["events"] == found["legal"] <= 0.97
    assert found["stop"] >= 0.95


@pytest.mark.skipif(not installed(), reason=ABSENT)
def test_the_layer_is_of_the_corpus() -> None:
    """Whoever has the extra and changes what is learnt from says `make reading`."""
    assert load().about.learnt_from == small.load().header.learnt_from, "make reading"
    assert load().about.model == installed(), "make reading"
