"""How a service ends: what is still open in it, and the erasure of everything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, Table, delete, exists, func, select

from domain.advice.appointment import AppointmentState
from domain.campaigns.campaign import CampaignId, CampaignState
from domain.people.person import PersonId
from storage.advice.tables import appointments, slots
from storage.events.tables import events
from storage.lives.forgetting import erase
from storage.matters.tables import matters
from storage.outbox.rows import State
from storage.outbox.tables import campaigns, outbox
from storage.people.tables import addresses, people
from storage.sealing.journal import Erasure
from storage.session import Session
from storage.staff.tables import staff
from storage.subjects import metadata
from storage.surveys.tables import responses

HELD = (AppointmentState.OPEN.value, AppointmentState.OFFERED.value)
AT_ONCE = 200  # people in one transaction
T = TypeVar("T")


class Writes(Protocol):
    """Runs one act in a transaction of its own."""

    def __call__(self, act: Callable[[Session], T], /) -> T:
        """What the act gives, once its transaction is committed."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of what there is. No row of it names anybody.

    `languages`: how many people read which. `untold`: people for whom there is no last message.
    `appointments` and `events` are those to come; `waiting`: rows of the outbox, reminders of
    what is to come included; `not_begun`: campaigns that are proposed or planned; `responses` by
    the name of their survey.
    """

    people: int
    languages: Mapping[str, int]
    stopped: int
    unreachable: int
    untold: int
    staff: int
    appointments: int
    events: int
    matters: int
    not_begun: int
    waiting: int
    responses: Mapping[str, int]


def standing(session: Session, now: datetime, farewell: CampaignId | None) -> Standing:
    """Everything at this instant; `farewell` is the campaign by which people were told."""

    def many(table: Table, *where: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(table).where(*where)
        return session.connection.scalar(counted) or 0

    told = exists().where(outbox.c.person_id == people.c.id, outbox.c.campaign_id == farewell)
    reached = exists().where(addresses.c.person_id == people.c.id, addresses.c.reachable)
    to_come = exists().where(slots.c.id == appointments.c.slot_id, slots.c.ends > now)
    before = [state.value for state in (CampaignState.PROPOSED, CampaignState.PLANNED)]
    return Standing(
        people=many(people),
        languages=_by(session, people, people.c.language),
        stopped=many(people, people.c.stopped),
        unreachable=many(people, ~people.c.stopped, ~reached),
        untold=many(people, ~told),
        staff=many(staff),
        appointments=many(appointments, appointments.c.state.in_(HELD), to_come),
        events=many(events, events.c.ends > now, ~events.c.cancelled),
        matters=many(matters, matters.c.closed_at.is_(None)),
        not_begun=many(campaigns, campaigns.c.state.in_(before)),
        waiting=many(outbox, outbox.c.state == State.WAITING.value),
        responses=_by(session, responses, responses.c.survey),
    )


def erase_everything(write: Writes, now: datetime) -> int:
    """Everybody, noted in the deletion journal; then every row there is, the keys included.

    How many people there were. It may be stopped and begun again: what is gone stays gone.
    """
    erased = 0
    while some := write(partial(_erase_some, now)):
        erased += some
    write(_empty)
    return erased


def _by(session: Session, table: Table, column: ColumnElement[str]) -> Mapping[str, int]:
    grouped = select(column, func.count()).select_from(table).group_by(column).order_by(column)
    return {row[0]: row[1] for row in session.connection.execute(grouped)}


def _erase_some(now: datetime, session: Session) -> int:
    chosen = select(people.c.id).order_by(people.c.id).limit(AT_ONCE)
    persons = [PersonId(number) for number in session.connection.scalars(chosen)]
    behind = select(addresses.c.blind).where(addresses.c.person_id.in_(persons))
    session.erasures.extend(Erasure(blind, now) for blind in session.connection.scalars(behind))
    erase(session, persons, now)
    return len(persons)


def _empty(session: Session) -> None:
    for table in reversed(metadata.sorted_tables):
        session.connection.execute(delete(table))
    session.points.clear()  # there is no audit any more
    session.erased = True
