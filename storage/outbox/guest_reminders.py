"""Reminders of an event, planned for all who come by one statement each."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, insert, literal, select, update

from domain.events.event import EventId
from domain.events.rsvp import RsvpState
from domain.reminders.reminder import Thing
from storage.events.tables import rsvps
from storage.outbox.routing import channel_of
from storage.outbox.rows import Priority, RowKind, State
from storage.outbox.tables import outbox
from storage.people.tables import people
from storage.session import Session

COLUMNS = (
    "person_id",
    "channel",
    "kind",
    "priority",
    "state",
    "due_at",
    "not_after",
    "thing",
    "thing_id",
    "ahead_s",
    "asks",
)


def of_guests(
    tx: Session,
    event: EventId,
    times: Iterable[tuple[timedelta, datetime]],
    not_after: datetime,
) -> None:
    """Plan these for everybody who comes, in place of all that were planned."""
    planned = update(outbox).where(
        outbox.c.kind == RowKind.REMINDER.value,
        outbox.c.thing == Thing.EVENT.value,
        outbox.c.thing_id == event,
        outbox.c.state == State.WAITING.value,
    )
    tx.connection.execute(planned.values(state=State.CANCELLED.value, lease_until=None))
    for ahead, due in times:
        instant = outbox.c.due_at.type
        rows = (
            select(
                people.c.id,
                func.coalesce(channel_of(people.c.id), ""),
                literal(RowKind.REMINDER.value),
                literal(Priority.REMINDER.value),
                literal(State.WAITING.value),
                literal(due, instant),
                literal(not_after, instant),
                literal(Thing.EVENT.value),
                literal(event),
                literal(round(ahead.total_seconds())),
                literal(True),
            )
            .join_from(rsvps, people)
            .where(rsvps.c.event_id == event, rsvps.c.state == RsvpState.COMING.value)
            .where(~people.c.stopped)
        )
        tx.connection.execute(insert(outbox).from_select(COLUMNS, rows))
