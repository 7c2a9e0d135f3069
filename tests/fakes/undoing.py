"""What both had when one was joined to the other, in memory, and how each gets it back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Protocol

from domain.people.person import Person, PersonId
from domain.people.pin import Pin
from domain.phones.phone import UNDONE_WITHIN, Joined
from tests.fakes.advice import FakeAppointments
from tests.fakes.cars import FakeCars
from tests.fakes.events import FakeEvents
from tests.fakes.matters import FakeMatters
from tests.fakes.people import FakePeople
from tests.fakes.phones import FakeLinks
from tests.fakes.posts import FakePosts
from tests.fakes.surveys import FakeSurveys

TAKEN_OVER = [each.name for each in fields(Person) if each.name not in ("id", "consents")]


class Rememberable(Protocol):
    """The fakes of which something is given back."""

    people: FakePeople
    links: FakeLinks
    appointments: FakeAppointments
    events: FakeEvents
    cars: FakeCars
    surveys: FakeSurveys
    matters: FakeMatters
    posts: FakePosts


@dataclass
class Remembered:
    """Everything of two people, as it was; `channel` is of the phone that typed the code."""

    fakes: Rememberable
    person: PersonId
    owner: PersonId
    at: datetime
    given_up: Joined

    def __post_init__(self) -> None:
        """Look at all of it before anything goes over."""
        fakes, person = self.fakes, self.person
        [self.channel] = fakes.links.channels(person) or [""]
        both = (person, self.owner)
        self.told = {who: fakes.people.rows[who] for who in both}
        self.pins: dict[PersonId, Pin | None] = {who: fakes.people.pins.get(who) for who in both}
        self.decisions = [each for each in fakes.people.decisions if each.person == person]
        self.times = {each.id for each in fakes.appointments.all_of(person)}
        self.seeking = _of(fakes.appointments.waiting, person, at=0)
        self.said = {who: _of(fakes.events.rsvps, who, at=1) for who in both}
        self.turns = {who: _of(fakes.events.turns, who, at=1) for who in both}
        self.cars = {each.id for each in fakes.cars.driven_by(person)}
        self.rides = _of(fakes.cars.rides, person, at=1)
        self.owner_rides = _of(fakes.cars.rides, self.owner, at=1)
        self.apart = {who: {b for a, b in fakes.appointments.apart if a == who} for who in both}
        self.done = {each[1:] for each in fakes.surveys.done if each[0] == person}
        self.owner_done = {each[1:] for each in fakes.surveys.done if each[0] == self.owner}
        self.owner_seeking = _of(fakes.appointments.waiting, self.owner, at=0)
        self.matters = {each.id for each in fakes.matters.of(person)}
        self.planned = [each for each in fakes.posts.reminders if each.person == person]
        self.words = [each for each in fakes.posts.words if each.person == person]

    def undoable(self, now: datetime) -> bool:
        """Less than a day ago, and both phones are there."""
        there = self.channel in self.fakes.links.channels(self.owner)
        return there and self.at > now - UNDONE_WITHIN

    def give_back(self, new: PersonId) -> None:
        """To somebody with this number, and to the owner."""
        self._told(new)
        self._times(new)
        self._events(new)
        self._words(new)
        for matter in self.matters & self.fakes.matters.rows.keys():
            self.fakes.matters.rows[matter] = replace(self.fakes.matters.rows[matter], person=new)
        done = self.fakes.surveys.done
        done -= {(self.owner, *each) for each in self.done - self.owner_done}
        done |= {(new, *each) for each in self.done}

    def _told(self, new: PersonId) -> None:
        people, owner = self.fakes.people, self.owner
        was, now, theirs = self.told[owner], people.rows[owner], self.told[self.person]
        since = now.stopped and not was.stopped
        people.rows[new] = replace(theirs, id=new, stopped=theirs.stopped or since)
        changed = {
            name: getattr(was, name)
            for name in TAKEN_OVER
            if getattr(now, name) == getattr(theirs, name) != getattr(was, name)
        }
        kept = now.consents - (theirs.consents - was.consents)
        people.rows[owner] = replace(now, consents=kept, **changed)
        pins = self.pins
        people.set_pin(new, _digits(pins[self.person]))
        if _digits(people.pins.get(owner)) == _digits(pins[self.person]) != _digits(pins[owner]):
            people.set_pin(owner, _digits(pins[owner]))
        over = [replace(each, person=owner) for each in self.decisions]
        people.decisions = [each for each in people.decisions if each not in over]
        people.decisions += [_with(each, new) for each in self.decisions]

    def _times(self, new: PersonId) -> None:
        table, owner = self.fakes.appointments, self.owner
        for number in self.times & table.rows.keys():
            table.rows[number] = replace(table.rows[number], person=new)
        for topic, turn in self.seeking.items():
            still = (owner, topic) in table.waiting
            if topic in self.owner_seeking:
                table.waiting[new, topic] = turn
            elif still:
                table.waiting[new, topic] = table.waiting.pop((owner, topic))
        for other in self.apart[self.person]:
            if other not in self.apart[owner]:
                table.apart -= {(owner, other), (other, owner)}
            table.keep_apart(new, other)

    def _events(self, new: PersonId) -> None:
        events, cars, owner = self.fakes.events, self.fakes.cars, self.owner
        for event, rsvp in self.said[self.person].items():
            theirs = self.said[owner].get(event)
            went_over = theirs is None or (rsvp.holds and not theirs.holds)
            if went_over and (event, owner) in events.rsvps:
                events.rsvps[event, new] = events.rsvps.pop((event, owner))
                turn = events.turns.pop((event, owner), None)
                events.turns |= {} if turn is None else {(event, new): turn}
                if theirs is not None:
                    events.rsvps[event, owner] = theirs
            elif not went_over:
                events.rsvps[event, new] = rsvp
                events.nobodys = [each for each in events.nobodys if each != rsvp]
        for number in self.cars & cars.rows.keys():
            cars.rows[number] = replace(cars.rows[number], driver=new)
        for event in self.rides.keys() - self.owner_rides.keys():
            if (event, owner) in cars.rides:
                cars.rides[event, new] = cars.rides.pop((event, owner))

    def _words(self, new: PersonId) -> None:
        posts, owner = self.fakes.posts, self.owner
        planned = [replace(each, person=owner) for each in self.planned]
        posts.reminders = [_with(r, new) if r in planned else r for r in posts.reminders]
        things = {(each.thing, each.id) for each in self.planned}
        posts.planned |= {(new, *each) for each in things}
        words = [replace(each, person=owner) for each in self.words]
        posts.words = [
            _with(w, new) if w in words or (w.person == owner and w.channel == self.channel) else w
            for w in posts.words
        ]


def _of(table: Mapping[tuple[Any, Any], Any], who: PersonId, *, at: int) -> dict[Any, Any]:
    return {key[1 - at]: value for key, value in table.items() if key[at] == who}


def _with(each: Any, person: PersonId) -> Any:
    return replace(each, person=person)


def _digits(pin: Pin | None) -> str | None:
    return None if pin is None else pin.digits
