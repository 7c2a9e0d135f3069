"""How much advice took place: what stays when nothing leads to anybody any more."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection

from domain.advice.appointment import AppointmentState
from domain.advice.slot import Topic
from storage.advice.sealed_topics import Topics, opening
from storage.advice.tables import advised, appointments, slots
from storage.database.engines import insert_for

UNKNOWN = ""  # the topic of advice of which nothing tells it any more: it is counted all the same


def _one_more(connection: Connection, day: date, topic: Topic | None) -> None:
    """Advice about this topic, on this local day."""
    one = insert_for(connection.dialect.name, advised).values(
        day=day, topic=topic or UNKNOWN, many=1
    )
    counted = {"many": advised.c.many + 1}
    connection.execute(one.on_conflict_do_update(index_elements=["day", "topic"], set_=counted))


def count_past(
    connection: Connection, topics: Topics, zone: ZoneInfo, *which: ColumnElement[bool]
) -> None:
    """Of these appointments, the day and the topic of those that took place."""
    took_place = appointments.c.state == AppointmentState.PAST.value
    past = opening(appointments, slots.c.starts).join(slots, slots.c.id == appointments.c.slot_id)
    for row in connection.execute(past.where(*which, took_place)).all():
        day = row.starts.astimezone(zone).date()
        _one_more(connection, day, topics.of(appointments, row))
