"""What staff see of who comes to an event: counts and neutral names, never which person it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from domain.events.car import CarId
from domain.events.event import Event, EventId
from domain.events.rsvp import RsvpState
from domain.people.person import PersonId
from storage.events.rows import event_from
from storage.events.tables import cars, events, rides, rsvps
from storage.session import Session

LETTERS = "BCDFGHJKLMNPRSTVZ"  # no vowels: no words come of them
SHOWN = (RsvpState.COMING.value, RsvpState.OFFERED.value, RsvpState.WAITING.value)


@dataclass(frozen=True, slots=True)
class Guest:
    """One answer to an event. `alias` stands for whoever gave it, at this event alone.

    `rides` is the car of another guest that they go by, `drives` their own.
    """

    alias: str
    people: int
    lift: bool
    state: RsvpState
    until: datetime | None
    rides: CarId | None = None
    drives: CarId | None = None


class GuestList:
    """Looked at only by whoever may, once that was noted."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection
        self._keys = session.keys

    def between(self, first: datetime, until: datetime) -> Sequence[Event]:
        """Events that begin in this time, also cancelled ones, the first one first."""
        then = (events.c.starts >= first, events.c.starts < until)
        rows = select(events).where(*then).order_by(events.c.starts, events.c.id)
        return [event_from(row) for row in self._connection.execute(rows)]

    def of(self, event: EventId) -> Sequence[Guest]:
        """Who comes, is asked or waits: in the order of waiting, else of their aliases."""
        said = (
            select(rsvps, rides.c.car_id, cars.c.id.label("drives"))
            .outerjoin(
                rides, (rides.c.event_id == event) & (rides.c.person_id == rsvps.c.person_id)
            )
            .outerjoin(cars, (cars.c.event_id == event) & (cars.c.person_id == rsvps.c.person_id))
            .where(rsvps.c.event_id == event, rsvps.c.state.in_(SHOWN))
            .order_by(rsvps.c.since, rsvps.c.person_id)
        )
        found = [(row.since, self._guest(row)) for row in self._connection.execute(said)]
        waiting = [guest for since, guest in found if since is not None]
        coming = sorted((g for since, g in found if since is None), key=lambda g: g.alias)
        return [*coming, *waiting]

    def alias(self, event: EventId, person: PersonId) -> str:
        """The same at one event; nobody can tell from it who it is at another."""
        number = int.from_bytes(self._keys.blind("guest", str(event), str(person))[:6], "big")
        number, figures = divmod(number, 1000)
        first, second = divmod(number % len(LETTERS) ** 2, len(LETTERS))
        return f"{LETTERS[first]}{LETTERS[second]}{figures:03}"

    def _guest(self, row: Row[Any]) -> Guest:
        return Guest(
            alias=self.alias(EventId(row.event_id), PersonId(row.person_id)),
            people=row.people,
            lift=row.lift,
            state=RsvpState(row.state),
            until=row.offered_until,
            rides=None if row.car_id is None else CarId(row.car_id),
            drives=None if row.drives is None else CarId(row.drives),
        )
