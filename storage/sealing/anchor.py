"""The anchor of the audit: how far it reached, in a file apart from the database.

A line holds a number, an instant and a fingerprint that only the index key makes. What was `noted`
is anchored after its commit: a crash between the two leaves a row that the next line, or the next
opening of the database, anchors. What is `purged` is anchored before its commit: a crash between
leaves rows that stay, and fit. So a line never speaks of what was not there.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from storage.sealing import appending

TAIL = 4096  # bytes; longer than any line


class Kind(StrEnum):
    """What a line says of its row. Stored for good."""

    BEGUN = "begun"  # from here on it is anchored; never twice in one file
    ANEW = "anew"  # an operator begins again: what stands above counts no more
    NOTED = "noted"  # this row was the newest
    PURGED = "purged"  # retention let go of it, and of all before


BEGINNINGS = frozenset({Kind.BEGUN, Kind.ANEW})


@dataclass(frozen=True, slots=True)
class Point:
    """One line: the number of a row (0: before the first), when it was noted, its fingerprint."""

    kind: Kind
    number: int
    at: datetime
    proof: bytes

    def line(self) -> str:
        """As it stands in the file."""
        return f"{self.kind} {self.number} {self.at.isoformat()} {self.proof.hex()}\n"


class Anchor:
    """The file, which only its owner may read; without a path, nothing is anchored."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def append(self, points: Iterable[Point]) -> None:
        """Anchor these; they are on the disk when this returns. Raises OSError from the disk.

        Only a beginning makes the file: who deletes it does not get a new one by the next look.
        """
        points = list(points)
        if self.path is None or not points:
            return
        begins = points[0].kind in BEGINNINGS
        try:
            with appending.opened(self.path, create=begins) as file:
                if points[0].kind is Kind.BEGUN and self.read() is not None:
                    del points[0]  # it has begun already, perhaps by another process just now
                appending.add(file, "".join(point.line() for point in points))
        except FileNotFoundError:
            if begins:
                raise

    def read(self) -> Sequence[Point] | None:
        """From where it last begun; None when it is missing, or has lost its beginning.

        A line cut short by a crash promised nothing and is skipped.
        """
        if self.path is None:
            return ()
        try:
            found = list(_points(self.path.read_text(errors="replace")))
        except FileNotFoundError:
            return None
        begun = [place for place, point in enumerate(found) if point.kind in BEGINNINGS]
        return found[begun[-1] :] if begun else None

    def newest(self) -> int:
        """The number in the last whole line; 0 when there is none."""
        if self.path is None or not self.path.exists():
            return 0
        with self.path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
            points = list(_points(file.read().decode(errors="replace")))
        return points[-1].number if points else 0


def _points(text: str) -> Iterator[Point]:
    for line in text.splitlines():
        try:
            kind, number, at, proof = line.split(" ")
            yield Point(Kind(kind), int(number), datetime.fromisoformat(at), bytes.fromhex(proof))
        except ValueError:
            continue
