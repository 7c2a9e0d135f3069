"""What somebody leaves who has just said that they are under 18."""

from domain.events.event import Event
from domain.events.lifts import leave_car_and_stay_away, leave_unfit_cars
from domain.events.rsvp import NOT_THEIR_AGE, StayAway
from domain.speech.messages import Say
from domain.speech.text import _, lines
from domain.work import Work


def leave_unfit(work: Work) -> None:
    """They come no more to events that are for adults, and sit in no car of another guest.

    Nothing happens to anybody else. They hear it, and so does whoever drives.
    """
    person = work.people.get(work.person)
    if not person.young:
        return
    said = (*work.events.coming_of(person.id, work.now), *work.events.open_of(person.id))
    for event in filter(None, (work.events.get(rsvp.event) for rsvp in said)):
        if not event.audience.fits(person.age_group):
            leave_car_and_stay_away(StayAway(event.id), work)
            _tell(event, work)
    leave_unfit_cars(work)


def _tell(event: Event, work: Work) -> None:
    if work.people.get(work.person).stopped:
        return
    free = _("🔔 Your place is free for others now.")
    said = lines(free, _("👉 {event}", event=event.title), NOT_THEIR_AGE)
    work.posts.write(work.person, Say(said), work.now, event.starts)
