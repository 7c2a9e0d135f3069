"""Whether a first line, which a locked screen shows to everybody, tells what a phone is about.

All languages' words are looked for, whatever language a line is in: people mix them.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).parent / "telling.toml"
_JOINED = "(?:[وفبلك]|ال|لل)*"  # what Arabic writes onto a word; no other script has these letters


def telling(words: str) -> str:
    """The first word in the first line of a message that gives it away; empty when none does."""
    first = words.strip().split("\n", 1)[0]
    found = _pattern().search(first)
    return found[0] if found else ""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    lists = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    every = sorted({_stem(word) for words in lists.values() for word in words})
    return re.compile(rf"(?<!\w){_JOINED}(?:{'|'.join(every)})", re.IGNORECASE)


def _stem(word: str) -> str:
    if word.endswith("*"):
        return re.escape(word[:-1]) + r"\w*"
    return re.escape(word) + r"(?!\w)"
