"""What is kept about somebody, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.advice.appointment import Appointment
from domain.events.event import Event
from domain.events.rsvp import Rsvp
from domain.people.person import PersonId
from domain.records.record import Decision, Rows
from domain.speech.text import Content
from tests.fake_appointments import FakeAppointments
from tests.fake_events import FakeEvents
from tests.fake_people import FakePeople
from tests.fake_surveys import FakeSurveys


@dataclass
class FakeRecords:
    """`domain.records.record.Records` over the other fakes."""

    people: FakePeople
    events: FakeEvents
    appointments_: FakeAppointments
    surveys_: FakeSurveys

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
