"""Everything of one person becomes another's: they are the same, on two phones.

What was sealed under the key of the one is sealed anew under the other's, each value in its place;
nothing is left that only a dropped key would open.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, and_, delete, exists, select, update

from domain.events.rsvp import RsvpState
from domain.people.person import PersonId, Purpose
from storage import crypto
from storage.claims import content_place
from storage.outbox_rows import State
from storage.people import GIVEN
from storage.tables import (
    addresses,
    answered,
    apart,
    appointments,
    consents,
    outbox,
    people,
    rsvps,
    seekers,
)

if TYPE_CHECKING:
    from storage.transaction import Transaction

ARRIVED = (State.SENT.value, State.UNCERTAIN.value)


def hand_over(tx: "Transaction", person: PersonId, owner: PersonId, at: datetime) -> None:
    """Leave nothing of `person` but their row, their conversation and what `owner` has too."""
    _addresses(tx, person, owner)
    _appointments(tx, person, owner, at)
    _rsvps(tx, person, owner)
    _answered(tx, person, owner)
    _consents(tx, person, owner)
    _outbox(tx, person, owner)
    tx.cars.hand_over(person, owner)
    tx.matters.hand_over(person, owner)
    tx.staff.hand_over(person, owner)
    tx.staff.doubt(owner, at)  # whoever has learnt a code must not come to the desk with it


def _addresses(tx: "Transaction", person: PersonId, owner: PersonId) -> None:
    old, new = (f"addresses.address_sealed.{who}" for who in (person, owner))
    rows = tx.connection.execute(
        select(addresses.c.blind, addresses.c.address_sealed).where(addresses.c.person_id == person)
    ).all()
    for row in rows:
        plain = crypto.open(tx.keys.of(person), old, row.address_sealed)
        tx.connection.execute(
            update(addresses)
            .where(addresses.c.blind == row.blind)
            .values(
                person_id=owner,
                address_sealed=crypto.seal(tx.keys.of(owner), new, plain),
                reachable=True,  # they write from there just now
            )
        )


def _appointments(tx: "Transaction", person: PersonId, owner: PersonId, at: datetime) -> None:
    """An open one whose time is over would be in the way of a later one about the same."""
    tx.appointments.close_ended(at, appointments.c.person_id.in_([person, owner]))
    _move(tx, appointments, person, owner)
    known = select(seekers.c.topic).where(seekers.c.person_id == owner).scalar_subquery()
    twice = delete(seekers).where(seekers.c.person_id == person, seekers.c.topic.in_(known))
    tx.connection.execute(twice)
    _move(tx, seekers, person, owner)
    for other in tx.connection.scalars(select(apart.c.other_id).where(apart.c.person_id == person)):
        if other != owner:
            tx.appointments.keep_apart(owner, PersonId(other))


def _rsvps(tx: "Transaction", person: PersonId, owner: PersonId) -> None:
    """A yes counts more than an earlier no; of two alike, the owner's stays."""
    coming = select(rsvps.c.event_id).where(
        rsvps.c.person_id == person, rsvps.c.state == RsvpState.COMING.value
    )
    tx.connection.execute(
        delete(rsvps).where(
            rsvps.c.person_id == owner,
            rsvps.c.state != RsvpState.COMING.value,
            rsvps.c.event_id.in_(coming.scalar_subquery()),
        )
    )
    known = select(rsvps.c.event_id).where(rsvps.c.person_id == owner).scalar_subquery()
    tx.connection.execute(
        delete(rsvps).where(rsvps.c.person_id == person, rsvps.c.event_id.in_(known))
    )
    _move(tx, rsvps, person, owner)


def _answered(tx: "Transaction", person: PersonId, owner: PersonId) -> None:
    other = answered.alias("other")
    same = and_(
        other.c.person_id == owner,
        other.c.survey == answered.c.survey,
        other.c.occasion == answered.c.occasion,
    )
    tx.connection.execute(
        delete(answered).where(answered.c.person_id == person, exists().where(same))
    )
    _move(tx, answered, person, owner)


def _consents(tx: "Transaction", person: PersonId, owner: PersonId) -> None:
    """A yes or no goes over, as it was given, where the owner was never asked."""
    decided = select(consents.c.purpose).where(consents.c.person_id == owner)
    known = set(tx.connection.scalars(decided))
    allowed = tx.people.get(person).consents
    for purpose in Purpose:
        if purpose.value not in known:
            _move(tx, consents, person, owner, consents.c.purpose == purpose.value)
            given = {GIVEN[purpose].name: purpose in allowed}
            tx.connection.execute(update(people).where(people.c.id == owner).values(given))


def _outbox(tx: "Transaction", person: PersonId, owner: PersonId) -> None:
    _campaigns(tx, person, owner)
    rows = tx.connection.execute(
        select(outbox.c.id, outbox.c.content_sealed).where(
            outbox.c.person_id == person, outbox.c.content_sealed.is_not(None)
        )
    ).all()
    for row in rows:
        place = content_place(row.id)
        plain = crypto.open(tx.keys.of(person), place, row.content_sealed)
        sealed = crypto.seal(tx.keys.of(owner), place, plain)
        tx.connection.execute(
            update(outbox).where(outbox.c.id == row.id).values(content_sealed=sealed)
        )
    _move(tx, outbox, person, owner)


def _campaigns(tx: "Transaction", person: PersonId, owner: PersonId) -> None:
    """Whom a campaign chose twice is counted once, by the message that arrived.

    One that arrived twice stays without its campaign: it must still be deleted from the phone.
    """
    ours, theirs = outbox.alias("ours"), outbox.alias("theirs")
    twice = tx.connection.execute(
        select(ours.c.id, ours.c.state, theirs.c.id.label("other"), theirs.c.state.label("became"))
        .join_from(ours, theirs, ours.c.campaign_id == theirs.c.campaign_id)
        .where(ours.c.person_id == owner, theirs.c.person_id == person)
    ).all()
    for row in twice:
        if row.became not in ARRIVED:
            tx.connection.execute(delete(outbox).where(outbox.c.id == row.other))
        elif row.state not in ARRIVED:
            tx.connection.execute(delete(outbox).where(outbox.c.id == row.id))
        else:
            alone = update(outbox).where(outbox.c.id == row.other)
            tx.connection.execute(alone.values(campaign_id=None, asks=False))


def _move(tx: "Transaction", table: Table, person: PersonId, owner: PersonId, *only: Any) -> None:
    rows = update(table).where(table.c.person_id == person, *only)
    tx.connection.execute(rows.values(person_id=owner))
