"""What is wanted, in the words of three languages and some that are mixed."""

import tomllib
from time import process_time

import pytest

from domain.speech.languages import Intent
from translations.reading.reader import Reader
from translations.reading.vocabulary import vocabulary
from translations.training import corpora

PHRASES = tomllib.loads(corpora.PHRASES.read_text(encoding="utf-8"))
ALL = [said for table in PHRASES.values() for said in table.items()]
MENU = [Intent.MENU, Intent.EVENTS, Intent.LEGAL, Intent.MY_APPOINTMENTS]


@pytest.mark.parametrize("language", PHRASES)
def test_a_natural_sentence_is_understood(reader: Reader, language: str) -> None:
    """As people write it, or what is meant is among the wishes offered; never taken for another."""
    for words, meant in PHRASES[language].items():
        intent = reader.intent(words)

        assert (intent or "") in (meant, ""), words
        assert intent or not meant or meant in reader.maybe(words), words


def test_natural_sentences_are_seldom_asked_about(reader: Reader) -> None:
    """An offer costs a tap; most wishes are heard at once."""
    sure = sum((reader.intent(words) or "") == meant for words, meant in ALL)

    assert sure / len(ALL) >= 0.93


@pytest.mark.parametrize("language", PHRASES)
def test_each_language_has_enough_sentences_to_be_trusted(language: str) -> None:
    """At least forty."""
    assert len(PHRASES[language]) >= 40


@pytest.mark.parametrize(
    "words",
    [
        "I want to stop smoking",
        "my lawyer never called me back",
        "I need a lawyer",
        "the events of last year still make me sad",
        "Dovolj",
        "pomoč pri učenju jezika",
        "rad bi nehal kaditi",
        "بدي وقف تدخين",
        "المحامي لم يتصل بي",
        "help with papers",
        "more football please",
        "back pain",
        "cancer",
        "legal help",
        "hello",
        "English",
        "a person from my village",
    ],
)
def test_an_answer_in_somebodys_own_words_is_left_alone(reader: Reader, words: str) -> None:
    """Where a free text is awaited, only a whole command is one."""
    assert reader.intent(words, strict=True) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("stop", Intent.STOP),
        ("STOP!", Intent.STOP),
        ("Please stop", Intent.STOP),
        ("ustavi", Intent.STOP),
        ("توقف", Intent.STOP),
        ("menu", Intent.MENU),
        ("meni prosim", Intent.MENU),
        ("القائمة", Intent.MENU),
        ("forget me", Intent.FORGET),
        ("izbriši moje podatke", Intent.FORGET),
        ("back", Intent.BACK),
        ("رجوع", Intent.BACK),
        ("help", Intent.HELP),
        ("/legal", Intent.LEGAL),
    ],
)
def test_a_whole_command_is_one_even_there(reader: Reader, words: str, meant: Intent) -> None:
    """In any language, with politeness around it."""
    assert reader.intent(words, strict=True) is meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("/start", Intent.START),
        ("/start abc123", Intent.START),
        ("/menu@lipa_bot", Intent.MENU),
        ("/Appointments", Intent.MY_APPOINTMENTS),
        ("/mydata", Intent.PRIVACY),
        ("/forget", Intent.FORGET),
        ("/stop", Intent.STOP),
        ("/nothing", None),
        ("/", None),
        ("either/or", None),
    ],
)
def test_a_slash_command_is_exact(reader: Reader, words: str, meant: Intent | None) -> None:
    """Nothing is guessed behind a stroke."""
    assert reader.intent(words) is meant
    assert reader.intent(words, strict=True) is meant


@pytest.mark.parametrize("slip", ["stpo", "sotp", "STOPP", "stop!!!", "st op"[:2] + "op", "Stop."])
def test_stop_is_heard_through_slips_of_the_finger(reader: Reader, slip: str) -> None:
    """It always wins, and nothing else is near it."""
    assert reader.intent(slip, strict=True) is Intent.STOP


@pytest.mark.parametrize(
    "words", ["step", "shop", "stol", "yet", "nu", "dan", "cancer", "pack", "forgot me", "na nogo"]
)
def test_what_cannot_be_taken_back_is_never_guessed(reader: Reader, words: str) -> None:
    """A word one letter away from stop, yes, no, cancel, back or forget is another word."""
    guarded = {Intent.STOP, Intent.YES, Intent.NO, Intent.CANCEL, Intent.BACK, Intent.FORGET}

    assert reader.intent(words) not in guarded


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("yes", True),
        ("Yes, I am coming!", True),
        ("yes of course", True),
        ("da", True),
        ("ja, seveda", True),
        ("نعم", True),
        ("نَعَم", True),
        ("اي والله", True),
        ("na3am", True),
        ("bale", True),
        ("👍🏽", True),
        ("✅", True),
        ("no", False),
        ("No, thank you very much", False),
        ("ne hvala", False),
        ("لا والله", False),
        ("la2", False),
        ("👎", False),
        ("i don't agree", False),
        ("yes and no", None),
        ("yes but only on Monday", None),
        ("not sure", None),
        ("no idea", None),
        ("no problem", True),
        ("of course not", False),
        ("لا بأس", None),
        ("ne vem", None),
        ("maybe", None),
        ("", None),
        ("?", None),
    ],
)
def test_a_yes_or_a_no_is_only_what_says_so(
    reader: Reader, words: str, answer: bool | None
) -> None:
    """Consent depends on it."""
    assert reader.yes_no(words) is answer


def test_no_phrase_is_empty_and_none_is_both_yes_and_no() -> None:
    """An empty phrase would match every silence."""
    words = vocabulary()

    assert "" not in {*words.always, *words.alone, *words.yes, *words.no, *words.polite}
    assert not words.yes & words.no


def test_understanding_costs_little(reader: Reader) -> None:
    """Two milliseconds a message are the limit; most take a tenth of it."""
    sentences = [words for words, _ in ALL]
    begun = process_time()

    for words in sentences:
        reader.intent(words)

    assert (process_time() - begun) / len(sentences) < 0.002


def test_a_very_long_message_is_not_looked_at_for_ever(reader: Reader) -> None:
    """Nobody says stop in a thousand words."""
    begun = process_time()

    assert reader.intent("stop sending " * 20_000) is None
    assert process_time() - begun < 0.1
