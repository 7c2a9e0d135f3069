"""Who has written nothing for a year, has nothing to come, and does not work here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from domain.people.person import PersonId
from domain.people.rights import ANSWER_WITHIN, SILENT_FOR
from storage.conversations.tables import conversations
from storage.people.tables import people
from storage.session import Session
from storage.subjects import KEPT

AT_ONCE = 200  # people in one transaction

_place_at = conversations.c.updated_at
_hears_from_us = and_(people.c.may_be_written, ~people.c.stopped)
_unanswered = and_(
    people.c.asked_at.is_not(None),
    people.c.asked_at >= people.c.seen_at,
    or_(_place_at.is_(None), people.c.asked_at >= _place_at),
)


def silent(session: Session, now: datetime) -> Sequence[PersonId]:
    """Those to be asked now; at most AT_ONCE of them."""
    unasked = or_(people.c.asked_at.is_(None), ~_unanswered)
    return _people(session, now, _hears_from_us, unasked, _silent_since(now - SILENT_FOR))


def silent_too_long(session: Session, now: datetime) -> Sequence[PersonId]:
    """Those to be erased now; at most AT_ONCE of them."""
    answered_never = and_(_unanswered, people.c.asked_at < now - ANSWER_WITHIN)
    not_asked = and_(~_hears_from_us, _silent_since(now - SILENT_FOR - ANSWER_WITHIN))
    return _people(session, now, or_(answered_never, not_asked))


def note_asked(session: Session, person: PersonId, at: datetime) -> None:
    """It stands in their row, so that nothing asks twice."""
    asked = update(people).where(people.c.id == person)
    session.connection.execute(asked.values(asked_at=at))


def _silent_since(instant: datetime) -> ColumnElement[bool]:
    return and_(people.c.seen_at < instant, func.coalesce(_place_at, people.c.seen_at) < instant)


def _people(session: Session, now: datetime, *where: ColumnElement[bool]) -> Sequence[PersonId]:
    """Whoever is writing just now is not among them once that is done."""
    expected = [each.expects(now) for each in KEPT if each.expects is not None]
    found = (
        select(people.c.id)
        .join(conversations, isouter=True)
        .where(*where, *(~each for each in expected))
        .order_by(people.c.id)
    )
    chosen = set(session.connection.scalars(found.limit(AT_ONCE)))
    session.held.people(chosen)
    still = session.connection.scalars(found.where(people.c.id.in_(chosen)))
    return [PersonId(number) for number in still]
