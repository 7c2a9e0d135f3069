"""Advice: the week, open hours, one time, an adviser who is away."""

from console.advice import advice_week, away, one_slot, open_hours
from console.advice.booked_times import ADVISERS
from console.advice.open_hours import HOURS
from console.core.pages import COORDINATORS, Page, Place, Subject
from domain.speech.text import _

SLOT = "/advice/slots/{slot}"
APPOINTMENT = "/advice/appointments/{appointment}"

SUBJECT = Subject(
    place=Place(path="/advice", title=_("Advice"), who=ADVISERS, key="a"),
    pages=(
        Page(path="/advice", who=ADVISERS, show=advice_week.show),
        Page(path="/advice/print", who=ADVISERS, show=advice_week.print_day),
        Page(path="/advice/away", who=ADVISERS, show=away.show, act=away.act),
        Page(path="/advice/withdraw", who=ADVISERS, act=one_slot.withdraw_several),
        Page(path="/advice/restore", who=ADVISERS, act=one_slot.restore),
        Page(path=HOURS, who=COORDINATORS, show=open_hours.ask, act=open_hours.add, drafted=True),
        Page(path=SLOT, who=ADVISERS, show=one_slot.show),
        Page(path=f"{SLOT}/withdraw", who=ADVISERS, act=one_slot.withdraw),
        Page(path=f"{SLOT}/give", who=COORDINATORS, act=one_slot.give),
        Page(path=f"{APPOINTMENT}/move", who=ADVISERS, act=one_slot.move),
        Page(path=f"{APPOINTMENT}/cancel", who=ADVISERS, act=one_slot.cancel),
        Page(path=f"{APPOINTMENT}/missed", who=ADVISERS, act=one_slot.miss),
        Page(path=f"{APPOINTMENT}/came", who=ADVISERS, act=one_slot.came),
    ),
)
