"""`lipa event …` and `lipa announce`: what coordinators tell people."""

from pathlib import Path
from typing import Any

from bot.documents.files import read_announcement, read_event, read_instant
from bot.office import campaigns
from bot.office.office import Office, number, read_file
from bot.office.printing import Printout, aligned
from domain.campaigns.campaign import CampaignId
from domain.events.change import AnnounceEvent, CancelEvent, ChangeEvent
from domain.events.event import Event, EventId
from domain.outcome import Command
from domain.speech.text import Content


def add(office: Office, file: Path) -> Printout:
    """Add an event; announcing it is a command of its own."""
    command = read_event(read_file(file), office.now)
    event = str(office.perform(command))
    return Printout(
        {"id": event}, f"Event {event} is added. Announce it: lipa event announce {event}"
    )


def show(office: Office) -> Printout:
    """All events, the first one first."""
    events = office.read(lambda work: work.events.all())
    documents = [_document(event, office) for event in events]
    rows = [
        (d["id"], d["starts"], _words(event.title), _places(event))
        for d, event in zip(documents, events, strict=True)
    ]
    head = ("id", "starts", "title", "places taken")
    return Printout(documents, aligned([head, *rows]) if rows else "There are no events.")


def announce(office: Office, event: str, at: str | None, *, again: bool) -> Printout:
    """Invite the event's audience."""
    due = None if at is None else read_instant("at", at, office.now)
    command = AnnounceEvent(EventId(number("id", event)), due, again)
    return campaigns.started(office, command, due)


def change(office: Office, event: str, file: Path) -> Printout:
    """Put another event.json in the place of an event; those who come hear what is different."""
    wanted = EventId(number("id", event))
    new = read_event(read_file(file), office.now).event
    return _told(office, event, ChangeEvent(wanted, new), "changed")


def cancel(office: Office, event: str) -> Printout:
    """Cancel an event; those who come hear it."""
    return _told(office, event, CancelEvent(EventId(number("id", event))), "cancelled")


def _told(office: Office, event: str, command: Command[CampaignId | None], done: str) -> Printout:
    campaign, many = office.perform_then(
        command,
        lambda work, value: (value, work.campaigns.recipients(value) if value else 0),
    )
    key = None if campaign is None else str(campaign)
    document = {"id": event, "campaign": key, "recipients": many}
    follow = f" Follow it: lipa campaign show {campaign}" if campaign else ""
    return Printout(document, f"Event {event} is {done}. {many} people are told.{follow}")


def tell(office: Office, file: Path, at: str | None) -> Printout:
    """A plain announcement."""
    due = None if at is None else read_instant("at", at, office.now)
    return campaigns.started(office, read_announcement(read_file(file), due), due)


def _document(event: Event, office: Office) -> dict[str, Any]:
    zone = office.settings.time_zone
    transport = event.transport
    return {
        "id": str(event.id),
        "title": dict(event.title.by_language),
        "place": dict(event.place.by_language),
        "starts": event.starts.astimezone(zone).isoformat(),
        "ends": event.ends.astimezone(zone).isoformat(),
        "capacity": event.capacity,
        "taken": event.taken,
        "seats": transport.seats if transport else 0,
        "lifts": event.lifts,
        "cancelled": event.cancelled,
        "came": event.came,
        "repeats": event.repeats,
    }


def _words(content: Content) -> str:
    said = content.by_language
    return said.get("en") or next(iter(said.values()))


def _places(event: Event) -> str:
    return str(event.taken) if event.capacity is None else f"{event.taken} of {event.capacity}"
