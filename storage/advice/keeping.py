"""What becomes of appointments, of waiting for one, and of people who are kept apart."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, or_, select, update

from domain.advice.appointment import AppointmentState
from domain.advice.slot import Topic
from domain.people.person import PersonId
from storage.advice.given_topics import GivenTopics
from storage.advice.repository import AppointmentTable
from storage.advice.sealed_topics import Topics, hand_over
from storage.advice.tables import apart, appointments, seekers, slots
from storage.giving_back import Rows
from storage.keeping import Hidden, Kept, Over, Shown, go_with_them
from storage.people.tables import people
from storage.session import Session

HELD = (AppointmentState.OPEN.value, AppointmentState.OFFERED.value)


def _unlink(session: Session, person: PersonId, at: datetime) -> None:
    AppointmentTable(session).unlink(person, at)


def _hand_over(session: Session, person: PersonId, owner: PersonId, at: datetime) -> None:
    """An open one whose time is over would be in the way of a later one about the same."""
    both = appointments.c.person_id.in_([person, owner])
    AppointmentTable(session).close_ended(at, both)
    hand_over(session, appointments, person, owner)


def _purge(session: Session, over: Over) -> int:
    table = AppointmentTable(session)
    table.close_ended(over.now)
    ended = select(slots.c.id).where(slots.c.ends < over.long_ago)
    table.let_go(appointments.c.person_id.is_(None))  # unlinked by an older version
    return table.let_go(appointments.c.slot_id.in_(ended))


def _expects(now: datetime) -> ColumnElement[bool]:
    return (
        exists()
        .where(appointments.c.person_id == people.c.id, appointments.c.slot_id == slots.c.id)
        .where(appointments.c.state.in_(HELD), slots.c.ends > now)
    )


def _hand_waiting_over(session: Session, person: PersonId, owner: PersonId, _at: datetime) -> None:
    """About one topic they wait once, with the owner's turn, and as young as on either phone."""
    topics = Topics(session.keys)
    waits = select(seekers.c.topic_index).where(seekers.c.person_id == owner)
    own = set(session.connection.scalars(waits))
    twice = {topics.index(person, each): topics.index(owner, each) for each in Topic}
    twice = {theirs: kept for theirs, kept in twice.items() if kept in own}
    mine = (seekers.c.person_id == person, seekers.c.topic_index.in_(twice))
    young = session.connection.scalars(select(seekers.c.topic_index).where(*mine, seekers.c.young))
    kept = seekers.c.topic_index.in_([twice[each] for each in young])
    as_young = update(seekers).where(seekers.c.person_id == owner, kept)
    session.connection.execute(as_young.values(young=True))
    session.connection.execute(delete(seekers).where(*mine))
    hand_over(session, seekers, person, owner)


def _keep_owner_apart(session: Session, person: PersonId, owner: PersonId, _at: datetime) -> None:
    others = select(apart.c.other_id).where(apart.c.person_id == person)
    for other in session.connection.scalars(others):
        if other != owner:
            AppointmentTable(session).keep_apart(owner, PersonId(other))


class _GivenApart:
    """Pairs of people: both rows of a pair change together."""

    def of(self, session: Session, person: PersonId) -> Rows:
        """By the number of the other one."""
        others = select(apart.c.other_id).where(apart.c.person_id == person)
        return {str(other): None for other in session.connection.scalars(others)}

    def give(
        self, session: Session, owner: PersonId, person: PersonId, names: Collection[str]
    ) -> None:
        """Whoever is kept apart from the owner because of this person is so from them alone."""
        others = [PersonId(int(name)) for name in self.of(session, owner) if name in names]
        self._keep_apart(session, person, others)
        pairs = or_(
            (apart.c.person_id == owner) & apart.c.other_id.in_(others),
            (apart.c.other_id == owner) & apart.c.person_id.in_(others),
        )
        session.connection.execute(delete(apart).where(pairs))

    def again(self, session: Session, person: PersonId, rows: Rows) -> None:
        """Whoever is still there."""
        there = select(people.c.id).where(people.c.id.in_([int(name) for name in rows]))
        self._keep_apart(session, person, map(PersonId, session.connection.scalars(there).all()))

    def _keep_apart(self, session: Session, person: PersonId, others: Iterable[PersonId]) -> None:
        for other in others:
            AppointmentTable(session).keep_apart(person, other)


KEPT: tuple[Kept, ...] = (
    Kept(
        table=appointments,
        until="retention after its time, or until they leave",
        unlink=_unlink,
        hand_over=_hand_over,
        give_back=GivenTopics(appointments),
        purge=_purge,
        counted="appointments",
        show=Shown(by_person=True),
        expects=_expects,
    ),
    Kept(
        table=seekers,
        until="until they take one, or wait no more",
        unlink=go_with_them,
        hand_over=_hand_waiting_over,
        give_back=GivenTopics(seekers, twice=True),
        show=Shown(by_person=True),
    ),
    Kept(
        table=apart,
        until="until one of them leaves",
        unlink=go_with_them,
        hand_over=_keep_owner_apart,
        give_back=_GivenApart(),
        show=Hidden("that somebody is kept apart from them could put that person in danger"),
    ),
)
