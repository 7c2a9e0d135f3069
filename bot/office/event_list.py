"""`lipa event list`: apart from what reads documents, which a list does not need."""

from typing import Any

from bot.office.office import Office
from bot.office.printing import Printout, aligned
from domain.events.event import Event
from domain.speech.text import Content


def show(office: Office) -> Printout:
    """All events there ever were, the first one first, with local times."""
    events = office.read(lambda work: work.events.all())
    documents = [_document(event, office) for event in events]
    rows = [
        (d["id"], d["starts"], _words(event.title), _places(event))
        for d, event in zip(documents, events, strict=True)
    ]
    head = ("id", "starts", "title", "places taken")
    return Printout(documents, aligned([head, *rows]) if rows else "There are no events.")


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
