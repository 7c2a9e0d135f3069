"""Saying that one comes to an event, or not after all: places go to whoever is first."""

from domain.events.event import Event, EventId
from domain.events.rsvp import (
    MOST_PEOPLE,
    NOT_THEIR_AGE,
    Come,
    Rsvp,
    StayAway,
    may_come,
    room_for,
)
from domain.outcome import Done, Outcome, Refused
from domain.reminders.reminder import Thing, due_times
from domain.speech.text import Text, _, n_
from domain.work import Work


def come(command: Come, work: Work) -> Outcome[EventId]:
    """Places go to whoever is first; the reminders follow. Its value is the event.

    Said again, it replaces what was said before. Refused when the event has begun or was cancelled,
    when it is for another age, and when there is too little room: then what they held is theirs as
    before.
    """
    event = work.events.get(command.event)
    if event is None or event.cancelled or event.ends <= work.now:
        return Refused(_("This event is over or was cancelled."))
    if event.starts <= work.now:
        return Refused(_("This event has begun already."))
    own = work.events.rsvp(event.id, work.person)
    if not may_come(event, work.people.get(work.person), own):
        return Refused(NOT_THEIR_AGE)
    if not 1 <= command.people <= MOST_PEOPLE or not work.events.take(
        event.id, work.person, command.people, lift=command.lift
    ):
        now = work.events.get(event.id) or event  # others may have been faster
        return Refused(_too_few(now, own, command))
    plan_reminders(event, work)
    return Done(event.id)


def stay_away(command: StayAway, work: Work) -> Outcome[None]:
    """The places are free for others; no reminder comes any more. Never refused."""
    work.events.leave(command.event, work.person)
    work.posts.drop_reminders(work.person, Thing.EVENT, command.event)
    return Done(None)


def plan_reminders(event: Event, work: Work) -> None:
    """Plan what reminds this person of the event, in place of what was planned before.

    Whoever stopped us is not reminded.
    """
    work.posts.drop_reminders(work.person, Thing.EVENT, event.id)
    if work.people.get(work.person).stopped:
        return
    for ahead, due in due_times(event.starts, work.now):
        work.posts.remind(work.person, Thing.EVENT, event.id, ahead, due, event.starts)


def _too_few(event: Event, own: Rsvp | None, command: Come) -> Text:
    """For how many there is room, counting the places that this person holds already."""
    places, seats = room_for(event, own)
    if places is not None and places < command.people:
        if not places:
            return _("Sorry, this event is full now.")
        return n_(
            "Sorry, there is room for only {n} person.",
            "Sorry, there is room for only {n} people.",
            n=places,
        )
    if not command.lift or seats >= command.people:
        return _("Please write a number from {least} to {most}.", least=1, most=MOST_PEOPLE)
    if not seats:
        return _("Sorry, there is no seat left in the car. You can still come on your own.")
    return n_(
        "Sorry, there is room for only {n} person in the car.",
        "Sorry, there is room for only {n} people in the car.",
        n=seats,
    )
