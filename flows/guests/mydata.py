"""Everything that is kept about somebody, as files for their phone: to read, and for a program.

What things are called stands in their language if it can: a name alone must not turn the whole file
into English.
"""

import json
from collections.abc import Iterator

from domain.advice.appointment import AppointmentState
from domain.events.rsvp import RsvpState
from domain.matters.matter import Matter
from domain.people.person import Purpose
from domain.phones.phone import name_of
from domain.speech.messages import File
from domain.speech.text import Moment, Text, Verbatim, _, in_language, lines, n_
from domain.work import Desk
from flows.guests.about_me import about

PURPOSES = {
    Purpose.TAKE_PART: _("keep what you book and answer"),
    Purpose.BE_WRITTEN: _("write to you when there is news"),
}
BECAME = {
    AppointmentState.OPEN: _("booked"),
    AppointmentState.CANCELLED: _("cancelled"),
    AppointmentState.PAST: _("over"),
    AppointmentState.OFFERED: _("offered to you"),
    AppointmentState.MISSED: _("you did not come"),
}
SAID = {
    RsvpState.COMING: _("you said yes"),
    RsvpState.NOT_COMING: _("you said no"),
    RsvpState.WAITING: _("you wait for a place"),
    RsvpState.OFFERED: _("offered to you"),
}


def readable(desk: Desk) -> File:
    """A file in their language, whatever language the things themselves are named in."""
    words = lines(
        _("What we know about you:"),
        lines(*_person(desk), between="\n"),
        _section(_("What you decided:"), _decisions(desk)),
        _section(_("Your appointments:"), _appointments(desk)),
        _section(_("Events:"), _events(desk)),
        _section(_("Your messages to us:"), _messages(desk)),
        _section(_("Surveys you answered; your answers do not lead back to you:"), _surveys(desk)),
        _("Messages that wait for you, and what you have begun to answer, are in the other file."),
    )
    return File("my-data.txt", "text/plain", words=words)


def for_programs(desk: Desk) -> File:
    """A JSON file with every row that is kept about them."""
    everything = json.dumps(desk.records.everything(desk.person.id), ensure_ascii=False, indent=1)
    return File("my-data.json", "application/json", everything.encode())


def _section(title: Text, found: Iterator[Text]) -> Text | None:
    all_of_it = list(found)
    return lines(title, *all_of_it, between="\n") if all_of_it else None


def _person(desk: Desk) -> Iterator[Text]:
    yield from about(desk)
    phones = [name_of(channel) for channel in desk.links.channels(desk.person.id)]
    yield _("• your phones: {channels}", channels=lines(*phones, between=" · "))
    member = desk.staff.of(desk.person.id)
    if member is not None:
        yield _("• you work here as: {role}", role=member.role.label)


def _decisions(desk: Desk) -> Iterator[Text]:
    for each in desk.records.decisions(desk.person.id):
        answer = _("Yes") if each.given else _("No")
        yield _(
            "• {when}: {purpose}: {answer}",
            when=Moment(each.at),
            purpose=PURPOSES[each.purpose],
            answer=answer,
        )


def _appointments(desk: Desk) -> Iterator[Text]:
    for each in desk.records.appointments(desk.person.id):
        yield _(
            "• {when}: {what}, {state}",
            when=Moment(each.slot.starts),
            what=each.topic.label,
            state=BECAME[each.state],
        )


def _events(desk: Desk) -> Iterator[Text]:
    for event, rsvp in desk.records.rsvps(desk.person.id):
        yield _(
            "• {when}: {what}, {state}",
            when=Moment(event.starts),
            what=Verbatim(in_language(event.title, desk.person.language)),
            state=SAID[rsvp.state],
        )


def _messages(desk: Desk) -> Iterator[Text]:
    for each in desk.matters.of(desk.person.id):
        said = _(
            "• {number}, {when}, {state}:",
            number=each.id,
            when=Moment(each.at),
            state=each.state.label,
        )
        parts = [Verbatim(words) for words in (each.words, each.answer) if words]
        yield lines(said, *_locked(each), *parts, between="\n")


def _locked(matter: Matter) -> Iterator[Text]:
    if matter.box:
        yield n_(
            "We cannot read it here: only {n} person of the team can open it.",
            "We cannot read it here: only {n} people of the team can open it.",
            n=matter.keys,
        )


def _surveys(desk: Desk) -> Iterator[Text]:
    for title in desk.records.surveys(desk.person.id):
        yield _("• {event}", event=Verbatim(in_language(title, desk.person.language)))
