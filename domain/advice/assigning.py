"""Times that staff give to whoever has written to them, and people who are kept apart.

Staff know nobody's name, only messages: a time is given to whoever wrote one, and two people are
kept apart by the numbers of two messages.
"""

from domain.advice.appointment import (
    HAVE_ONE,
    TAKEN,
    TOO_LATE,
    AppointmentId,
    GiveTime,
    KeepApart,
    Taken,
)
from domain.advice.booking import meant_for, remind_of
from domain.advice.notices import given
from domain.advice.slot import to_bring
from domain.matters.matter import NO_MATTER
from domain.matters.reading import readable
from domain.outcome import Done, Outcome, Refused
from domain.speech.text import _
from domain.work import Work

SAME = _("Both messages are of the same person.")


def give_time(command: GiveTime, work: Work) -> Outcome[AppointmentId]:
    """Its value is the appointment. They hear of it, and may say that they cannot come."""
    matter, slot = readable(command.matter, work), work.appointments.slot(command.slot)
    if matter is None:
        return Refused(NO_MATTER)
    if slot is None or slot.starts <= work.now or slot.withdrawn:
        return Refused(TOO_LATE)
    person = work.people.get(matter.person)
    if not meant_for(person, [slot], work.staff, work.appointments, young=matter.young):
        return Refused(_("This adviser cannot meet this person."))
    young = matter.young or not person.grown
    taken = work.appointments.take(
        slot.id, person.id, command.topic, person.language, work.now, young=young
    )
    if isinstance(taken, Taken):
        return Refused(TAKEN if taken is Taken.SLOT else HAVE_ONE)
    remind_of(person.id, AppointmentId(taken), slot, work)
    appointment = work.appointments.get(AppointmentId(taken))
    if appointment is not None and not person.stopped:
        bring = to_bring(command.topic, work.policy, person.language)
        work.posts.write(person.id, given(appointment, bring), work.now, slot.starts)
    return Done(taken)


def keep_apart(command: KeepApart, work: Work) -> Outcome[None]:
    """From the next booking on; what is booked already must be looked at by staff."""
    one, other = readable(command.matter, work), readable(command.other, work)
    if one is None or other is None:
        return Refused(NO_MATTER)
    if one.person == other.person:
        return Refused(SAME)
    work.appointments.keep_apart(one.person, other.person)
    return Done(None)
