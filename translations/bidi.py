"""Keep names, numbers and times whole where right-to-left and left-to-right words meet.

Only `speak.py` calls this: it is the one place where anything is inserted into a sentence.
"""

import re
import unicodedata

_LRI, _FSI, _PDI = "\u2066", "\u2068", "\u2069"
_STRAY = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides, isolates
_RTL_SCRIPTS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_RTL_LANGUAGES = frozenset(
    {
        "ar",
        "arc",
        "ckb",
        "dv",
        "fa",
        "he",
        "ks",
        "nqo",
        "prs",
        "ps",
        "rhg",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    }
)


def isolate(words: str) -> str:
    """Words of an unknown direction, kept apart from the sentence around them, line by line."""
    return _each_line(words, _FSI)


def ltr(words: str) -> str:
    """Words that run left to right wherever they stand: a phone number, a web page, a code."""
    return _each_line(words, _LRI)


def strip(words: str) -> str:
    """Foreign words without marks that would turn around what stands after them."""
    return _STRAY.sub("", words)


def has_rtl(words: str) -> bool:
    """Whether a letter in there runs right to left."""
    if words.isascii():
        return False
    return any(
        unicodedata.bidirectional(letter) in {"R", "AL"} for letter in _RTL_SCRIPTS.findall(words)
    )


def is_rtl(tag: str) -> bool:
    """Whether a language, by its tag, is written right to left."""
    primary, _, rest = tag.lower().partition("-")
    return primary in _RTL_LANGUAGES and not rest.startswith("latn")


def _each_line(words: str, opening: str) -> str:
    """A line break ends every isolate, so each line has its own."""
    if "\n" not in words:
        return f"{opening}{words}{_PDI}"
    return "\n".join(f"{opening}{line}{_PDI}" if line else line for line in words.split("\n"))
