"""Stopping, coming back, and being forgotten."""

from datetime import timedelta

from domain.events.lifts import leave_all
from domain.lives.parting import remind_again, undo
from domain.outcome import Done, Outcome
from domain.people.rights import Forget, Hide, Return, Stop
from domain.speech.text import Text, _
from domain.work import Work

HIDDEN = timedelta(hours=1)
FAREWELL = _(
    "Everything we kept about you is erased. Take care. You are always welcome back: just write."
)


def stop(_command: Stop, work: Work) -> Outcome[None]:
    """Nothing that we start is sent any more; appointments and places stay."""
    work.people.set_stopped(work.person, stopped=True, at=work.now)
    work.posts.drop_started(work.person)
    return Done(None)


def hide(_command: Hide, work: Work) -> Outcome[None]:
    """What is kept stays as it is; only the phone forgets. A number must be said anew."""
    work.people.shut_pin(work.person)
    work.posts.take_away(work.person, work.now - HIDDEN, work.now)
    return Done(None)


def come_back(_command: Return, work: Work) -> Outcome[None]:
    """Messages may start again; reminders of what is still open are planned anew."""
    work.people.set_stopped(work.person, stopped=False, at=work.now)
    remind_again(work)
    return Done(None)


def forget(_command: Forget, work: Work) -> Outcome[None]:
    """At once, with a farewell.

    Of phones that were joined within the last day only what is on this one goes: whoever talked
    somebody into joining must not erase what is theirs.
    """
    erase(undo(work) or work, FAREWELL)
    return Done(None)


def erase(work: Work, farewell: Text | None) -> None:
    """Erase `work.person`: places and times are freed for others before everything goes."""
    for appointment in work.appointments.open_of(work.person, work.now):
        work.appointments.release(appointment.id)
    for rsvp in (
        *work.events.coming_of(work.person, work.now),
        *work.events.open_of(work.person),
    ):
        leave_all(rsvp.event, work)
        work.events.leave(rsvp.event, work.person)
    work.lives.forget(work.person, farewell, work.now)
