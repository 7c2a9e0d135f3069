"""The journal: what a restored backup must not undo, in a file apart from the database.

It holds blind fingerprints and instants only: who was erased, who said STOP or came back, which
consent was decided how, which phone has new keys, which member of staff was removed or lost a duty.
A line is on the disk before its transaction is committed; so when a backup brings back what was
before, opening it does it again. Processes on one machine share the file; when several start at
once, the second one finds nothing left to do. Lines that no backup needs any more are let go of.
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

    def line(self) -> str:
        """As it stands in the file, from the first version on."""
        return f"{self.at.isoformat()} {self.blind.hex()}\n"


@dataclass(frozen=True, slots=True)
class Word:
    """What was said about one thing at this instant; the newest one about it holds.

    `blind` is of an address, or of a row of staff; `about` and `said` are our own words, without
    spaces and without "=". They are stored for as long as backups are kept.
    """

    blind: bytes
    at: datetime
    about: str
    said: str

    def line(self) -> str:
        """As it stands in the file: cut short anywhere, it is no line, and never an erasure."""
        return f"{self.at.isoformat()} {self.about}={self.said} {self.blind.hex()}\n"


class Journal:
    """The file, which only its owner may read; without a path, nothing is noted."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def append(self, noted: Iterable[Erasure | Word]) -> None:
        """Note them; they are on the disk when this returns.

        Raises OSError when the disk does not take them: then nothing of it must be committed.
        """
        if self._path is None:
            return
        lines = "".join(each.line() for each in noted)
        with appending.opened(self._path) as file:
            appending.add(file, lines)

    def read(self) -> Iterator[Erasure]:
        """Who was erased. A line cut short by a crash was never committed and is skipped."""
        for at, blind, about, _said in self._lines():
            if not about:
                yield Erasure(blind, at)

    def words(self) -> Iterator[Word]:
        """What was said, in no order; lines cut short are skipped."""
        for at, blind, about, said in self._lines():
            if about:
                yield Word(blind, at, about, said)

    def let_go(self, before: datetime) -> None:
        """Keep no line from before this instant, nor one that was cut short.

        A crash leaves the whole file or the shorter one. Raises OSError from the disk.
        """
        if self._path is None or not self._path.exists():
            return
        with appending.opened(self._path):  # nobody adds a line meanwhile
            lines = self._path.read_text(errors="replace").splitlines()
            kept = [line for line in lines if (found := _parsed(line)) and found[0] >= before]
            if len(kept) < sum(map(bool, lines)):
                appending.replace(self._path, "".join(f"{line}\n" for line in kept))

    def _lines(self) -> Iterator[tuple[datetime, bytes, str, str]]:
        if self._path is None or not self._path.exists():
            return
        for line in self._path.read_text(errors="replace").splitlines():
            found = _parsed(line)
            if found is not None:
                yield found


def _parsed(line: str) -> tuple[datetime, bytes, str, str] | None:
    """When, the fingerprint, about what, and what was said; of an erasure the last two are empty.

    None for a line that is none.
    """
    at, *word, blind = line.split(" ") if " " in line else ("", line)
    if len(blind) != 2 * BLIND_SIZE or len(word) > 1:
        return None
    about, _equals, said = "".join(word).partition("=")
    return datetime.fromisoformat(at), bytes.fromhex(blind), about, said
