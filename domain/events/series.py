"""Events that come again by a rule: each time is an event of its own, at the same local time.

A rule is written in local time, so that football at three stays at three when the clocks change.
Times are made a few weeks ahead, once for each local day; one that was cancelled stays so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType
from zoneinfo import ZoneInfo

from domain.events.event import EventId, NewEvent
from domain.outcome import Command
from domain.speech.text import _

SeriesId = NewType("SeriesId", int)

AHEAD = timedelta(days=28)  # nobody plans their Sundays further ahead
LONGEST = timedelta(days=366)  # then somebody has to want it again

NO_SERIES = _("This event does not come again.")
A_YEAR = _("It can come again for a year at most.")


class Every(StrEnum):
    """How often an event comes again, counted from its first time."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"  # the same weekday of the month: every second Tuesday


@dataclass(frozen=True, slots=True)
class Repeats:
    """The rule: how often, and the last local day on which it may be."""

    every: Every
    until: date


@dataclass(frozen=True, slots=True)
class Series:
    """A rule, and the event as it was written for the first time."""

    id: SeriesId
    first: NewEvent
    repeats: Repeats


@dataclass(frozen=True, slots=True)
class ContinueSeries(Command[int]):
    """Time has passed: what comes again within `AHEAD` is planned."""


@dataclass(frozen=True, slots=True)
class EndSeries(Command[None]):
    """It comes no more after the times that are planned already."""

    event: EventId


def lasts(first: date, repeats: Repeats) -> bool:
    """Whether a rule that begins on this local day is of an allowed length."""
    return first <= repeats.until <= first + LONGEST


def times(series: Series, now: datetime, zone: ZoneInfo) -> Iterator[tuple[date, NewEvent]]:
    """What is to come within `AHEAD` of now, or of its first time, by local day."""
    first = _day(series.first.starts, zone)
    last = max(now.astimezone(zone).date(), first) + AHEAD
    for day in days(first, series.repeats):
        if day > last:
            return
        event = on(series.first, day, zone)
        if event.starts > now:
            yield day, event


def days(first: date, repeats: Repeats) -> Iterator[date]:
    """The local days of a rule, the first one first, as long as it lasts."""
    number = 0
    day: date | None = first
    while day is None or day <= repeats.until:
        if day is not None:
            yield day
        number += 1
        day = _nth(first, number, repeats.every)
        if number > LONGEST.days:
            return


def on(event: NewEvent, day: date, zone: ZoneInfo) -> NewEvent:
    """The same event on another local day, at the same times by the clock there."""
    away = day - _day(event.starts, zone)

    def moved(at: datetime) -> datetime:
        local = at.astimezone(zone)
        there = datetime.combine(local.date() + away, local.time(), zone)
        return there.astimezone(at.tzinfo)

    car = event.transport and replace(event.transport, leaves=moved(event.transport.leaves))
    return replace(event, starts=moved(event.starts), ends=moved(event.ends), transport=car)


def _nth(first: date, number: int, every: Every) -> date | None:
    """The day so many times after the first one; None in a month that has no such weekday."""
    if every is not Every.MONTH:
        return first + timedelta(weeks=number * (2 if every is Every.TWO_WEEKS else 1))
    month = first.month - 1 + number
    begins = date(first.year + month // 12, month % 12 + 1, 1)
    week = (first.day - 1) // 7
    day = begins + timedelta(days=(first.weekday() - begins.weekday()) % 7, weeks=week)
    return day if day.month == begins.month else None


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
