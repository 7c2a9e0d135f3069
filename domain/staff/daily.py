"""The list of the day for advisers: their own appointments, in the morning, without being asked."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.advice.appointment import bounds
from domain.matters.matter import soon_erased
from domain.outcome import Command, Done, Outcome
from domain.reminders.reminder import QUIET_FROM, QUIET_UNTIL, Thing
from domain.staff.audit import Looked, View, Why
from domain.staff.member import Member, Role
from domain.staff.notices import day_list
from domain.work import Work


@dataclass(frozen=True, slots=True)
class PlanDay(Command[int]):
    """Time has passed: by day, every adviser gets the list of the day, once.

    Once a week, whoever may read messages hears that the words of closed ones go soon.
    """


def plan_day(_command: PlanDay, work: Work) -> Outcome[int]:
    """Its value says how many lists there are. What they say is read when they are sent."""
    local = work.now.astimezone(work.zone)
    if not QUIET_UNTIL <= local.time() < QUIET_FROM:
        return Done(0)
    members = [each for each in work.staff.all() if each.person is not None and each.trusted]
    lists = sum(_plan(each, local.date(), work) for each in members)
    return Done(lists + sum(_warn(each, local.date(), work) for each in members))


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
    week = day.toordinal() // 7
    if member.person is None or work.posts.reminded(member.person, Thing.ERASING, week):
        return False
    if not soon_erased(member, work.matters, work.now, work.policy):
        return False
    until = work.now + timedelta(days=7)
    work.posts.remind(member.person, Thing.ERASING, week, timedelta(0), work.now, until)
    return True
