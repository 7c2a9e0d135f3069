"""Erasing people: what they held is free for others, and nothing leads to them any more."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from domain.people.person import PersonId
from domain.speech.text import Text
from storage.outbox import erasing_phones
from storage.people.tables import addresses, people
from storage.sealing.journal import Erasure
from storage.session import Session
from storage.subjects import KEPT


def forget(session: Session, person: PersonId, farewell: Text | None, at: datetime) -> None:
    """Erase rows, key, index and queue, note it in the deletion journal, and say goodbye."""
    if farewell is not None:
        erasing_phones.add(session, person, farewell, at)  # reads what is about to go
    blinds = session.connection.scalars(
        select(addresses.c.blind).where(addresses.c.person_id == person)
    )
    session.erasures.extend(Erasure(blind, at) for blind in blinds)
    erase(session, [person], at)


def erase(session: Session, persons: Collection[PersonId], at: datetime) -> None:
    """Erase people without a word; places and times that they still held are freed."""
    for person in persons:
        for kept in KEPT:
            kept.unlink(session, person, at)
        session.keys.drop(person)
    gone = [{"person": person} for person in persons]
    if gone:  # everything else goes with the row
        session.connection.execute(delete(people).where(people.c.id == bindparam("person")), gone)
        session.forgotten.update(persons)
        session.erased = True
