"""Which of the answers shown is meant."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from domain.speech.text import Content, Moment, Show, Text, Verbatim, _
from translations.reading.reader import Reader

TOPICS = ["Asylum interview", "Decision or appeal", "Work permit", "Family", "Other"]
COMING = ["Yes, I'm coming", "No", "Maybe"]
EVEN = ["2", "4", "6"]
UP_TO = ["0", "1", "2", "3 or more"]
PEOPLE = ["3 people", "1 person"]
AGES = ["18-25", "26+", "under 18"]
NEEDS = ["Food", "Clothes", "Food and drink", "Work"]
SIGNS = ["✅ Food", "Clothes", "✔ Done", "⬅ Back", "☰ Menu"]
TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def _labels(words: Sequence[str]) -> list[Text]:
    return [Verbatim(each) for each in words]


@pytest.mark.parametrize(
    ("shown", "typed", "meant"),
    [
        (TOPICS, "1", 0),
        (TOPICS, " 2. ", 1),
        (TOPICS, "#3", 2),
        (TOPICS, "(4)", 3),
        (TOPICS, "no 2", 1),
        (TOPICS, "Nr. 2", 1),
        (TOPICS, "number two", 1),
        (TOPICS, "2nd", 1),
        (TOPICS, "2 please", 1),
        (TOPICS, "the second one please", 1),
        (TOPICS, "drugi", 1),
        (TOPICS, "الثاني", 1),
        (TOPICS, "رقم واحد", 0),
        (TOPICS, "the last one", 4),
        (TOPICS, "zadnji", 4),
        (TOPICS, "-1", None),
        (TOPICS, "1.5", None),
        (TOPICS, "decisions", 1),
        (TOPICS, "رقم ٢", 1),
        (TOPICS, "٣", 2),
        (TOPICS, "۳", 2),
        (TOPICS, "፪", 1),
        (TOPICS, "3️⃣", 2),
        (TOPICS, "②", 1),
        (TOPICS, "work permit", 2),
        (TOPICS, "WORK", 2),
        (TOPICS, "fam", 3),
        (TOPICS, "familly", 3),
        (TOPICS, "wrok permit", 2),
        (TOPICS, "3 work permit", 2),
        (TOPICS, "I want work permit please", 2),
        (TOPICS, "something about my family", 3),
        (TOPICS, "6", None),
        (TOPICS, "0", None),
        (TOPICS, "2 work permit", None),
        (TOPICS, "not work", None),
        (TOPICS, "work or family", None),
        (TOPICS, "hello", None),
        (TOPICS, "or", None),
        (TOPICS, "...", None),
        (TOPICS, "", None),
        (COMING, "yes", 0),
        (COMING, "na3am", 0),
        (COMING, "👍", 0),
        (COMING, "لا", 1),
        (COMING, "ne", 1),
        (EVEN, "2", 0),
        (EVEN, "4", 1),
        (EVEN, "2.", 1),
        (EVEN, "1", None),
        (UP_TO, "0", 0),
        (UP_TO, "3", 3),
        (UP_TO, "two", 2),
        (UP_TO, "4", None),
        (UP_TO, "#4", 3),
        (UP_TO, "more", 3),
        (PEOPLE, "1", 0),
        (PEOPLE, "2", 1),
        (PEOPLE, "3", 0),
        (PEOPLE, "1 person", 1),
        (AGES, "18-25", 0),
        (AGES, "26", 1),
        (AGES, "18", None),
        (AGES, "under", 2),
        (SIGNS, "food", 0),
        (SIGNS, "done", 2),
        (SIGNS, "menu", 4),
    ],
)
def test_an_odd_answer_finds_its_option(
    reader: Reader, shown: list[str], typed: str, meant: int | None
) -> None:
    """By number as on the screen, by words, by a part of them; unsure is asked again."""
    assert reader.option(typed, _labels(shown), "en") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,3", [0, 2]),
        ("3 1 3", [0, 2]),
        ("1 and 3", [0, 2]),
        ("1 in 3", [0, 2]),
        ("1 و 3", [0, 2]),
        ("1و3", [0, 2]),
        ("١، ٢", [0, 1]),
        ("1-3", [0, 1, 2]),
        ("1, 3-4", [0, 2, 3]),
        ("1 2 and 4", [0, 1, 3]),
        ("clothes work", [1, 3]),
        ("1. 2. 3", [0, 1, 2]),
        ("2", [1]),
        ("all", [0, 1, 2, 3]),
        ("vse", [0, 1, 2, 3]),
        ("الكل", [0, 1, 2, 3]),
        ("clothes", [1]),
        ("food and drink", [2]),
        ("food, work", [0, 3]),
        ("food and work", [0, 3]),
        ("the first and the second", [0, 1]),
        ("1, 9", None),
        ("food, xyz", None),
        ("xyz", None),
        ("", None),
    ],
)
def test_several_answers_are_taken_apart(
    reader: Reader, typed: str, meant: list[int] | None
) -> None:
    """If any part is unclear, nothing is chosen."""
    assert reader.options(typed, _labels(NEEDS), "en") == meant


@pytest.mark.parametrize("typed", ["10:30", "wednesday", "3pm", "torek", "4 march", "الخميس 15:00"])
def test_a_time_is_chosen_as_people_say_times(reader: Reader, typed: str) -> None:
    """By the day's name in any language, or by the hour."""
    at = [TEN + timedelta(minutes=30), TEN + timedelta(days=1), TEN + timedelta(days=2, hours=5)]
    labels: list[Text] = [_("{when}", when=Moment(each, Show.SHORT)) for each in at]
    meant = {"10:30": 0, "torek": 0, "wednesday": 1, "4 march": 1, "3pm": 2, "الخميس 15:00": 2}

    assert reader.option(typed, labels, "en") == meant[typed]


def test_the_words_of_every_language_are_known(reader: Reader) -> None:
    """People answer in the language they think in."""
    labels: list[Text] = [
        Content({"en": "Football", "ar": "كرة القدم"}),
        Content({"en": "Cooking", "sl": "Kuhanje"}),
        _("Yes"),
    ]

    assert reader.option("كره القدم", labels, "en") == 0
    assert reader.option("kuhanje", labels, "ar") == 1
    assert reader.option("نعم", labels, "sl") == 2
    assert reader.option("Da", labels, "ar") == 2


def test_where_words_are_awaited_only_a_whole_label_is_one(reader: Reader) -> None:
    """A 2 is the answer 2, and "work" may begin a sentence."""
    labels = _labels(["☰ Menu", "Skip"])

    assert reader.option("skip", labels, "en", strict=True) == 1
    assert reader.option("menu", labels, "en", strict=True) == 0
    assert reader.option("2", labels, "en", strict=True) is None
    assert reader.option("skip this war", labels, "en", strict=True) is None


@pytest.mark.parametrize("typed", ["what?", "to us", "kaj?", "شو", "لنا", "quoi ?", "что", "нам"])
def test_a_word_that_asks_or_points_is_no_part_of_an_answer(reader: Reader, typed: str) -> None:
    """They stand in many answers, and tell none from another."""
    labels: list[Text] = [_("📝 Tell us what you think"), _("✉ Write to us"), _("🌐 Language")]

    assert reader.option(typed, labels, "en") is None


def test_nothing_is_chosen_where_nothing_is_shown(reader: Reader) -> None:
    """And nothing fails."""
    assert reader.option("1", [], "en") is None
    assert reader.options("1", [], "en") is None


def test_a_long_list_is_searched_by_the_beginnings_of_words(reader: Reader) -> None:
    """All that fit, for the person to choose from; a number is no search."""
    labels = _labels(["Food", "Food and drink", "Football", "Clothes"])

    assert reader.search("food", labels, "en") == [0, 1]
    assert reader.search("food drink", labels, "en") == [1]
    assert reader.search("2", labels, "en") == []
    assert reader.search("xyz", labels, "en") == []
