"""The form in which coordinators open an adviser's hours."""

from datetime import timedelta

from console.advice.hours_form import PLACE_IN, HoursForm
from console.core.pages import Moved, Result, Shown
from console.core.visit import Visit
from domain.advice.slot import Topic, unknown_adviser
from domain.outcome import Refused
from domain.speech.text import Text, lines, n_
from domain.staff.member import Role
from translations.catalogues import facts

HOURS = "/advice/hours"
USUAL = {"begins": "09:00", "ends": "12:00", "minutes": "45", "break": "15"}


def ask(visit: Visit) -> Result:
    """What was typed before, or what is usual."""
    return _shown(visit, {})


def add(visit: Visit) -> Result:
    """All of the times, or none; adding them can be undone while nobody has one."""
    form = HoursForm(visit)
    command = form.read()
    if command is None:
        return _shown(visit, form.wrong, 422)
    outcome = visit.perform(command)
    if isinstance(outcome, Refused):
        return _shown(visit, {"adviser": outcome.text}, 422)
    slots, first = outcome.value, command.slots.times[0][0].astimezone(visit.zone).date()
    members = visit.read(lambda tx: tx.staff.all())
    said = lines(
        n_("{n} time is added.", "{n} times are added.", n=len(slots)),
        unknown_adviser(command.slots.adviser, members),
        between=" ",
    )
    undo = ("/advice/withdraw", {"slots": ",".join(map(str, slots))})
    return Moved(f"/advice?day={first}", said, undo)


def _shown(visit: Visit, wrong: dict[str, Text], status: int = 200) -> Shown:
    monday = visit.today + timedelta(days=7 - visit.today.weekday())
    usual = USUAL | {"first": monday.isoformat(), "last": (monday + timedelta(days=83)).isoformat()}
    members = visit.read(lambda tx: tx.staff.all())
    own, others = visit.language, [each.tag for each in visit.speaker.offered()]
    values = {
        "typed": usual if not visit.form else {name: visit.one(name) for name in visit.form},
        "chosen": {name: visit.many(name) for name in ("languages", "topics", "weekdays")},
        "advisers": sorted(each.name for each in members if each.role is Role.ADVISER),
        "spoken": [(tag, fact.own_name) for tag, fact in facts().items()],
        "topics": list(Topic),
        "place_fields": [
            f"{PLACE_IN}{tag}" for tag in (own, *(tag for tag in others if tag != own))
        ],
        "names": {each.tag: each.own_name for each in visit.speaker.offered()},
        "place_in": PLACE_IN,
        "wrong": wrong,
    }
    return Shown("advice/hours.html", values, status)
