"""What is counted in a message is the same everywhere, and bounded."""

import subprocess
import sys

import numpy as np
import pytest

from translations.reading.fold import fold
from translations.reading.statistics.features import BUCKETS, counted

MESSAGES = ["stop", "je veux un avocat", "بدي محامي", "ጠበቃ እፈልጋለሁ", "আমি সাহায্য চাই", "👍", ""]
ELSEWHERE = """
import sys
from translations.reading.statistics.features import counted
print([counted(words)[0].tolist() for words in sys.argv[1:]])
"""


def test_another_process_counts_the_same() -> None:
    """What was learnt there is read here: Python's own hash would differ."""
    here = [counted(words)[0].tolist() for words in MESSAGES]

    there = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", ELSEWHERE, *MESSAGES], capture_output=True, text=True, check=True
    )

    assert there.stdout.strip() == str(here)


@pytest.mark.parametrize("words", MESSAGES)
def test_buckets_are_in_order_and_in_range(words: str) -> None:
    """Each once."""
    buckets, times = counted(words)

    assert (np.diff(buckets) > 0).all()
    assert (buckets < BUCKETS).all()
    assert len(buckets) == len(times)


def test_what_is_said_twice_counts_more_but_not_double() -> None:
    """Nor does a message win by repeating itself."""
    once, twice = counted("lawyer")[1].max(), counted("lawyer lawyer")[1].max()

    assert once < twice < 2 * once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أُريدُ مُحامِياً", "اريد محاميا"),
        ("مــحــامــي", "محامی"),
        ("وەکیڵ", "وه‌كيل"),
        ("ALLÔ", "allo"),
        ("straße", "strasse"),
        ("ＳＴＯＰ", "stop"),
    ],
)
def test_spellings_of_one_word_are_one(one: str, other: str) -> None:
    """Marks, width, capitals, and letters that only keyboards tell apart."""
    assert fold(one) == fold(other)


def test_letters_that_tell_numbers_apart_are_alike_in_wishes() -> None:
    """Sorani three and Persian thirty; most phones write the one like the other."""
    assert fold("سێ") != fold("سی")
    assert list(counted(fold("پارێزەر"))[0]) == list(counted(fold("پاریزەر"))[0])


@pytest.mark.parametrize(("one", "other"), [("কি", "ক"), ("ኪ", "ካ"), ("কী", "কি")])
def test_signs_that_are_the_word_stay(one: str, other: str) -> None:
    """The vowels of Bangla and Ethiopic."""
    assert fold(one) != fold(other)
