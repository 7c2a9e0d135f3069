"""The two views of the world: `Desk`, where questions look, and `Work`, where rules act."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.advice.appointment import AppointmentLookups, Appointments
from domain.campaigns.campaign import CampaignLookups, Campaigns
from domain.events.car import CarLookups, Cars
from domain.events.event import EventId
from domain.events.lookups import EventLookups, Events
from domain.events.question import QuestionLookups, Questions
from domain.matters.matter import MatterLookups, Matters
from domain.operator.help import Help
from domain.operator.policy import Policy
from domain.people.person import People, Person, PersonId
from domain.phones.phone import LinkLookups, Links
from domain.records.record import Records
from domain.reminders.reminder import Thing
from domain.speech.languages import Language
from domain.speech.messages import Say
from domain.staff.audit import Audit
from domain.staff.member import Staff, StaffLookups
from domain.surveys.survey import SurveyLookups, Surveys


class Desk(Protocol):
    """What a conversation may look at, for the one person it is with."""

    @property
    def person(self) -> Person:
        """Who is talking, as things are now."""
        ...

    @property
    def channel(self) -> str:
        """Where this message came from."""
        ...

    @property
    def now(self) -> datetime:
        """The instant of this message, aware and in UTC."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """The local time of the place where things happen."""
        ...

    @property
    def languages(self) -> Sequence[Language]:
        """The languages people can choose."""
        ...

    def own_name(self, tag: str) -> str:
        """What a language, offered or not, calls itself."""
        ...

    def telling(self, words: str) -> str:
        """The word in the first line that tells what a phone is about; empty when none does."""
        ...

    @property
    def hint(self) -> str:
        """The offered language that the platform believes in, or empty."""
        ...

    @property
    def policy(self) -> Policy:
        """What the operator has set."""
        ...

    @property
    def help(self) -> Help:
        """The operator's contacts and emergency numbers."""
        ...

    @property
    def events(self) -> EventLookups:
        """Events."""
        ...

    @property
    def questions(self) -> QuestionLookups:
        """Questions to speakers."""
        ...

    @property
    def cars(self) -> CarLookups:
        """Lifts."""
        ...

    @property
    def appointments(self) -> AppointmentLookups:
        """Legal advice."""
        ...

    @property
    def surveys(self) -> SurveyLookups:
        """Surveys."""
        ...

    @property
    def links(self) -> LinkLookups:
        """Their phones."""
        ...

    @property
    def staff(self) -> StaffLookups:
        """Who works here."""
        ...

    @property
    def campaigns(self) -> CampaignLookups:
        """Messages to many."""
        ...

    @property
    def matters(self) -> MatterLookups:
        """What people wrote to the team."""
        ...

    @property
    def records(self) -> Records:
        """What is kept about them."""
        ...


class Posts(Protocol):
    """What rules may plan to be sent. Nothing leaves before the transaction is committed."""

    def remind(
        self,
        person: PersonId,
        thing: Thing,
        thing_id: int,
        ahead: timedelta,
        due: datetime,
        not_after: datetime,
    ) -> None:
        """Plan a reminder; what it says is read when it is sent."""
        ...

    def write(
        self, person: PersonId, say: Say, at: datetime, not_after: datetime | None = None
    ) -> None:
        """Say this to somebody who did not just write: by day, where they are written to."""
        ...

    def alarm(self, person: PersonId, say: Say, at: datetime) -> None:
        """Say this to a member of staff now, also at night and whatever they stopped."""
        ...

    def reminded(self, person: PersonId, thing: Thing, thing_id: int) -> bool:
        """Whether a reminder of this was ever planned for this person."""
        ...

    def drop_reminders(self, person: PersonId, thing: Thing, thing_id: int) -> None:
        """Send no reminder of this thing any more."""
        ...

    def remind_guests(
        self, event: EventId, times: Iterable[tuple[timedelta, datetime]], not_after: datetime
    ) -> None:
        """Plan these reminders for everybody who comes, in place of all that were planned.

        Each is so long ahead, and due then. Whoever stopped us is not reminded.
        """
        ...

    def take_away(self, person: PersonId, since: datetime, at: datetime) -> None:
        """Delete from their phones what we have sent since then, as far as the platforms let us."""
        ...

    def wake(self, person: PersonId, held_until: datetime, at: datetime) -> None:
        """What was held back until then for this person may go at `at`."""
        ...

    def drop_started(self, person: PersonId) -> None:
        """Cancel everything waiting that this person did not just ask for."""
        ...


class Work(Protocol):
    """What a rule may use inside one transaction. `person` commands; 0 at the command line."""

    @property
    def policy(self) -> Policy:
        """What the operator has set."""
        ...

    @property
    def person(self) -> PersonId:
        """Who gave the command."""
        ...

    @property
    def now(self) -> datetime:
        """The instant of the command, aware and in UTC."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """The local time of the place where things happen."""
        ...

    @property
    def people(self) -> People:
        """People."""
        ...

    @property
    def events(self) -> Events:
        """Events."""
        ...

    @property
    def questions(self) -> Questions:
        """Questions to speakers."""
        ...

    @property
    def cars(self) -> Cars:
        """Lifts."""
        ...

    @property
    def appointments(self) -> Appointments:
        """Legal advice."""
        ...

    @property
    def surveys(self) -> Surveys:
        """Surveys."""
        ...

    @property
    def links(self) -> Links:
        """Phones of one person."""
        ...

    @property
    def campaigns(self) -> Campaigns:
        """Messages to many."""
        ...

    @property
    def staff(self) -> Staff:
        """Who works here."""
        ...

    @property
    def matters(self) -> Matters:
        """What people wrote to the team."""
        ...

    @property
    def audit(self) -> Audit:
        """Who looked at what."""
        ...

    @property
    def posts(self) -> Posts:
        """What is to be sent."""
        ...
