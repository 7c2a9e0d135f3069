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
