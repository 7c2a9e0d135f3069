"""What becomes of people themselves, of their addresses and of what they agreed to."""

from datetime import datetime

from sqlalchemy import select, update

from domain.people.person import PersonId, Purpose
from storage.giving_back import Given, Stays
from storage.keeping import UNTIL_THEY_LEAVE, Kept, Over, Shown, go_with_them, moved
from storage.people.repository import PeopleTable
from storage.people.rows import GIVEN
from storage.people.tables import addresses, consents, people
from storage.sealing import crypto
from storage.session import Session


def _stay(_session: Session, _person: PersonId, _owner: PersonId, _at: datetime) -> None:
    """Rules have given the owner what they never told; the row goes last of all."""


def _grow_up(session: Session, over: Over) -> int:
    month = over.now.astimezone(session.zone).date().replace(day=1)
    return PeopleTable(session).grow_up(month)


def _hand_addresses_over(
    session: Session, person: PersonId, owner: PersonId, _at: datetime
) -> None:
    old, new = (f"addresses.address_sealed.{who}" for who in (person, owner))
    rows = session.connection.execute(
        select(addresses.c.blind, addresses.c.address_sealed).where(addresses.c.person_id == person)
    ).all()
    for row in rows:
        plain = crypto.open(session.keys.of(person), old, row.address_sealed)
        session.connection.execute(
            update(addresses)
            .where(addresses.c.blind == row.blind)
            .values(
                person_id=owner,
                address_sealed=crypto.seal(session.keys.of(owner), new, plain),
                reachable=True,  # they write from there just now
            )
        )


def _hand_consents_over(session: Session, person: PersonId, owner: PersonId, at: datetime) -> None:
    """A yes or no goes over, as it was given, where the owner was never asked."""
    decided = select(consents.c.purpose).where(consents.c.person_id == owner)
    known = set(session.connection.scalars(decided))
    allowed = PeopleTable(session).get(person).consents
    for purpose in Purpose:
        if purpose.value not in known:
            moved(consents, consents.c.purpose == purpose.value)(session, person, owner, at)
            given = {GIVEN[purpose].name: purpose in allowed}
            session.connection.execute(update(people).where(people.c.id == owner).values(given))


def _forget_silences(session: Session, over: Over) -> int:
    """What a platform asked for in a chat, and is over."""
    ended = update(addresses).where(addresses.c.paused_until <= over.now)
    return session.connection.execute(ended.values(paused_until=None)).rowcount


KEPT: tuple[Kept, ...] = (
    Kept(
        table=people,
        until=UNTIL_THEY_LEAVE,
        unlink=go_with_them,
        hand_over=_stay,
        give_back=Stays("what they told of themselves is put together in `storage.lives.undoing`"),
        purge=_grow_up,
        counted="grown",
        show=Shown(),
    ),
    Kept(
        table=addresses,
        until=UNTIL_THEY_LEAVE,
        unlink=go_with_them,
        hand_over=_hand_addresses_over,
        give_back=Given(addresses, by_person=True),
        purge=_forget_silences,
        show=Shown(by_person=True),
    ),
    Kept(
        table=consents,
        until=UNTIL_THEY_LEAVE,
        unlink=go_with_them,
        hand_over=_hand_consents_over,
        give_back=Given(consents, twice=True),
        show=Shown(),
    ),
)
