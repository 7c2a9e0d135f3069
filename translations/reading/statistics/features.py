"""What is counted in a message: pieces of words, words, and pairs of words, in numbered buckets.

The bucket of a piece is the same on every machine and in every process. Two pieces may share one;
among so many that costs a few messages in a thousand.
"""

from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 18
_ALIKE = str.maketrans("ێ", "ي")  # Sorani three and Persian thirty: alike, but not one number
_SHORTEST, _LONGEST = 1, 5  # letters of a piece; a space stands for where a word begins and ends

Buckets = NDArray[np.int64]
Floats = NDArray[np.float32]


def counted(folded: str) -> tuple[Buckets, Floats]:
    """The buckets of folded words, in order, and how much each counts: twice is not double."""
    found = [crc32(piece.encode()) & (BUCKETS - 1) for piece in _pieces(folded)]
    buckets, times = np.unique(np.array(found, dtype=np.int64), return_counts=True)
    return buckets, (1 + np.log(times)).astype(np.float32)


def _pieces(folded: str) -> chain[str]:
    words = folded.translate(_ALIKE).split()
    parts = chain.from_iterable(map(_parts, words))
    whole = (f"w{word}" for word in words)
    pairs = (
        f"p{one} {next_one}" for one, next_one in zip(["<", *words], [*words, ">"], strict=True)
    )
    return chain(parts, whole, pairs)


def _parts(word: str) -> list[str]:
    """A word's pieces; of each length at least one."""
    edged = f" {word} "
    return [
        edged[start : start + length]
        for length in range(_SHORTEST, _LONGEST + 1)
        for start in range(max(1, len(edged) - length + 1))
    ]
