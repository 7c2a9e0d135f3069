"""What people write for others: something can be seen, and nothing deceives."""

import pytest

from domain.speech.writing import Fault, Written, fault_in, hidden_in

LINE, PROSE = Written.LINE, Written.PROSE


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "\n\t",
        "\u200b\u200d",
        "\u3164",
        "\u2800",
        "\ufeff",
        "\u00ad",
        "\u0301",
        "\u202a\u202c",
    ],
)
def test_words_of_which_nothing_is_seen_are_none(words: str) -> None:
    """Whatever the platform calls them: spaces, marks, blank letters."""
    assert fault_in(words, LINE) is Fault.NOTHING
    assert fault_in(words, PROSE) is Fault.NOTHING


@pytest.mark.parametrize("break_", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_line_is_one_line(break_: str) -> None:
    """Also where the break is one that few programs know."""
    assert fault_in(f"Football{break_}today", LINE) is Fault.LINES


def test_prose_may_have_lines() -> None:
    """An announcement is read as it was written."""
    assert fault_in("Football\n\n\tToday\r\nat three", PROSE) is None


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("a\x00b", "U+0000"),
        ("a\x1bb", "U+001B"),
        ("a\x7fb", "U+007F"),
        ("a\x9bb", "U+009B"),
        ("a\u202eb", "U+202E"),
        ("a\u202db\u202c", "U+202D"),
        ("a\u2067b", "U+2067"),
        ("a\u2069b", "U+2069"),
        ("\u2066a\nb\u2069", "U+2066"),
        ("a\ud800b", "U+D800"),
        ("a\uffffb", "U+FFFF"),
        ("a\ufff9b", "U+FFF9"),
    ],
)
def test_what_cannot_be_shown_or_turns_words_around_is_named(words: str, named: str) -> None:
    """So that it can be found and deleted."""
    assert fault_in(words, PROSE) is Fault.HIDDEN
    assert hidden_in(words) == named


@pytest.mark.parametrize(
    "words",
    [
        "Football",
        "می‌خواهید",
        "كرة القدم \u200f(3)",
        "👩‍👩‍👧",
        "Call \u202a+386 1 234\u202c",
        "\u2068Ljubljana\u2069",
    ],
)
def test_what_languages_need_passes(words: str) -> None:
    """Joiners, marks of direction, and the pairs that come with a copied contact."""
    assert fault_in(words, LINE) is None
    assert fault_in(words, PROSE) is None
