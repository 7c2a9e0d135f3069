"""Hours that repeat: some days of the week, without holidays, with breaks between the times.

They are local, so that nine o'clock stays nine when the clocks change.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Times = tuple[tuple[datetime, datetime], ...]
MINUTES = (5, 480)  # how long a time may be
MOST_BREAK = 240  # minutes
LONGEST = timedelta(days=366)  # from the first day to the last one
MOST_TIMES = 500  # at once


@dataclass(frozen=True, slots=True)
class Hours:
    """On this day of the week (0 is Monday), from the first day to the last one, both included."""

    weekday: int
    begins: time
    ends: time
    length: timedelta
    pause: timedelta
    first: date
    last: date


def times_of(hours: Hours, holidays: Collection[date], zone: ZoneInfo) -> Iterator[Times]:
    """The times of each of their days, in UTC."""
    day = hours.first + timedelta(days=(hours.weekday - hours.first.weekday()) % 7)
    while day <= hours.last:
        if day not in holidays:
            yield tuple(_of_day(day, hours, zone))
        day += timedelta(days=7)


def _of_day(day: date, hours: Hours, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    starts = datetime.combine(day, hours.begins, zone).astimezone(UTC)
    closes = datetime.combine(day, hours.ends, zone).astimezone(UTC)
    while starts + hours.length <= closes:
        yield starts, starts + hours.length
        starts += hours.length + hours.pause
