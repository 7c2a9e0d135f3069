"""When no time is free: waiting for one, and the answer to its offer."""

from domain.advice.appointment import AppointmentId, DeclineTime, SeekTime, StopSeeking, TakeTime
from domain.advice.slot import INTERPRETER
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import _, lines
from domain.work import Desk
from flows.advice.own_appointments import Draft
from flows.engine.kit import Ask, Do, End, Goto, Move

NOTHING_FREE = _(
    "No time is free at the moment. Please look again in a few days, "
    "or write /help to find a person."
)


def ask_nothing(draft: Draft, desk: Desk) -> Ask:
    """Says that no time is free, and offers to write when one is, or to stop waiting."""
    menu = Option(MENU_KEY, _("☰ Menu"))
    if desk.appointments.seeks(desk.person.id, draft.topic):
        said = lines(NOTHING_FREE, _("You are waiting: we write to you when a time is free."))
        return Ask(said, [Option("stop", _("I do not want to wait any more")), menu])
    return Ask(NOTHING_FREE, [Option("seek", _("🔔 Tell me when a time is free")), menu])


def nothing_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Has them wait for a time in this topic and language, or not any more."""
    again = Goto("nothing", draft)
    if choice == "stop":
        return Do(StopSeeking(draft.topic), then=End(_("Good, we will not.")), refused=again)
    command = SeekTime(draft.topic, draft.language or INTERPRETER)
    said = _("We will write to you when a time is free.")
    return Do(command, then=End(said), refused=End())


def offered(draft: Draft, choice: str) -> Move[Draft]:
    """Takes the answer to an offered time, whenever it comes."""
    appointment = AppointmentId(draft.appointment)
    if choice == "take":
        return Do(TakeTime(appointment), then=Goto("booked", draft), refused=Goto("topic", Draft()))
    said = _("Thank you for telling us. Somebody else can come.")
    return Do(DeclineTime(appointment), then=End(said), refused=End())
