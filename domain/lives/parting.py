"""Undoing a joining: two people again, each with what they brought, and reminded of it.

Whoever was talked into joining must not lose what they had, whichever of the phones is separated,
and by whom.
"""

from dataclasses import replace

from domain.advice.appointment import AppointmentId
from domain.advice.booking import plan_reminders as remind_of_appointment
from domain.events.coming import come
from domain.events.coming import plan_reminders as remind_of_event
from domain.events.event import EventId
from domain.events.rsvp import Come
from domain.lives import turning_18
from domain.outcome import Done
from domain.people.person import PersonId
from domain.phones.phone import Undone, name_of
from domain.reminders.reminder import Thing
from domain.speech.languages import Intent
from domain.speech.messages import Say
from domain.speech.spoken_words import words_for
from domain.speech.text import Text, _, lines
from domain.work import Work

EACH_HAS_ITS_OWN = _("What each phone brought is on that phone again, and on no other.")
FAREWELL = lines(_("This phone is separated again."), EACH_HAS_ITS_OWN)
TAKEN_MEANWHILE = _(
    "We cancelled something because you had it twice, and somebody else has taken it. Please look "
    "at “{appointments}” and “{events}”.",
    appointments=words_for(Intent.MY_APPOINTMENTS),
    events=words_for(Intent.EVENTS),
)


def undo(work: Work, separated: str = "", farewell: Text | None = None) -> Work | None:
    """The work of whoever has the phone that commands, now that both are somebody again.

    None when `work.person` was not joined within the last day. The phone that did not command is
    told, unless it is separated, and so hears the farewell.
    """
    undone = work.lives.undo(work.person, separated, farewell, work.channel, work.now)
    if undone is None:
        return None
    theirs = replace(work, person=undone.person)
    if not _take_again(undone, theirs):
        theirs.posts.tell(undone.person, undone.channel, Say(TAKEN_MEANWHILE), work.now)
    for each in (theirs, work):
        remind_again(each)
    _drop_others_reminders(work.person, theirs)
    here = theirs if work.channel == undone.channel else work
    _tell_the_other(here, theirs if here is work else work, separated)
    return here


def remind_again(work: Work) -> None:
    """Plan what reminds this person, in place of what was planned; not of whoever stopped us."""
    turning_18.plan(work)
    for appointment in work.appointments.open_of(work.person, work.now):
        remind_of_appointment(appointment, work)
    for rsvp in work.events.coming_of(work.person, work.now):
        event = work.events.get(rsvp.event)
        if event is not None:
            remind_of_event(event, work)


def _take_again(undone: Undone, work: Work) -> bool:
    """What they gave up is theirs once more; whether nobody else has any of it by now."""
    times = [_book_again(each, work) for each in undone.given_up.appointments]
    places = [_come_again(each, work) for each in undone.given_up.events]
    return all((*times, *places))


def _book_again(appointment: AppointmentId, work: Work) -> bool:
    was = work.appointments.get(appointment)
    if was is None or was.person != work.person or was.slot.starts <= work.now:
        return True  # it is over
    return work.appointments.reopen(appointment)


def _come_again(event: EventId, work: Work) -> bool:
    was, now = work.events.rsvp(event, work.person), work.events.get(event)
    if was is None or now is None or now.cancelled or now.starts <= work.now:
        return True  # it is over
    return isinstance(come(Come(event, was.people, lift=was.lift), work), Done)


def _drop_others_reminders(owner: PersonId, theirs: Work) -> None:
    """Of what went back nobody else is reminded."""
    for appointment in theirs.appointments.open_of(theirs.person, theirs.now):
        theirs.posts.drop_reminders(owner, Thing.APPOINTMENT, appointment.id)
    mine = {rsvp.event for rsvp in theirs.events.coming_of(owner, theirs.now)}
    for rsvp in theirs.events.coming_of(theirs.person, theirs.now):
        if rsvp.event not in mine:
            theirs.posts.drop_reminders(owner, Thing.EVENT, rsvp.event)


def _tell_the_other(here: Work, other: Work, separated: str) -> None:
    [there], [channel] = (each.links.channels(each.person) for each in (here, other))
    if channel != separated:
        again = _("The other phone ({channel}) is separated again.", channel=name_of(there))
        said = Say(lines(again, EACH_HAS_ITS_OWN))
        other.posts.tell(other.person, channel, said, other.now)
