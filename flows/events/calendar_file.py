"""A calendar file for somebody's phone: the thing, its place and its time, and no person.

The library is loaded with the first file: a start takes a twentieth less time without it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from domain.events.event import Event
from domain.speech.messages import File
from domain.speech.text import in_language

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar import Event as Entry


def calendar_file(event: Event, language: str, now: datetime) -> File:
    """The event as an ICS file: the one of a later change replaces it in a calendar."""
    calendar = _calendar()
    calendar.add_component(_entry(event, language, now))
    return File(f"event-{event.id}.ics", "text/calendar", calendar.to_ical())


def calendar_feed(events: Iterable[Event], language: str, now: datetime) -> bytes:
    """Many events as one ICS file; what was cancelled says so, and nobody is in it."""
    calendar = _calendar()
    for event in events:
        calendar.add_component(_entry(event, language, now))
    return bytes(calendar.to_ical())


def _calendar() -> "Calendar":
    from icalendar import Calendar  # noqa: PLC0415 - slow to load

    calendar = Calendar()
    calendar.add("prodid", "-//Lipa//EN")
    calendar.add("version", "2.0")
    return calendar


def _entry(event: Event, language: str, now: datetime) -> "Entry":
    """The same UID through all changes, each with a higher number."""
    from icalendar import Event as Entry  # noqa: PLC0415 - slow to load

    entry = Entry()
    entry.add("uid", f"event-{event.id}@lipa.invalid")
    entry.add("dtstamp", now)
    entry.add("sequence", event.changes)  # by it a calendar knows which of two files is newer
    entry.add("last-modified", event.changed or now)
    entry.add("dtstart", event.starts)
    entry.add("dtend", event.ends)
    entry.add("summary", in_language(event.title, language))
    entry.add("location", in_language(event.place, language))
    if event.cancelled:
        entry.add("status", "CANCELLED")
    return entry
