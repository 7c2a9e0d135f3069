"""Waiting for a time for advice: whoever has waited longest is offered the first time that is free
and fits, and it is kept for them while they think.
"""

from collections.abc import Sequence
from dataclasses import replace

from domain.advice.appointment import (
    HAVE_ONE,
    OVER,
    Appointment,
    AppointmentId,
    AppointmentState,
    DeclineTime,
    OfferTimes,
    Seeker,
    SeekTime,
    StopSeeking,
    TakeTime,
)
from domain.advice.booking import meant_for, plan_reminders
from domain.advice.notices import time_lapsed, time_offered
from domain.advice.slot import NOTICE, Slot, Topic, spoken, with_any
from domain.outcome import Done, Outcome, Refused
from domain.reminders.offers import kept_until, latest
from domain.work import Work


def seek_time(command: SeekTime, work: Work) -> Outcome[None]:
    """They wait for a time; waiting again keeps their turn, and changes the language.

    Refused when they have an open appointment about this topic.
    """
    own = work.appointments.open_of(work.person, work.now)
    if any(each.topic is command.topic for each in own):
        return Refused(HAVE_ONE)
    young = not work.people.get(work.person).grown
    work.appointments.seek(work.person, command.topic, command.language, work.now, young=young)
    return Done(None)


def stop_seeking(command: StopSeeking, work: Work) -> Outcome[None]:
    """They wait about this topic no more. Never refused, also when they did not wait."""
    work.appointments.stop_seeking(work.person, command.topic)
    return Done(None)


def take_time(command: TakeTime, work: Work) -> Outcome[AppointmentId]:
    """While it is theirs; its reminders follow. Its value is the appointment.

    Refused when the offer is over, its time has begun, they have another one about the topic, or
    it is not for them any more: they may have said meanwhile that they are under 18.
    """
    offered = _offered(command.appointment, work)
    if offered is None or offered.slot.starts <= work.now or not _fits(offered, work):
        return Refused(OVER)
    if not work.appointments.accept(offered.id):
        return Refused(HAVE_ONE)
    plan_reminders(offered, work)
    return Done(offered.id)


def decline_time(command: DeclineTime, work: Work) -> Outcome[None]:
    """The time is free for whoever is next; refused when none is kept for them."""
    offered = _offered(command.appointment, work)
    if offered is None:
        return Refused(OVER)
    work.appointments.release(offered.id)
    return Done(None)


def offer_times(command: OfferTimes, work: Work) -> Outcome[int]:
    """Its value says how many were asked. Never refused."""
    late = work.appointments.late_offers(work.now)
    for each in late if command.trusted else ():
        _let_lapse(each, work)
    long = work.appointments.long_offers(latest(work.now, work.zone))
    again = long if command.trusted else [*late, *long]
    return Done(sum(_ask_again(each, work) for each in again) + _ask_seekers(work))


def _let_lapse(appointment: AppointmentId, work: Work) -> None:
    """Silence is no no: they hear that it is gone, and wait on behind all others."""
    found = work.appointments.get(appointment)
    work.appointments.release(appointment)
    if found is None or not found.person:
        return
    own = work.appointments.open_of(found.person, work.now)
    waits = all(each.topic is not found.topic for each in own)
    if waits:
        about = (found.person, found.topic, found.language)
        work.appointments.seek(*about, work.now, young=found.young)
    if not work.people.get(found.person).stopped:
        work.posts.write(found.person, time_lapsed(found.slot, waits=waits), work.now)


def _ask_again(appointment: AppointmentId, work: Work) -> bool:
    """What they were told was said by a clock that is another one now."""
    found = work.appointments.get(appointment)
    if found is None:
        return False
    until = kept_until(found.slot.starts, NOTICE, work.now, work.zone)
    if until is None:  # there is no time left to answer in
        return False
    work.appointments.keep_until(found.id, until)
    work.posts.write(found.person, time_offered(found.id, found.slot, until), work.now, until)
    return True


def _ask_seekers(work: Work) -> int:
    free: dict[Topic, list[Slot]] = {}
    asked = 0
    for seeker in work.appointments.seekers():
        if seeker.topic not in free:
            free[seeker.topic] = list(work.appointments.free(seeker.topic, work.now + NOTICE))
        asked += _ask(seeker, free[seeker.topic], work)
    return asked


def _ask(seeker: Seeker, free: list[Slot], work: Work) -> bool:
    """Whether there was a time for them; then they wait no more, and it is not free any more."""
    for slot in _for(seeker, free, work):
        until = kept_until(slot.starts, NOTICE, work.now, work.zone)
        if until is None or not _understood(seeker, slot):
            continue
        if _let_go_before(slot, seeker, work):
            continue
        theirs = replace(seeker, language=spoken(seeker.language))
        offered = work.appointments.offer(slot.id, theirs, work.now, until)
        if offered is not None:  # about another topic it may just have been given
            free.remove(slot)
            work.appointments.stop_seeking(seeker.person, seeker.topic)
            work.posts.write(seeker.person, time_offered(offered, slot, until), work.now, until)
            return True
    return False


def _understood(seeker: Seeker, slot: Slot) -> bool:
    return with_any(seeker.language) or seeker.language in slot.languages


def _let_go_before(slot: Slot, seeker: Seeker, work: Work) -> bool:
    """What they let go once is not offered to them again: others may want it."""
    had = work.appointments.all_of(seeker.person)
    return any(each.slot.id == slot.id and each.state is AppointmentState.CANCELLED for each in had)


def _for(seeker: Seeker, free: list[Slot], work: Work) -> Sequence[Slot]:
    person = work.people.get(seeker.person)
    return meant_for(person, free, work.staff, work.appointments, young=seeker.young)


def _fits(offered: Appointment, work: Work) -> bool:
    person, slots = work.people.get(work.person), [offered.slot]
    return bool(meant_for(person, slots, work.staff, work.appointments, young=offered.young))


def _offered(appointment: AppointmentId, work: Work) -> Appointment | None:
    found = work.appointments.get(appointment)
    if found is None or found.person != work.person:
        return None
    return found if found.state is AppointmentState.OFFERED else None
