"""An adviser is not there: all of a day is moved, or offered anew, in one act."""

from collections.abc import Sequence

from domain.advice.appointment import (
    OVER,
    AdviserIll,
    Appointment,
    AppointmentState,
    DayOff,
    Reason,
)
from domain.advice.notices import cancelled_by_us, time_lapsed
from domain.advice.slot import Slot, SlotId, with_interpreter
from domain.advice.staff_side import is_mine, let_go, move, tell
from domain.outcome import Done, Outcome, Refused
from domain.speech.local_times import bounds
from domain.speech.text import Moment, _, lines
from domain.staff.member import NOT_STAFF
from domain.work import Work

HELD = (AppointmentState.OPEN, AppointmentState.OFFERED)


def adviser_ill(command: AdviserIll, work: Work) -> Outcome[DayOff]:
    """Whoever waits longest for the new time is whoever was to come first."""
    if not is_mine(command.adviser, work):
        return Refused(NOT_STAFF)
    slots, held = _of_day(command, work)
    if not command.moves.keys() <= {each.id for each in held}:
        return Refused(OVER)
    if {slot.id for slot in slots} & set(command.moves.values()):
        return Refused(_("That time is on the day on which {name} is away.", name=command.adviser))
    told = []
    for each in held:
        if each.id in command.moves:
            outcome = move(each, command.moves[each.id], work)
            if isinstance(outcome, Refused):
                return _named(each, outcome)
            told.append(outcome.value)
    waiting = [each for each in reversed(held) if each.id not in command.moves]
    told += [_wait_first(each, work) for each in waiting]
    withdrawn = sum(work.appointments.withdraw(slot.id) for slot in slots)
    return Done(DayOff(len(command.moves), len(waiting), withdrawn, told.count(False)))


def _of_day(command: AdviserIll, work: Work) -> tuple[Sequence[Slot], Sequence[Appointment]]:
    """The adviser's times of that day that have not begun, and who has them."""
    first, until = bounds(command.day, work.zone)
    slots = [s for s in work.appointments.slots_between(first, until) if s.starts > work.now]
    mine = [slot for slot in slots if slot.adviser == command.adviser]
    numbers: set[SlotId] = {slot.id for slot in mine}
    booked = work.appointments.between(first, until)
    return mine, [a for a in booked if a.slot.id in numbers and a.state in HELD and a.person]


def _named(appointment: Appointment, why: Refused) -> Refused:
    """Which of them could not be moved."""
    when = Moment(appointment.slot.starts)
    head = _("The appointment {when} was not moved, and nothing was changed.", when=when)
    return Refused(lines(head, why.text, between=" "))


def _wait_first(found: Appointment, work: Work) -> bool:
    """Before all who wait already. Whether they are told."""
    let_go(found, work)
    language = with_interpreter(found.language) if found.interpreted else found.language
    turn = work.appointments.first_turn(work.now)
    work.appointments.stop_seeking(found.person, found.topic)
    work.appointments.seek(found.person, found.topic, language, turn, young=found.young)
    if found.state is AppointmentState.OFFERED:
        return tell(found, time_lapsed(found.slot, waits=True), work, found.slot.starts)
    say = cancelled_by_us(found.slot, Reason.ABSENT.label, waits=True)
    return tell(found, say, work, found.slot.starts)
