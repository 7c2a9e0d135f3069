"""What is kept about somebody, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from domain.advice.appointment import Appointment
from domain.events.event import Event
from domain.events.rsvp import Rsvp
from domain.people.person import PersonId
from domain.records.record import Decision, Rows
from domain.speech.messages import Say
from domain.speech.text import Content, Text
from domain.staff.audit import Looked, View, Why
from tests.fakes.advice import FakeAppointments
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.cars import FakeCars
from tests.fakes.events import FakeEvents
from tests.fakes.matters import FakeMatters
from tests.fakes.people import FakePeople
from tests.fakes.phones import FakeLinks
from tests.fakes.posts import FakePosts
from tests.fakes.staff import FakeAudit, FakeStaff
from tests.fakes.surveys import FakeSurveys


class Fakes(Protocol):
    """Every fake that knows somebody."""

    people: FakePeople
    links: FakeLinks
    appointments: FakeAppointments
    events: FakeEvents
    cars: FakeCars
    surveys: FakeSurveys
    matters: FakeMatters
    staff: FakeStaff
    audit: FakeAudit
    campaigns: FakeCampaigns
    posts: FakePosts


@dataclass
class FakeLives:
    """`domain.records.record.Lives` over the other fakes."""

    fakes: Fakes = field(repr=False)
    joined: dict[PersonId, PersonId] = field(default_factory=dict)
    notices: dict[PersonId, Text] = field(default_factory=dict)
    farewells: dict[PersonId, Text] = field(default_factory=dict)

    def decisions(self, person: PersonId) -> Sequence[Decision]:
        """Every yes and no."""
        return [
            Decision(each.purpose, each.given, each.version, each.language, each.at)
            for each in self.fakes.people.decisions
            if each.person == person
        ]

    def appointments(self, person: PersonId) -> Sequence[Appointment]:
        """Every appointment of theirs."""
        return self.fakes.appointments.all_of(person)

    def rsvps(self, person: PersonId) -> Sequence[tuple[Event, Rsvp]]:
        """Every event that they said yes or no to, with the people coming counted."""
        events = self.fakes.events
        pairs = ((events.get(n), events.rsvp(n, person)) for n in sorted(events.rows))
        return [(event, rsvp) for event, rsvp in pairs if event is not None and rsvp is not None]

    def surveys(self, person: PersonId) -> Sequence[Content]:
        """The titles of what they answered."""
        return self.fakes.surveys.titles(person)

    def everything(self, person: PersonId) -> Rows:
        """One row; the twin walks the tables."""
        known = self.fakes.people.rows.get(person)
        return {} if known is None else {"people": [{"language": known.language}]}

    def forget(self, person: PersonId, farewell: Text, at: datetime) -> None:
        """Erase the person and keep the farewell to look at."""
        self.farewells[person] = farewell
        fakes = self.fakes
        self._note([person], Why.REMOVED, at)
        fakes.appointments.unlink(person, at)
        fakes.events.unlink(person, at)
        for each in (fakes.cars, fakes.surveys, fakes.matters, fakes.staff, fakes.campaigns):
            each.unlink(person)
        for last in (fakes.posts, fakes.links, fakes.people):
            last.unlink(person)

    def join(self, person: PersonId, owner: PersonId, notice: Text, at: datetime) -> None:
        """Give everything of `person` to `owner`."""
        fakes = self.fakes
        for channel in fakes.links.channels(owner):
            fakes.posts.tell(owner, channel, Say(notice), at)
        self.notices[owner] = notice
        self.joined[person] = owner
        self._note([person, owner], Why.JOINED, at)
        fakes.appointments.hand_over(person, owner, at)
        for each in (fakes.events, fakes.cars, fakes.surveys, fakes.matters, fakes.staff):
            each.hand_over(person, owner)
        for last in (fakes.campaigns, fakes.posts, fakes.links, fakes.people):
            last.hand_over(person, owner)

    def _note(self, persons: Sequence[PersonId], why: Why, at: datetime) -> None:
        """Whoever of them works here stands in the audit."""
        for member in filter(None, map(self.fakes.staff.of, persons)):
            looked = Looked(at, member.id, View.STAFF, str(member.id), why)
            self.fakes.audit.note(looked)
