"""What somebody hears once two phones are theirs: where we write, and what they had twice."""

from collections.abc import Iterator, Sequence

from domain.advice.appointment import AppointmentId
from domain.events.event import EventId
from domain.phones.phone import name_of
from domain.speech.languages import Intent
from domain.speech.spoken_words import words_for
from domain.speech.text import Moment, Text, _
from domain.work import Desk

TWO_PHONES = words_for(Intent.LINK)


def where_we_write(desk: Desk) -> Text:
    """On which phone, and how to change that; or that we do not write at all."""
    if desk.person.stopped:
        return _("You asked us not to write to you.")
    return _(
        "Reminders and news come on {channel}. To change that: “{link}”",
        channel=name_of(desk.links.preferred(desk.person.id)),
        link=TWO_PHONES,
    )


def given_up(cancelled: Sequence[str], desk: Desk) -> Iterator[Text]:
    """What they had on both phones, and was cancelled on one; each as `kind:number`."""
    for each in cancelled:
        kind, _colon, number = each.partition(":")
        if kind == "event":
            event = desk.events.get(EventId(int(number)))
            if event is not None:
                yield _("• {event}", event=event.title)
        else:
            appointment = desk.appointments.get(AppointmentId(int(number)))
            if appointment is not None:
                yield _("• {when}", when=Moment(appointment.slot.starts))
