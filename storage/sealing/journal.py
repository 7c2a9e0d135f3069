"""The deletion journal: who was erased and when, in a file apart from the database.

It holds blind fingerprints only. A line is on the disk before the erasure is committed; so when a
backup brings erased people back, opening it erases them again. Processes on one machine share the
file; when several start at once, the second one finds nobody left.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage.sealing import appending
from storage.sealing.crypto import BLIND_SIZE


@dataclass(frozen=True, slots=True)
class Erasure:
    """One address whose person was erased at this instant."""

    blind: bytes
    at: datetime


class Journal:
    """The file, which only its owner may read; without a path, nothing is noted."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def append(self, erasures: Iterable[Erasure]) -> None:
        """Note them; they are on the disk when this returns.

        Raises OSError when the disk does not take them: then the erasure must not be committed.
        """
        if self._path is None:
            return
        lines = "".join(f"{e.at.isoformat()} {e.blind.hex()}\n" for e in erasures)
        with appending.opened(self._path) as file:
            appending.add(file, lines)

    def read(self) -> Iterator[Erasure]:
        """What was noted. A line cut short by a crash was never committed and is skipped."""
        if self._path is None or not self._path.exists():
            return
        for line in self._path.read_text().splitlines():
            at, _space, blind = line.partition(" ")
            if len(blind) == 2 * BLIND_SIZE:
                yield Erasure(bytes.fromhex(blind), datetime.fromisoformat(at))
