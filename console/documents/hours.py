"""Hours that repeat, in slots.json: an adviser's week, without holidays, with breaks between.

    "hours": [{"day": "tuesday", "from": "09:00", "until": "12:00", "minutes": 45, "break": 15,
               "first": "2026-12-01", "last": "2027-02-23"}],
    "holidays": ["2026-12-25", "2027-01-01"]

Hours are local, so that nine o'clock stays nine when the clocks change.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from console.documents.fields import Fields
from domain.advice.opening_hours import LONGEST, MINUTES, MOST_BREAK, MOST_TIMES, Hours, times_of

HOURS = ("day", "from", "until", "minutes", "break", "first", "last")
NEVER = date(2000, 1, 1)


class Weekday(StrEnum):
    """A day of the week, in the order of `date.weekday`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


def times_of_hours(
    fields: Fields, now: datetime, zone: ZoneInfo
) -> tuple[tuple[datetime, datetime], ...]:
    """Starts and ends in UTC, all of them to come; what is wrong is noted."""
    if not fields.has("hours"):
        return ()
    free = set(_holidays(fields))
    times = [
        (starts, ends)
        for hours in fields.objects("hours", HOURS)
        for starts, ends in _times(hours, free, zone)
        if starts > now
    ]
    if len(times) > MOST_TIMES:
        fields.wrong("hours", f"make {len(times)} times; at most {MOST_TIMES} are added at once")
        return ()
    return tuple(sorted(times))


def _holidays(fields: Fields) -> Iterator[date]:
    for at, written in enumerate(fields.items("holidays", optional=True)):
        try:
            yield date.fromisoformat(written)
        except (TypeError, ValueError):
            fields.wrong(f"holidays[{at}]", "must be a day such as 2026-12-25")


def _times(hours: Fields, free: set[date], zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    weekday = list(Weekday).index(hours.name("day", Weekday, Weekday.MONDAY))
    hours.value("day")  # that it is missing is a problem
    begins, ends = _clock(hours, "from"), _clock(hours, "until")
    first, last = _day(hours, "first"), _day(hours, "last")
    length = timedelta(minutes=hours.number("minutes", *MINUTES))
    pause = timedelta(minutes=hours.number("break", 0, MOST_BREAK) if hours.has("break") else 0)
    if NEVER in (first, last) or begins is None or ends is None:
        return
    if not timedelta() <= last - first <= LONGEST:
        hours.wrong("last", "must be within a year after first")
        return
    if begins >= ends:
        hours.wrong("until", "must be after from")
        return
    for times in times_of(Hours(weekday, begins, ends, length, pause, first, last), free, zone):
        yield from times


def _clock(hours: Fields, name: str) -> time | None:
    written = hours.value(name)
    try:
        clock = None if written is None else time.fromisoformat(written)
    except (TypeError, ValueError):
        hours.wrong(name, "must be a time such as 09:00")
        return None
    if clock is not None and clock.tzinfo is not None:
        hours.wrong(name, "must be a local time such as 09:00, without an offset")
        return None
    return clock


def _day(hours: Fields, name: str) -> date:
    written = hours.value(name)
    try:
        return NEVER if written is None else date.fromisoformat(written)
    except (TypeError, ValueError):
        hours.wrong(name, "must be a day such as 2026-12-01")
        return NEVER
