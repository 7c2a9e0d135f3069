"""Within which hours somebody hears in chat that a message is new."""

from console.core.pages import Moved, Result, Shown
from console.core.visit import Visit
from domain.outcome import Refused
from domain.speech.text import Text, _
from domain.staff.member import BY_DAY, Hours
from domain.staff.told_when import SetHours, clock_of

NO_TIME = _("Please give both times, such as 9:00 and 17:00.")
KEPT = _("Your hours are kept.")


def show(visit: Visit) -> Result:
    """Their hours as they are."""
    hours = visit.me.hours
    shown = hours or BY_DAY
    return _drawn(visit, f"{shown.first:%H:%M}", f"{shown.until:%H:%M}", told=hours is not None)


def change(visit: Visit) -> Result:
    """From now on."""
    first, until, told = visit.one("first"), visit.one("until"), visit.one("told") == "yes"
    hours = _hours(first, until) if told else None
    if told and hours is None:
        return _drawn(visit, first, until, told=told, wrong=NO_TIME)
    outcome = visit.perform(SetHours(hours))
    if isinstance(outcome, Refused):
        return _drawn(visit, first, until, told=told, wrong=outcome.text)
    return Moved("/inbox", KEPT)


def _hours(first: str, until: str) -> Hours | None:
    begins, ends = clock_of(first), clock_of(until)
    return None if begins is None or ends is None else Hours(begins, ends)


def _drawn(visit: Visit, first: str, until: str, *, told: bool, wrong: Text | None = None) -> Shown:
    values = {
        "first": first,
        "until": until,
        "told": told,
        "wrong": wrong,
        "in_chat": visit.me.person is not None,
    }
    return Shown("inbox/telling.html", values, 422 if wrong else 200)
