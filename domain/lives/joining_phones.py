"""Joining two phones of one person by a code, and separating them again.

Whoever types a code is told first what it does, and nothing happens without their yes.
"""

from collections.abc import Iterator
from dataclasses import replace

from domain.advice.appointment import AppointmentId
from domain.events.event import EventId
from domain.events.lifts import leave_unfit
from domain.events.rsvp import RsvpState
from domain.lives import parting, turning_18
from domain.outcome import Done, Outcome, Refused
from domain.people.person import Person, PersonId
from domain.people.pin import Pin
from domain.phones.phone import (
    CODE_DIGITS,
    CODE_LASTS,
    MOST_MISSES,
    CheckCode,
    Choose,
    Doubt,
    Join,
    Joined,
    MakeCode,
    Separate,
    Trust,
    name_of,
)
from domain.reminders.reminder import Thing
from domain.speech.digits import digits_of
from domain.speech.languages import Intent
from domain.speech.spoken_words import words_for
from domain.speech.text import Text, _
from domain.staff.member import UNCONFIRMED
from domain.work import Work

TWO_ALREADY = _(
    "You use two phones already. Write “{link}” to see them.", link=words_for(Intent.LINK)
)
TOO_MANY = _("Please wait an hour before you try another code.")
OWN_CODE = _("This is your own code. Please write it on your other phone.")
SAME_CHANNEL = _("You can join one phone with Telegram and one with Signal, but not two of a kind.")
OF_THE_DESK = _("A phone that works at the desk is never joined to another one.")
STILL_NEW = _("This phone is new to us, too. Please say it on a phone that is not.")
NOT_JOINED = _("That phone is not joined any more.")
NOT_UNDONE = _(
    "That was more than 24 hours ago. To separate the phones, write “{link}” once more.",
    link=words_for(Intent.LINK),
)
FAREWELL = _(
    "This phone is separated. We know nothing about it any more. You can always write to us again."
)


def make_code(_command: MakeCode, work: Work) -> Outcome[str]:
    """Its value is the code. Whoever has two phones needs none, and the desk has none."""
    refused = _may_not_join(work)
    return refused or Done(work.links.make(work.person, work.now + CODE_LASTS))


def check_code(command: CheckCode, work: Work) -> Outcome[bool]:
    """False when nobody has such a code; nothing is joined. Refused where `join` would be."""
    owner = _owner(command.code, work)
    if isinstance(owner, Refused):
        return owner
    if owner is not None:
        _speak_as_with(owner, work)
    return Done(owner is not None)


def _speak_as_with(owner: PersonId, work: Work) -> None:
    """What a code does must be understood on a phone that was never asked for a language."""
    language = work.people.get(owner).language
    if language and not work.people.get(work.person).language:
        work.people.set_language(work.person, language)


def join(command: Join, work: Work) -> Outcome[Joined | None]:
    """None when nobody has such a code: a wrong one is done, too, as it is counted."""
    owner = _owner(command.code, work)
    if isinstance(owner, Refused):
        return owner
    return Done(None) if owner is None else Done(_with_owner(owner, work))


def choose(command: Choose, work: Work) -> Outcome[None]:
    """What we start comes on this channel. Refused when it is none of their own."""
    if command.channel not in work.links.channels(work.person):
        return Refused(NOT_JOINED)
    work.links.choose(work.person, command.channel)
    return Done(None)


def trust(command: Trust, work: Work) -> Outcome[None]:
    """Only another phone of theirs can say it, one that is not new itself.

    Refused to whoever works at the desk: an administrator confirms their phone.
    """
    if work.staff.of(work.person) is not None:
        return Refused(UNCONFIRMED)
    channels, doubted = work.links.channels(work.person), work.links.doubted(work.person)
    if command.channel not in channels:
        return Refused(NOT_JOINED)
    if work.channel not in channels or work.channel in doubted:
        return Refused(STILL_NEW)
    work.links.trust(work.person, command.channel, work.now)
    return Done(None)


def doubt(command: Doubt, work: Work) -> Outcome[None]:
    """What is personal is closed there until somebody says that it is theirs. Never refused."""
    work.links.doubt(work.person, command.channel, work.now)
    return Done(None)


def separate(command: Separate, work: Work) -> Outcome[bool]:
    """Never the last phone: for that there is /forget. Within a day it undoes the joining."""
    channels = work.links.channels(work.person)
    if command.channel not in channels or len(channels) < 2:
        return Refused(NOT_JOINED)
    if parting.undo(work, command.channel, parting.FAREWELL) is not None:
        return Done(value=True)
    if command.undoing:
        return Refused(NOT_UNDONE)
    work.links.separate(work.person, command.channel, FAREWELL, work.now)
    return Done(value=False)


def _owner(typed: str, work: Work) -> PersonId | Refused | None:
    """Whom this code joins them to; a guess that nobody has is counted."""
    refused = _may_not_join(work)
    if refused is not None:
        return refused
    if work.links.misses(work.person, work.now) >= MOST_MISSES:
        return Refused(TOO_MANY)
    code = digits_of(typed)
    owner = work.links.owner(code, work.now)
    if owner is not None:
        return _cannot_be_joined(owner, work) or owner
    if len(code) == CODE_DIGITS:  # anything else was no guess
        work.links.miss(work.person, work.now)
    return None


def _may_not_join(work: Work) -> Refused | None:
    if work.staff.of(work.person) is not None:
        return Refused(OF_THE_DESK)
    return Refused(TWO_ALREADY) if len(work.links.channels(work.person)) > 1 else None


def _cannot_be_joined(owner: PersonId, work: Work) -> Refused | None:
    """Both phones count: a trickster may make the code, or be given one."""
    if owner == work.person:
        return Refused(OWN_CODE)
    if work.staff.of(owner) is not None:
        return Refused(OF_THE_DESK)
    here, there = work.links.channels(work.person), work.links.channels(owner)
    return None if set(here).isdisjoint(there) else Refused(SAME_CHANNEL)


def _with_owner(owner: PersonId, work: Work) -> Joined:
    here = work.links.channels(work.person)
    given_up = Joined(tuple(_times_given_up(owner, work)), tuple(_places_given_up(owner, work)))
    joining, pin = work.people.get(work.person), work.people.pin(work.person)
    work.lives.join(work.person, owner, _notice(here[0]), work.now, given_up)
    _complete(work.people.get(owner), joining, pin, work)
    if work.people.get(owner).stopped:
        work.posts.drop_started(owner)
    leave_unfit(replace(work, person=owner))
    return given_up


def _notice(channel: str) -> Text:
    return _(
        "Another phone ({channel}) was joined to you just now. Was it not you? Write “{link}” and "
        "separate it: within 24 hours each phone gets back what it brought.",
        channel=name_of(channel),
        link=words_for(Intent.LINK),
    )


def _times_given_up(owner: PersonId, work: Work) -> Iterator[AppointmentId]:
    """One open appointment about a topic is enough; the owner's stays."""
    topics = {each.topic for each in work.appointments.open_of(owner, work.now)}
    for appointment in work.appointments.open_of(work.person, work.now):
        if appointment.topic in topics:
            work.appointments.release(appointment.id)
            work.posts.drop_reminders(work.person, Thing.APPOINTMENT, appointment.id)
            yield appointment.id


def _places_given_up(owner: PersonId, work: Work) -> Iterator[EventId]:
    """Who said twice that they come are the same people; what the owner said stays.

    Whoever waits for places on both phones, or comes already, waits on the owner's only: places
    that are kept for them are freed, and a turn goes with its row.
    """
    for rsvp in work.events.open_of(work.person):
        if rsvp.holds and work.events.rsvp(rsvp.event, owner) is not None:
            work.events.leave(rsvp.event, work.person)
    for rsvp in work.events.open_of(owner):
        said = work.events.rsvp(rsvp.event, work.person)
        if rsvp.holds and said is not None and said.state is RsvpState.COMING:
            work.events.leave(rsvp.event, owner)
    events = {each.event for each in work.events.coming_of(owner, work.now)}
    for rsvp in work.events.coming_of(work.person, work.now):
        if rsvp.event in events:
            work.events.leave(rsvp.event, work.person)
            work.posts.drop_reminders(work.person, Thing.EVENT, rsvp.event)
            yield rsvp.event


def _grow_together(owner: Person, joining: Person, work: Work) -> None:
    """Under 18 on either phone is under 18 on both; else what the owner told holds."""
    younger = joining.young and not (owner.young and owner.adult_month)
    if younger or (owner.age_group is None and joining.age_group is not None):
        work.people.set_age_group(owner.id, joining.age_group, work.now)
        work.people.set_adult_month(owner.id, joining.adult_month)
    turning_18.plan(replace(work, person=owner.id))


def _complete(owner: Person, joining: Person, pin: Pin | None, work: Work) -> None:
    """What the owner never told is taken over; STOP holds, whichever phone said it."""
    if not owner.language and joining.language:
        work.people.set_language(owner.id, joining.language)
    _grow_together(owner, joining, work)
    if not owner.interests and joining.interests:
        work.people.set_interests(owner.id, sorted(joining.interests))
    if pin is not None and not owner.pin:
        work.people.set_pin(owner.id, pin.digits)
    if joining.stopped and not owner.stopped:
        work.people.set_stopped(owner.id, stopped=True, at=work.now)
