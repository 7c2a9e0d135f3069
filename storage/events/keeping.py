"""What becomes of who comes to events, drives there, rides along, or asks beforehand."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select

from domain.events.rsvp import RsvpState
from domain.people.person import PersonId
from storage.events.cars import CarTable
from storage.events.questions import QuestionTable
from storage.events.repository import EventTable
from storage.events.tables import cars, events, questions, rides, rsvps
from storage.giving_back import Given
from storage.keeping import Kept, Over, Purged, Shown, moved
from storage.people.tables import people
from storage.session import Session

AFTER_THE_EVENT = "retention after the event"


def _withdraw_cars(session: Session, person: PersonId, _at: datetime) -> None:
    CarTable(session).withdraw_all_of(person)


def _leave_cars(session: Session, person: PersonId, _at: datetime) -> None:
    CarTable(session).leave_all(person)


def _hand_cars_over(session: Session, person: PersonId, owner: PersonId, _at: datetime) -> None:
    CarTable(session).hand_cars_over(person, owner)


def _hand_rides_over(session: Session, person: PersonId, owner: PersonId, _at: datetime) -> None:
    CarTable(session).hand_rides_over(person, owner)


def _purge_cars(session: Session, over: Over) -> int:
    return CarTable(session).purge(over.long_ago)


def _free_places(session: Session, person: PersonId, at: datetime) -> None:
    EventTable(session).unlink(person, at)


def _hand_over(session: Session, person: PersonId, owner: PersonId, at: datetime) -> None:
    """A yes counts more than an earlier no; of two alike, the owner's stays."""
    coming = select(rsvps.c.event_id).where(
        rsvps.c.person_id == person, rsvps.c.state == RsvpState.COMING.value
    )
    session.connection.execute(
        delete(rsvps).where(
            rsvps.c.person_id == owner,
            rsvps.c.state != RsvpState.COMING.value,
            rsvps.c.event_id.in_(coming.scalar_subquery()),
        )
    )
    known = select(rsvps.c.event_id).where(rsvps.c.person_id == owner).scalar_subquery()
    session.connection.execute(
        delete(rsvps).where(rsvps.c.person_id == person, rsvps.c.event_id.in_(known))
    )
    moved(rsvps)(session, person, owner, at)


def _purge(session: Session, over: Over) -> int:
    ended = select(events.c.id).where(events.c.ends < over.long_ago)
    return session.connection.execute(delete(rsvps).where(rsvps.c.event_id.in_(ended))).rowcount


def _expects(now: datetime) -> ColumnElement[bool]:
    return (
        exists()
        .where(rsvps.c.person_id == people.c.id, rsvps.c.event_id == events.c.id)
        .where(rsvps.c.state != RsvpState.NOT_COMING.value, events.c.ends > now)
    )


def _purge_questions(session: Session, over: Over) -> int:
    return QuestionTable(session).purge(over.long_ago)


KEPT: tuple[Kept, ...] = (
    Kept(
        table=cars,
        until=AFTER_THE_EVENT,
        unlink=_withdraw_cars,
        hand_over=_hand_cars_over,
        give_back=Given(cars),
        purge=_purge_cars,
        show=Shown(),
    ),
    Kept(
        table=rides,
        until=AFTER_THE_EVENT,
        unlink=_leave_cars,
        hand_over=_hand_rides_over,
        give_back=Given(rides),
        show=Shown(),
    ),
    Kept(
        table=rsvps,
        until=AFTER_THE_EVENT,
        unlink=_free_places,
        hand_over=_hand_over,
        give_back=Given(rsvps, twice=True),
        purge=_purge,
        counted="rsvps",
        show=Shown(),
        expects=_expects,
    ),
)
PURGED: tuple[Purged, ...] = (Purged(questions, _purge_questions),)
