"""A joining that was less than a day ago is undone: each phone has again what it brought.

Whoever typed the code is a new person, with a new number and a new key. What was made since the
joining stays with the owner of the code, but for what was said on the phone that typed it.
"""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from domain.people.person import PersonId
from domain.phones.phone import UNDONE_WITHIN, Undone
from domain.speech.text import Text
from storage.conversations.tables import conversations
from storage.lives.brought import PIN, Brought, columns_of, tables, told_of
from storage.outbox import erasing_phones
from storage.people.repository import PeopleTable
from storage.people.tables import addresses, people
from storage.phones.repository import LinkTable
from storage.phones.tables import joinings
from storage.sealing import crypto
from storage.sealing.journal import Word
from storage.session import Session

JOINING, UNDONE = "joining", "undone"  # as the journal has them


def remember(
    session: Session, owner: PersonId, blind: bytes, brought: Brought, at: datetime
) -> None:
    """Keep for a day, sealed, what the phone of this fingerprint brought to the owner."""
    session.connection.execute(delete(joinings).where(joinings.c.person_id == owner))
    values = {"person_id": owner, "blind": blind, "at": at, "brought_sealed": b""}
    added = insert(joinings).values(values).returning(joinings.c.id)
    number = session.connection.scalar(added)
    sealed = crypto.seal(session.keys.of(owner), _place(number), brought.packed())
    row = update(joinings).where(joinings.c.id == number)
    session.connection.execute(row.values(brought_sealed=sealed))


def undo(
    session: Session,
    owner: PersonId,
    separated: str,
    farewell: Text | None,
    here: str,
    at: datetime,
) -> Undone | None:
    """Two people again; None when there is nothing to undo, or what was brought does not open.

    The phone with the channel `separated`, if there is one, is emptied and hears the farewell.
    Whoever commands from the phone that typed the code, `here`, is the new person from now on.
    """
    row = _row(session, owner, at)
    packed = row and session.keys.open(owner, _place(row.id), row.brought_sealed)
    if row is None or not packed:
        return None
    brought = Brought.unpacked(packed)
    if farewell is not None:
        says_in = brought.told["language"] if separated == row.channel else None
        erasing_phones.add(session, owner, farewell, at, only=separated, language=says_in)
    person, told = PersonId(secrets.randbits(62) + 1), PeopleTable(session)
    was_young = told.get(owner).young
    _give_back(session, owner, person, brought, at)
    for each in (owner, person) if was_young else ():
        told.note_age(each, at)  # joined, whoever was under 18 made both so
    phones = LinkTable(session)
    phones.drop_codes(owner)
    phones.part([owner, person], separated)
    session.words.append(Word(row.blind, at, JOINING, UNDONE))
    if here == row.channel:
        session.joined[owner] = person
    return Undone(person, row.channel, brought.given_up)


def _row(session: Session, owner: PersonId, at: datetime) -> Row[Any] | None:
    """The joining, with the channel of the phone that typed the code, while it can be undone."""
    chosen = (
        select(joinings, addresses.c.channel)
        .join_from(joinings, addresses, joinings.c.blind == addresses.c.blind)
        .where(joinings.c.person_id == owner, addresses.c.person_id == owner)
        .where(joinings.c.at > at - UNDONE_WITHIN)
    )
    return session.connection.execute(chosen).first()


def _give_back(
    session: Session, owner: PersonId, person: PersonId, brought: Brought, at: datetime
) -> None:
    _make(session, owner, person, brought, at)
    for name, table in tables().items():
        table.give(session, owner, person, brought.names.get(name, ()))
        table.again(session, person, brought.gone.get(name, {}))
        table.again(session, owner, brought.owner_gone.get(name, {}))
    both = conversations.c.person_id == owner
    session.connection.execute(delete(conversations).where(both))
    session.connection.execute(delete(joinings).where(joinings.c.person_id == owner))


def _make(
    session: Session, owner: PersonId, person: PersonId, brought: Brought, at: datetime
) -> None:
    """They are as they were, and so is the owner where nothing was said since.

    Who said STOP since cannot be told: it holds on both phones.
    """
    told, before, now = brought.told, brought.owner_told, told_of(session, owner)
    stopped = told["stopped"] or (now["stopped"] and not before["stopped"])
    new = {"id": person, "key_wrapped": session.keys.make(person), "seen_at": at, "decided_at": at}
    session.connection.execute(insert(people).values(columns_of(told) | new | {"stopped": stopped}))
    taken_over = {name: was for name, was in before.items() if now[name] == told.get(name) != was}
    columns = columns_of(taken_over) | {"decided_at": at}
    session.connection.execute(update(people).where(people.c.id == owner).values(columns))
    numbers = PeopleTable(session)
    if told[PIN] is not None:
        numbers.set_pin(person, told[PIN])
    if PIN in taken_over:
        numbers.set_pin(owner, taken_over[PIN])


def _place(number: int) -> str:
    return f"joinings.brought_sealed.{number}"
