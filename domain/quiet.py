"""Quiet for a while: nothing that we start comes before it ends; it waits while it is of use."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.outcome import Done, Outcome
from domain.reminders import QUIET_UNTIL
from domain.text import Message, _

if TYPE_CHECKING:
    from domain.work import Work

ENDLESS = timedelta(days=3650)


class Quiet(StrEnum):
    """For how long."""

    HOUR = "hour"
    MORNING = "morning"
    WEEK = "week"
    ENDLESS = "endless"  # until they ask us to write again

    @property
    def label(self) -> Message:
        """The time as people choose it."""
        return {
            Quiet.HOUR: _("For an hour"),
            Quiet.MORNING: _("Until tomorrow morning"),
            Quiet.WEEK: _("For a week"),
            Quiet.ENDLESS: _("Until I end it"),
        }[self]


@dataclass(frozen=True, slots=True)
class KeepQuiet:
    """Start no message to me for so long."""

    quiet: Quiet


@dataclass(frozen=True, slots=True)
class EndQuiet:
    """Write to me again, beginning with what waited."""


def keep_quiet(command: KeepQuiet, work: "Work") -> Outcome:
    """In place of any quiet before."""
    end_quiet(EndQuiet(), work)
    work.people.set_quiet(work.person, _until(command.quiet, work.now, work.zone))
    return Done()


def end_quiet(_command: EndQuiet, work: "Work") -> Outcome:
    """What was held back and is still of use comes now."""
    until = work.people.get(work.person).quiet_until
    if until is not None:
        work.people.set_quiet(work.person, None)
        work.posts.wake(work.person, until, work.now)
    return Done()


def _until(quiet: Quiet, now: datetime, zone: ZoneInfo) -> datetime:
    if quiet is Quiet.MORNING:
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(tomorrow, QUIET_UNTIL, zone).astimezone(now.tzinfo)
    lasts = {Quiet.HOUR: timedelta(hours=1), Quiet.WEEK: timedelta(days=7)}
    return now + lasts.get(quiet, ENDLESS)
