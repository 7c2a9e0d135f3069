"""Words as a spreadsheet may read them: characters that a file can hold, and never a formula.

A spreadsheet takes for a formula what begins with = + - or @. Some look past characters that are
not drawn, and read the full-width signs of East Asian keyboards as the plain ones.
"""

import re
import unicodedata

from domain.speech.visible import visible

UNSPELLABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0
SIGNS = frozenset("=+-@\u2212")
BREAKS = ("\t", "\r", "\n")
ENDS_OF_CELLS = re.compile(r"([;\t\r\n])")  # for a program that is told of other separators


def spelled(words: str) -> str:
    """The words without the characters that no file for spreadsheets can hold."""
    return UNSPELLABLE.sub("", words)


def harmless(words: str) -> str:
    """Spelled, with an apostrophe in front of whatever might be taken for a formula."""
    words = spelled(words)
    return "'" + words if words.startswith(BREAKS) or _calculates(words) else words


def harmless_wherever_cut(words: str) -> str:
    """As `harmless`, also where a program would begin a new cell in the middle of the words.

    Where decimals have a comma, spreadsheets cut lines at semicolons, whatever the quotes say.
    """
    pieces = [
        "'" + piece if _calculates(piece.lstrip('"')) else piece
        for piece in ENDS_OF_CELLS.split(spelled(words))
    ]
    return harmless("".join(pieces))


def _calculates(words: str) -> bool:
    seen = visible(words)
    return bool(seen) and unicodedata.normalize("NFKC", seen[0])[0] in SIGNS
