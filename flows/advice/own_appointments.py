"""Appointments that somebody has: to look at them, move them, or cancel them."""

from dataclasses import dataclass, replace

from domain.advice.appointment import (
    OVER,
    Appointment,
    AppointmentId,
    AppointmentState,
    CancelAppointment,
)
from domain.advice.slot import Slot, Topic, to_bring
from domain.speech.messages import Option
from domain.speech.text import Moment, Show, Text, _, lines
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


GUARDIAN = _("Your guardian, or an adult you trust, may come with you.")


def ask_mine(_draft: Draft, desk: Desk) -> Ask | End:
    """Lists what this person has booked."""
    own = desk.appointments.open_of(desk.person.id, desk.now)
    if not own:
        said = lines(_("You have no appointment."), _("To book one, write /legal."), between="\n")
        return End(said)
    options = [Option(str(each.id), time_of(each.slot, Show.SHORT)) for each in own]
    return Ask(_("Your appointments:"), options)


def mine_chosen(draft: Draft, appointment: str) -> Goto[Draft]:
    """Goes on to the appointment that was chosen."""
    return Goto("one", replace(draft, appointment=int(appointment)))


def ask_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Shows one appointment, and the ways to move or cancel it."""
    appointment = own_appointment(draft, desk)
    if appointment is None:
        return Goto("mine", Draft())
    text = lines(
        when_and_where_it_is(appointment), what_to_bring(appointment, desk), guardian_line(desk)
    )
    options = [
        Option("move", _("🔁 Another time")),
        Option("cancel", _("I can't come")),
        Option("mine", _("🗓 My appointments")),
    ]
    return Ask(text, options)


def one_chosen(draft: Draft, choice: str) -> Goto[Draft]:
    """Goes on to the step; a time is let go only when it is confirmed or another is theirs."""
    return Goto(choice, draft)


def to_other_times(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Looks for another time with the same topic and language as before."""
    appointment = own_appointment(draft, desk)
    if appointment is None:
        return Goto("mine", Draft())
    return Goto("day", replace(draft, topic=appointment.topic, language=appointment.language))


def ask_cancel(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks once more, with the time that would be let go."""
    appointment = own_appointment(draft, desk)
    if appointment is None:
        return Goto("mine", Draft())
    text = _("Shall we cancel {when}?", when=Moment(appointment.slot.starts))
    return Ask(text, [Option("yes", _("Yes, cancel it")), Option("no", _("No, keep it"))])


def cancel_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Cancels it, and the time is free for others at once; a no changes nothing."""
    if answer == "no":
        return Goto("one", draft)
    return _cancel(draft)


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
    said = lines(
        _("Cancelled. Thank you for telling us: somebody else can come."),
        _("To book again, write /legal."),
        between="\n",
    )
    return Do(CancelAppointment(AppointmentId(draft.appointment)), then=End(said), refused=End())


def own_appointment(draft: Draft, desk: Desk) -> Appointment | None:
    """The appointment that the draft names, if it is theirs."""
    appointment = desk.appointments.get(AppointmentId(draft.appointment))
    if appointment is None or appointment.person != desk.person.id:
        return None
    return appointment if appointment.state is AppointmentState.OPEN else None


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
