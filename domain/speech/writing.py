"""What may be written for others to read: something that can be seen, and nothing that deceives.

Chat, command line and rules ask here, so that what one refuses no other one takes.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from domain.speech.text import Content, Text, _
from domain.speech.visible import visible

BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
BREAKS_OF_PROSE = "\n\r\t\u2028\u2029"
OVERRIDES = frozenset("\u202d\u202e")  # they show letters in another order than they are read
OPENING, CLOSING = "\u202a\u202b\u2066\u2067\u2068", "\u202c\u2069"


class Written(StrEnum):
    """How words are shown: on one line, as names and places are, or on many."""

    LINE = "line"
    PROSE = "prose"


class Fault(StrEnum):
    """Why words cannot be shown to others as they were written."""

    NOTHING = "nothing"
    LINES = "lines"
    HIDDEN = "hidden"

    @property
    def text(self) -> Text:
        """What to mend, for whoever wrote it."""
        return {
            Fault.NOTHING: _("Nothing in it can be seen. Please write words."),
            Fault.LINES: _("This must stand on one line. Please write it without line breaks."),
            Fault.HIDDEN: _(
                "There is a hidden character in it that can change what people read. "
                "Please type the words instead of copying them."
            ),
        }[self]


def fault_in(words: str, written: Written) -> Fault | None:
    """What is wrong with these words; None when they can be shown."""
    if not visible(words):
        return Fault.NOTHING
    if written is Written.LINE and BREAKS.search(words):
        return Fault.LINES
    return Fault.HIDDEN if hidden_in(words, written) else None


def hidden_in(words: str, written: Written = Written.PROSE) -> str:
    """The first character that must not be shown, such as U+202E; "" when there is none."""
    allowed = BREAKS_OF_PROSE if written is Written.PROSE else ""
    found = next((letter for letter in words if letter not in allowed and _deceives(letter)), "")
    return _named(found or _unclosed(words))


def first_fault(contents: Iterable[tuple[Content | None, Written]]) -> Fault | None:
    """The first thing that is wrong with any of these words, in any of their languages."""
    faults = (
        fault_in(words, written)
        for content, written in contents
        if content is not None
        for words in content.by_language.values()
    )
    return next(filter(None, faults), None)


def _deceives(letter: str) -> bool:
    if letter in OVERRIDES:
        return True
    return unicodedata.category(letter) in ("Cc", "Cs") or _is_no_character(ord(letter))


def _is_no_character(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or 0xFFF9 <= code <= 0xFFFB


def _unclosed(words: str) -> str:
    """What turns the direction and does not end on its line; pairs come with copied contacts."""
    for line in BREAKS.split(words):
        open_ = [""]
        for letter in line:
            if letter in OPENING:
                open_.append(letter)
            elif letter in CLOSING:
                if len(open_) == 1:
                    return letter
                open_.pop()
        if open_[-1]:
            return open_[-1]
    return ""


def _named(letter: str) -> str:
    return f"U+{ord(letter):04X}" if letter else ""
