"""What was learnt speaks where it is sure, and says what may be meant where it is not."""

from time import thread_time

import pytest

from domain.speech.languages import Intent
from translations.reading.reader import Reader
from translations.reading.statistics.likelihood import likelihood, offered
from translations.reading.statistics.weights import FILE, load
from translations.training.certainty import GUARDED, LEAST_GUARDED

# In words of their own: none of these stands in the corpus.
HEARD = [
    ("I need a lawyer for my asylum appeal", Intent.LEGAL),
    ("avukat istiyorum itiraz için", Intent.LEGAL),
    ("ret kararım için avukat lazım bana", Intent.LEGAL),
    ("Wann genau ist mein nächster Termin bei euch?", Intent.MY_APPOINTMENTS),
    ("vorrei parlare con una persona vera per favore", Intent.HUMAN),
]


@pytest.mark.parametrize(("words", "meant"), HEARD)
def test_a_wish_is_heard_in_languages_without_rules(
    reader: Reader, words: str, meant: Intent
) -> None:
    """From other people's words for it."""
    assert reader.intent(words) is meant


@pytest.mark.parametrize("words", ["qwxz", "Ana Novak", "room 14", "we are four people", "11.15"])
def test_other_words_are_no_wish(reader: Reader, words: str) -> None:
    """An answer to a question, or nothing."""
    assert reader.intent(words) is None
    assert reader.intent(words, strict=True) is None


@pytest.mark.parametrize(
    "words",
    [
        "is there a lawyer who could read my negative decision",
        "ret kararım için avukat lazım bana",
        "what I would like is that somebody real calls me",
    ],
)
def test_a_free_answer_is_never_guessed_at(reader: Reader, words: str) -> None:
    """What was learnt has no say while somebody answers in their own words."""
    assert reader.intent(words, strict=True) is None


def test_at_most_three_are_offered_and_the_likeliest_comes_first(reader: Reader) -> None:
    """They are buttons on a small screen."""
    found = reader.maybe("football or a lawyer")

    assert {Intent.LEGAL, Intent.EVENTS} <= set(found)
    assert len(found) <= 3


def test_nothing_is_offered_where_nothing_is_likely() -> None:
    """An offer is no guess."""
    assert offered({Intent.LEGAL: 0.001, Intent.STOP: 0.0005}) == []


def test_likelihoods_are_parts_of_a_whole() -> None:
    """What is left is no wish."""
    likely = list(likelihood().of("i need a lawyer").values())

    assert likely == sorted(likely, reverse=True)
    assert 0 < sum(likely) <= 1.0001


def test_what_cannot_be_taken_back_needs_more_certainty() -> None:
    """Whatever seemed enough on the corpus."""
    sure_from = load().header.sure_from

    assert {wish: sure_from[wish] for wish in GUARDED if sure_from[wish] < LEAST_GUARDED} == {}


def test_the_weights_are_small_and_mapped() -> None:
    """12 MB at most in what is installed, and no copy in memory."""
    weights = load()

    assert FILE.stat().st_size <= 12 * 2**20
    assert weights.speaking.base is not None
    assert not weights.speaking.flags.writeable


def test_a_long_message_costs_little() -> None:
    """As many different pieces as a message that is looked at can have."""
    words = " ".join(f"{number}x{number * 7}" for number in range(70))
    begun = thread_time()

    for _time in range(20):
        likelihood().of(words)

    assert (thread_time() - begun) / 20 < 0.01
