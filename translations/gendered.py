"""Whether a sentence of a catalogue takes its reader for a man or for a woman.

`gendered.toml` lists the words that do, by language; `docs/words.md` says what to write instead.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).parent / "gendered.toml"
_INTO_ARABIC = "[وف]?"  # "and", "so": written onto the word


def gendered(tag: str, sentence: str) -> str:
    """The first word in there that does; empty when none does, or the language knows no gender."""
    pattern = _patterns().get(tag)
    found = pattern.search(sentence) if pattern else None
    return found[0] if found else ""


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    listed = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return {tag: _any_of(table["words"], tag) for tag, table in listed.items()}


def _any_of(words: list[str], tag: str) -> re.Pattern[str]:
    onto = _INTO_ARABIC if tag == "ar" else ""
    every = "|".join(_form(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w){onto}(?:{every})", re.IGNORECASE)


def _form(word: str) -> str:
    """A star stands for any letters; without one behind it, the word must end there."""
    before, after = word.startswith("*"), word.endswith("*")
    letters = re.escape(word.strip("*"))
    return (r"\w+" if before else "") + letters + (r"\w*" if after else r"(?!\w)")
