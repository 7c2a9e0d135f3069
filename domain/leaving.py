"""Stopping, coming back, and being forgotten."""

from dataclasses import dataclass
from datetime import timedelta

from domain import growing
from domain.booking import plan_reminders as remind_of_appointment
from domain.cars import leave_all
from domain.events import plan_reminders as remind_of_event
from domain.outcome import Done, Outcome
from domain.text import _
from domain.work import Work

HIDDEN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stop:
    """Start no more messages to me."""


@dataclass(frozen=True, slots=True)
class Hide:
    """Somebody may look at this phone: take your messages of the last hour away from it."""


@dataclass(frozen=True, slots=True)
class Return:
    """You may write to me again as I allowed before."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase everything about me, and tell me goodbye."""


def stop(_command: Stop, work: Work) -> Outcome:
    """Nothing that we start is sent any more; appointments and places stay."""
    work.people.set_stopped(work.person, stopped=True)
    work.posts.drop_started(work.person)
    return Done()


def hide(_command: Hide, work: Work) -> Outcome:
    """What is kept stays as it is; only the phone forgets. A number must be said anew."""
    if work.people.get(work.person).pin:
        work.people.open_pin(work.person, work.now)
    work.posts.take_away(work.person, work.now - HIDDEN, work.now)
    return Done()


def come_back(_command: Return, work: Work) -> Outcome:
    """Messages may start again; reminders of what is still open are planned anew."""
    work.people.set_stopped(work.person, stopped=False)
    growing.plan(work)
    for appointment in work.appointments.open_of(work.person, work.now):
        remind_of_appointment(appointment, work)
    for rsvp in work.events.coming_of(work.person, work.now):
        event = work.events.get(rsvp.event)
        if event is not None:
            remind_of_event(event, work)
    return Done()


def forget(_command: Forget, work: Work) -> Outcome:
    """Places and times are freed for others before everything goes."""
    for appointment in work.appointments.open_of(work.person, work.now):
        work.appointments.release(appointment.id)
    for rsvp in (
        *work.events.coming_of(work.person, work.now),
        *work.events.open_of(work.person),
    ):
        leave_all(rsvp.event, work)
        work.events.leave(rsvp.event, work.person)
    farewell = _("Everything we kept about you is erased. Take care. You are always welcome back.")
    work.people.forget(work.person, farewell, work.now)
    return Done()
