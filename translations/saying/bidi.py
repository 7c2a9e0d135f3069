"""Keep names, numbers and times whole where right-to-left and left-to-right words meet.

Only `speak.py` calls this: it is the one place where anything is inserted into a sentence.
"""

import re
import unicodedata

PAGES = ("http://", "https://")
_LRI, _FSI, _PDI, _RLM = "\u2066", "\u2068", "\u2069", "\u200f"
_STRAY = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides, isolates
_INNERMOST = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_CLOCK = r"\d{1,2}[:.]\d\d"
_HOURS = re.compile(rf"(?<![\d:.+/-]){_CLOCK}(?: ?[-–—] ?{_CLOCK})+(?![\d:/])")
_LINK_AT_END = re.compile(r"://\S*$")
_COMMAND = re.compile(r"(?<!\S)(?:/|--)[a-z]+")
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


def commands(sentence: str) -> str:
    """A right-to-left sentence with the stroke of `/menu` before the word, not behind it."""
    return _COMMAND.sub(lambda command: ltr(command[0]), sentence)


def hours(words: str) -> str:
    """Right-to-left words in which each `9:00–17:00` runs from left to right, as ours do."""
    return _HOURS.sub(lambda hours: ltr(hours[0]), words)


def begin(words: str) -> str:
    """Right-to-left lines that are shown as such although they begin with `📅`, a name or a number.

    Phones take a line's direction from its first letter outside isolates, and take 🆘 for one. A
    line that is a web page stays bare, so that it can be pressed.
    """
    return "\n".join(_begun(line) for line in words.split("\n"))


def strip(words: str) -> str:
    """Foreign words without marks that would turn around what stands after them."""
    return _STRAY.sub("", words)


def has_rtl(words: str) -> bool:
    """Whether a letter in there runs right to left."""
    if words.isascii():
        return False
    return any(map(_is_right, _RTL_SCRIPTS.findall(words)))


def is_rtl(tag: str) -> bool:
    """Whether a language, by its tag, is written right to left."""
    primary, _, rest = tag.lower().partition("-")
    return primary in _RTL_LANGUAGES and not rest.startswith("latn")


def _begun(line: str) -> str:
    if not line or _is_right(line[0]) or line.startswith(PAGES):
        return line
    outside, isolates = _INNERMOST.subn("", line)
    while isolates:
        outside, isolates = _INNERMOST.subn("", outside)
    first = next((letter for letter in outside if _is_strong(letter)), "")
    return line if first and _is_right(first) else f"{_RLM}{line}"


def _is_strong(letter: str) -> bool:
    """Whether phones take a line's direction from it: letters, and signs such as 🆘 and 🅿."""
    return unicodedata.bidirectional(letter) in {"L", "R", "AL"}


def _is_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in {"R", "AL"}


def _each_line(words: str, opening: str) -> str:
    """A line break ends every isolate, so each line has its own."""
    if "\n" not in words and "://" not in words:
        return f"{opening}{words}{_PDI}"
    return "\n".join(_one_line(line, opening) for line in words.split("\n"))


def _one_line(line: str, opening: str) -> str:
    """A web page stays one that can be pressed: a mark behind it would become a part of it."""
    if not line or line.startswith(PAGES):
        return line
    space = " " if _LINK_AT_END.search(line) else ""
    return f"{opening}{line}{space}{_PDI}"
