"""Events in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from domain.events.change import as_it_is
from domain.events.event import Event, EventId, NewEvent
from domain.events.rsvp import Rsvp, RsvpState, Waiting, room_for
from domain.events.series import Repeats, Series, SeriesId
from domain.people.person import PersonId
from domain.reminders.offers import RESTS


@dataclass
class FakeEvents:
    """`domain.events.lookups.Events` that never gives a place or a seat twice."""

    rows: dict[EventId, Event] = field(default_factory=dict)
    rsvps: dict[tuple[EventId, PersonId], Rsvp] = field(default_factory=dict)
    rules: dict[SeriesId, Series] = field(default_factory=dict)
    times: dict[tuple[SeriesId, date], EventId] = field(default_factory=dict)
    ended: set[SeriesId] = field(default_factory=set)
    stopped: Callable[[], set[PersonId]] = set
    turns: dict[tuple[EventId, PersonId], datetime] = field(default_factory=dict)  # since when
    nobodys: list[Rsvp] = field(default_factory=list)  # of people who are gone: they still count

    def get(self, event: EventId) -> Event | None:
        """The event, with the people coming counted."""
        return self._counted(self.rows[event]) if event in self.rows else None

    def same(self, event: NewEvent, now: datetime) -> EventId | None:
        """One to come that is the same in everything."""
        to_come = (each for each in self.upcoming(now) if each.starts > now)
        return next((each.id for each in to_come if as_it_is(each) == event), None)

    def alone(self) -> None:
        """Nobody else is there."""

    def upcoming(self, now: datetime) -> Sequence[Event]:
        """Events not cancelled that have not ended, the next one first."""
        events = map(self._counted, self.rows.values())
        there = [event for event in events if event.ends > now and not event.cancelled]
        return sorted(there, key=lambda event: (event.starts, event.id))

    def rsvp(self, event: EventId, person: PersonId) -> Rsvp | None:
        """What this person said about the event."""
        return self.rsvps.get((event, person))

    def coming_of(self, person: PersonId, now: datetime) -> Sequence[Rsvp]:
        """Where this person is coming, to events that take place and have not ended."""
        mine = [rsvp for (_event, who), rsvp in self.rsvps.items() if who == person]
        coming = [
            rsvp
            for rsvp in mine
            if rsvp.state is RsvpState.COMING
            and self.rows[rsvp.event].ends > now
            and not self.rows[rsvp.event].cancelled
        ]
        return sorted(coming, key=lambda rsvp: (self.rows[rsvp.event].starts, rsvp.event))

    def add(self, event: NewEvent, at: datetime) -> EventId:
        """Store a new event."""
        number = EventId(max(self.rows, default=0) + 1)
        said = {each.name: getattr(event, each.name) for each in fields(event)}
        self.rows[number] = Event(number, **said, changed=at)
        return number

    def begun(self, since: datetime, now: datetime) -> Sequence[Event]:
        """Events not cancelled that began between these instants, the newest first."""
        events = map(self._counted, self.rows.values())
        there = [e for e in events if since < e.starts <= now and not e.cancelled]
        return sorted(there, key=lambda event: (event.starts, event.id), reverse=True)

    def allow_questions(self, event: EventId, *, allowed: bool) -> None:
        """Whether people may ask the speakers beforehand."""
        self._set(event, questions=allowed)

    def note_came(self, event: EventId, many: int) -> None:
        """So many were there."""
        self._set(event, came=many)

    def add_series(self, first: NewEvent, repeats: Repeats) -> SeriesId:
        """Store a rule."""
        number = SeriesId(len(self.rules) + 1)
        self.rules[number] = Series(number, first, repeats)
        return number

    def series(self) -> Sequence[Series]:
        """Every rule that goes on."""
        return [each for number, each in self.rules.items() if number not in self.ended]

    def add_time(
        self, series: SeriesId, day: date, event: NewEvent, at: datetime
    ) -> EventId | None:
        """Store one time of a series, once a day."""
        if (series, day) in self.times:
            return None
        number = self.times[series, day] = self.add(event, at)
        self.rows[number] = replace(self.rows[number], repeats=True)
        return number

    def series_of(self, event: EventId) -> Series | None:
        """The rule behind this event."""
        found = [series for (series, _day), number in self.times.items() if number == event]
        return self.rules[found[0]] if found else None

    def later_times(self, event: EventId) -> Sequence[tuple[date, Event]]:
        """The times of its series after it."""
        this = next((key for key, number in self.times.items() if number == event), None)
        later = sorted(key for key in self.times if this and key[0] == this[0] and key > this)
        return [(key[1], self._counted(self.rows[self.times[key]])) for key in later]

    def rewrite_series(self, series: SeriesId, first: NewEvent, repeats: Repeats) -> None:
        """Another rule in place of it."""
        self.rules[series] = Series(series, first, repeats)

    def place_times(self, series: SeriesId, times: Mapping[EventId, date | None]) -> None:
        """These events are on these days of it."""
        placed = {(series, day): each for each, day in times.items() if day is not None}
        for key in placed.keys() & self.times.keys():  # whoever was there leaves the series
            self._set(self.times[key], repeats=False)
        others = {k: number for k, number in self.times.items() if number not in times}
        self.times = others | placed
        for each, day in times.items():
            self._set(each, repeats=day is not None)

    def end_series(self, event: EventId) -> bool:
        """The rule behind this event goes on no more."""
        behind = [series for (series, _day), number in self.times.items() if number == event]
        self.ended.update(behind)
        for (series, _day), number in self.times.items():
            if series in behind:
                self.rows[number] = replace(self.rows[number], repeats=False)
        self.times = {k: number for k, number in self.times.items() if k[0] not in behind}
        return bool(behind)

    def take(self, event: EventId, person: PersonId, people: int, *, lift: bool) -> bool:
        """Hold places in place of any held before; False, with nothing changed, when too few."""
        if not self._fits(event, person, people, lift=lift):
            return False
        self.rsvps[event, person] = Rsvp(event, people, lift, RsvpState.COMING)
        self._turn(event, person, None)
        return True

    def _asked(self, event: EventId) -> list[tuple[PersonId, datetime]]:
        asked = {turn: self.rsvps[turn].until for turn in self.turns if turn[0] == event}
        return [
            (person, until)
            for (_event, person), until in asked.items()
            if until is not None and self.rsvps[event, person].state is RsvpState.OFFERED
        ]

    def _fits(self, event: EventId, person: PersonId, people: int, *, lift: bool) -> bool:
        """Whether so many places are there, with those that this person holds."""
        now, own = self.get(event), self.rsvp(event, person)
        if now is None:
            return False
        places, seats = room_for(now, own)
        return (places is None or people <= places) and (not lift or people <= seats)

    def leave(self, event: EventId, person: PersonId) -> None:
        """Free the places this person held."""
        held = self.rsvps.get((event, person))
        if held is not None:
            self.rsvps[event, person] = replace(held, state=RsvpState.NOT_COMING, until=None)
        self._turn(event, person, None)

    def open_of(self, person: PersonId) -> Sequence[Rsvp]:
        """Where this person waits for places, or is asked whether they want them."""
        return [self.rsvps[turn] for turn in sorted(self.turns) if turn[1] == person]

    def wait(self, event: EventId, person: PersonId, people: int, at: datetime) -> None:
        """They wait, behind all who wait already; whoever waits keeps their turn."""
        before = self.rsvp(event, person)
        waits = before is not None and before.state is RsvpState.WAITING
        rests = before.until if before is not None and waits else None
        if not waits:
            self._turn(event, person, at)
        self.rsvps[event, person] = Rsvp(event, people, False, RsvpState.WAITING, rests)

    def rest(self, event: EventId, person: PersonId, until: datetime) -> None:
        """They are not asked before then."""
        rsvp = self.rsvps.get((event, person))
        if rsvp is not None and rsvp.state is RsvpState.WAITING:
            self.rsvps[event, person] = replace(rsvp, until=until)

    def queues(self) -> Sequence[EventId]:
        """Events for which somebody waits or is asked."""
        return sorted({event for event, _person in self.turns})

    def late_offers(self, event: EventId, now: datetime) -> Sequence[PersonId]:
        """Who has not answered in time."""
        return [person for person, until in self._asked(event) if until <= now]

    def long_offers(self, event: EventId, latest: datetime) -> Sequence[PersonId]:
        """Who has longer to answer."""
        return [person for person, until in self._asked(event) if until > latest]

    def next_waiting(self, event: EventId, places: int | None, now: datetime) -> Waiting | None:
        """Who has waited longest of those for whom so many places are enough."""
        stopped = self.stopped()
        found = [
            Waiting(person, rsvp.people)
            for _since, person, about in sorted(
                (at, turn[1], turn[0]) for turn, at in self.turns.items()
            )
            if about == event and person not in stopped
            if (rsvp := self.rsvps[about, person]).state is RsvpState.WAITING
            if places is None or rsvp.people <= places
            if rsvp.until is None or not now < rsvp.until <= now + RESTS
        ]
        return found[0] if found else None

    def offer(self, event: EventId, person: PersonId, people: int, until: datetime) -> bool:
        """Keep places for them until then."""
        if not self._fits(event, person, people, lift=False):
            return False
        state = RsvpState.OFFERED
        self.rsvps[event, person] = Rsvp(event, people, lift=False, state=state, until=until)
        return True

    def end_queue(self, event: EventId) -> None:
        """Nobody waits for it any more."""
        for about, person in list(self.turns):
            if about == event and self.rsvps[about, person].state is RsvpState.WAITING:
                self.leave(event, person)

    def change(self, event: EventId, new: NewEvent, at: datetime) -> bool:
        """Store it in place of what it was; False, with nothing changed, when too many come."""
        now = self.get(event)
        if now is None:
            return False
        seats = new.transport.seats if new.transport else 0
        if seats < now.lifts or (new.capacity is not None and new.capacity < now.taken):
            return False
        said = {each.name: getattr(new, each.name) for each in fields(new)}
        self._set(event, **said, changes=now.changes + 1, changed=at)
        return True

    def guests(self, event: EventId) -> list[PersonId]:
        """Who is coming."""
        return [
            who
            for (about, who), rsvp in self.rsvps.items()
            if about == event and rsvp.state is RsvpState.COMING
        ]

    def cancel(self, event: EventId, at: datetime) -> None:
        """The event does not take place."""
        changes = self.rows[event].changes if event in self.rows else 0
        self._set(event, cancelled=True, changes=changes + 1, changed=at)

    def unlink(self, person: PersonId, at: datetime) -> None:
        """Free what somebody held who is being erased; what is over keeps its count."""
        for rsvp in (*self.coming_of(person, at), *self.open_of(person)):
            self.leave(rsvp.event, person)
        for event in self._said_by(person):
            self._drop(event, person)

    def hand_over(self, person: PersonId, owner: PersonId) -> None:
        """A yes counts more than an earlier no; of two alike, the owner's stays."""
        for event, rsvp in self._said_by(person).items():
            theirs = self.rsvps.get((event, owner))
            coming = (rsvp.state, theirs and theirs.state)
            if coming[0] is RsvpState.COMING and coming[1] is not RsvpState.COMING:
                self._drop(event, owner)
            if (event, owner) not in self.rsvps:
                self.rsvps[event, owner] = self.rsvps.pop((event, person))
                self._turn(event, owner, self.turns.pop((event, person), None))
            self._drop(event, person)

    def _said_by(self, person: PersonId) -> dict[EventId, Rsvp]:
        return {event: rsvp for (event, who), rsvp in self.rsvps.items() if who == person}

    def _drop(self, event: EventId, person: PersonId) -> None:
        """Their answer goes, and nobody frees what they held."""
        rsvp = self.rsvps.pop((event, person), None)
        self.turns.pop((event, person), None)
        if rsvp is not None and rsvp.holds:
            self.nobodys.append(rsvp)

    def _turn(self, event: EventId, person: PersonId, since: datetime | None) -> None:
        self.turns.pop((event, person), None)
        if since is not None:
            self.turns[event, person] = since

    def _set(self, event: EventId, **values: Any) -> None:
        if event in self.rows:
            self.rows[event] = replace(self.rows[event], **values)

    def _counted(self, event: Event) -> Event:
        said = (*self.rsvps.values(), *self.nobodys)
        coming = [rsvp for rsvp in said if rsvp.event == event.id and rsvp.holds]
        lifts = sum(rsvp.people for rsvp in coming if rsvp.lift)
        return replace(event, taken=sum(rsvp.people for rsvp in coming), lifts=lifts)
