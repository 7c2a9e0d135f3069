"""What a reminder says, read from the thing itself at the moment when it is sent.

The first line stands on a locked screen for everybody to see: it names neither place nor matter.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from domain.advice.appointment import Appointment, AppointmentId, AppointmentState
from domain.advice.notices import SOON, of_appointment
from domain.advice.slot import to_bring
from domain.events.car import Car
from domain.events.event import Event, EventId
from domain.events.notices import COMING, of_event
from domain.events.rsvp import Rsvp, RsvpState
from domain.operator.policy import Policy
from domain.people.person import Person, PersonId
from domain.reminders.reminder import AHEAD, ANSWERS, Reminder, Thing
from domain.speech.languages import Intent
from domain.speech.messages import Say
from domain.speech.ways import way

EARLY = timedelta(minutes=1)  # clocks differ a little; this is not a thing that was moved
OURS = Policy()


class EventsNow(Protocol):
    """Events and who comes, as things are now."""

    def get(self, event: EventId) -> Event | None:
        """The event; None when there never was one."""
        ...

    def rsvp(self, event: EventId, person: PersonId) -> Rsvp | None:
        """What this person said about it; None when they never said anything."""
        ...


class CarsNow(Protocol):
    """Lifts as they are when the reminder is sent, not when it was planned."""

    def ridden(self, event: EventId, person: PersonId) -> Car | None:
        """The car that this person rides with to the event; None when they ride with none."""
        ...

    def driven(self, event: EventId, person: PersonId) -> Car | None:
        """The car that this person drives to the event; None when they drive none."""
        ...


class AppointmentsNow(Protocol):
    """Appointments as they are when the reminder is sent, not when it was planned."""

    def get(self, appointment: AppointmentId) -> Appointment | None:
        """The appointment, whatever became of it; None when there is none of this number."""
        ...


@dataclass(frozen=True, slots=True)
class Things:
    """Everything that may be reminded of, and what the operator says about it."""

    events: EventsNow
    appointments: AppointmentsNow
    cars: CarsNow
    policy: Policy = OURS


def reminder(
    planned: Reminder, person: Person, now: datetime, things: Things, *, hidden: bool = False
) -> Say | datetime | None:
    """What to say; or when, because the thing was moved; or None, because nothing is left to say.

    Nothing is left when the thing was cancelled or has begun, when this person is not coming any
    more, or when the next reminder of the same thing is due as well. Whoever says a number before
    personal matters reads when and where only behind it, and so does whoever has a phone for which
    this is `hidden`.
    """
    hidden = hidden or person.pin
    if planned.thing is Thing.APPOINTMENT:
        appointment = things.appointments.get(AppointmentId(planned.id))
        if appointment is None or not _stands(appointment, person.id):
            return None
        bring = to_bring(appointment.topic, things.policy, person.language)
        starts, say = appointment.slot.starts, of_appointment(appointment, bring)
        if hidden:
            say = replace(say, text=SOON, options=(*ANSWERS, way(Intent.MY_APPOINTMENTS)))
    else:
        event = things.events.get(EventId(planned.id))
        rsvp = things.events.rsvp(EventId(planned.id), person.id)
        if event is None or event.cancelled or not _comes(rsvp):
            return None
        car = things.cars.ridden(event.id, person.id) or things.cars.driven(event.id, person.id)
        starts = event.starts
        say = of_event(event, lift=rsvp is not None and rsvp.lift, car=car)
        if hidden:
            say = replace(say, text=COMING, options=(*ANSWERS, way(Intent.EVENTS)))
    return _when(planned, starts, now) or (say if _useful(planned, starts, now) else None)


def _stands(appointment: Appointment, person: PersonId) -> bool:
    return appointment.person == person and appointment.state is AppointmentState.OPEN


def _comes(rsvp: Rsvp | None) -> bool:
    return rsvp is not None and rsvp.state is RsvpState.COMING


def _when(planned: Reminder, starts: datetime, now: datetime) -> datetime | None:
    due = starts - planned.ahead
    return due if due > now + EARLY else None


def _useful(planned: Reminder, starts: datetime, now: datetime) -> bool:
    later = [starts - ahead for ahead in AHEAD if ahead < planned.ahead]
    return now < starts and all(now < due for due in later)
