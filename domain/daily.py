"""The list of the day for advisers: their own appointments, in the morning, without being asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.appointments import INTERPRETER, Appointment, AppointmentState
from domain.audit import Looked, View, Why
from domain.matters import soon_erased
from domain.messages import Say
from domain.outcome import Done, Outcome
from domain.reminders import QUIET_FROM, QUIET_UNTIL, Thing
from domain.staff import Member, Role
from domain.text import Moment, Show, Span, Text, _, lines, n_

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from domain.work import Work


ACCOMPANIED = _("with an adult they trust")


@dataclass(frozen=True, slots=True)
class PlanDay:
    """Time has passed: by day, every adviser gets the list of the day, once.

    Once a week, whoever may read messages hears that the words of closed ones go soon.
    """


def plan_day(_command: PlanDay, work: "Work") -> Outcome:
    """The key says how many lists there are. What they say is read when they are sent."""
    local = work.now.astimezone(work.zone)
    if not QUIET_UNTIL <= local.time() < QUIET_FROM:
        return Done("0")
    members = [each for each in work.staff.all() if each.person is not None and each.trusted]
    lists = sum(_plan(each, local.date(), work) for each in members)
    return Done(str(lists + sum(_warn(each, local.date(), work) for each in members)))


def day_list(member: Member, found: Sequence[Appointment], day: datetime) -> Say | None:
    """Times, topics and places; None when nothing is booked any more."""
    own = [each for each in found if _is_theirs(each, member)]
    if not own:
        return None
    return Say(
        lines(
            _("🔔 Your list for today."),
            _("📆 {day}", day=Moment(day, Show.DAY)),
            lines(*map(_line, own), between="\n"),
            _("More is at the desk: /desk"),
        )
    )


def bounds(day: date, zone: "ZoneInfo") -> tuple[datetime, datetime]:
    """The first instant of a local day, and that of the next one, in UTC."""
    days = (day, day + timedelta(days=1))
    first, until = (datetime.combine(each, time(), zone).astimezone(UTC) for each in days)
    return first, until


def _plan(member: Member, day: date, work: "Work") -> bool:
    if member.role is not Role.ADVISER or member.person is None:
        return False
    number, (first, until) = day.toordinal(), bounds(day, work.zone)
    theirs = day_list(member, work.appointments.between(first, until), first)
    quiet = work.people.get(member.person).stopped
    if theirs is None or quiet or work.posts.reminded(member.person, Thing.DAY, number):
        return False
    work.posts.remind(member.person, Thing.DAY, number, timedelta(0), work.now, until)
    work.audit.note(Looked(work.now, member.id, View.APPOINTMENTS, day.isoformat(), Why.DAILY))
    return True


def _warn(member: Member, day: date, work: "Work") -> bool:
    """Also those who were away last week hear of each message twice before it goes."""
    week = day.toordinal() // 7
    if member.person is None or work.posts.reminded(member.person, Thing.ERASING, week):
        return False
    if not soon_erased(member, work.matters, work.now, work.policy):
        return False
    until = work.now + timedelta(days=7)
    work.posts.remind(member.person, Thing.ERASING, week, timedelta(0), work.now, until)
    return True


def erasing(many: int) -> Say | None:
    """How many there are; None when they were opened again or have gone."""
    if not many:
        return None
    said = n_(
        "🔔 The words of {n} closed message are erased soon.",
        "🔔 The words of {n} closed messages are erased soon.",
        n=many,
    )
    return Say(lines(said, _("To read one again, or to keep it, write /desk and choose Messages.")))


def _is_theirs(appointment: Appointment, member: Member) -> bool:
    booked = appointment.state in (AppointmentState.OPEN, AppointmentState.PAST)
    return booked and appointment.slot.adviser == member.name


def _line(appointment: Appointment) -> Text:
    slot = appointment.slot
    return lines(*_parts(appointment), slot.place, between=" · ")


def _parts(appointment: Appointment) -> Iterator[Text]:
    slot = appointment.slot
    yield _("🕒 {time}", time=Span(slot.starts, slot.ends))
    yield appointment.topic.label
    if appointment.language == INTERPRETER:
        yield _("with an interpreter")
    if appointment.accompanied:
        yield ACCOMPANIED
