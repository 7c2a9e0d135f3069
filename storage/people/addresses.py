"""Where somebody can be written to, opened."""

from sqlalchemy import select

from domain.people.person import PersonId
from storage.people.tables import addresses
from storage.sealing import crypto
from storage.session import Session


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
