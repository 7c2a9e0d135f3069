"""What is planned: a list of the next weeks, or a month as a calendar shows it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from console.core.pages import COORDINATORS, Result, Shown
from console.core.visit import Visit
from domain.events.event import Event
from domain.matters.matter import Matter, Subject, may_read
from storage.store import Transaction

WEEKS = timedelta(weeks=8)
FIRST_YEAR, LAST_YEAR = 2000, 2099


def show(visit: Visit) -> Result:
    """The next eight weeks, or the month that the address asks for."""
    month = _month(visit.asked("month"))
    weeks = _weeks(month) if month else ()
    first, until = (weeks[0][0], weeks[-1][-1]) if weeks else (visit.today, visit.today + WEEKS)
    bounds = _start(first, visit), _start(until + timedelta(days=1), visit)
    events = visit.read(lambda tx: tx.guest_lists.between(*bounds))
    begins = month or visit.today.replace(day=1)
    values = {
        "events": events,
        "month": month and _start(month, visit),
        "weeks": [[(_start(day, visit), day, _on(day, events, visit)) for day in w] for w in weeks],
        "now": f"{begins:%Y-%m}",
        "before": f"{begins - timedelta(days=1):%Y-%m}",
        "after": f"{begins + timedelta(days=31):%Y-%m}",
        "proposals": visit.read(lambda tx: proposals_for(tx, visit)),
        "writes": COORDINATORS.includes(visit.me),
    }
    return Shown("events/agenda.html", values)


def proposals_for(tx: Transaction, visit: Visit) -> Sequence[Matter]:
    """What people propose, and this member may read, the oldest first."""
    if not COORDINATORS.includes(visit.me):
        return ()
    waiting = (each for each in tx.matters.open() if each.subject is Subject.PROPOSAL)
    return [each for each in waiting if each.proposal and may_read(visit.me, each)]


def _month(asked: str) -> date | None:
    try:
        day = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return None
    return day if FIRST_YEAR < day.year < LAST_YEAR else None


def _weeks(month: date) -> Sequence[Sequence[date]]:
    """From Monday to Sunday, as many as the month touches."""
    monday = month - timedelta(days=month.weekday())
    next_month = (month + timedelta(days=31)).replace(day=1)
    many = -(-(next_month - monday).days // 7)
    return [[monday + timedelta(weeks=w, days=d) for d in range(7)] for w in range(many)]


def _on(day: date, events: Sequence[Event], visit: Visit) -> Sequence[Event]:
    return [each for each in events if each.starts.astimezone(visit.zone).date() == day]


def _start(day: date, visit: Visit) -> datetime:
    return datetime.combine(day, time(), visit.zone)
