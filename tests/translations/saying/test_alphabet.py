"""Names stand where their reader looks for them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.speech.messages import Option
from domain.speech.text import Content, Verbatim
from tests.fakes.world import BEN, World, fake_desk
from translations import catalogues
from translations.saying.alphabet import Alphabet
from translations.saying.speaker import Speaker


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "sl",
            ["Celje", "Cerknica", "Čatež", "Črnomelj", "Domžale", "Škofja Loka", "Žiri"],
        ),
        ("en", ["Cairo", "Čatež", "Cerknica", "Élodie", "Elsa", "Žiri", "Zoran"]),
        ("fr", ["cœur", "cote", "Élodie", "Elsa", "zèbre"]),
        ("ru", ["Вера", "Елена", "Ёлка", "Жанна", "Иван", "Йод", "Юлия"]),
        ("ar", ["أحمد", "باسم", "تمام", "كمال", "هدى", "وليد", "يوسف"]),
        ("fa", ["آرش", "بابک", "پروین", "تینا", "ژاله", "کاوه", "گیتی", "وحید", "هما", "یاسمن"]),
        ("fa", ["۲ روز", "۳ روز", "روز"]),
        ("ar", ["العربية", "English", "Русский"]),
        ("ru", ["Русский", "English", "العربية"]),
        ("sl", ["English", "Slovenščina", "Русский", "العربية"]),
        ("xx", ["English", "Français"]),
    ],
)
def test_each_language_has_its_own_order(speaker: Speaker, language: str, names: list[str]) -> None:
    """Its own script comes first, whatever the others are."""
    texts = [Verbatim(name) for name in reversed(names)]

    assert [texts[place].words for place in speaker.placed(texts, language)] == names


def test_names_are_sorted_as_they_are_read(speaker: Speaker) -> None:
    """In the language that stands on the screen, not in the one they were written in."""
    texts = [
        Content({"en": "Football", "ar": "كرة القدم"}),
        Content({"en": "Yoga", "ar": "اليوغا"}),
    ]

    assert speaker.placed(texts, "en") == [0, 1]
    assert speaker.placed(texts, "ar") == [1, 0]


def test_signs_before_a_name_do_not_count(speaker: Speaker) -> None:
    """Nor do capital letters."""
    texts = [Verbatim("✅ zoo"), Verbatim("(b)"), Verbatim("A")]

    assert speaker.placed(texts, "en") == [2, 1, 0]


@given(st.lists(st.text(max_size=8), max_size=6))
def test_whatever_they_are_called_nobody_is_lost(names: list[str]) -> None:
    """And a sorted list stays sorted."""
    alphabet = Alphabet(catalogues.facts()["sl"].alphabet)

    places = alphabet.placed(names)
    again = [names[place] for place in places]

    assert sorted(places) == list(range(len(names)))
    assert all(one <= next_ for one, next_ in pairwise(alphabet.placed(again)))


def test_an_alphabet_has_each_letter_once() -> None:
    """A translator who pastes one twice would move it."""
    for facts in catalogues.facts().values():
        letters = facts.alphabet.replace(" ", "")

        assert len(letters) == len(set(letters))
        assert letters == letters.casefold()


def test_their_own_stands_before_all_others(speaker: Speaker) -> None:
    """The rest is in the alphabet of whoever reads it."""
    world = World()
    world.add_person(BEN, "ar")
    desk = fake_desk(world, world.people.get(BEN), placed=speaker.placed)
    options = [Option(tag, Verbatim(speaker.own_name(tag))) for tag in ("en", "fa", "ar", "fr")]

    assert [each.key for each in desk.by_name(options, "fr")] == ["fr", "ar", "fa", "en"]
    assert [each.key for each in desk.by_name(options)] == ["ar", "fa", "en", "fr"]
