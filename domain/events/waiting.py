"""Waiting for a place at an event that is full. Places that become free are offered in the order of
waiting, each for a while, and kept for whoever is asked until they answer or the time is over.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.events.coming import come
from domain.events.event import Event, EventId
from domain.events.notices import place_lapsed, place_offered
from domain.events.rsvp import (
    MOST_PEOPLE,
    NOT_THEIR_AGE,
    Come,
    PassOn,
    RsvpState,
    TakeOffer,
    WaitForPlace,
    may_come,
)
from domain.outcome import Done, Outcome, Refused
from domain.people.person import PersonId
from domain.reminders.offers import RESTS, kept_until, latest
from domain.speech.text import _
from domain.work import Work

OFFER_ENDS = timedelta(hours=1)  # before the event begins
MOST_ASKED = 1000  # in one look; the others are asked in the next one
NOT_FULL = _("There is room now: you can simply say that you are coming.")
TOO_LATE = _("It is too late to wait for a place.")
OVER = _("This offer is over.")


def wait_for_place(command: WaitForPlace, work: Work) -> Outcome[None]:
    """Only where there is no room, and there is time left; waiting again keeps one's turn.

    Refused, too, when it is for another age.
    """
    event = work.events.get(command.event)
    if event is None or event.cancelled or event.starts - OFFER_ENDS <= work.now:
        return Refused(TOO_LATE)
    own = work.events.rsvp(event.id, work.person)
    if not may_come(event, work.people.get(work.person), own):
        return Refused(NOT_THEIR_AGE)
    if event.places_left is None or event.places_left >= command.people:
        return Refused(NOT_FULL)
    if not 1 <= command.people <= MOST_PEOPLE:
        return Refused(
            _("Please write a number from {least} to {most}.", least=1, most=MOST_PEOPLE)
        )
    work.events.wait(event.id, work.person, command.people, work.now)
    return Done(None)


def take_offer(command: TakeOffer, work: Work) -> Outcome[EventId]:
    """While it is theirs; afterwards they may still be lucky. Refused when the offer is over."""
    rsvp = work.events.rsvp(command.event, work.person)
    if rsvp is None or rsvp.state is not RsvpState.OFFERED:
        return Refused(OVER)
    return come(Come(command.event, rsvp.people, lift=False), work)


def pass_on(command: PassOn, work: Work) -> Outcome[int]:
    """Its value says how many were asked; of those in a queue MOST_ASKED for each event at most.
    Never refused.
    """
    queues = work.events.queues()
    return Done(sum(_look(event, work, trusted=command.trusted) for event in queues))


def _look(event_id: EventId, work: Work, *, trusted: bool) -> int:
    event = work.events.get(event_id)
    late = work.events.late_offers(event_id, work.now)
    for person in late if trusted else ():
        _let_lapse(event_id, event, person, work)
    if event is None or event.cancelled or event.starts - OFFER_ENDS <= work.now:
        if trusted:
            work.events.end_queue(event_id)
        return 0
    until = kept_until(event.starts, OFFER_ENDS, work.now, work.zone)
    if until is None:
        return 0
    long = work.events.long_offers(event_id, latest(work.now, work.zone))
    again = long if trusted else [*late, *long]
    return _offer_again(event, again, until, work) + _offer(event, until, work)


def _let_lapse(event_id: EventId, event: Event | None, person: PersonId, work: Work) -> None:
    """Silence is no no: they hear that it is gone, and wait on behind all others."""
    rsvp = work.events.rsvp(event_id, person)
    work.events.leave(event_id, person)
    if event is None or event.cancelled or rsvp is None:
        return
    waits = event.starts - OFFER_ENDS > work.now
    if waits:
        work.events.wait(event_id, person, rsvp.people, work.now)
        work.events.rest(event_id, person, work.now + RESTS)
    if event.starts > work.now and not work.people.get(person).stopped:
        said = place_lapsed(event, waits=waits)
        work.posts.write(person, said, work.now, event.starts)


def _offer_again(event: Event, people: Sequence[PersonId], until: datetime, work: Work) -> int:
    """What they were told was said by a clock that is another one now."""
    for person in people:
        rsvp = work.events.rsvp(event.id, person)
        if rsvp is not None and work.events.offer(event.id, person, rsvp.people, until):
            work.posts.write(person, place_offered(event, until), work.now, until)
    return len(people)


def _offer(event: Event, until: datetime, work: Work) -> int:
    """To whoever is next and fits, until nothing is left."""
    for asked in range(MOST_ASKED):
        now = work.events.get(event.id) or event
        following = work.events.next_waiting(event.id, now.places_left, work.now)
        if following is None or not work.events.offer(
            event.id, following.person, following.people, until
        ):
            return asked
        work.posts.write(following.person, place_offered(event, until), work.now, until)
    return MOST_ASKED
