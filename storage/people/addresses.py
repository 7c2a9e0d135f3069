"""Where somebody can be written to, opened, and whether the keys behind it are still theirs."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from domain.people.person import PersonId
from storage.people.tables import addresses
from storage.sealing import crypto
from storage.sealing.journal import Word
from storage.session import Session

KEYS, NEW, THEIRS = "keys", "new", "theirs"  # as the journal has them


def addresses_of(session: Session, person: PersonId) -> list[tuple[str, str]]:
    """The (channel, address) of a person, ordered by channel."""
    key = session.keys.of(person)
    place = f"addresses.address_sealed.{person}"
    rows = session.connection.execute(
        select(addresses.c.channel, addresses.c.address_sealed)
        .where(addresses.c.person_id == person)
        .order_by(addresses.c.channel)
    )
    return [(row.channel, crypto.open(key, place, row.address_sealed).decode()) for row in rows]


def all_are_theirs(session: Session, person: PersonId) -> bool:
    """Whether each row of `addresses` that leads to this person was sealed for them.

    One that somebody without the keys has turned to them is of another phone, or does not open.
    """
    keys = session.keys
    rows = session.connection.execute(select(addresses).where(addresses.c.person_id == person))
    for row in rows.all():
        plain = keys.open(person, f"addresses.address_sealed.{person}", row.address_sealed)
        if plain is None or keys.blind("address", row.channel, plain.decode()) != row.blind:
            return False
    return True


def note_keys(
    session: Session, person: PersonId, at: datetime, *only: ColumnElement[bool], trusted: bool
) -> None:
    """Whether the keys behind their phones, or `only` these, are theirs; the journal keeps it."""
    values, word = (None, THEIRS) if trusted else (at, NEW)
    there = (addresses.c.person_id == person, *only)
    different = (addresses.c.changed_at.is_not(None),) if trusted else ()
    noted = update(addresses).where(*there, *different).values(changed_at=values)
    blinds = session.connection.scalars(noted.returning(addresses.c.blind)).all()
    session.words.extend(Word(blind, at, KEYS, word) for blind in blinds)
