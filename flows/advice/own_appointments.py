"""Appointments that somebody has: to look at them, move them, or cancel them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.advice.appointment import (
    OVER,
    Appointment,
    AppointmentId,
    AppointmentState,
    CancelAppointment,
)
from domain.advice.slot import Slot, Topic, to_bring
from domain.reminders.reminder import promise
from domain.speech.languages import Intent
from domain.speech.messages import Option
from domain.speech.text import Moment, Show, Text, _, lines
from domain.speech.ways import MENU
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Goto, Move


@dataclass(frozen=True)
class Draft:
    """What is wished for, and the appointment that is looked at, or moved."""

    topic: Topic = Topic.OTHER
    language: str = ""
    day: str = ""  # ISO, in local time
    appointment: int = 0
    consent_asked: bool = False
    accompanied: bool = False
    elsewise: bool = False  # in another language than their own
    interpreted: bool = False  # somebody will translate from `language`


NONE_BOOKED = _("You have no appointment.")
OTHER_TIME = Option("move", _("🔁 Another time"))
CANNOT_COME = Option("cancel", _("I can't come"))
GUARDIAN = _("Your guardian, or an adult you trust, may come with you.")


def ask_mine(_draft: Draft, desk: Desk) -> Ask | End:
    """Lists what this person has booked."""
    own = desk.appointments.open_of(desk.person.id, desk.now)
    if not own:
        return End(NONE_BOOKED, ways=(Intent.LEGAL,))
    undo = f"cancel:{own[0].id}" if len(own) == 1 else "cancelling:"
    return Ask(_("Your appointments:"), _listed(own), undo=undo)


def mine_chosen(draft: Draft, appointment: str) -> Goto[Draft]:
    """Goes on to the appointment that was chosen, or to which one is to be cancelled."""
    step, _colon, only = appointment.rpartition(":")
    return Goto(step or "one", replace(draft, appointment=int(only or 0)))


def _listed(own: Sequence[Appointment]) -> list[Option]:
    return [Option(str(each.id), time_of(each.slot, Show.SHORT)) for each in own]


def ask_which_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft] | End:
    """Asks which of several is to be cancelled; of one alone, it goes on to the question."""
    own = desk.appointments.open_of(desk.person.id, desk.now)
    if not own:
        return End(NONE_BOOKED, ways=(Intent.LEGAL,))
    if len(own) == 1:
        return which_chosen(draft, str(own[0].id))
    return Ask(_("Which appointment do you want to cancel?"), _listed(own))


def which_chosen(draft: Draft, appointment: str) -> Goto[Draft]:
    """Goes on to the question whether it shall be cancelled."""
    return Goto("cancel", replace(draft, appointment=int(appointment)))


def ask_stands(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Shows what was just booked or moved, and the ways on from there."""
    appointment = own_appointment(draft, desk)
    if appointment is None:
        return Goto("mine", Draft())
    text = lines(
        when_and_where_it_is(appointment),
        guardian_line(desk),
        promise(appointment.slot.starts, desk.now, stopped=desk.person.stopped),
    )
    bring = Option("bring", _("🎒 What to bring"))
    return Ask(text, [OTHER_TIME, CANNOT_COME, bring, MENU], undo="cancel")


def tell_bring(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Says what to bring, and shows the appointment again."""
    appointment = own_appointment(draft, desk)
    bring = None if appointment is None else what_to_bring(appointment, desk)
    return Goto("stands", draft, tell=bring)


def ask_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Shows one appointment, and the ways to move or cancel it."""
    appointment = own_appointment(draft, desk)
    if appointment is None:
        return Goto("mine", Draft())
    text = lines(
        when_and_where_it_is(appointment), what_to_bring(appointment, desk), guardian_line(desk)
    )
    options = [OTHER_TIME, CANNOT_COME, Option("mine", _("🗓 My appointments"))]
    return Ask(text, options, undo="cancel")


def one_chosen(draft: Draft, choice: str) -> Goto[Draft]:
    """Goes on to the step; a time is let go only when it is confirmed or another is theirs."""
    return Goto(choice, draft)


def to_other_times(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Looks for another time with the same topic and language as before."""
    appointment = own_appointment(draft, desk)
    if appointment is None:
        return Goto("mine", Draft())
    language = "" if appointment.interpreted else appointment.language
    return Goto("day", replace(draft, topic=appointment.topic, language=language, day=""))


def ask_cancel(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks once more, with the time that would be let go."""
    appointment = own_appointment(draft, desk)
    if appointment is None:
        return Goto("mine", Draft())
    text = _("Shall we cancel {when}?", when=Moment(appointment.slot.starts))
    yes, no = Option("yes", _("Yes, cancel it")), Option("no", _("No, keep it"))
    return Ask(text, [yes, no, OTHER_TIME], undo="yes", clearly=("yes",))


def cancel_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Cancels it, and the time is free for others at once; a no changes nothing."""
    if answer == "yes":
        return _cancel(draft)
    return Goto("move" if answer == OTHER_TIME.key else "one", draft)


def cannot_come(draft: Draft, choice: str) -> Move[Draft]:
    """Takes the answer to a reminder or a given time, whenever it comes."""
    if choice == "ok":
        return Goto("assured", draft)
    return _cancel(draft)


def ask_assured(draft: Draft, desk: Desk) -> End:
    """Says that it stands, or that it was cancelled since."""
    if own_appointment(draft, desk) is None:
        return End(OVER)
    return End(_("Good. See you there!"))


def to_one(draft: Draft, _desk: Desk) -> Goto[Draft]:
    """Shows the appointment when a reminder or an offer is asked again."""
    return Goto("one", draft)


def _cancel(draft: Draft) -> Do[Draft]:
    said = _("Cancelled. Thank you for telling us: somebody else can come.")
    cancelled = End(said, ways=(Intent.LEGAL,))
    return Do(CancelAppointment(AppointmentId(draft.appointment)), then=cancelled, refused=End())


def own_appointment(draft: Draft, desk: Desk) -> Appointment | None:
    """The appointment that the draft names, if it is theirs."""
    appointment = desk.appointments.get(AppointmentId(draft.appointment))
    if appointment is None or appointment.person != desk.person.id:
        return None
    return appointment if appointment.state is AppointmentState.OPEN else None


def not_booked(draft: Draft) -> Text:
    """What is said when booking or moving ends in the middle."""
    if draft.appointment:
        return _("Nothing was changed. Your appointment stays as it is.")
    return _("Nothing was booked.")


def what_to_bring(appointment: Appointment, desk: Desk) -> Text:
    """In the operator's words, if they are in this language, or in ours."""
    return to_bring(appointment.topic, desk.policy, desk.person.language)


def when_and_where_it_is(appointment: Appointment) -> Text:
    """Day, time and place, each in a line."""
    slot = appointment.slot
    return lines(
        _("📅 {day}", day=Moment(slot.starts, Show.DAY)),
        _("🕒 {time}", time=Moment(slot.starts, Show.TIME)),
        _("📍 {place}", place=slot.place),
        between="\n",
    )


def guardian_line(desk: Desk) -> Text | None:
    """To somebody under 18: that an adult may come along."""
    return GUARDIAN if desk.person.young else None


def time_of(slot: Slot, show: Show) -> Text:
    """The beginning of a time, shown as asked for: its day, its hour, or both in short."""
    return _("{when}", when=Moment(slot.starts, show))
