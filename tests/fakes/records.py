"""What is kept about somebody, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from domain.advice.appointment import Appointment, AppointmentState
from domain.events.event import Event
from domain.events.rsvp import Rsvp
from domain.matters.matter import MatterState
from domain.people.person import PersonId
from domain.people.rights import ANSWER_WITHIN, SILENT_FOR
from domain.phones.phone import NOTHING, Joined, Undone
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
from tests.fakes.undoing import Remembered


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

    def forget(self, person: PersonId, farewell: Text | None, at: datetime) -> None:
        """Erase the person and keep the farewell to look at."""
        if farewell is not None:
            self.farewells[person] = farewell
        fakes = self.fakes
        self._note([person], Why.REMOVED, at)
        fakes.appointments.unlink(person, at)
        fakes.events.unlink(person, at)
        for each in (fakes.cars, fakes.surveys, fakes.matters, fakes.staff, fakes.campaigns):
            each.unlink(person)
        for last in (fakes.posts, fakes.links, fakes.people):
            last.unlink(person)

    def silent(self, now: datetime) -> Sequence[PersonId]:
        """Those to be asked now."""
        return [
            person
            for person, seen in self._silent(now, SILENT_FOR)
            if self.fakes.people.get(person).hears_from_us and self._asked(person) < seen
        ]

    def silent_too_long(self, now: datetime) -> Sequence[PersonId]:
        """Those to be erased now."""
        asked = [
            person
            for person, seen in self._silent(now, ANSWER_WITHIN)
            if seen <= self._asked(person) < now - ANSWER_WITHIN
        ]
        never = [
            person
            for person, _seen in self._silent(now, SILENT_FOR + ANSWER_WITHIN)
            if not self.fakes.people.get(person).hears_from_us
        ]
        return sorted({*asked, *never})

    def note_asked(self, person: PersonId, at: datetime) -> None:
        """They are asked at this instant."""
        self.fakes.people.asked[person] = at

    def _asked(self, person: PersonId) -> datetime:
        return self.fakes.people.asked.get(person, datetime.min.replace(tzinfo=UTC))

    def _silent(self, now: datetime, for_: timedelta) -> list[tuple[PersonId, datetime]]:
        """Those who wrote nothing for so long, and whom nothing expects."""
        seen = self.fakes.people.seen.items()
        return [
            (each, at)
            for each, at in sorted(seen)
            if at < now - for_ and not self._waits(each, now)
        ]

    def _waits(self, person: PersonId, now: datetime) -> bool:
        fakes = self.fakes
        events = (fakes.events.get(each.event) for each in fakes.events.open_of(person))
        held = (AppointmentState.OPEN, AppointmentState.OFFERED)
        return any(
            (
                person not in fakes.people.rows,
                fakes.staff.of(person) is not None,
                fakes.events.coming_of(person, now),
                any(event is not None and event.ends > now for event in events),
                any(a.state in held and a.slot.ends > now for a in self.appointments(person)),
                any(m.state is not MatterState.CLOSED for m in fakes.matters.of(person)),
            )
        )

    def join(
        self,
        person: PersonId,
        owner: PersonId,
        notice: Text,
        at: datetime,
        given_up: Joined = NOTHING,
    ) -> None:
        """Give everything of `person` to `owner`."""
        fakes = self.fakes
        fakes.links.joinings[owner] = Remembered(fakes, person, owner, at, given_up)
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

    def undo(
        self, owner: PersonId, separated: str, farewell: Text | None, here: str, at: datetime
    ) -> Undone | None:
        """Each has what they had; the new person has a number that nobody had."""
        channel = self.fakes.links.undoable(owner, at)
        if not channel:
            return None
        remembered = self.fakes.links.joinings.pop(owner)
        new = PersonId(max(self.fakes.people.rows) + 1001)
        remembered.give_back(new)
        self.fakes.links.part(owner, new, channel)
        if farewell is not None:
            self.fakes.links.farewells[owner, separated] = farewell
        if here == channel:
            self.joined[owner] = new
        return Undone(new, channel, remembered.given_up)

    def _note(self, persons: Sequence[PersonId], why: Why, at: datetime) -> None:
        """Whoever of them works here stands in the audit."""
        for member in filter(None, map(self.fakes.staff.of, persons)):
            looked = Looked(at, member.id, View.STAFF, str(member.id), why)
            self.fakes.audit.note(looked)
