"""Danger is heard in every language and script; what only sounds like it is left alone."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import translations
from domain.speech.languages import Danger, Intent
from translations.phrasebook import phrasebooks
from translations.reading.danger import dangers
from translations.reading.reader import Reader
from translations.reading.typed import Typed

CORPUS = Path(translations.__file__).parent / "corpus"
ORDINARY = tomllib.loads((Path(__file__).parent / "ordinary.toml").read_text(encoding="utf-8"))
LEAST, MOST_FALSE = 0.5, 0.01


def corpus(tag: str) -> Any:
    """What people write in this language, to tune with."""
    return tomllib.loads((CORPUS / f"{tag}.toml").read_text(encoding="utf-8"))["tune"]


def certain(words: str) -> Danger | None:
    """What danger these words speak of."""
    return dangers().certain(Typed(words))


@pytest.mark.parametrize("tag", phrasebooks())
def test_most_of_what_people_write_in_danger_is_heard(tag: str) -> None:
    """By these rules alone, half in each language; what was learnt hears some of the rest."""
    said = corpus(tag)["danger"]

    assert sum(certain(each) is not None for each in said) >= LEAST * len(said)


@pytest.mark.parametrize("tag", phrasebooks())
def test_whoever_is_in_no_danger_is_left_alone(tag: str) -> None:
    """Nearly all of what is no wish, and every sentence that only sounds like danger."""
    said = corpus(tag)["none"]

    assert sum(certain(each) is not None for each in said) <= MOST_FALSE * len(said)
    assert [each for each in ORDINARY[tag] if certain(each)] == []


def test_enough_sentences_only_sound_like_it() -> None:
    """Three hundred over the languages."""
    assert sum(map(len, ORDINARY.values())) >= 300


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("My wife's brother is strangling her", Danger.HURT),
        ("HE PUNCHED ME AGAIN", Danger.HURT),
        ("i dont want to live anymore", Danger.DESPAIR),
        ("يريد أن يقتلني", Danger.HURT),
        ("yurid yeqtolni abi yedrabni", Danger.HURT),
        ("шеф забрал наши паспорта и не отдаёт", Danger.HELD),
        ("duša me muž i bije, pomozite, tepe me", Danger.HURT),
        ("mein Mann würgt mich", Danger.HURT),
        ("elle m'étrangle", Danger.HURT),
        ("ils veulent m'emmener à l'aéroport", Danger.TAKEN),
        ("хтось незнайомий іде за мною", Danger.HURT),
        ("хлопчик випав з балкона", Danger.ILL),
        ("mio padre mi picchia ogni sera", Danger.HURT),
        ("kocam bana şiddet uyguluyor dövüyor", Danger.HURT),
        ("পুলিশ দরজায় ধাক্কা দেয় ধরতে", Danger.TAKEN),
        ("la police est devant la porte", Danger.TAKEN),
        ("politie police at the door now", Danger.TAKEN),
        ("dom bröt in och våldtog mig", Danger.HURT),
        ("bērns neelpo", Danger.ILL),
        ("dustam mikhad khodkoshi kone", Danger.DESPAIR),
        ("mera beta gum ho gaya hai", Danger.CHILD),
        ("the house is burning", Danger.FIRE),
        ("emergency lawyer please", Danger.ANY),
        ("Emergency!!! please", Danger.ANY),
        ("🆘", Danger.ANY),
        ("١١٢", Danger.ANY),
        ("police", Danger.TAKEN),
        ("شرطة", Danger.TAKEN),
        ("பதற்றம்", None),
        ("112 people came", None),
        ("emergency exit is on the left side of the hall", None),
    ],
)
def test_what_kind_of_danger(words: str, danger: Danger | None) -> None:
    """The gravest one counts; a number or a word counts only alone."""
    assert certain(words) == danger


@pytest.mark.parametrize("words", ["my husband beats me", "بدي موت", "112", "Polizei bitte"])
def test_danger_is_a_wish_even_among_free_words(reader: Reader, words: str) -> None:
    """Strictly, too: whoever answers a question in their own words is heard."""
    assert reader.intent(words, strict=True) is Intent.DANGER
    assert reader.intent(words) is Intent.DANGER


@pytest.mark.parametrize(
    "words",
    [
        "stop",
        "Stop. Thank you!",
        "ARRET",
        "ARRÊT s'il vous plaît",
        "STOPALL",
        "стой",
        "Стой, спасибо",
        "UNSUBSCRIBE",
        "dur",
        "durdur lütfen",
        "merhaba, durdurun",
        "أوقف شكرا",
        "لطفاً پیام ندید",
        "ኣቁም",
        "አቁም እባካችሁ",
        "বন্ধ করুন ধন্যবাদ",
        "থামেন ভাই",
        "bitte aufhören",
        "sluta tack",
        "beidz, lūdzu",
        "nehajte prosim hvala",
        "fermatevi grazie",
        "بند کړه مننه",
        "stop karo bhai",
        "میسج بند کریں شکریہ",
        "تکایە بوەستە",
        "rawestîne spas",
        "jooji fadlan",
        "ደው በሉ በጃኹም",
        "відписатися будь ласка",
        "Hello, please STOP, thank you very much",
    ],
)
def test_stop_is_stop_in_every_language(reader: Reader, words: str) -> None:
    """With politeness around it, in capitals, with marks, also where free words are awaited."""
    assert reader.intent(words, strict=True) is Intent.STOP


@pytest.mark.parametrize(
    "words",
    [
        "I want to stop smoking",
        "the bus stop is far",
        "don't stop writing to me",
        "non stop music",
        "der bus hält nicht, ich kann nicht aufhören zu lachen",
        "genug essen ist da",
        "ich will stop",
        "je n'arrête pas de tousser",
        "dur bir dakika geliyorum sonra",
        "не останавливайтесь",
    ],
)
def test_an_ordinary_sentence_is_no_stop(reader: Reader, words: str) -> None:
    """Though the word stands in it."""
    assert reader.intent(words, strict=True) is not Intent.STOP
