"""What is kept no longer than it is needed. Runs daily; a second run finds nothing to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, func, select, update

from domain.advice.appointment import AppointmentState
from domain.events.rsvp import RsvpState
from domain.people.person import PersonId
from domain.surveys.form import Kind
from domain.surveys.survey import SurveyId
from storage.responses import open_answers, response_owner, seal_answers
from storage.tables import (
    appointments,
    conversations,
    events,
    link_codes,
    people,
    responses,
    rsvps,
    slots,
    staff,
)

if TYPE_CHECKING:
    from storage.transaction import Transaction

STRANGERS = timedelta(hours=24)
PLACES = timedelta(days=7)
SHORTEST = 1
LONGEST = 365  # days that an operator may choose

_last_seen = func.coalesce(
    conversations.c.updated_at, people.c.seen_at, type_=people.c.seen_at.type
)


@dataclass(frozen=True, slots=True)
class Retained:
    """How much of what was let go."""

    people: int
    conversations: int
    messages: int  # fingerprints in the inbox
    posts: int  # rows of the outbox
    responses: int  # whose free text went
    appointments: int  # unlinked from the person
    rsvps: int
    matters: int  # with all that was written in them
    grown: int  # people who are under 18 no more


def retain(tx: "Transaction", now: datetime, days: int) -> Retained:
    """Let go of everything whose time is over; `days` is LIPA_RETENTION_DAYS."""
    days = min(max(days, SHORTEST), LONGEST)
    long_ago = now - timedelta(days=days)
    tx.appointments.close_ended(now)
    tx.outbox.expire(now)
    tx.connection.execute(delete(link_codes).where(link_codes.c.expires_at <= now))
    tx.cars.purge(long_ago)
    tx.questions.purge(long_ago)
    gone = Retained(
        people=_strangers(tx, now),
        conversations=_places(tx, now),
        messages=tx.inbox.purge(now),
        posts=tx.outbox.purge(now, days),
        responses=_free_text(tx, long_ago),
        appointments=_appointments(tx, long_ago),
        rsvps=_rsvps(tx, long_ago),
        matters=tx.matters.purge(long_ago),
        grown=tx.people.grow_up(now.astimezone(tx.zone).date().replace(day=1)),
    )
    tx.erased = True
    return gone


def _strangers(tx: "Transaction", now: datetime) -> int:
    """People who allowed nothing, a day after their last message; not while we expect them."""
    booked = (
        exists()
        .where(appointments.c.person_id == people.c.id, appointments.c.slot_id == slots.c.id)
        .where(appointments.c.state == AppointmentState.OPEN.value, slots.c.ends > now)
    )
    coming = (
        exists()
        .where(rsvps.c.person_id == people.c.id, rsvps.c.event_id == events.c.id)
        .where(rsvps.c.state == RsvpState.COMING.value, events.c.ends > now)
    )
    works_here = exists().where(staff.c.person_id == people.c.id)
    found = (
        select(people.c.id)
        .join(conversations, isouter=True)
        .where(people.c.takes_part.is_(False), people.c.may_be_written.is_(False))
        .where(_last_seen < now - STRANGERS, ~booked, ~coming, ~works_here)
    )
    silent = set(tx.connection.scalars(found))
    tx.held.people(silent)  # whoever is writing just now is no stranger once that is done
    strangers = [PersonId(each) for each in tx.connection.scalars(found) if each in silent]
    tx.people.erase(strangers, now)
    return len(strangers)


def _places(tx: "Transaction", now: datetime) -> int:
    old = delete(conversations).where(conversations.c.updated_at < now - PLACES)
    return tx.connection.execute(old).rowcount


def _free_text(tx: "Transaction", long_ago: datetime) -> int:
    day = long_ago.astimezone(tx.zone).date()
    worded = select(responses).where(responses.c.worded, responses.c.day < day)
    rows = tx.connection.execute(worded).all()
    for row in rows:
        key = tx.keys.keyring.unwrap(row.key_wrapped, response_owner(row.id))
        chosen = _without_words(tx, row.survey, row.version)
        answers = open_answers(key, row.id, row.answers_sealed)
        kept = {name: answer for name, answer in answers.items() if name in chosen}
        tx.connection.execute(
            update(responses)
            .where(responses.c.id == row.id)
            .values(answers_sealed=seal_answers(key, row.id, kept), worded=False)
        )
    return len(rows)


def _without_words(tx: "Transaction", survey: str, version: str) -> set[str]:
    form = tx.surveys.form(SurveyId(survey), version)
    return {q.name for q in form.questions if q.kind is not Kind.TEXT} if form else set()


def _appointments(tx: "Transaction", long_ago: datetime) -> int:
    over = select(slots.c.id).where(slots.c.ends < long_ago)
    old = update(appointments).where(
        appointments.c.person_id.is_not(None), appointments.c.slot_id.in_(over)
    )
    return tx.connection.execute(old.values(person_id=None)).rowcount


def _rsvps(tx: "Transaction", long_ago: datetime) -> int:
    over = select(events.c.id).where(events.c.ends < long_ago)
    return tx.connection.execute(delete(rsvps).where(rsvps.c.event_id.in_(over))).rowcount
