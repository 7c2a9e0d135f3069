"""What waits to be sent, in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from domain.events.event import EventId
from domain.people.person import PersonId
from domain.reminders.reminder import Thing
from domain.speech.messages import Say
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.events import FakeEvents
from tests.fakes.people import FakePeople
from tests.fakes.phones import FakeLinks

LASTS = timedelta(hours=48)  # how long the platforms let a bot delete what it sent


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder that waits to be sent."""

    person: PersonId
    thing: Thing
    id: int
    ahead: timedelta
    due: datetime
    not_after: datetime


class As(Enum):
    """How words wait."""

    LETTER = auto()
    ALARM = auto()
    NOTICE = auto()  # on one channel, however late it gets there


@dataclass(frozen=True, slots=True)
class Posted:
    """Words that wait to be sent on this channel."""

    kind: As
    person: PersonId
    channel: str
    say: Say
    due: datetime
    not_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message that is on somebody's phone."""

    person: PersonId
    channel: str
    message: str
    at: datetime


@dataclass
class FakePosts:
    """`domain.work.Posts`: what waits to be sent, what was ever planned, and what has arrived."""

    events: FakeEvents
    people: FakePeople
    links: FakeLinks
    campaigns: FakeCampaigns
    reminders: list[Planned] = field(default_factory=list)
    planned: set[tuple[PersonId, Thing, int]] = field(default_factory=set)
    words: list[Posted] = field(default_factory=list)
    arrived: list[Arrived] = field(default_factory=list)
    erasing: list[tuple[PersonId, str, tuple[str, ...], datetime]] = field(default_factory=list)
    taken_away: list[tuple[PersonId, datetime]] = field(default_factory=list)
    woken: list[tuple[PersonId, datetime, datetime]] = field(default_factory=list)

    @property
    def letters(self) -> list[tuple[PersonId, Say]]:
        """To whom what waits to be said by day."""
        return [(each.person, each.say) for each in self.words if each.kind is As.LETTER]

    @property
    def alarms(self) -> list[tuple[PersonId, Say]]:
        """To whom what waits to be said at once."""
        return [(each.person, each.say) for each in self.words if each.kind is As.ALARM]

    def remind(
        self,
        person: PersonId,
        thing: Thing,
        thing_id: int,
        ahead: timedelta,
        due: datetime,
        not_after: datetime,
    ) -> None:
        """Plan a reminder."""
        self.reminders.append(Planned(person, thing, thing_id, ahead, due, not_after))
        self.planned.add((person, thing, thing_id))

    def reminded(self, person: PersonId, thing: Thing, thing_id: int) -> bool:
        """Whether a reminder of this was ever planned."""
        return (person, thing, thing_id) in self.planned

    def remind_guests(
        self, event: EventId, times: Iterable[tuple[timedelta, datetime]], not_after: datetime
    ) -> None:
        """Plan these for everybody who comes, in place of all that were planned."""
        about = (Thing.EVENT, event)
        self.reminders = [r for r in self.reminders if (r.thing, r.id) != about]
        guests = [g for g in self.events.guests(event) if not self.people.get(g).stopped]
        for ahead, due in times:
            for guest in guests:
                self.remind(guest, Thing.EVENT, event, ahead, due, not_after)

    def write(
        self, person: PersonId, say: Say, at: datetime, not_after: datetime | None = None
    ) -> None:
        """Say this to somebody who did not just write."""
        there = self.links.reached(person)
        self.words.append(Posted(As.LETTER, person, there, say, at, not_after))

    def alarm(self, person: PersonId, say: Say, at: datetime) -> None:
        """Say this to a member of staff now."""
        self.words.append(Posted(As.ALARM, person, self.links.reached(person), say, at))

    def tell(self, person: PersonId, channel: str, say: Say, now: datetime) -> None:
        """Say this on one of their channels."""
        self.words.append(Posted(As.NOTICE, person, channel, say, now))

    def drop_reminders(self, person: PersonId, thing: Thing, thing_id: int) -> None:
        """Send no reminder of this thing any more."""
        dropped = (person, thing, thing_id)
        self.reminders = [r for r in self.reminders if (r.person, r.thing, r.id) != dropped]

    def take_away(self, person: PersonId, since: datetime, at: datetime) -> None:
        """Delete from their phones what was sent since then; it is not referred to any more."""
        self.taken_away.append((person, since))
        gone = [each for each in self.arrived if each.person == person and each.at > since]
        for channel in dict.fromkeys(each.channel for each in gone):
            there = tuple(each.message for each in gone if each.channel == channel)
            self.erasing.append((person, channel, there, at))
        self.arrived = [each for each in self.arrived if each not in gone]

    def wake(self, person: PersonId, held_until: datetime, at: datetime) -> None:
        """What was held back until then may go."""
        self.woken.append((person, held_until, at))
        held = (person, held_until)
        self.reminders = [
            replace(r, due=at) if (r.person, r.due) == held else r for r in self.reminders
        ]
        self.words = [replace(w, due=at) if (w.person, w.due) == held else w for w in self.words]

    def drop_started(self, person: PersonId) -> None:
        """Cancel everything waiting that this person did not just ask for."""
        self.reminders = [r for r in self.reminders if r.person != person]
        self.words = [w for w in self.words if (w.person, w.kind) != (person, As.LETTER)]
        self.campaigns.drop(person)

    def let_go(self, person: PersonId, channel: str) -> None:
        """Words for a phone that was separated go nowhere; what it has got is known no more."""
        there = (person, channel)
        self.words = [w for w in self.words if (w.person, w.channel) != there]
        self.erasing = [each for each in self.erasing if each[:2] != there]
        self.arrived = [each for each in self.arrived if (each.person, each.channel) != there]

    def unlink(self, person: PersonId) -> None:
        """Nothing waits for them, and nothing was ever planned."""
        self.reminders = [r for r in self.reminders if r.person != person]
        self.words = [w for w in self.words if w.person != person]
        self.planned = {each for each in self.planned if each[0] != person}
        self.arrived = [each for each in self.arrived if each.person != person]
        self.erasing = [each for each in self.erasing if each[0] != person]

    def hand_over(self, person: PersonId, owner: PersonId) -> None:
        """What waits for the one waits for the other, and so on."""

        def now(who: PersonId) -> PersonId:
            return owner if who == person else who

        self.reminders = [replace(r, person=now(r.person)) for r in self.reminders]
        self.words = [replace(w, person=now(w.person)) for w in self.words]
        self.planned = {(now(who), *what) for who, *what in self.planned}  # type: ignore[misc]
        self.arrived = [replace(each, person=now(each.person)) for each in self.arrived]
        self.erasing = [(now(who), *what) for who, *what in self.erasing]  # type: ignore[misc]
