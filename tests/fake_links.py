"""Phones in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.events.rsvp import RsvpState
from domain.people.person import PersonId
from domain.phones.phone import MISS_LASTS
from domain.speech.text import Text
from tests.fake_appointments import FakeAppointments
from tests.fake_campaigns import FakePosts
from tests.fake_events import FakeEvents
from tests.fake_people import FakePeople
from tests.fake_surveys import FakeSurveys

TELEGRAM, SIGNAL = "telegram", "signal"
CODE = "4827193605"


@dataclass
class FakeLinks:
    """`domain.phones.phone.Links`; everybody has a phone with Telegram, unless a test says else."""

    people: FakePeople
    events: FakeEvents
    appointments: FakeAppointments
    surveys: FakeSurveys
    posts: FakePosts
    phones: dict[PersonId, list[str]] = field(default_factory=dict)
    chosen: dict[PersonId, str] = field(default_factory=dict)
    codes: dict[str, tuple[PersonId, datetime]] = field(default_factory=dict)
    missed: dict[PersonId, list[datetime]] = field(default_factory=dict)
    joined: dict[PersonId, PersonId] = field(default_factory=dict)
    notices: dict[PersonId, Text] = field(default_factory=dict)
    farewells: dict[tuple[PersonId, str], Text] = field(default_factory=dict)

    def channels(self, person: PersonId) -> Sequence[str]:
        """The channels they use, always in the same order."""
        return sorted(self.phones.get(person, [TELEGRAM]))

    def preferred(self, person: PersonId) -> str:
        """The channel for what we start."""
        return self.chosen.get(person, self.channels(person)[0])

    def make(self, person: PersonId, until: datetime) -> str:
        """Always the same code, which is now theirs."""
        self.codes = {CODE: (person, until)}
        return CODE

    def owner(self, code: str, now: datetime) -> PersonId | None:
        """Whose code this is."""
        person, until = self.codes.get(code, (None, now))
        return person if until > now else None

    def misses(self, person: PersonId, now: datetime) -> int:
        """How many wrong codes of this person still count."""
        return len([at for at in self.missed.get(person, []) if at + MISS_LASTS > now])

    def miss(self, person: PersonId, now: datetime) -> None:
        """Count a wrong code."""
        self.missed.setdefault(person, []).append(now)

    def join(self, person: PersonId, owner: PersonId, notice: Text, at: datetime) -> None:  # noqa: ARG002 - when, matters to the twin
        """Give everything of `person` to `owner`."""
        self.chosen.setdefault(owner, self.preferred(owner))
        self.phones[owner] = [*self.channels(owner), *self.channels(person)]
        self.codes.clear()
        self.notices[owner] = notice
        self.joined[person] = owner
        self._hand_over(person, owner)
        del self.people.rows[person]

    def choose(self, person: PersonId, channel: str) -> None:
        """Start messages on this channel."""
        self.chosen[person] = channel

    def separate(self, person: PersonId, channel: str, farewell: Text, at: datetime) -> None:  # noqa: ARG002 - as above
        """Let go of the phone."""
        self.phones[person] = [each for each in self.channels(person) if each != channel]
        self.chosen.pop(person, None)
        self.farewells[person, channel] = farewell

    def _hand_over(self, person: PersonId, owner: PersonId) -> None:
        for number, each in self.appointments.rows.items():
            if each.person == person:
                self.appointments.rows[number] = replace(each, person=owner)
        for (event, who), rsvp in list(self.events.rsvps.items()):
            if who == person:
                del self.events.rsvps[event, who]
                if rsvp.state is RsvpState.COMING:
                    self.events.rsvps[event, owner] = rsvp
        done = self.surveys.done
        done |= {(owner, survey, occasion) for who, survey, occasion in done if who == person}
        waiting = self.posts.reminders
        self.posts.reminders = [
            replace(each, person=owner) if each.person == person else each for each in waiting
        ]
        self._decided(person, owner)

    def _decided(self, person: PersonId, owner: PersonId) -> None:
        known = {each.purpose for each in self.people.decisions if each.person == owner}
        kept = self.people.rows[owner].consents
        new = {each for each in self.people.rows[person].consents if each not in known}
        self.people.rows[owner] = replace(self.people.rows[owner], consents=kept | new)
