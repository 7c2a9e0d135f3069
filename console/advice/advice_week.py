"""A week of advice, by adviser or by room, and an adviser's day to be printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from console.advice.booked_times import Booked, booked_between
from console.core.pages import COORDINATORS, Result, Shown
from console.core.visit import NotAllowedError, Visit
from domain.speech.local_times import bounds
from domain.staff.member import Role

WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Table:
    """The week of one adviser, or of one room; `name` is empty for times without a room."""

    name: str
    rows: Sequence[tuple[datetime, Sequence[Sequence[Booked]]]]


def show(visit: Visit) -> Result:
    """The week of a day, today's unless another is asked for."""
    monday = _monday(visit)
    first, until = bounds(monday, visit.zone)[0], bounds(monday + timedelta(days=6), visit.zone)[1]
    found = booked_between(visit, f"{monday}/7", first, until)
    chosen = [each for each in found if visit.asked("adviser") in ("", each.slot.adviser)]
    room = visit.asked("by") == "room"
    days = _days(monday, chosen, visit)
    values = {
        "plans": COORDINATORS.includes(visit.me),
        "monday": first,
        "days": [(day, bounds(day, visit.zone)[0]) for day in days],
        "tables": _tables(chosen, days, visit, _room if room else _adviser),
        "by": "room" if room else "adviser",
        "adviser": visit.asked("adviser"),
        "advisers": sorted({each.slot.adviser for each in found}),
        "free": sum(each.appointment is None for each in chosen),
        "taken": sum(each.appointment is not None for each in chosen),
        "waiting": visit.read(lambda tx: len(tx.appointments.seekers())),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
    }
    return Shown("advice/week.html", values)


def print_day(visit: Visit) -> Result:
    """What an adviser takes along: their appointments of a day."""
    day = day_of(visit.asked("day"), visit.today)
    me = visit.me
    adviser = me.name if me.role is Role.ADVISER else visit.asked("adviser")
    first, until = bounds(day, visit.zone)
    found = booked_between(visit, day.isoformat(), first, until)
    own = [each for each in found if each.slot.adviser == adviser]
    return Shown("advice/print.html", {"adviser": adviser, "first": first, "day": day, "rows": own})


def day_of(written: str, otherwise: date) -> date:
    """A day in an address. Raises NotAllowedError: there is no such page."""
    if not written:
        return otherwise
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise NotAllowedError from None
    if not 2000 < day.year < 2100:
        raise NotAllowedError
    return day


def _monday(visit: Visit) -> date:
    day = day_of(visit.asked("day"), visit.today)
    return day - timedelta(days=day.weekday())


def _days(monday: date, found: Sequence[Booked], visit: Visit) -> list[date]:
    """Monday to Friday, and the weekend where something is on it."""
    last = max((_local(each, visit).weekday() for each in found), default=0)
    return [monday + timedelta(days=day) for day in range(max(WORKING_DAYS, last + 1))]


def _tables(
    found: Sequence[Booked], days: Sequence[date], visit: Visit, named: Callable[[Booked], str]
) -> list[Table]:
    names = sorted({named(each) for each in found}, key=lambda name: (not name, name))
    return [
        Table(name, _rows([each for each in found if named(each) == name], days, visit))
        for name in names
    ]


def _rows(
    found: Sequence[Booked], days: Sequence[date], visit: Visit
) -> list[tuple[datetime, list[list[Booked]]]]:
    """One for each time of day at which something begins."""
    at: dict[time, dict[date, list[Booked]]] = {}
    for each in found:
        local = _local(each, visit)
        at.setdefault(local.time(), {}).setdefault(local.date(), []).append(each)
    return [
        (next(iter(row.values()))[0].slot.starts, [row.get(day, []) for day in days])
        for _clock, row in sorted(at.items())
    ]


def _local(booked: Booked, visit: Visit) -> datetime:
    return booked.slot.starts.astimezone(visit.zone)


def _adviser(booked: Booked) -> str:
    return booked.slot.adviser


def _room(booked: Booked) -> str:
    return booked.slot.room
