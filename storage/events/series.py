"""Rules by which events come again: the database holds one time for each local day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from domain.events.event import EventId, NewEvent
from domain.events.series import Every, Repeats, Series, SeriesId
from storage.database.engines import insert_for
from storage.events.rows import from_json, to_json, values
from storage.events.tables import events, series
from storage.session import Session


def add(tx: Session, first: NewEvent, repeats: Repeats) -> SeriesId:
    """Store a rule and the event as it was written."""
    row = {
        "first": to_json(first),
        "every": repeats.every.value,
        "until": repeats.until.isoformat(),
    }
    added = tx.connection.scalar(insert(series).values(row).returning(series.c.id))
    return SeriesId(added or 0)


def going_on(tx: Session) -> Sequence[Series]:
    """Every rule that was not ended, the oldest first."""
    rows = tx.connection.execute(select(series).where(~series.c.ended).order_by(series.c.id))
    return [_series(row) for row in rows]


def add_time(
    tx: Session, number: SeriesId, day: date, event: NewEvent, at: datetime
) -> EventId | None:
    """Store one time of a series; None when there is one on this local day already."""
    row = values(event) | {"created_at": at, "series_id": number, "series_day": day.isoformat()}
    statement = insert_for(tx.connection.dialect.name, events).values(row)
    added = tx.connection.scalar(statement.on_conflict_do_nothing().returning(events.c.id))
    return None if added is None else EventId(added)


def end(tx: Session, event: EventId) -> bool:
    """The rule behind this event goes on no more; False when there is none."""
    number = tx.connection.scalar(select(events.c.series_id).where(events.c.id == event))
    if number is None:
        return False
    tx.connection.execute(update(series).where(series.c.id == number).values(ended=True))
    theirs = update(events).where(events.c.series_id == number)
    tx.connection.execute(theirs.values(series_id=None))
    return True


def _series(row: Row[Any]) -> Series:
    repeats = Repeats(Every(row.every), date.fromisoformat(row.until))
    return Series(SeriesId(row.id), from_json(row.first), repeats)
