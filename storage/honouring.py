"""What was said after a backup was made holds in it, too, once it is brought back.

STOP and coming back, consents, being under 18, phones whose keys are new, who works here no more
and which duties were taken away: the journal knows the newest word about each. Duties and staff are
only ever taken, never given, by a file, and phones only doubted. Whatever the database knows itself
is left alone: of people everything up to `decided_at`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any, Protocol, TypeVar

from sqlalchemy import select

from domain.outcome import Command
from domain.people.person import AgeGroup, DecideConsent, PersonId, Purpose, TellAgeGroup
from domain.people.rights import Return, Stop
from domain.phones.phone import Doubt
from domain.rules import perform
from domain.staff.member import Entrust, RemoveMember
from storage.database.instants import milliseconds
from storage.people.addresses import KEYS, NEW
from storage.people.repository import AGE, MESSAGES, NO, STOP, YOUNG, consent_word
from storage.people.tables import addresses, people
from storage.sealing.journal import Journal, Word
from storage.transaction import NOBODY, Transaction

CHUNK = 500
T = TypeVar("T")
Newest = Mapping[tuple[bytes, str], Word]


class Runs(Protocol):
    """Runs one act in a transaction of its own."""

    def __call__(self, act: Callable[[Transaction], T], /) -> T:
        """What the act gives, once its transaction is committed."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """Somebody's word, as the command that they gave with it."""

    person: PersonId
    word: Word
    command: Command[Any]


def honour(journal: Journal, read: Runs, write: Runs) -> int:
    """Do once more what this database does not know yet; how much that was.

    Erasures come first: what somebody said before they were erased is nothing to whoever comes
    later.
    """
    newest = _newest(journal)
    done = _in(read, write, partial(_staff_orders, newest)) if newest else 0
    blinds = iter({blind for blind, _about in newest})
    while chunk := set(islice(blinds, CHUNK)):
        done += _in(read, write, partial(_orders, newest, chunk))
    return done


def _newest(journal: Journal) -> Newest:
    erased: dict[bytes, datetime] = {}
    for erasure in journal.read():
        erased[erasure.blind] = max(erasure.at, erased.get(erasure.blind, erasure.at))
    newest: dict[tuple[bytes, str], Word] = {}
    for word in journal.words():
        key = (word.blind, word.about)
        before = newest.get(key)
        known = (word.blind in erased and word.at <= erased[word.blind]) or (
            before is not None and before.at > word.at
        )
        if not known:
            newest[key] = word
    return newest


def _in(read: Runs, write: Runs, orders: Callable[[Transaction], list[Order]]) -> int:
    """Look first, since nearly always there is nothing to do and nobody is kept waiting."""
    return write(partial(_do, orders)) if read(orders) else 0


def _do(orders: Callable[[Transaction], list[Order]], work: Transaction) -> int:
    work.held.people({order.person for order in orders(work) if order.person})
    found = orders(work)  # another process may have done it while we waited
    for order in found:
        perform(order.command, work.work(order.person, order.word.at))
    work.words.clear()  # it stands in the journal already
    return len(found)


def _orders(newest: Newest, blinds: set[bytes], work: Transaction) -> list[Order]:
    """What people have said since, the oldest first; each word once, on however many phones."""
    rows = work.connection.execute(
        select(
            addresses.c.blind,
            addresses.c.channel,
            addresses.c.changed_at,
            people.c.id,
            people.c.decided_at,
        )
        .join_from(addresses, people)
        .where(addresses.c.blind.in_(blinds))
    ).all()
    said: dict[tuple[PersonId, str], Word] = {}
    for row in rows:
        since = 0 if row.decided_at is None else milliseconds(row.decided_at)
        for about in (MESSAGES, AGE, *Purpose):
            word, known = newest.get((row.blind, about)), said.get((row.id, about))
            if word is None or milliseconds(word.at) <= since:
                continue
            if known is None or known.at < word.at:
                said[PersonId(row.id), about] = word
    orders = (*_doubts(newest, rows), *_commands(said))
    return sorted(orders, key=lambda order: order.word.at)


def _doubts(newest: Newest, rows: Sequence[Any]) -> Iterator[Order]:
    """Nobody has said since that the phone is theirs: that would be a newer word."""
    for row in rows:
        word = newest.get((row.blind, KEYS))
        if word is not None and word.said == NEW and row.changed_at is None:
            yield Order(PersonId(row.id), word, Doubt(row.channel))


def _commands(said: Mapping[tuple[PersonId, str], Word]) -> Iterator[Order]:
    for (person, about), word in said.items():
        if about == MESSAGES:
            yield Order(person, word, Stop() if word.said == STOP else Return())
        elif about == AGE:  # that they are older is only ever said by the team
            if word.said == YOUNG:
                yield Order(person, word, TellAgeGroup(AgeGroup.UNDER_18))
        elif word.said in (NO, consent_word(given=True)):  # a yes to other words is asked for anew
            yield Order(person, word, DecideConsent(Purpose(about), given=word.said != NO))


def _staff_orders(newest: Newest, work: Transaction) -> list[Order]:
    """Whoever is back, and whatever duties are."""
    return [
        Order(
            NOBODY,
            undone.word,
            RemoveMember(undone.member)
            if undone.duty is None
            else Entrust(undone.member, undone.duty, given=False),
        )
        for undone in work.staff.undone(newest)
    ]
