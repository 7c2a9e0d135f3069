"""What becomes of appointments, of waiting for one, and of people who are kept apart."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select

from domain.advice.appointment import AppointmentState
from domain.people.person import PersonId
from storage.advice.repository import AppointmentTable
from storage.advice.tables import apart, appointments, seekers, slots
from storage.keeping import Hidden, Kept, Over, Shown, go_with_them, moved
from storage.people.tables import people
from storage.session import Session

HELD = (AppointmentState.OPEN.value, AppointmentState.OFFERED.value)


def _unlink(session: Session, person: PersonId, at: datetime) -> None:
    AppointmentTable(session).unlink(person, at)


def _hand_over(session: Session, person: PersonId, owner: PersonId, at: datetime) -> None:
    """An open one whose time is over would be in the way of a later one about the same."""
    both = appointments.c.person_id.in_([person, owner])
    AppointmentTable(session).close_ended(at, both)
    moved(appointments)(session, person, owner, at)


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


def _hand_waiting_over(session: Session, person: PersonId, owner: PersonId, at: datetime) -> None:
    known = select(seekers.c.topic).where(seekers.c.person_id == owner).scalar_subquery()
    twice = delete(seekers).where(seekers.c.person_id == person, seekers.c.topic.in_(known))
    session.connection.execute(twice)
    moved(seekers)(session, person, owner, at)


def _keep_owner_apart(session: Session, person: PersonId, owner: PersonId, _at: datetime) -> None:
    others = select(apart.c.other_id).where(apart.c.person_id == person)
    for other in session.connection.scalars(others):
        if other != owner:
            AppointmentTable(session).keep_apart(owner, PersonId(other))


KEPT: tuple[Kept, ...] = (
    Kept(
        table=appointments,
        until="retention after its time, or until they leave",
        unlink=_unlink,
        hand_over=_hand_over,
        purge=_purge,
        counted="appointments",
        show=Shown(),
        expects=_expects,
    ),
    Kept(
        table=seekers,
        until="until they take one, or wait no more",
        unlink=go_with_them,
        hand_over=_hand_waiting_over,
        show=Shown(),
    ),
    Kept(
        table=apart,
        until="until one of them leaves",
        unlink=go_with_them,
        hand_over=_keep_owner_apart,
        show=Hidden("that somebody is kept apart from them could put that person in danger"),
    ),
)
