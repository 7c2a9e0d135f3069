"""What becomes of messages that are to be sent, or were."""

from collections.abc import Collection
from datetime import datetime

import orjson
from sqlalchemy import delete, select, update

from domain.people.person import PersonId
from storage.giving_back import Given
from storage.keeping import Kept, Over, Shown, go_with_them, moved
from storage.outbox import outcomes
from storage.outbox.leasing import content_place
from storage.outbox.rows import RowKind, State
from storage.outbox.tables import outbox
from storage.people.tables import addresses
from storage.sealing import crypto
from storage.session import Session

ARRIVED = (State.SENT.value, State.UNCERTAIN.value)


def _hand_over(session: Session, person: PersonId, owner: PersonId, at: datetime) -> None:
    _count_once(session, person, owner)
    rows = session.connection.execute(
        select(outbox.c.id, outbox.c.content_sealed).where(
            outbox.c.person_id == person, outbox.c.content_sealed.is_not(None)
        )
    ).all()
    for row in rows:
        place = content_place(row.id)
        plain = crypto.open(session.keys.of(person), place, row.content_sealed)
        sealed = crypto.seal(session.keys.of(owner), place, plain)
        session.connection.execute(
            update(outbox).where(outbox.c.id == row.id).values(content_sealed=sealed)
        )
    moved(outbox)(session, person, owner, at)


def _count_once(session: Session, person: PersonId, owner: PersonId) -> None:
    """Whom a campaign chose twice is counted once, by the message that arrived.

    One that arrived twice stays without its campaign: it must still be deleted from the phone.
    """
    ours, theirs = outbox.alias("ours"), outbox.alias("theirs")
    twice = session.connection.execute(
        select(ours.c.id, ours.c.state, theirs.c.id.label("other"), theirs.c.state.label("became"))
        .join_from(ours, theirs, ours.c.campaign_id == theirs.c.campaign_id)
        .where(ours.c.person_id == owner, theirs.c.person_id == person)
    ).all()
    for row in twice:
        if row.became not in ARRIVED:
            session.connection.execute(delete(outbox).where(outbox.c.id == row.other))
        elif row.state not in ARRIVED:
            session.connection.execute(delete(outbox).where(outbox.c.id == row.id))
        else:
            alone = update(outbox).where(outbox.c.id == row.other)
            session.connection.execute(alone.values(campaign_id=None, asks=False))


def _purge(session: Session, over: Over) -> int:
    outcomes.expire(session, over.now)
    return outcomes.purge(session, over.now, over.days)


class _GivenWithThePhone(Given):
    """Also what was said on their phone since: it stands there, and its buttons work there."""

    def give(
        self, session: Session, owner: PersonId, person: PersonId, names: Collection[str]
    ) -> None:
        """Their address has been given back before."""
        phones = select(addresses.c.channel).where(addresses.c.person_id == person)
        said = select(outbox.c.id).where(
            outbox.c.person_id == owner,
            outbox.c.channel.in_(phones),
            outbox.c.kind.in_([RowKind.SAY.value, RowKind.ERASE.value]),
        )
        there = {orjson.dumps([number]).decode() for number in session.connection.scalars(said)}
        super().give(session, owner, person, there.union(names))


KEPT: tuple[Kept, ...] = (
    Kept(
        table=outbox,
        until="answers 3 days; other rows retention; a campaign's until they leave",
        unlink=go_with_them,
        hand_over=_hand_over,
        give_back=_GivenWithThePhone(outbox),
        purge=_purge,
        counted="posts",
        show=Shown(structured=frozenset({"content_sealed"})),
    ),
)
