"""Rules by which events come again: the database holds one time for each local day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, insert, or_, select, update

from domain.events.event import Event, EventId, NewEvent
from domain.events.series import Every, Repeats, Series, SeriesId
from storage.database.engines import insert_for
from storage.events.rows import event_from, from_json, to_json, values
from storage.events.tables import events, series
from storage.session import Session


class SeriesTimes:
    """The part of `domain.events.lookups.Events` that is about series."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection

    def add_series(self, first: NewEvent, repeats: Repeats) -> SeriesId:
        """Store a rule and the event as it was written."""
        row = insert(series).values(_rule(first, repeats)).returning(series.c.id)
        return SeriesId(self._connection.scalar(row) or 0)

    def series(self) -> Sequence[Series]:
        """Every rule that was not ended, the oldest first."""
        rows = self._connection.execute(select(series).where(~series.c.ended).order_by(series.c.id))
        return [_series(row) for row in rows]

    def series_of(self, event: EventId) -> Series | None:
        """The rule behind this event; None where it does not come again."""
        behind = select(series).join(events, events.c.series_id == series.c.id)
        row = self._connection.execute(behind.where(events.c.id == event)).first()
        return None if row is None else _series(row)

    def later_times(self, event: EventId) -> Sequence[tuple[date, Event]]:
        """The times of its series after it, also cancelled ones, each with its day in the rule."""
        this = events.alias("this")
        same = select(events).join(this, events.c.series_id == this.c.series_id)
        later = same.where(this.c.id == event, events.c.series_day > this.c.series_day)
        rows = self._connection.execute(later.order_by(events.c.series_day))
        return [(date.fromisoformat(row.series_day), event_from(row)) for row in rows]

    def rewrite_series(self, number: SeriesId, first: NewEvent, repeats: Repeats) -> None:
        """Store another rule and first time in place of these."""
        which = update(series).where(series.c.id == number)
        self._connection.execute(which.values(_rule(first, repeats)))

    def place_times(self, number: SeriesId, times: Mapping[EventId, date | None]) -> None:
        """All days are freed first: one may get the day that another one had."""
        days = [day.isoformat() for day in times.values() if day is not None]
        there = and_(events.c.series_id == number, events.c.series_day.in_(days))
        theirs = update(events).where(or_(events.c.id.in_(times), there))
        self._connection.execute(theirs.values(series_id=None, series_day=None))
        for event, day in times.items():
            if day is not None:
                placed = update(events).where(events.c.id == event)
                self._connection.execute(
                    placed.values(series_id=number, series_day=day.isoformat())
                )

    def add_time(
        self, number: SeriesId, day: date, event: NewEvent, at: datetime
    ) -> EventId | None:
        """Store one time of a series; None when there is one on this local day already."""
        row = values(event) | {"created_at": at, "series_id": number, "series_day": day.isoformat()}
        statement = insert_for(self._connection.dialect.name, events).values(row)
        stored = statement.on_conflict_do_nothing().returning(events.c.id)
        added = self._connection.scalar(stored)
        return None if added is None else EventId(added)

    def end_series(self, event: EventId) -> bool:
        """The rule behind this event goes on no more; False when there is none."""
        found = select(events.c.series_id).where(events.c.id == event)
        number = self._connection.scalar(found)
        if number is None:
            return False
        self._connection.execute(update(series).where(series.c.id == number).values(ended=True))
        theirs = update(events).where(events.c.series_id == number)
        self._connection.execute(theirs.values(series_id=None))
        return True


def _rule(first: NewEvent, repeats: Repeats) -> dict[str, Any]:
    until = repeats.until.isoformat()
    return {"first": to_json(first), "every": repeats.every.value, "until": until}


def _series(row: Row[Any]) -> Series:
    repeats = Repeats(Every(row.every), date.fromisoformat(row.until))
    return Series(SeriesId(row.id), from_json(row.first), repeats)
