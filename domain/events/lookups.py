"""What may be asked about events, and what rules may change about them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.events.event import Event, EventId, NewEvent
from domain.events.rsvp import Rsvp, Waiting
from domain.events.series import Repeats, Series, SeriesId
from domain.people.person import PersonId


class EventLookups(Protocol):
    """What may be asked about events."""

    def get(self, event: EventId) -> Event | None:
        """The event, also past or cancelled; None when there never was one."""
        ...

    def same(self, event: NewEvent, now: datetime) -> EventId | None:
        """One to come, not cancelled, that is the same in everything; None when there is none."""
        ...

    def upcoming(self, now: datetime) -> Sequence[Event]:
        """Events not cancelled that have not ended, the next one first."""
        ...

    def begun(self, since: datetime, now: datetime) -> Sequence[Event]:
        """Events not cancelled that began after `since` and by `now`, the newest first."""
        ...

    def rsvp(self, event: EventId, person: PersonId) -> Rsvp | None:
        """What this person said about the event; None when they never said anything."""
        ...

    def coming_of(self, person: PersonId, now: datetime) -> Sequence[Rsvp]:
        """Where this person is coming, to events that take place and have not ended.

        The next one comes first; where they wait or are asked is not among them.
        """
        ...


class Events(EventLookups, Protocol):
    """What rules may change about events."""

    def alone(self) -> None:
        """Nobody else adds one until the end: what was looked up since then stays true."""
        ...

    def add(self, event: NewEvent, at: datetime) -> EventId:
        """Store a new event, to which nobody comes yet; `at` is when it was written."""
        ...

    def change(self, event: EventId, new: NewEvent, at: datetime) -> bool:
        """Store it in place of what it was; False, with nothing changed, when too many come.

        Who comes stays as it was; nobody is told by this. It counts as a change, made at `at`.
        """
        ...

    def allow_questions(self, event: EventId, *, allowed: bool) -> None:
        """Whether people may ask the speakers beforehand; what was asked stays."""
        ...

    def note_came(self, event: EventId, many: int) -> None:
        """Store how many people were there, in place of what was noted before."""
        ...

    def add_series(self, first: NewEvent, repeats: Repeats) -> SeriesId:
        """Store a rule and the event as it was written; no time of it is planned by this."""
        ...

    def series(self) -> Sequence[Series]:
        """Every rule that was not ended, the oldest first; also one whose last day is over."""
        ...

    def add_time(
        self, series: SeriesId, day: date, event: NewEvent, at: datetime
    ) -> EventId | None:
        """Store one time of a series; None when there is one on this local day already."""
        ...

    def series_of(self, event: EventId) -> Series | None:
        """The rule behind this event; None where it does not come again."""
        ...

    def later_times(self, event: EventId) -> Sequence[tuple[date, Event]]:
        """The times of its series after it, also cancelled ones, each with its day in the rule."""
        ...

    def rewrite_series(self, series: SeriesId, first: NewEvent, repeats: Repeats) -> None:
        """Store another rule and first time in place of these; its times stay as they are."""
        ...

    def place_times(self, series: SeriesId, times: Mapping[EventId, date | None]) -> None:
        """These events are its times on these local days; where it is None, of no series.

        Another time of it that was on one of these days is of no series any more.
        """
        ...

    def end_series(self, event: EventId) -> bool:
        """The rule behind this event goes on no more; False when there is none."""
        ...

    def cancel(self, event: EventId, at: datetime) -> None:
        """It does not take place; nobody is coming any more. Nobody is told by this.

        It counts as a change, made at `at`.
        """
        ...

    def take(self, event: EventId, person: PersonId, people: int, *, lift: bool) -> bool:
        """Hold places in place of any held before; False, with nothing changed, when too few.

        The database holds the limit: places and seats are never given twice.
        """
        ...

    def rest(self, event: EventId, person: PersonId, until: datetime) -> None:
        """Whoever waits is not asked before then, and keeps their turn."""
        ...

    def leave(self, event: EventId, person: PersonId) -> None:
        """Free the places this person held; they wait for none any more."""
        ...

    def open_of(self, person: PersonId) -> Sequence[Rsvp]:
        """Where this person waits for places, or is asked whether they want them, by event."""
        ...

    def wait(self, event: EventId, person: PersonId, people: int, at: datetime) -> None:
        """They wait, behind all who wait already; whoever waits keeps their turn."""
        ...

    def queues(self) -> Sequence[EventId]:
        """Events for which somebody waits or is asked, each once, in no order."""
        ...

    def late_offers(self, event: EventId, now: datetime) -> Sequence[PersonId]:
        """Whose offer ended at or before `now` without an answer, in no order."""
        ...

    def long_offers(self, event: EventId, latest: datetime) -> Sequence[PersonId]:
        """Whose offer ends after `latest`, in no order."""
        ...

    def next_waiting(self, event: EventId, places: int | None, now: datetime) -> Waiting | None:
        """Who has waited longest of those for whom so many places are enough.

        Whoever stopped us waits on: they cannot be asked. Nor is whoever
        rests for some time after `now`, a day at most.
        """
        ...

    def offer(self, event: EventId, person: PersonId, people: int, until: datetime) -> bool:
        """Keep places for them until then; False, with nothing changed, when too few are left."""
        ...

    def end_queue(self, event: EventId) -> None:
        """Nobody waits for it any more. Whoever is asked just now may still answer."""
        ...
