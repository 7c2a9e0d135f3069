"""What staff do about advice: times that nobody is to have, appointments that change.

An adviser does so with what is theirs. Whoever has an appointment hears of it by day, unless they
stopped us.
"""

from dataclasses import replace
from datetime import datetime

from domain.advice.appointment import (
    OVER,
    TAKEN,
    TOO_LATE,
    Appointment,
    AppointmentId,
    AppointmentState,
    CancelForStaff,
    MoveForStaff,
    UndoMissed,
)
from domain.advice.booking import meant_for, plan_reminders_for
from domain.advice.notices import cancelled_by_us, moved_by_us, not_missed
from domain.advice.slot import RestoreSlots, Slot, SlotId, WithdrawSlots, to_bring
from domain.outcome import Done, Outcome, Refused
from domain.reminders.reminder import Thing
from domain.speech.messages import Say
from domain.speech.text import Message, Moment, _
from domain.staff.member import NOT_STAFF, Role
from domain.work import Work

NOT_FOR_THEM = _("This adviser cannot meet this person.")


def withdraw_slots(command: WithdrawSlots, work: Work) -> Outcome[None]:
    """One that somebody has is named, and none is withdrawn."""
    for number in command.slots:
        slot = _to_come(number, work)
        if slot is None:
            return Refused(TOO_LATE)
        if not is_mine(slot.adviser, work):
            return Refused(NOT_STAFF)
        if not slot.withdrawn and not work.appointments.withdraw(number):
            return Refused(_has(slot))
    return Done(None)


def restore_slots(command: RestoreSlots, work: Work) -> Outcome[None]:
    """Unless its adviser, room or interpreter is busy then by now."""
    for number in command.slots:
        slot = _to_come(number, work)
        if slot is None:
            return Refused(TOO_LATE)
        if not is_mine(slot.adviser, work):
            return Refused(NOT_STAFF)
        if slot.withdrawn and not work.appointments.restore(number):
            return Refused(
                _("{when} cannot be offered again: something else is planned then.", when=_at(slot))
            )
    return Done(None)


def cancel_for_staff(command: CancelForStaff, work: Work) -> Outcome[bool]:
    """Only while it is open and has not begun; the time is free for others at once."""
    found = standing(command.appointment, work)
    if found is None:
        return Refused(OVER)
    let_go(found, work)
    say = cancelled_by_us(found.slot, command.why, waits=False)
    return Done(tell(found, say, work, found.slot.starts))


def move_for_staff(command: MoveForStaff, work: Work) -> Outcome[bool]:
    """Only to a free time to come that is meant for this person; nobody is left without a time."""
    found = standing(command.appointment, work)
    if found is None:
        return Refused(OVER)
    return move(found, command.slot, work)


def undo_missed(command: UndoMissed, work: Work) -> Outcome[None]:
    """By whoever may say that nobody came."""
    found = work.appointments.get(command.appointment)
    if found is None or found.state is not AppointmentState.MISSED:
        return Refused(OVER)
    if not is_mine(found.slot.adviser, work):
        return Refused(OVER)
    work.appointments.unmiss(found.id)
    tell(found, not_missed(), work)
    return Done(None)


def move(found: Appointment, slot: SlotId, work: Work) -> Outcome[bool]:
    """Give this time instead, to whoever has this one. Its value: whether they are told."""
    wanted, person = _to_come(slot, work), work.people.get(found.person)
    if wanted is None or wanted.withdrawn:
        return Refused(TOO_LATE)
    if not is_mine(wanted.adviser, work):
        return Refused(NOT_STAFF)
    if not meant_for(person, [wanted], work.staff, work.appointments, young=found.young):
        return Refused(NOT_FOR_THEM)
    if not work.appointments.move(found.id, slot):
        return Refused(TAKEN)
    now = replace(found, slot=wanted)
    plan_reminders_for(found.person, now, work)
    bring = to_bring(found.topic, work.policy, person.language)
    return Done(tell(found, moved_by_us(now, found.slot, bring), work, wanted.starts))


def let_go(found: Appointment, work: Work) -> None:
    """Nobody is reminded of it any more, and its time is free."""
    work.appointments.release(found.id)
    work.posts.drop_reminders(found.person, Thing.APPOINTMENT, found.id)


def tell(found: Appointment, say: Say, work: Work, starts: datetime | None = None) -> bool:
    """Whether they hear it: nobody writes to whoever stopped us. It is useless after `starts`."""
    if not found.person or work.people.get(found.person).stopped:
        return False
    work.posts.write(found.person, say, work.now, starts)
    return True


def standing(appointment: AppointmentId, work: Work) -> Appointment | None:
    """It is booked, has not begun, and is for whoever commands to change."""
    found = work.appointments.get(appointment)
    if found is None or found.state is not AppointmentState.OPEN or not found.person:
        return None
    mine = is_mine(found.slot.adviser, work)
    return found if mine and found.slot.starts > work.now else None


def is_mine(adviser: str, work: Work) -> bool:
    """Whether this adviser's times are for whoever commands: of an adviser only their own."""
    member = work.member
    return member is None or member.role is not Role.ADVISER or member.name == adviser


def _to_come(slot: SlotId, work: Work) -> Slot | None:
    found = work.appointments.slot(slot)
    return found if found is not None and found.starts > work.now else None


def _has(slot: Slot) -> Message:
    return _(
        "Somebody has the time {when} with {name}. Please move or cancel it first.",
        when=_at(slot),
        name=slot.adviser,
    )


def _at(slot: Slot) -> Moment:
    return Moment(slot.starts)
