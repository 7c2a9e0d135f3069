"""Whole numbers in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.reading.reader import Reader
from translations.reading.values.numerals import to_ascii

SCRIPTS = [
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",
    "০১২৩৪৫৬৭৮৯",
    "၀၁၂၃၄၅၆၇၈၉",
    "０１２３４５６７８９",
]
ONES, TENS = "፩፪፫፬፭፮፯፰፱", "፲፳፴፵፶፷፸፹፺"


@given(st.integers(0, 10**9), st.sampled_from(SCRIPTS))
def test_a_number_reads_the_same_in_every_script(number: int, script: str) -> None:
    """Digit by digit, whatever they look like."""
    written = str(number).translate(str.maketrans("0123456789", script))

    assert to_ascii(written) == str(number)


@given(st.integers(1, 9999))
def test_ethiopic_numerals_add_up(number: int) -> None:
    """Tens and ones, before and after the sign for a hundred."""
    hundreds, rest = divmod(number, 100)
    written = _pair(hundreds) + "፻" * (hundreds > 0) + _pair(rest)

    assert to_ascii(written) == str(number)


def _pair(number: int) -> str:
    return (" " + TENS)[number // 10].strip() + (" " + ONES)[number % 10].strip()


@given(st.text())
def test_words_without_digits_are_left_alone(words: str) -> None:
    """Only digits change; doing it twice changes nothing more."""
    once = to_ascii(words)

    assert to_ascii(once) == once
    if not any(letter.isdigit() or letter.isnumeric() for letter in words):
        assert once == words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("۱۲", 12),
        ("١٢", 12),
        ("፲፪", 12),
        ("१२", 12),
        ("③", 3),
        ("3️⃣", 3),
        ("🔟", 10),
        ("three", 3),
        ("tri", 3),
        ("ثلاثة", 3),
        ("تلاتة", 3),
        ("احد عشر", 11),
        ("I have 3 children", 3),
        ("۳ نفر", 3),
        ("1,200", 1200),
        ("1.200", 1200),
        ("1 000 000", 1000000),
        ("-4", -4),
        ("none", 0),
        ("2 or 3", None),
        ("2.5", None),
        ("", None),
        ("many", None),
        ("the other one was there before us", None),
    ],
)
def test_a_typed_number_is_understood(reader: Reader, words: str, number: int | None) -> None:
    """One whole number; several, a fraction or none at all is asked again."""
    assert reader.number(words) == number
