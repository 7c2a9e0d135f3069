"""Waiting for a time for advice: whoever has waited longest is offered the first time that is free
and fits, and it is kept for them while they think.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from domain.appointments import (
    HAVE_ONE,
    INTERPRETER,
    NOTICE,
    OVER,
    Appointment,
    AppointmentId,
    AppointmentState,
    Slot,
    Topic,
)
from domain.booking import meant_for, plan_reminders
from domain.messages import Option, Prompt, Say
from domain.offers import kept_until
from domain.outcome import Done, Outcome, Refused
from domain.people import PersonId
from domain.text import Moment, Show, _, lines

if TYPE_CHECKING:
    from domain.work import Work


@dataclass(frozen=True, slots=True)
class SeekTime:
    """Tell me when a time is free, about this topic, in this language."""

    topic: Topic
    language: str


@dataclass(frozen=True, slots=True)
class StopSeeking:
    """I need no time about this any more."""

    topic: Topic


@dataclass(frozen=True, slots=True)
class TakeTime:
    """I take the time that is kept for me."""

    appointment: AppointmentId


@dataclass(frozen=True, slots=True)
class DeclineTime:
    """Somebody else may have it."""

    appointment: AppointmentId


@dataclass(frozen=True, slots=True)
class OfferTimes:
    """Time has passed: offers end, and free times are offered to whoever is next."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who waits for a time."""

    person: PersonId
    topic: Topic
    language: str


def seek_time(command: SeekTime, work: "Work") -> Outcome:
    """Waiting again keeps one's turn."""
    own = work.appointments.open_of(work.person, work.now)
    if any(each.topic is command.topic for each in own):
        return Refused(HAVE_ONE)
    work.appointments.seek(work.person, command.topic, command.language, work.now)
    return Done()


def stop_seeking(command: StopSeeking, work: "Work") -> Outcome:
    """At once."""
    work.appointments.stop_seeking(work.person, command.topic)
    return Done()


def take_time(command: TakeTime, work: "Work") -> Outcome:
    """While it is theirs; its reminders follow. The key is the appointment."""
    offered = _offered(command.appointment, work)
    if offered is None or offered.slot.starts <= work.now:
        return Refused(OVER)
    if not work.appointments.accept(offered.id):
        return Refused(HAVE_ONE)
    plan_reminders(offered, work)
    return Done(str(offered.id))


def decline_time(command: DeclineTime, work: "Work") -> Outcome:
    """The time is free for whoever is next."""
    offered = _offered(command.appointment, work)
    if offered is None:
        return Refused(OVER)
    work.appointments.release(offered.id)
    return Done()


def offer_times(_command: OfferTimes, work: "Work") -> Outcome:
    """The key says how many were asked."""
    for late in work.appointments.late_offers(work.now):
        work.appointments.release(late)
    free: dict[Topic, list[Slot]] = {}
    asked = 0
    for seeker in work.appointments.seekers():
        if seeker.topic not in free:
            free[seeker.topic] = list(work.appointments.free(seeker.topic, work.now + NOTICE))
        asked += _ask(seeker, free[seeker.topic], work)
    return Done(str(asked))


def _ask(seeker: Seeker, free: list[Slot], work: "Work") -> bool:
    """Whether there was a time for them; then they wait no more, and it is not free any more."""
    for slot in _for(seeker, free, work):
        until = kept_until(slot.starts, NOTICE, work)
        if until is None or seeker.language not in (INTERPRETER, *slot.languages):
            continue
        offered = work.appointments.offer(
            slot.id, seeker.person, seeker.topic, seeker.language, work.now, until
        )
        if offered is not None:  # about another topic it may just have been given
            free.remove(slot)
            work.appointments.stop_seeking(seeker.person, seeker.topic)
            work.posts.write(seeker.person, offer(offered, slot, until), work.now, until)
            return True
    return False


def _for(seeker: Seeker, free: list[Slot], work: "Work") -> Sequence[Slot]:
    return meant_for(work.people.get(seeker.person), free, work.staff, work.appointments)


def offer(appointment: AppointmentId, slot: Slot, until: datetime) -> Say:
    """What arrives on their phone; the first line names no matter."""
    said = lines(
        _("🔔 A time is free for you."),
        lines(
            _("📅 {day}", day=Moment(slot.starts)),
            _("📍 {place}", place=slot.place),
            between="\n",
        ),
        _("We keep it for you until {time}.", time=Moment(until, Show.SHORT)),
    )
    options = (Option("take", _("I take it")), Option("no", _("No, thank you")))
    return Say(
        said, options=options, asks=Prompt("appointments", "offered", {"appointment": appointment})
    )


def _offered(appointment: AppointmentId, work: "Work") -> Appointment | None:
    found = work.appointments.get(appointment)
    if found is None or found.person != work.person:
        return None
    return found if found.state is AppointmentState.OFFERED else None
