"""Any script's digits as 0–9, and whole numbers in what people type."""

import re
import unicodedata
from collections.abc import Iterable

_ETHIOPIC = re.compile("[\u1369-\u137c]+")
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})(?:([., \u00a0'’])\d{3})(?:\2\d{3})*(?![\d.,]?\d)")
_WHOLE = re.compile(r"(?<![\w.,])([-−–]?)(\d{1,15})(?!\d|[.,]\d)")
_HUNDRED, _MYRIAD = 100, 10_000


class _Digits(dict[int, str | int]):
    """A translation table that finds out about a character once."""

    def __missing__(self, code: int) -> str | int:
        digit = unicodedata.digit(chr(code), -1)
        self[code] = code if digit < 0 else str(digit)
        return self[code]


_TABLE = _Digits({0x1F51F: "10"})  # the keycap ten is one character


def to_ascii(words: str) -> str:
    """The same words with 0–9 for every script's digits: `۱۲`, `③`, `፲፪`."""
    if words.isascii():
        return words
    return _ETHIOPIC.sub(lambda run: str(_ethiopic(run[0])), words).translate(_TABLE)


def number(plain: str, named: Iterable[int]) -> int | None:
    """The one whole number in there; None if there is none, several, or a fraction.

    `named` are the numbers said as words; they count only where no digit is.
    """
    joined = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), plain)
    found = {_signed(match) for match in _WHOLE.finditer(joined)}
    if not found and not any(letter.isdigit() for letter in plain):
        found = set(named)
    return found.pop() if len(found) == 1 else None


def _signed(match: re.Match[str]) -> int:
    value = int(match[2])
    return -value if match[1] else value


def _ethiopic(run: str) -> int:
    """Ethiopic numerals add up: tens and ones, times a hundred, times ten thousand."""
    total, below = 0, 0
    for letter in run:
        value = int(unicodedata.numeric(letter))
        if value < _HUNDRED:
            below += value
        else:
            total += (below or 1) * value if value == _HUNDRED else 0
            total = (total + below or 1) * _MYRIAD if value == _MYRIAD else total
            below = 0
    return total + below
