"""Long texts in parts that Signal takes, cut where a reader would pause; nothing is lost."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate

MOST_BYTES = 2000  # of UTF-8; above it signal-cli makes an attachment of the text
SHORTEST = 2  # a pause in the first half of a part makes too short a part
PAUSES = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[.!?…؟۔。።፧]+[\"'»”)\]]*\s"),
    re.compile(r"\s"),
)
OPENING, CLOSING = "\u2066\u2067\u2068", "\u2069"
JOINER = "\u200d"


def cut(text: str, most: int = MOST_BYTES) -> list[str]:
    """Parts of at most so many bytes. Only white space between them is left out."""
    return list(_parts(text.strip(), most))


def _parts(text: str, most: int) -> Iterator[str]:
    while len(text.encode()) > most:
        at = _place(text, _reach(text, most))
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    if text:
        yield text


def _reach(text: str, most: int) -> int:
    """How many code points fit."""
    return len(text.encode()[:most].decode(errors="ignore"))


def _place(text: str, reach: int) -> int:
    """The last good place within reach; outside isolates if there is one."""
    depths = list(accumulate(map(_step, text[:reach]), initial=0))
    for pause in PAUSES:
        ends = [min(found.end(), reach) for found in pause.finditer(text, 0, reach + 1)]
        good = [end for end in ends if end >= reach // SHORTEST and depths[end] <= 0]
        if good:
            return good[-1]
    return _letter(text, reach, depths) or _letter(text, reach) or reach


def _letter(text: str, reach: int, depths: Sequence[int] = ()) -> int:
    """The last place between two letters, with `depths` outside isolates; 0 if it is too far."""
    for at in range(reach, reach // SHORTEST, -1):
        if _is_between(text, at) and (not depths or depths[at] <= 0):
            return at
    return 0


def _step(letter: str) -> int:
    if letter in OPENING:
        return 1
    return -1 if letter == CLOSING else 0


def _is_between(text: str, at: int) -> bool:
    """Whether a new letter begins here: no mark, no joined sign, no second half of a flag."""
    before, after = text[at - 1], text[at]
    if JOINER in (before, after) or unicodedata.category(after).startswith("M"):
        return False
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return False
    return not (_is_flag(after) and _is_flag(before) and _flags_before(text, at) % 2)


def _is_flag(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _flags_before(text: str, at: int) -> int:
    start = at
    while start > 0 and _is_flag(text[start - 1]):
        start -= 1
    return at - start
