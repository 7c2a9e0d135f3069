"""Which language words are in, by the letters that stand together in it.

What a language looks like is learnt from what people write in it: `make looks` counts, here is
only added up. A language that is also written in Latin letters has two looks. Unsure is None: wrong
would answer somebody in a language that is not theirs.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from translations.phrasebook import phrasebooks
from translations.reading.fold import fold
from translations.reading.politeness import trimmed
from translations.reading.typed import Typed
from translations.reading.vocabulary import vocabulary

FILE = Path(__file__).parent / "looks.json"
LONGEST = 4  # letters together
_LETTERS = re.compile(r"[^\W\d_][^\W\d_\u0900-\u0dff]*[\w\u0900-\u0dff]*")
_MOST = 300  # letters that are looked at
_SURE = 60  # tenths of a natural logarithm between the first and the second
_FEWEST = 6  # groups of letters that must be known
_FEWEST_WORDS = 3  # in Latin letters: one or two may be a name, in any language
_MUCH = 0.3  # of the letters
_PARTS = {True: "latin", False: "other"}  # of the file
_ALIKE = {"fa-AF": "fa"}  # nobody tells them apart by their letters
_BEFORE_LATIN_ENDS = "\u0250"


class Looks(NamedTuple):
    """What languages look like: a row for each group of letters, a column for each language."""

    tags: tuple[str, ...]
    rows: Mapping[str, int]  # of the groups that tell them apart
    unlike: NDArray[np.int32]  # how unlikely each group is in each language


def language_of(typed: Typed) -> str | None:
    """The tag of the language, of those that have a phrasebook; None where that is not certain."""
    bare = trimmed(typed.folded, vocabulary().polite)
    listed = _listed().get(typed.folded) or _listed().get(bare)
    if listed or (len(typed.tokens) < _FEWEST_WORDS and is_latin(typed.plain)):
        return listed or None
    if _mixes(typed.plain):
        return None
    looks = _looks(latin=is_latin(typed.plain))
    rows = [looks.rows[group] for group in groups_of(typed.plain) if group in looks.rows]
    if len(rows) < _FEWEST:
        return None
    found = sorted(zip(looks.unlike[rows].sum(axis=0).tolist(), looks.tags, strict=True))
    least, first = found[0]
    second = next((unlike for unlike, tag in found if tag != first), least + _SURE)
    return first if second - least >= _SURE else None


@cache
def _listed() -> Mapping[str, str]:
    """Whole messages of one language, and of no other; under those of several stands nothing."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for tag, book in phrasebooks().items():
        for phrase in chain(book.stop, book.enough, book.polite, *book.alone.values()):
            found[fold(phrase)].add(_named(tag))
    return {phrase: tags.pop() if len(tags) == 1 else "" for phrase, tags in found.items()}


def groups_of(plain: str) -> Iterator[str]:
    """All groups of up to four letters in words, where a word begins and ends with a space."""
    words = f" {' '.join(_LETTERS.findall(plain[:_MOST]))} "
    for length in range(1, LONGEST + 1):
        for start in range(len(words) - length + 1):
            yield words[start : start + length]


def is_latin(plain: str) -> bool:
    """Whether most letters are Latin ones."""
    return _latin(plain) >= 1 / 2


def _mixes(plain: str) -> bool:
    """Whether two scripts stand in it, each with much to say: then it is in two languages."""
    return _MUCH < _latin(plain) < 1 - _MUCH


def _latin(plain: str) -> float:
    """How much of the letters is Latin; all, where there are none."""
    letters = [letter for letter in plain if letter.isalpha()]
    return sum(letter < _BEFORE_LATIN_ENDS for letter in letters) / len(letters) if letters else 1


@cache
def _looks(*, latin: bool) -> Looks:
    """The languages that are written so. In the file stands, under no group, how unlikely those
    are which a language never has.
    """
    known: dict[str, dict[str, int]] = json.loads(FILE.read_text(encoding="utf-8"))[_PARTS[latin]]
    groups = dict.fromkeys(group for look in known.values() for group in look)
    unlike = [[look.get(group, look[""]) for look in known.values()] for group in groups]
    rows = {group: row for row, group in enumerate(groups)}
    return Looks(tuple(map(_named, known)), rows, np.array(unlike, dtype=np.int32))


def _named(tag: str) -> str:
    return _ALIKE.get(tag, tag)
