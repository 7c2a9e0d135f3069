"""Events and who comes to them. The database holds the limits; nobody counts first."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, or_, select, update

from domain.events.change import as_it_is
from domain.events.event import Event, EventId, NewEvent
from domain.events.rsvp import Rsvp, RsvpState, Waiting
from domain.people.person import PersonId
from domain.reminders.offers import RESTS
from storage.database.engines import insert_for
from storage.events.rows import event_from, values
from storage.events.series import SeriesTimes
from storage.events.tables import events, rsvps
from storage.people.tables import people
from storage.session import Session

ADDING = "adding events"  # one at a time
COMING = RsvpState.COMING.value
NO_TURN: dict[str, Any] = {"since": None, "offered_until": None}


class EventTable(SeriesTimes):
    """`domain.events.lookups.Events` over the tables; conditions of updates hold the limits."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._connection = session.connection
        self._held_rows = session.held

    def get(self, event: EventId) -> Event | None:
        """The event, also past or cancelled; None when there never was one."""
        row = self._connection.execute(select(events).where(events.c.id == event)).first()
        return event_from(row) if row else None

    def several(self, numbers: Collection[EventId]) -> Mapping[EventId, Event]:
        """Those of them that there ever were, by one statement."""
        rows = self._connection.execute(select(events).where(events.c.id.in_(numbers)))
        return {event.id: event for event in map(event_from, rows)}

    def said(
        self, numbers: Collection[EventId], persons: Collection[PersonId]
    ) -> Mapping[tuple[EventId, PersonId], Rsvp]:
        """What these persons said about these events, as `rsvp` has it, by one statement."""
        these = (rsvps.c.event_id.in_(numbers), rsvps.c.person_id.in_(persons))
        rows = self._connection.execute(select(rsvps).where(*these))
        return {(EventId(row.event_id), PersonId(row.person_id)): _rsvp(row) for row in rows}

    def same(self, event: NewEvent, now: datetime) -> EventId | None:
        """Compared as it would be written anew; its instants are stored to the millisecond."""
        begins = events.c.starts == event.starts
        there = (begins, events.c.starts > now, events.c.cancelled.is_(False))
        rows = self._connection.execute(select(events).where(*there).order_by(events.c.id))
        found = (each for each in map(event_from, rows) if as_it_is(each) == event)
        return next((each.id for each in found), None)

    def alone(self) -> None:
        """A lock on the server; SQLite has one writer anyway."""
        self._held_rows.names([ADDING])

    def upcoming(self, now: datetime) -> Sequence[Event]:
        """Events not cancelled that have not ended, the next one first."""
        rows = self._connection.execute(
            select(events)
            .where(events.c.ends > now, events.c.cancelled.is_(False))
            .order_by(events.c.starts, events.c.id)
        )
        return [event_from(row) for row in rows]

    def to_come(self, now: datetime) -> Sequence[Event]:
        """Events that have not ended, also those that were cancelled, the next one first."""
        rows = self._connection.execute(
            select(events).where(events.c.ends > now).order_by(events.c.starts, events.c.id)
        )
        return [event_from(row) for row in rows]

    def all(self) -> Sequence[Event]:
        """Every event there ever was, the first one first."""
        rows = self._connection.execute(select(events).order_by(events.c.starts, events.c.id))
        return [event_from(row) for row in rows]

    def begun(self, since: datetime, now: datetime) -> Sequence[Event]:
        """Events not cancelled that began between these instants, the newest first."""
        then = (events.c.starts > since, events.c.starts <= now, events.c.cancelled.is_(False))
        newest = (events.c.starts.desc(), events.c.id.desc())
        rows = self._connection.execute(select(events).where(*then).order_by(*newest))
        return [event_from(row) for row in rows]

    def rsvp(self, event: EventId, person: PersonId) -> Rsvp | None:
        """One row for each event and person; None when they never said anything."""
        row = self._connection.execute(
            select(rsvps).where(rsvps.c.event_id == event, rsvps.c.person_id == person)
        ).first()
        return _rsvp(row) if row else None

    def coming_of(self, person: PersonId, now: datetime) -> Sequence[Rsvp]:
        """Where this person is coming, to events that take place and have not ended."""
        there = (events.c.ends > now, events.c.cancelled.is_(False))
        rows = self._connection.execute(
            select(rsvps)
            .join(events, events.c.id == rsvps.c.event_id)
            .where(rsvps.c.person_id == person, rsvps.c.state == COMING, *there)
            .order_by(events.c.starts, events.c.id)
        )
        return [_rsvp(row) for row in rows]

    def add(self, event: NewEvent, at: datetime) -> EventId:
        """A new row; its number is never given twice."""
        statement = insert(events).values(**values(event), created_at=at)
        return EventId(_new_id(self._connection.execute(statement).inserted_primary_key))

    def change(self, event: EventId, new: NewEvent, at: datetime) -> bool:
        """Store it in place of what it was; False, with nothing changed, when too many come."""
        row = values(new)
        enough = [events.c.lifts <= row["seats"]]
        if new.capacity is not None:
            enough.append(events.c.taken <= new.capacity)
        statement = update(events).where(events.c.id == event, *enough)
        return self._connection.execute(statement.values(**row, **_counted(at))).rowcount == 1

    def allow_questions(self, event: EventId, *, allowed: bool) -> None:
        """Whether people may ask the speakers beforehand."""
        which = update(events).where(events.c.id == event)
        self._connection.execute(which.values(questions=allowed))

    def note_came(self, event: EventId, many: int) -> None:
        """Set the number, whatever it was."""
        self._connection.execute(update(events).where(events.c.id == event).values(came=many))

    def cancel(self, event: EventId, at: datetime) -> None:
        """It does not take place; nobody is coming any more."""
        off = update(events).where(events.c.id == event)
        self._connection.execute(off.values(cancelled=True, **_counted(at)))

    def take(self, event: EventId, person: PersonId, people: int, *, lift: bool) -> bool:
        """Hold places in place of any held before; False, with nothing changed, when too few."""
        if not self._count(event, self._held(event, person), (people, people * lift)):
            return False
        self._say(event, person, people=people, lift=lift, state=COMING, **NO_TURN)
        return True

    def leave(self, event: EventId, person: PersonId) -> None:
        """Free the places this person held; they wait for none any more."""
        held = self._held(event, person)
        if held != (0, 0):
            self._count(event, held, (0, 0))
        self._connection.execute(
            update(rsvps)
            .where(rsvps.c.event_id == event, rsvps.c.person_id == person)
            .values(state=RsvpState.NOT_COMING.value, **NO_TURN)
        )

    def open_of(self, person: PersonId) -> Sequence[Rsvp]:
        """Where this person waits for places, or is asked whether they want them."""
        rows = select(rsvps).where(rsvps.c.person_id == person, rsvps.c.since.is_not(None))
        return [_rsvp(row) for row in self._connection.execute(rows.order_by(rsvps.c.event_id))]

    def wait(self, event: EventId, person: PersonId, people: int, at: datetime) -> None:
        """They wait, behind all who wait already; whoever waits keeps their turn and their rest."""
        before = self.rsvp(event, person)
        state = RsvpState.WAITING
        if before is not None and before.state is state:
            self._say(event, person, people=people, lift=False, state=state.value)
        else:
            self.leave(event, person)
            self._say(event, person, people=people, lift=False, state=state.value, since=at)

    def rest(self, event: EventId, person: PersonId, until: datetime) -> None:
        """For whoever waits, the column of offers says when they may be asked again."""
        turn = (rsvps.c.event_id == event, rsvps.c.person_id == person)
        waits = rsvps.c.state == RsvpState.WAITING.value
        self._connection.execute(update(rsvps).where(*turn, waits).values(offered_until=until))

    def queues(self) -> Sequence[EventId]:
        """Events with an rsvp that has a turn, each once, in no order."""
        waited = select(rsvps.c.event_id).where(rsvps.c.since.is_not(None)).distinct()
        return [EventId(each) for each in self._connection.scalars(waited)]

    def late_offers(self, event: EventId, now: datetime) -> Sequence[PersonId]:
        """Whose `offered_until` is at or before `now`, in no order."""
        return self._offers(event, rsvps.c.offered_until <= now)

    def long_offers(self, event: EventId, latest: datetime) -> Sequence[PersonId]:
        """Whose `offered_until` is after `latest`, in no order."""
        return self._offers(event, rsvps.c.offered_until > latest)

    def next_waiting(self, event: EventId, places: int | None, now: datetime) -> Waiting | None:
        """Who has waited longest of those for whom so many places are enough."""
        fits = [] if places is None else [rsvps.c.people <= places]
        row = self._connection.execute(
            select(rsvps.c.person_id, rsvps.c.people)
            .join_from(rsvps, people)
            .where(rsvps.c.event_id == event, rsvps.c.state == RsvpState.WAITING.value)
            .where(rsvps.c.since.is_not(None), ~people.c.stopped, _rests_no_more(now), *fits)
            .order_by(rsvps.c.since, rsvps.c.person_id)
            .limit(1)
        ).first()
        return None if row is None else Waiting(PersonId(row.person_id), row.people)

    def offer(self, event: EventId, person: PersonId, people: int, until: datetime) -> bool:
        """Keep places for them until then; False, with nothing changed, when too few are left."""
        if not self._count(event, self._held(event, person), (people, 0)):
            return False
        self._say(event, person, people=people, state=RsvpState.OFFERED.value, offered_until=until)
        return True

    def end_queue(self, event: EventId) -> None:
        """Whoever waits is not coming, and has no turn; offers stay."""
        waiting = (rsvps.c.event_id == event, rsvps.c.state == RsvpState.WAITING.value)
        ended = update(rsvps).where(*waiting)
        self._connection.execute(ended.values(state=RsvpState.NOT_COMING.value, **NO_TURN))

    def unlink(self, person: PersonId, at: datetime) -> None:
        """Free what a person still held who is being erased; what is over keeps its count."""
        for rsvp in (*self.coming_of(person, at), *self.open_of(person)):
            self.leave(rsvp.event, person)

    def _offers(self, event: EventId, which: ColumnElement[bool]) -> Sequence[PersonId]:
        asked = select(rsvps.c.person_id).where(
            rsvps.c.event_id == event,
            rsvps.c.since.is_not(None),
            rsvps.c.state == RsvpState.OFFERED.value,
            which,
        )
        return [PersonId(each) for each in self._connection.scalars(asked)]

    def _say(self, event: EventId, person: PersonId, **said: Any) -> None:
        said.setdefault("lift", False)
        statement = insert_for(self._connection.dialect.name, rsvps).values(
            event_id=event, person_id=person, **said
        )
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["event_id", "person_id"], set_=said)
        )

    def _held(self, event: EventId, person: PersonId) -> tuple[int, int]:
        self._held_rows.row(events, event)  # so that what is read now stays so
        rsvp = self.rsvp(event, person)
        if rsvp is None or not rsvp.holds:
            return 0, 0
        return rsvp.people, rsvp.people * rsvp.lift

    def _count(self, event: EventId, held: tuple[int, int], wanted: tuple[int, int]) -> bool:
        taken = events.c.taken - held[0] + wanted[0]
        lifts = events.c.lifts - held[1] + wanted[1]
        result = self._connection.execute(
            update(events)
            .where(
                events.c.id == event,
                or_(events.c.capacity.is_(None), taken <= events.c.capacity),
                lifts <= events.c.seats,
            )
            .values(taken=taken, lifts=lifts)
        )
        return result.rowcount == 1


def _counted(at: datetime) -> dict[str, Any]:
    """One change more: the database adds, so that two at once count as two."""
    return {"changes": events.c.changes + 1, "changed_at": at}


def _rsvp(row: Row[Any]) -> Rsvp:
    state = RsvpState(row.state)
    return Rsvp(EventId(row.event_id), row.people, row.lift, state, row.offered_until)


def _new_id(key: Sequence[Any] | None) -> int:
    assert key is not None  # noqa: S101 - an INSERT of one row always has its key
    return int(key[0])


def _rests_no_more(now: datetime) -> ColumnElement[bool]:
    """Whoever rests until then, unless a clock said so that has been set back since."""
    until = rsvps.c.offered_until
    return or_(until.is_(None), until <= now, until > now + RESTS)
