"""Booking advice: a time belongs to one person, and only to somebody whom it is meant for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from domain.advice.appointment import (
    HAVE_ONE,
    OVER,
    TAKEN,
    TOO_LATE,
    Appointment,
    AppointmentId,
    AppointmentState,
    BookSlot,
    CancelAppointment,
    MarkMissed,
    MoveAppointment,
    Taken,
)
from domain.advice.appointment_lookups import AppointmentLookups
from domain.advice.notices import missed
from domain.advice.slot import NOTICE, AddSlots, NewSlots, Overlap, Slot, SlotId, Topic
from domain.outcome import Done, Outcome, Refused
from domain.people.person import Person, PersonId
from domain.reminders.reminder import Thing, due_times
from domain.speech.text import Content, Moment, _
from domain.speech.writing import Fault, Written, first_fault
from domain.staff.member import Member, Role, StaffLookups, cleared
from domain.work import Work


def add_slots(command: AddSlots, work: Work) -> Outcome[tuple[SlotId, ...]]:
    """Only times to come, and never two of one adviser at once. Its value: their ids."""
    times = command.slots.times
    past = [starts for starts, _ends in times if starts <= work.now]
    if past:
        return Refused(_("The time {when} is in the past.", when=Moment(past[0])))
    fault = _fault(command.slots)
    if fault:
        return Refused(fault.text)
    added = work.appointments.add_slots(command.slots)
    if isinstance(added, Overlap):
        return Refused(added.text)
    return Done(tuple(added))


def _fault(slots: NewSlots) -> Fault | None:
    names = filter(None, (slots.adviser, slots.room, slots.interpreter))
    read = (Content({"": name}) for name in names)
    return first_fault((words, Written.LINE) for words in (slots.place, *read))


def book_slot(command: BookSlot, work: Work) -> Outcome[AppointmentId]:
    """A time is held only once it is chosen, with enough notice; its reminders follow."""
    most = work.policy.most_appointments
    if most and len(work.appointments.open_of(work.person, work.now)) >= most:
        return Refused(_("You have {n} appointments already. Please cancel one first.", n=most))
    person = work.people.get(work.person)
    slot = _bookable(command.slot, command.topic, person, work)
    if slot is None:
        return Refused(TOO_LATE)
    taken = work.appointments.take(
        slot.id, person.id, command.topic, command.language, work.now, young=not person.grown
    )
    if taken is Taken.SLOT:
        return Refused(TAKEN)
    if taken is Taken.TOPIC:
        return Refused(HAVE_ONE)
    if command.accompanied:
        work.appointments.accompany(AppointmentId(taken))
    remind_of(person.id, AppointmentId(taken), slot, work)
    return Done(taken)


def cancel_appointment(command: CancelAppointment, work: Work) -> Outcome[None]:
    """Only one's own, only while it is open; the time is free for others at once."""
    appointment = _standing(command.appointment, work)
    if appointment is None:
        return Refused(OVER)
    work.appointments.release(appointment.id)
    work.posts.drop_reminders(work.person, Thing.APPOINTMENT, appointment.id)
    return Done(None)


def move_appointment(command: MoveAppointment, work: Work) -> Outcome[AppointmentId]:
    """Only one's own, only while it is open; nobody is ever left without a time. Its key stays."""
    appointment = _standing(command.appointment, work)
    if appointment is None:
        return Refused(OVER)
    person = work.people.get(work.person)
    slot = _bookable(command.slot, appointment.topic, person, work, young=appointment.young)
    if slot is None:
        return Refused(TOO_LATE)
    if not work.appointments.move(appointment.id, slot.id):
        return Refused(TAKEN)
    plan_reminders(replace(appointment, slot=slot), work)
    return Done(appointment.id)


def mark_missed(command: MarkMissed, work: Work) -> Outcome[None]:
    """By the adviser or whoever sees all; the person is asked, gently, whether all is well."""
    found, member = work.appointments.get(command.appointment), work.member
    mine = member is None or member.role is not Role.ADVISER or _is_theirs(member, found)
    booked = (AppointmentState.OPEN, AppointmentState.PAST)
    if found is None or not mine or found.state not in booked or found.slot.starts > work.now:
        return Refused(OVER)
    work.appointments.miss(found.id)
    work.posts.drop_reminders(found.person, Thing.APPOINTMENT, found.id)
    if found.person and not work.people.get(found.person).stopped:
        work.posts.write(found.person, missed(), work.now, work.now + timedelta(days=3))
    return Done(None)


def _is_theirs(member: Member, found: Appointment | None) -> bool:
    return found is not None and found.slot.adviser == member.name


def plan_reminders(appointment: Appointment, work: Work) -> None:
    """Plan what reminds this person of the appointment, in place of what was planned before.

    Whoever stopped us is not reminded.
    """
    plan_reminders_for(work.person, appointment, work)


def plan_reminders_for(person: PersonId, appointment: Appointment, work: Work) -> None:
    """As `plan_reminders`, for whoever has the appointment."""
    work.posts.drop_reminders(person, Thing.APPOINTMENT, appointment.id)
    remind_of(person, appointment.id, appointment.slot, work)


def _standing(appointment: AppointmentId, work: Work) -> Appointment | None:
    """Whoever commands has it, and it has not begun."""
    found = work.appointments.get(appointment)
    if found is None or found.person != work.person or found.state is not AppointmentState.OPEN:
        return None
    return found if found.slot.starts > work.now else None


def _bookable(
    slot: SlotId, topic: Topic, person: Person, work: Work, *, young: bool = False
) -> Slot | None:
    """The time, if it is about this topic, for this person, and there is enough notice."""
    found = work.appointments.slot(slot)
    if found is None or topic not in found.topics or found.starts < work.now + NOTICE:
        return None
    if found.urgent or found.withdrawn:
        return None
    theirs = meant_for(person, [found], work.staff, work.appointments, young=young)
    return next(iter(theirs), None)


def meant_for(
    person: Person,
    slots: Sequence[Slot],
    staff: StaffLookups,
    booked: AppointmentLookups,
    *,
    young: bool = False,
) -> Sequence[Slot]:
    """Those of these times that are for this person.

    Never of an adviser of somebody from whom they are kept apart. Only of cleared ones for whoever
    is not known to be 18, and where `young` says that they were not when this began.
    """
    if not slots:
        return slots
    barred = booked.barred(person.id)
    allowed = None if person.grown and not young else cleared(staff.all())
    return [
        slot
        for slot in slots
        if slot.adviser not in barred and (allowed is None or slot.adviser in allowed)
    ]


def remind_of(person: PersonId, appointment: AppointmentId, slot: Slot, work: Work) -> None:
    """Plan what reminds somebody of a time, unless they stopped us."""
    if work.people.get(person).stopped:
        return
    for ahead, due in due_times(slot.starts, work.now):
        work.posts.remind(person, Thing.APPOINTMENT, appointment, ahead, due, slot.starts)
