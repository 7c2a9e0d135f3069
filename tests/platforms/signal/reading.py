"""Reads a message as a person does: which numbers stand beside which answers."""

import re
import unicodedata
from dataclasses import dataclass

UNSEEN = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufe0f\u20e3\ufeff]")
AFTER = ".)-–—、．｡\u0589 \u00a0\t"
BEFORE = "(#[ \u00a0\t"


@dataclass(frozen=True, slots=True)
class Choice:
    """A number as it is written, and the words beside it."""

    number: str
    label: str

    @property
    def value(self) -> int:
        """The number, whatever its digits."""
        return int("".join(str(unicodedata.digit(digit)) for digit in self.number))


def plain(words: str) -> str:
    """Without the marks that nobody sees."""
    return UNSEEN.sub("", words)


def choices(text: str) -> list[Choice]:
    """The numbered lines of a text."""
    found = (_choice(plain(line).strip()) for line in text.split("\n"))
    return [choice for choice in found if choice is not None]


def find(text: str, label: str) -> Choice | None:
    """The line with this answer, or else the only one that contains it."""
    wanted = plain(label).strip()
    lines = choices(text)
    exact = [choice for choice in lines if choice.label == wanted]
    near = [choice for choice in lines if wanted in choice.label]
    if exact:
        return exact[0]
    return near[0] if len(near) == 1 else None


def in_digits(value: int, digits: str) -> str:
    """A number in these ten digits."""
    return "".join(digits[int(each)] for each in str(value))


def _choice(line: str) -> Choice | None:
    line = line.lstrip(BEFORE)
    end = next((at for at, sign in enumerate(line) if not _is_digit(sign)), len(line))
    number, rest = line[:end], line[end:]
    label = rest.lstrip(AFTER)
    known = number and len(number) <= 3 and rest[:1] and rest[0] in AFTER
    return Choice(number, label) if known and label else None


def _is_digit(sign: str) -> bool:
    return unicodedata.digit(sign, None) is not None
