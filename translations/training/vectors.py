"""What each message of the corpora means, as a vector: 20 ms of a processor each, so they are kept.

They are kept under `var/`, by the words and by what made them: whoever learns again pays for new
messages only, also where it was stopped in between. Nothing of it is committed.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import numpy as np

from translations.reading.meaning.embedder import Embed, shortened
from translations.reading.statistics.features import Floats

KEPT = Path(__file__).parents[2] / "var" / "vectors.db"
_AT_ONCE = 256


def vectors(words: Sequence[str], model: str, embed: Embed, file: Path = KEPT) -> Floats:
    """A row for each message, in their order; only what is new is embedded."""
    file.parent.mkdir(parents=True, exist_ok=True)
    words = [shortened(each) for each in words]
    keys = [sha256(f"{model}\n{each}".encode()).digest() for each in words]
    with closing(sqlite3.connect(file, timeout=60)) as kept:
        kept.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
        missing = dict(zip(keys, words, strict=True))
        for key in _known(kept):
            missing.pop(key, None)
        for few in _parts(sorted(missing.items(), key=lambda each: (len(each[1]), each))):
            found = embed([each for _key, each in few])
            rows = [(key, row.tobytes()) for (key, _words), row in zip(few, found, strict=True)]
            kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            kept.commit()
        return _read(kept, keys)


def _known(kept: sqlite3.Connection) -> list[bytes]:
    return [key for (key,) in kept.execute("SELECT key FROM vectors")]


def _parts(items: Sequence[tuple[bytes, str]]) -> Iterator[Sequence[tuple[bytes, str]]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def _read(kept: sqlite3.Connection, keys: Sequence[bytes]) -> Floats:
    every = dict(kept.execute("SELECT key, vector FROM vectors"))
    return np.array([np.frombuffer(every[key], dtype=np.float32) for key in keys])
