"""One form for what people spell in many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.reading.fold import LONGEST, bare, fold


@given(st.text(max_size=LONGEST // 4))
def test_folding_twice_changes_nothing_more(words: str) -> None:
    """What is folded is folded."""
    once = fold(words)

    assert fold(once) == once


@given(st.text(alphabet="abcčšžđ عيىكةأ", max_size=40))
def test_capitals_and_spaces_do_not_matter(words: str) -> None:
    """Nor how wide the spaces are, nor what is invisible between the letters."""
    assert fold(words.upper()) == fold(words)
    assert fold(f"  {words}\u200b\u200f ".replace(" ", "\u00a0 ")) == fold(words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("بلي", "بلی"),
        ("نَعَم", "نعم"),
        ("میخواهم", "می‌خواهم"),
        ("اريد", "أريد"),
        ("yesss", "yes"),
        ("وکیل", "وكيل"),
        ("مدرسه", "مدرسة"),
        ("شكـــرا", "شكرا"),
        ("مساا", "مساء"),
        ("İPTAL", "iptal"),
        ("pomoc", "Pomoč"),
        ("dont", "don’t"),
        ("ＯＫ", "ok"),
        ("👍🏽", "👍"),
        ("STOP!!!", "stop"),
    ],
)
def test_two_spellings_are_the_same(typed: str, meant: str) -> None:
    """Letter variants, vowel marks, joiners, accents, signs and doubled letters."""
    assert fold(typed) == fold(meant)


@pytest.mark.parametrize("words", ["কাজ করি", "हिन्दी", "မြန်မာ"])
def test_vowel_signs_that_are_the_word_stay(words: str) -> None:
    """In Indic scripts and Burmese the marks are not decoration."""
    assert fold(words) == words


def test_the_article_and_what_is_written_onto_it_can_be_taken_off() -> None:
    """For matching words inside of sentences only."""
    assert [bare(fold(word)) for word in ("المحامي", "للمحامي", "والموعد", "عالموعد")] == [
        "محامي",
        "محامي",
        "موعد",
        "موعد",
    ]
    assert bare("lawyer") == "lawyer"
