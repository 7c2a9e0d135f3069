"""What is learnt is what is written, always the same, and of the corpus as it stands."""

from pathlib import Path

import pytest

from translations.reading.statistics.likelihood import Likelihood
from translations.reading.statistics.weights import Weights, load, save
from translations.training.corpora import Said, fingerprint, listed, messages, sentences
from translations.training.learning import judged, weights


@pytest.fixture(scope="module")
def few() -> list[Said]:
    """Some English messages."""
    return [each for each in messages("tune") if each.language == "en"][::4]


@pytest.fixture(scope="module")
def learnt(few: list[Said]) -> Weights:
    """What they teach."""
    return weights(judged(few))


def test_the_weights_are_of_the_corpus() -> None:
    """Whoever changes what is learnt from says `make reading`."""
    learnt_from = fingerprint([*messages("tune"), *sentences(), *listed()])

    assert load().header.learnt_from == learnt_from, "make reading"


def test_learning_twice_gives_the_same_bytes(
    few: list[Said], learnt: Weights, tmp_path: Path
) -> None:
    """So that anybody can make the file that is here."""
    files = [tmp_path / "one", tmp_path / "other"]

    for file, taught in zip(files, (learnt, weights(judged(few))), strict=True):
        save(taught, file)

    assert files[0].read_bytes() == files[1].read_bytes()


def test_what_was_written_is_read(learnt: Weights, tmp_path: Path) -> None:
    """Header and numbers."""
    save(learnt, tmp_path / "weights")
    found = load(tmp_path / "weights")

    assert found.header == learnt.header
    assert (found.speaking == learnt.speaking).all()
    assert (found.rarity == learnt.rarity).all()


def test_what_is_learnt_is_known(few: list[Said], learnt: Weights) -> None:
    """Even from few messages, most of those are told apart."""
    likelihood = Likelihood(learnt)
    wishes = [each for each in few if each.wish != "none"]

    right = sum(
        next(iter(likelihood.of(each.words.casefold())), "") == each.wish for each in wishes
    )

    assert right / len(wishes) > 0.8


@pytest.mark.parametrize("changed", [Said("Stop", "en", "stop"), Said("stop", "de", "stop")])
def test_any_change_changes_the_fingerprint(changed: Said) -> None:
    """A letter, a language, a wish."""
    said = [Said("stop", "en", "stop"), Said("help", "en", "help")]

    assert fingerprint([changed, said[1]]) != fingerprint(said)
    assert fingerprint(said[::-1]) != fingerprint(said)


def test_nothing_is_learnt_from_tests() -> None:
    """They would measure memory."""
    learnt_from = {(each.language, each.words) for each in messages("tune")}

    tests = {(each.language, each.words) for each in messages("test")}

    assert learnt_from & tests == set()
