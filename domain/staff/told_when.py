"""Within which hours a member of staff hears of new messages; never at night in any case."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.outcome import Command, Done, Outcome, Refused
from domain.speech.local_times import instant
from domain.speech.text import _
from domain.staff.member import NO_MEMBER, Hours
from domain.work import Work

BACKWARDS = _("The second time must be later than the first.")


@dataclass(frozen=True, slots=True)
class SetHours(Command[None]):
    """Tell me within these hours what is new; None: do not tell me."""

    hours: Hours | None


def set_hours(command: SetHours, work: Work) -> Outcome[None]:
    """For whoever commands alone."""
    if work.member is None:
        return Refused(NO_MEMBER)
    if command.hours is not None and command.hours.first >= command.hours.until:
        return Refused(BACKWARDS)
    work.staff.set_hours(work.member.id, command.hours)
    return Done(None)


def next_told(hours: Hours | None, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Now, or when their hours begin again; None for whoever wants to hear nothing."""
    if hours is None:
        return None
    local = now.astimezone(zone)
    if hours.first <= local.time() < hours.until:
        return now
    day = local.date() if local.time() < hours.first else local.date() + timedelta(days=1)
    return instant(day, hours.first, zone)


def clock_of(written: str) -> time | None:
    """A time as a browser sends it; None for anything else."""
    try:
        return time.fromisoformat(written).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None
