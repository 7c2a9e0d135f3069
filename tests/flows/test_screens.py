"""Named screens: each is needed, and a transcript that names one is compared to the letter."""

import re
from pathlib import Path

import pytest

from tests.flows import screens
from tests.flows.screens import SCREENS, spelled_out
from tests.flows.talk import Talk

NAMED = re.compile(r"^ *(?:bot|reminder): \[([^\[\]|\n]+)\]$", re.MULTILINE)
LONGEST = 300
BOTH = """
    you: /menu
    bot: [the menu]
    you: /language
    bot: …
    you: [العربية]
    bot: …
    you: /menu
    bot: [the menu]
"""


def names_in_transcripts() -> set[str]:
    """All that transcripts name, without this file."""
    files = set(Path(__file__).parent.rglob("test_*.py")) - {Path(__file__)}
    return {name for path in files for name in NAMED.findall(path.read_text(encoding="utf-8"))}


def test_every_named_screen_is_used_and_the_other_way_round() -> None:
    """A name is spelled out where transcripts use it; that it is in their language, they prove."""
    spelled = {name for of_language in SCREENS.values() for name in of_language}

    assert sorted(spelled - names_in_transcripts()) == []
    assert sorted(names_in_transcripts() - spelled) == []


@pytest.mark.parametrize("language", SCREENS)
def test_a_screen_has_one_name(language: str) -> None:
    """And the list of them can be read in one sitting."""
    texts = list(SCREENS[language].values())

    assert len(texts) == len(set(texts))
    assert Path(screens.__file__).with_name(f"{language}.toml").read_bytes().count(b"\n") <= LONGEST


def test_a_name_stands_for_the_whole_screen(talk: Talk) -> None:
    """In the language that the phone shows at that moment."""
    talk("", "en", BOTH)

    english, arabic = talk.log[1], talk.log[-1]
    assert "💬 Book free advice" in english
    assert "💬 حجز استشارة مجانية" in arabic


@pytest.mark.parametrize(
    "other", ["What would you like to do?", "What would you like to do? [Dance]"]
)
def test_a_screen_that_is_spelled_wrongly_fails(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    """Neither its words nor its buttons may differ."""
    monkeypatch.setitem(SCREENS["en"], "the menu", other)

    with pytest.raises(AssertionError):
        talk("menu", "en", "bot: [the menu]")


def test_an_unknown_name_fails(talk: Talk) -> None:
    """With a sentence that says where names stand."""
    with pytest.raises(AssertionError, match=r"No screen is called \[the moon\]: see tests/flows"):
        talk("menu", "en", "bot: [the moon]")


def test_a_language_that_is_missing_fails(talk: Talk) -> None:
    """A transcript in Russian says what to add."""
    with pytest.raises(AssertionError, match=r"\[the menu\] is not spelled out in .*/ru\.toml"):
        talk("menu", "ru", "bot: [the menu]")


def test_other_words_mean_themselves() -> None:
    """A message and its buttons, or a name with more behind it."""
    for words in ("[Yes | No]", "[the menu] …", "Good. [☰ Menu]", ""):
        assert spelled_out(words, "en") == words
