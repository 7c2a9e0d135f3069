"""A day and a time as people say them, by the clock on the wall, and which instant that is.

Twice a year it is not one: in spring an hour is left out at night, in autumn one comes twice.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.speech.text import Text, _

SKIPPED = _(
    "That night the clocks go forward, and this time does not exist. Please choose another one."
)
TWICE = _(
    "⏰ That night the clocks go back, and this time comes twice. We mean the first of the two."
)


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """In UTC. Of a time that comes twice it is the first one; one that `exists` not is as much
    later as the clocks go forward.
    """
    return datetime.combine(day, clock, zone).astimezone(UTC)


def exists(day: date, clock: time, zone: ZoneInfo) -> bool:
    """Whether clocks show this time on this day."""
    there = instant(day, clock, zone).astimezone(zone)
    return there.replace(tzinfo=None) == datetime.combine(day, clock)


def twice(day: date, clock: time, zone: ZoneInfo) -> Text | None:
    """What to say of a time that comes twice on this day; None for all others."""
    second = instant(day, clock.replace(fold=1), zone)
    return TWICE if instant(day, clock, zone) < second else None


def bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first instant of a local day, and that of the next one, in UTC."""
    days = (day, day + timedelta(days=1))
    first, until = (datetime.combine(each, time(), zone).astimezone(UTC) for each in days)
    return first, until
