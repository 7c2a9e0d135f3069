"""How each language counts, from its real catalogue."""

import pytest

from domain.speech.text import Message, n_
from translations.saying.speaker import Speaker


def _places(n: int) -> Message:
    return n_("{n} place is left.", "{n} places are left.", n=n)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لم يبقَ أي مكان."),
        (1, "بقي مكان واحد."),
        (2, "بقي مكانان."),
        (3, "بقيت 3 أماكن."),
        (11, "بقي 11 مكانًا."),
        (100, "بقي 100 مكان."),
        (103, "بقيت 103 أماكن."),
    ],
)
def test_arabic_has_six_ways_to_count(speaker: Speaker, n: int, said: str) -> None:
    """None, one, two, few, many, and round hundreds."""
    assert speaker.say([_places(n)], "ar")[0].words == said


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "Na voljo je še 1 mesto."),
        (2, "Na voljo sta še 2 mesti."),
        (3, "Na voljo so še 3 mesta."),
        (5, "Na voljo je še 5 mest."),
        (101, "Na voljo je še 101 mesto."),
    ],
)
def test_slovene_has_a_dual(speaker: Speaker, n: int, said: str) -> None:
    """One, two, three and four, and more."""
    assert speaker.say([_places(n)], "sl")[0].words == said


def test_english_counts_one_and_many(speaker: Speaker) -> None:
    """The msgids are the sentences."""
    said = [speaker.say([_places(n)], "en")[0].words for n in (0, 1, 2)]

    assert said == ["0 places are left.", "1 place is left.", "2 places are left."]
