"""When no time is free: waiting for one, and the answer to its offer."""

from domain.advice.appointment import AppointmentId, DeclineTime, SeekTime, StopSeeking, TakeTime
from domain.advice.slot import with_interpreter
from domain.speech.languages import Intent
from domain.speech.messages import Option
from domain.speech.text import _, lines
from domain.speech.ways import MENU, way
from domain.staff.member import cleared
from domain.work import Desk
from flows.advice.own_appointments import Draft
from flows.engine.kit import Ask, Do, End, Goto, Move
from flows.guests.contacts import people

NOTHING_FREE = _("No time is free at the moment.")
NOBODY_CLEARED = _(
    "Nobody here can give advice to people under 18 yet. Please talk with your guardian, or with "
    "an adult you trust."
)


def ask_nothing(draft: Draft, desk: Desk) -> Ask | End:
    """Says that no time is free, and offers to write when one is, or to stop waiting.

    Where nobody may advise them at all, waiting would be in vain: they hear who can help instead.
    """
    if desk.person.young and not cleared(desk.staff.all()):
        return End(lines(NOBODY_CLEARED, *people(desk)), ways=(Intent.MESSAGE, Intent.HELP))
    help_ = way(Intent.HELP)
    if desk.appointments.seeks(desk.person.id, draft.topic):
        said = lines(NOTHING_FREE, _("You are waiting: we write to you when a time is free."))
        options = [Option("stop", _("I do not want to wait any more")), help_, MENU]
        return Ask(said, options, undo="unwait", clearly=("stop",), acts=True)
    said = lines(NOTHING_FREE, _("We can write to you when a time is free."))
    seek = Option("seek", _("🔔 Tell me when a time is free"))
    return Ask(said, [seek, help_, MENU], acts=True)


def nothing_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Has them wait for a time in this topic and language, or not any more."""
    if choice == "stop":
        return _stop_waiting(draft)
    if choice == "unwait":
        return Goto("unwait", draft)
    language = with_interpreter(draft.language) if draft.interpreted else draft.language
    command = SeekTime(draft.topic, language or with_interpreter(""))
    said = _("We will write to you when a time is free.")
    return Do(command, then=End(said), refused=End())


def _stop_waiting(draft: Draft) -> Do[Draft]:
    said = End(_("You are not waiting for a time any more."))
    return Do(StopSeeking(draft.topic), then=said, refused=Goto("nothing", draft))


def ask_unwait(_draft: Draft, _desk: Desk) -> Ask:
    """Asks whoever says a word like "cancel" whether they want to wait no more."""
    options = [Option("yes", _("Yes, stop waiting")), Option("no", _("No, wait on"))]
    return Ask(_("Shall we stop looking for a time for you?"), options, clearly=("yes",))


def unwait_decided(draft: Draft, answer: str) -> Move[Draft]:
    """They wait no more, or nothing changes."""
    return _stop_waiting(draft) if answer == "yes" else Goto("nothing", draft)


def offered(draft: Draft, choice: str) -> Move[Draft]:
    """Takes the answer to an offered time, whenever it comes."""
    appointment = AppointmentId(draft.appointment)
    if choice == "take":
        return Do(TakeTime(appointment), then=Goto("booked", draft), refused=Goto("topic", Draft()))
    said = _("Thank you for telling us. Somebody else can come.")
    return Do(DeclineTime(appointment), then=End(said), refused=End())
