"""What needs a human now."""

from collections.abc import Sequence

from console.core.pages import EVERYBODY, Page, Place, Result, Shown, Subject
from console.core.visit import Visit
from domain.advice.appointment import Appointment
from domain.matters.matter import Matter, may_read
from domain.speech.local_times import bounds
from domain.speech.text import _
from domain.staff.audit import View, seen_by
from domain.staff.member import Role
from storage.store import Transaction

MOST = 5  # messages; the rest is one press away


def show(visit: Visit) -> Result:
    """Messages that wait, and today's appointments: of an adviser their own."""
    waiting = visit.read(lambda tx: waiting_for(tx, visit))
    appointments: Sequence[Appointment] = ()
    if View.APPOINTMENTS in seen_by(visit.me):
        first, until = bounds(visit.today, visit.zone)
        appointments = visit.look(
            View.APPOINTMENTS,
            visit.today.isoformat(),
            lambda tx: tx.appointments.between(first, until),
        )
    if visit.me.role is Role.ADVISER:
        appointments = [each for each in appointments if each.slot.adviser == visit.me.name]
    values = {"waiting": waiting[:MOST], "many": len(waiting), "appointments": appointments}
    return Shown("today/today.html", values)


def waiting_for(tx: Transaction, visit: Visit) -> list[Matter]:
    """Messages that are open and theirs to read, the oldest first."""
    return [each for each in tx.matters.open() if may_read(visit.me, each)]


SUBJECT = Subject(
    place=Place(path="/", title=_("Today"), who=EVERYBODY, key="t"),
    pages=(Page(path="/", who=EVERYBODY, show=show),),
)
