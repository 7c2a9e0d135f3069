"""Reminders: when they are due, and the hours in which we do not write first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.speech.messages import Option
from domain.speech.text import Message, _

AHEAD = (timedelta(hours=24), timedelta(hours=2))
QUIET_FROM = time(21)
QUIET_UNTIL = time(8)
STILL_URGENT = timedelta(hours=3)  # so close to the thing itself, night does not matter


class Thing(StrEnum):
    """What a reminder is about; with a number it names one thing. Both are stored."""

    EVENT = "event"
    APPOINTMENT = "appointment"
    GROWING = "growing"  # what changes at 18; its number is 0
    ERASING = "erasing"  # whose words go soon; its number is that of the local week
    OVERDUE = "overdue"  # messages wait longer than promised; its number is that of the local week
    NEW = "new"  # messages to read; its number is that of a quarter of an hour
    HANDED = "handed"  # a message by a colleague; its number is the message's
    DAY = "day"  # an adviser's list; its number is that of the local day


@dataclass(frozen=True, slots=True)
class Reminder:
    """One planned reminder: `ahead` of the thing with this id, for one person."""

    thing: Thing
    id: int
    ahead: timedelta


def due_times(starts: datetime, now: datetime) -> Iterator[tuple[timedelta, datetime]]:
    """The reminders that still make sense, each with the instant when it is due.

    A reminder that would have been due already is left out: whoever books an hour before
    the thing has just read the time.
    """
    for ahead in AHEAD:
        due = starts - ahead
        if due > now:
            yield ahead, due


def promise(starts: datetime, now: datetime, *, stopped: bool) -> Message | None:
    """What we say will come, to whoever books now; None when nothing will."""
    planned = len(list(due_times(starts, now)))
    if not planned:
        return None
    if stopped:
        return _("You asked us not to write, so there will be no reminder.")
    if planned == len(AHEAD):
        return _("We will remind you the day before and two hours before.")
    return _("We will remind you two hours before.")


def quiet_until(now: datetime, zone: ZoneInfo, starts: datetime | None) -> datetime | None:
    """When the quiet hours end that hold a message we start, or None when it may go now.

    `starts` is the instant of the thing itself, if there is one: within 3 hours of it we write
    even at night, and what would only come after it is written now.
    """
    local = now.astimezone(zone)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return None
    day = local.date() if local.time() < QUIET_UNTIL else local.date() + timedelta(days=1)
    ends = datetime.combine(day, QUIET_UNTIL, zone).astimezone(now.tzinfo)
    if starts is not None and starts - STILL_URGENT <= max(now, ends):
        urgent = starts - STILL_URGENT
        return urgent if urgent > now else None
    return ends


ANSWERS = (Option("ok", _("I will come")), Option("cannot", _("I can't come")))
