"""Whom a restored backup has brought back is erased once more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Protocol, TypeVar

from sqlalchemy import select

from domain.people.person import PersonId
from storage.lives.forgetting import erase
from storage.people.tables import addresses, people
from storage.phones.repository import LinkTable
from storage.sealing.journal import Journal
from storage.session import Session

CHUNK = 500
T = TypeVar("T")


class Runs(Protocol):
    """Runs one act in a transaction of its own."""

    def __call__(self, act: Callable[[Session], T], /) -> T:
        """What the act gives, once its transaction is committed."""
        ...


@dataclass(frozen=True, slots=True)
class Returned:
    """An address that was erased and is there again."""

    person: PersonId
    channel: str
    at: datetime


def replay(journal: Journal, read: Runs, write: Runs) -> int:
    """Erase everybody whose row is older than their erasure; how many there were."""
    latest: dict[bytes, datetime] = {}
    for erasure in journal.read():
        latest[erasure.blind] = max(erasure.at, latest.get(erasure.blind, erasure.at))
    rest = iter(latest.items())
    erased = 0
    while chunk := dict(islice(rest, CHUNK)):
        returned = read(partial(_returned, chunk))
        if returned:
            write(partial(_erase, returned))
        erased += len(returned)
    return erased


def _returned(latest: dict[bytes, datetime], session: Session) -> Sequence[Returned]:
    rows = session.connection.execute(
        select(addresses.c.blind, addresses.c.channel, people.c.id, people.c.seen_at)
        .join_from(addresses, people)
        .where(addresses.c.blind.in_(latest))
    )
    return [
        Returned(row.id, row.channel, latest[row.blind])
        for row in rows
        if row.seen_at <= latest[row.blind]
    ]


def _erase(returned: Sequence[Returned], session: Session) -> None:
    """Of two phones only that one goes which was separated; with the last one the person goes."""
    phones = LinkTable(session)
    for each in returned:
        if len(phones.channels(each.person)) > 1:
            phones.drop(each.person, each.channel)
        else:
            erase(session, [each.person], each.at)
