"""Which language words are in: sure, or silent."""

import tomllib
from pathlib import Path

import pytest

import translations
from translations import looks
from translations.phrasebook import phrase, phrasebooks
from translations.reading.language_of import FILE, language_of
from translations.reading.typed import Typed

CORPUS = sorted((Path(translations.__file__).parent / "corpus").glob("*.toml"))
ENOUGH = 4  # words
RIGHT, WRONG = 0.95, 0.01


def test_a_few_words_are_enough() -> None:
    """Of messages of four words or more, that nothing was learnt from."""
    right = wrong = many = 0
    for file in CORPUS:
        meant = {"fa-AF": "fa"}.get(file.stem, file.stem)
        said = tomllib.loads(file.read_text(encoding="utf-8")).get("test", {})
        for message in (each for wish in said.values() for each in wish):
            typed = Typed(message)
            if len(typed.tokens) >= ENOUGH:
                found = language_of(typed)
                many, right = many + 1, right + (found == meant)
                wrong += found not in (meant, None)

    assert right >= RIGHT * many
    assert wrong <= WRONG * many


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Ben sadece Türkçe biliyorum", "tr"),
        ("Ich spreche nur Deutsch", "de"),
        ("я розмовляю лише українською", "uk"),
        ("я говорю только по-русски", "ru"),
        ("میں صرف اردو بولتا ہوں", "ur"),
        ("من فقط فارسی حرف می‌زنم", "fa"),
        ("زه یوازې پښتو ویلی شم", "ps"),
        ("من تەنها بە کوردی قسە دەکەم و هیچی تر نازانم", "ckb"),
        ("ትግርኛ ጥራይ እየ ዝዛረብ", "ti"),
        ("አማርኛ ብቻ ነው የምናገረው", "am"),
        ("আমি শুধু বাংলা বলি", "bn"),
        ("dur lütfen", "tr"),
        ("merhaba", "tr"),
        ("Adam Brahim", None),
        ("+386 41 222 333", None),
        ("12", None),
        ("", None),
        ("👍", None),
        ("stop", None),
        ("my appointment كنسلوه رجاء", None),
    ],
)
def test_which_language(words: str, language: str | None) -> None:
    """A name, a number, a sign or a word of many languages is in none, nor are two at once."""
    assert language_of(Typed(words)) == language


def test_what_was_learnt_is_what_people_write() -> None:
    """`make looks` after a change of a corpus."""
    before = FILE.read_text(encoding="utf-8")

    assert looks.written() == before


@pytest.mark.parametrize("tag", phrasebooks())
def test_each_language_has_its_three_sentences(tag: str) -> None:
    """With the gap that each needs and no other."""
    assert phrase(tag, "unspoken").count("{") == phrase(tag, "unspoken").count("{languages}") == 1
    assert phrase(tag, "call").count("{") == phrase(tag, "call").count("{numbers}") == 1
    assert phrase(tag, "stopped")
    assert "{" not in phrase(tag, "stopped")


def test_nothing_is_said_in_a_language_without_a_phrasebook() -> None:
    """Nor where none is known."""
    assert phrase("", "call") == phrase("xx", "call") == ""
