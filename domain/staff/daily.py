"""The list of the day for advisers: their own appointments, in the morning, without being asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from domain.matters.matter import Matter
from domain.matters.readers import overdue, soon_erased
from domain.outcome import Command, Done, Outcome
from domain.reminders.reminder import QUIET_FROM, QUIET_UNTIL, Thing
from domain.speech.local_times import bounds
from domain.staff.audit import Looked, View, Why
from domain.staff.member import Member, Role
from domain.staff.notices import day_list
from domain.work import Work


@dataclass(frozen=True, slots=True)
class PlanDay(Command[int]):
    """Time has passed: by day, every adviser gets the list of the day, once.

    Once a week, whoever may read messages hears that the words of closed ones go soon, and that
    open ones wait longer than was promised.
    """


def plan_day(_command: PlanDay, work: Work) -> Outcome[int]:
    """Its value says how many lists there are. What they say is read when they are sent."""
    local = work.now.astimezone(work.zone)
    if not QUIET_UNTIL <= local.time() < QUIET_FROM:
        return Done(0)
    members = [each for each in work.staff.all() if each.person is not None and each.trusted]
    lists = sum(_plan(each, local.date(), work) for each in members)
    told = sum(_warn(each, local.date(), work) for each in members)
    return Done(lists + told + sum(_remind(each, local.date(), work) for each in members))


def _plan(member: Member, day: date, work: Work) -> bool:
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


def _warn(member: Member, day: date, work: Work) -> bool:
    """Also those who were away last week hear of each message twice before it goes."""
    going = partial(soon_erased, member, work.matters, work.now, work.policy)
    return _weekly(member, Thing.ERASING, day, going, work)


def _remind(member: Member, day: date, work: Work) -> bool:
    """Week after week, until somebody answers or closes it, or it expires."""
    late = partial(overdue, member, work.matters, work.now)
    return _weekly(member, Thing.OVERDUE, day, late, work)


def _weekly(
    member: Member, thing: Thing, day: date, found: Callable[[], Sequence[Matter]], work: Work
) -> bool:
    week = day.toordinal() // 7
    if member.person is None or work.posts.reminded(member.person, thing, week) or not found():
        return False
    until = work.now + timedelta(days=7)
    work.posts.remind(member.person, thing, week, timedelta(0), work.now, until)
    return True
