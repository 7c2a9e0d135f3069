"""The deletion journal: who was erased and when, in a file apart from the database.

It holds blind fingerprints only. A line is on the disk before the erasure is committed; so when a
backup brings erased people back, opening it erases them again. Processes on one machine share the
file; when several start at once, the second one finds nobody left.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.people.person import PersonId
from storage.crypto import BLIND_SIZE
from storage.tables import addresses, people

if TYPE_CHECKING:
    from storage.store import Store
    from storage.transaction import Transaction

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Erasure:
    """One address whose person was erased at this instant."""

    blind: bytes
    at: datetime


class Journal:
    """The file; without a path, nothing is noted."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def append(self, erasures: Iterable[Erasure]) -> None:
        """Note them; they are on the disk when this returns."""
        if self._path is None:
            return
        lines = "".join(f"{e.at.isoformat()} {e.blind.hex()}\n" for e in erasures)
        file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)  # gone with the file's closing
            _write(file, b"\n" + lines.encode())  # the last line may have been cut short
            os.fsync(file)
        finally:
            os.close(file)

    def read(self) -> Iterator[Erasure]:
        """What was noted. A line cut short by a crash was never committed and is skipped."""
        if self._path is None or not self._path.exists():
            return
        for line in self._path.read_text().splitlines():
            at, _space, blind = line.partition(" ")
            if len(blind) == 2 * BLIND_SIZE:
                yield Erasure(bytes.fromhex(blind), datetime.fromisoformat(at))

    def replay(self, store: "Store") -> int:
        """Erase everybody whose row is older than their erasure; how many there were."""
        latest: dict[bytes, datetime] = {}
        for erasure in self.read():
            latest[erasure.blind] = max(erasure.at, latest.get(erasure.blind, erasure.at))
        rest = iter(latest.items())
        erased = 0
        while chunk := dict(islice(rest, CHUNK)):
            returned = store.read(partial(_returned, chunk))
            if returned:
                store.write(partial(_erase, returned))
            erased += len(returned)
        return erased


def _write(file: int, data: bytes) -> None:
    while data:  # a disk that is almost full may take a part; the rest is an OSError
        data = data[os.write(file, data) :]


@dataclass(frozen=True, slots=True)
class Returned:
    """An address that was erased and is there again."""

    person: PersonId
    channel: str
    at: datetime


def _returned(latest: dict[bytes, datetime], transaction: "Transaction") -> Sequence[Returned]:
    rows = transaction.connection.execute(
        select(addresses.c.blind, addresses.c.channel, people.c.id, people.c.seen_at)
        .join_from(addresses, people)
        .where(addresses.c.blind.in_(latest))
    )
    return [
        Returned(row.id, row.channel, latest[row.blind])
        for row in rows
        if row.seen_at <= latest[row.blind]
    ]


def _erase(returned: Sequence[Returned], transaction: "Transaction") -> None:
    """Of two phones only that one goes which was separated; with the last one the person goes."""
    for each in returned:
        if len(transaction.links.channels(each.person)) > 1:
            transaction.links.drop(each.person, each.channel)
        else:
            transaction.people.erase([each.person], each.at)
