"""Events as the columns and JSON values that the tables hold."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from domain.events.event import Event, EventId, NewEvent, Transport
from domain.people.audience import Audience
from domain.people.person import AgeGroup, Interest
from domain.speech.text import Content
from storage.database.instants import milliseconds

Json = Any


def values(event: NewEvent) -> dict[str, Any]:
    """The columns that a coordinator writes; counts, state and series are not among them."""
    lift = event.transport
    return {
        "title": dict(event.title.by_language),
        "description": event.description and dict(event.description.by_language),
        "place": dict(event.place.by_language),
        "starts": event.starts,
        "ends": event.ends,
        "capacity": event.capacity,
        "interests": sorted(event.interests),
        "transport": lift and _transport_to_json(lift),
        "audience": audience_to_json(event.audience),
        "seats": lift.seats if lift else 0,
        "questions": event.questions,
    }


def audience_to_json(audience: Audience) -> Json:
    """An audience as plain JSON values, always in the same order."""
    return {
        "languages": sorted(audience.languages),
        "age_groups": sorted(audience.age_groups),
        "interests": sorted(audience.interests),
    }


def audience_from_json(packed: Mapping[str, Json]) -> Audience:
    """The audience that `audience_to_json` packed.

    Raises ValueError for an age group or interest that we do not know.
    """
    return Audience(
        frozenset(packed["languages"]),
        frozenset(AgeGroup(name) for name in packed["age_groups"]),
        frozenset(Interest(name) for name in packed["interests"]),
    )


def _transport_to_json(transport: Transport) -> Json:
    return {
        "seats": transport.seats,
        "from": dict(transport.from_place.by_language),
        "leaves": milliseconds(transport.leaves),
    }


def _transport_from_json(packed: Mapping[str, Json]) -> Transport:
    leaves = datetime.fromtimestamp(packed["leaves"] / 1000, UTC)
    return Transport(packed["seats"], Content(packed["from"]), leaves)


def event_from(row: Row[Any]) -> Event:
    """The event of a row; its instants are in UTC."""
    return Event(
        id=EventId(row.id),
        title=Content(row.title),
        description=Content(row.description) if row.description else None,
        place=Content(row.place),
        starts=row.starts,
        ends=row.ends,
        capacity=row.capacity,
        interests=frozenset(Interest(name) for name in row.interests),
        transport=_transport_from_json(row.transport) if row.transport else None,
        audience=audience_from_json(row.audience),
        cancelled=row.cancelled,
        taken=row.taken,
        lifts=row.lifts,
        came=row.came,
        questions=row.questions,
        repeats=row.series_id is not None,
        changes=row.changes,
        changed=row.changed_at or row.created_at,
    )


def to_json(event: NewEvent) -> Json:
    """An event as it was written, as plain JSON values."""
    times = {"starts": milliseconds(event.starts), "ends": milliseconds(event.ends)}
    return {name: value for name, value in values(event).items() if name != "seats"} | times


def from_json(packed: Mapping[str, Json]) -> NewEvent:
    """The event that `to_json` packed; its instants are in UTC, to the millisecond."""
    return NewEvent(
        title=Content(packed["title"]),
        description=Content(packed["description"]) if packed["description"] else None,
        place=Content(packed["place"]),
        starts=datetime.fromtimestamp(packed["starts"] / 1000, UTC),
        ends=datetime.fromtimestamp(packed["ends"] / 1000, UTC),
        capacity=packed["capacity"],
        interests=frozenset(Interest(name) for name in packed["interests"]),
        transport=_transport_from_json(packed["transport"]) if packed["transport"] else None,
        audience=audience_from_json(packed["audience"]),
        questions=packed["questions"],
    )
