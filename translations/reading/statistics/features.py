"""What is counted in a message: pieces of words, words, and pairs of words, in numbered buckets.

The bucket of a piece is the same on every machine and in every process. Two pieces may share one;
among so many that costs a few messages in a thousand.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 18
_ALIKE = str.maketrans("ێ", "ي")  # Sorani three and Persian thirty: alike, but not one number
_LONGEST = 5  # letters of a piece; a space stands for where a word begins and ends

Buckets = NDArray[np.int64]
Floats = NDArray[np.float32]
# What stands so often counts so much; more often than the last it stands in no message.
_COUNTS: Floats = np.append(0, 1 + np.log(np.arange(1, 2048))).astype(np.float32)


def counted(folded: str) -> tuple[Buckets, Floats]:
    """The buckets of folded words, in order, and how much each counts: twice is not double."""
    buckets, counts = counted_beside([folded])
    return buckets, counts[0]


def counted_beside(messages: Sequence[str]) -> tuple[Buckets, Floats]:
    """The buckets of all these folded words, in order, and how much each counts, a row for each.

    A word that several of them have is cut into pieces once.
    """
    pieces_of = cache(_parts)
    found = [_pieces(words.translate(_ALIKE).split(), pieces_of) for words in messages]
    pieces = np.fromiter(chain.from_iterable(found), dtype=np.int64)
    buckets, places = np.unique(pieces & (BUCKETS - 1), return_inverse=True)
    row = np.repeat(np.arange(len(found)) * len(buckets), list(map(len, found)))
    times = np.bincount(row + places, minlength=len(found) * len(buckets))
    counts = _COUNTS[np.minimum(times, len(_COUNTS) - 1)]
    return buckets, counts.reshape(len(found), len(buckets))


def _pieces(words: Sequence[str], pieces_of: Callable[[str], Sequence[int]]) -> list[int]:
    """The sums of all pieces of the words, of the words and of their pairs."""
    pairs = zip(["<", *words], [*words, ">"], strict=True)
    return [
        *chain.from_iterable(map(pieces_of, words)),
        *(crc32(f"w{word}".encode()) for word in words),
        *(crc32(f"p{one} {next_one}".encode()) for one, next_one in pairs),
    ]


def _parts(word: str) -> list[int]:
    """The sums of a word's pieces; of each length there is at least one.

    A longer piece's sum goes on from that of the shorter one with the same beginning.
    """
    letters = [letter.encode() for letter in f" {word} "]
    found: list[int] = []
    for start in range(len(letters)):
        crc = 0
        for letter in letters[start : start + _LONGEST]:
            crc = crc32(letter, crc)
            found.append(crc)
    return found + [crc32(b"".join(letters))] * (_LONGEST - len(letters))
