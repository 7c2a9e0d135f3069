"""What is kept about somebody, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.advice.appointment import Appointment
from domain.events.event import Event
from domain.events.rsvp import Rsvp, RsvpState
from domain.people.person import PersonId
from domain.records.record import Decision, Rows
from domain.speech.text import Content, Text
from tests.fakes.advice import FakeAppointments
from tests.fakes.campaigns import FakePosts
from tests.fakes.events import FakeEvents
from tests.fakes.people import FakePeople
from tests.fakes.phones import FakeLinks
from tests.fakes.surveys import FakeSurveys


@dataclass
class FakeLives:
    """`domain.records.record.Lives` over the other fakes."""

    people: FakePeople
    events: FakeEvents
    appointments_: FakeAppointments
    surveys_: FakeSurveys
    links: FakeLinks
    posts: FakePosts
    joined: dict[PersonId, PersonId] = field(default_factory=dict)
    notices: dict[PersonId, Text] = field(default_factory=dict)
    farewells: dict[PersonId, Text] = field(default_factory=dict)

    def decisions(self, person: PersonId) -> Sequence[Decision]:
        """Every yes and no."""
        return [
            Decision(each.purpose, each.given, each.version, each.language, each.at)
            for each in self.people.decisions
            if each.person == person
        ]

    def appointments(self, person: PersonId) -> Sequence[Appointment]:
        """Every appointment of theirs."""
        mine = [each for each in self.appointments_.rows.values() if each.person == person]
        return sorted(mine, key=lambda each: (each.slot.starts, each.id))

    def rsvps(self, person: PersonId) -> Sequence[tuple[Event, Rsvp]]:
        """Every event that they said yes or no to."""
        said = {event: rsvp for (event, who), rsvp in self.events.rsvps.items() if who == person}
        return [(self.events.rows[event], said[event]) for event in sorted(said)]

    def surveys(self, person: PersonId) -> Sequence[Content]:
        """The titles of what they answered."""
        return [
            versions[-1].title
            for survey, versions in self.surveys_.forms.items()
            if self.surveys_.answered(person, survey)
        ]

    def everything(self, person: PersonId) -> Rows:
        """One row; the twin walks the tables."""
        return {"people": [{"language": self.people.get(person).language}]}

    def forget(self, person: PersonId, farewell: Text, at: datetime) -> None:  # noqa: ARG002 - the journal's
        """Erase the person and keep the farewell to look at."""
        del self.people.rows[person]
        self.farewells[person] = farewell

    def join(self, person: PersonId, owner: PersonId, notice: Text, at: datetime) -> None:  # noqa: ARG002 - when, matters to the twin
        """Give everything of `person` to `owner`."""
        links = self.links
        links.chosen.setdefault(owner, links.preferred(owner))
        links.phones[owner] = [*links.channels(owner), *links.channels(person)]
        links.codes.clear()
        self.notices[owner] = notice
        self.joined[person] = owner
        self._hand_over(person, owner)
        del self.people.rows[person]

    def _hand_over(self, person: PersonId, owner: PersonId) -> None:
        for number, each in self.appointments_.rows.items():
            if each.person == person:
                self.appointments_.rows[number] = replace(each, person=owner)
        for (event, who), rsvp in list(self.events.rsvps.items()):
            if who == person:
                del self.events.rsvps[event, who]
                if rsvp.state is RsvpState.COMING:
                    self.events.rsvps[event, owner] = rsvp
        done = self.surveys_.done
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
