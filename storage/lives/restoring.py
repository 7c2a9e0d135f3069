"""Whom a restored backup has brought back is erased once more; phones separated are so again.

A joining that was undone is undone first: whose erasure was noted is then one of the two only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Protocol, TypeVar

from sqlalchemy import select

from domain.people.person import PersonId
from storage.lives import undoing
from storage.lives.forgetting import erase
from storage.people.tables import addresses, people
from storage.phones.repository import LinkTable
from storage.phones.tables import joinings
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
    """Undo what was undone, erase everybody whose row is older; how many were erased."""
    words = (word for word in journal.words() if word.about == undoing.JOINING)
    undone = {word.blind: word.at for word in sorted(words, key=lambda word: word.at)}
    still_joined = read(partial(_joined, undone)) if undone else []
    if still_joined:
        write(partial(_undo, undone))
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


def _joined(undone: dict[bytes, datetime], session: Session) -> Sequence[tuple[PersonId, datetime]]:
    """Whom this database has as one person still, and when it was undone."""
    rows = session.connection.execute(select(joinings.c.person_id, joinings.c.blind, joinings.c.at))
    return [
        (PersonId(row.person_id), undone[row.blind])
        for row in rows.all()
        if row.blind in undone and row.at < undone[row.blind]
    ]


def _undo(undone: dict[bytes, datetime], session: Session) -> None:
    """Without a word: they have heard of it."""
    for owner, at in _joined(undone, session):
        undoing.undo(session, owner, "", None, "", at)
    session.words.clear()  # it stands in the journal already


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
