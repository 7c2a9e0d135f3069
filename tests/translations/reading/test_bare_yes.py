"""A bare yes or no on the screen is meant by a yes or a no, never by a sentence with one in it."""

import pytest

from domain.speech.text import _
from translations.reading.reader import Reader

YES_OR_NO = [_("Yes"), _("No")]
MY_DATA = [_("✏ Correct something"), _("↩ Take back my yes"), _("🗑 Erase everything about me")]


@pytest.mark.parametrize("language", ["en", "ar", "fa", "sl", "fr", "ru"])
@pytest.mark.parametrize(
    "typed",
    [
        "ata baje sama da",
        "appuntamento da annullare",
        "non ce la faccio più stanotte",
        "wann muss ich da sein",
        "pasakiet viņai paldies no manis un vēl kur ir tualete",
        "i can't say yes to that",
        "Tercüman da olacak mı",
    ],
)
def test_a_short_word_in_a_sentence_answers_nothing(
    reader: Reader, language: str, typed: str
) -> None:
    """It is asked again."""
    assert reader.option(typed, YES_OR_NO, language) is None


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("en", "yes please book it", 0),
        ("en", "no i am younger", 1),
        ("fr", "oui celle-là me va", 0),
        ("ar", "نعم", 0),
        ("ar", "oui", 0),
        ("fa", "نه", 1),
        ("sl", "👍", 0),
    ],
)
def test_a_yes_with_little_beside_it_does(
    reader: Reader, language: str, typed: str, meant: int
) -> None:
    """In the reader's language; alone, in any."""
    assert reader.option(typed, YES_OR_NO, language) == meant


@pytest.mark.parametrize("language", ["en", "ar", "fa", "sl", "fr", "ru"])
@pytest.mark.parametrize("typed", ["yes", "ok", "نعم", "بله", "да", "no"])
def test_a_yes_is_no_answer_where_none_is_a_yes(reader: Reader, language: str, typed: str) -> None:
    """Though the word stands in one, or one begins with "correct"."""
    assert reader.option(typed, MY_DATA, language) is None
