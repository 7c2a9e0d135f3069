"""How many, month by month: what a funder asks for, and never so few that somebody is known.

Every count is rounded down to whole fives, so that two looks on two days do not tell of one person.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from domain.advice.appointment import AppointmentState
from domain.events.rsvp import RsvpState
from domain.surveys.results import in_steps
from storage.advice.tables import advised, appointments, slots
from storage.events.tables import events, rsvps
from storage.people.tables import addresses, people
from storage.session import Session

ACTIVE = timedelta(days=30)  # who wrote within them
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts in whole fives: 0 means fewer than five. Months are their first day."""

    active: int
    languages: Mapping[str, int]
    channels: Mapping[str, int]
    advice: Mapping[date, int]  # that took place
    missed: Mapping[date, int]
    coming: Mapping[date, int]  # people at events, companions too


def figures(session: Session, now: datetime) -> Figures:
    """As things are at `now` (aware); months are local, the newest last."""
    active = people.c.seen_at > now - ACTIVE
    languages = select(people.c.language, func.count()).where(active).group_by(people.c.language)
    channels = (
        select(addresses.c.channel, func.count())
        .join(people, people.c.id == addresses.c.person_id)
        .where(active)
        .group_by(addresses.c.channel)
    )
    many = session.connection.scalar(select(func.count()).select_from(people).where(active)) or 0
    return Figures(
        in_steps(many),
        _in_fives(_pairs(session, languages)),
        _in_fives(_pairs(session, channels)),
        _by_month(session, now, _advised(session, now)),
        _by_month(session, now, _appointments(session, now, AppointmentState.MISSED)),
        _by_month(session, now, _coming(session, now)),
    )


def _advised(session: Session, now: datetime) -> Iterable[tuple[date, int]]:
    """What leads to nobody any more is counted by day; the rest is still there."""
    yield from _pairs(session, select(advised.c.day, advised.c.many))
    yield from _appointments(session, now, AppointmentState.PAST, AppointmentState.OPEN)


def _appointments(
    session: Session, now: datetime, *states: AppointmentState
) -> Iterable[tuple[date, int]]:
    found = (
        select(slots.c.starts)
        .join(appointments, appointments.c.slot_id == slots.c.id)
        .where(appointments.c.state.in_(states), appointments.c.person_id.is_not(None))
        .where(slots.c.ends <= now)
    )
    for starts in session.connection.scalars(found):
        yield starts.astimezone(session.zone).date(), 1


def _coming(session: Session, now: datetime) -> Iterable[tuple[date, int]]:
    found = (
        select(events.c.starts, func.sum(rsvps.c.people))
        .join(rsvps, rsvps.c.event_id == events.c.id)
        .where(rsvps.c.state == RsvpState.COMING.value, events.c.starts <= now)
        .group_by(events.c.id, events.c.starts)
    )
    for starts, many in session.connection.execute(found):
        yield starts.astimezone(session.zone).date(), int(many)


def _by_month(
    session: Session, now: datetime, counted: Iterable[tuple[date, int]]
) -> Mapping[date, int]:
    months = _months(now.astimezone(session.zone).date())
    found: Counter[date] = Counter()
    for day, many in counted:
        found[day.replace(day=1)] += many
    return {month: in_steps(found[month]) for month in months}


def _months(today: date) -> list[date]:
    """The last twelve, this one last."""
    first = today.year * 12 + today.month - MONTHS
    return [date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(MONTHS)]


def _pairs(session: Session, statement: Select[Any]) -> Iterable[tuple[Any, int]]:
    return [(row[0], row[1]) for row in session.connection.execute(statement)]


def _in_fives(rows: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """The most first."""
    counted = sorted(rows, key=lambda row: (-row[1], row[0]))
    return {name: in_steps(many) for name, many in counted}
