"""The two views of the world: `Desk`, where questions look, and `Work`, where rules act.

A subject stands in each with one line.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, Self
from zoneinfo import ZoneInfo

from domain.advice.appointment_lookups import AppointmentLookups, Appointments
from domain.campaigns.campaign import CampaignLookups, Campaigns
from domain.events.car import CarLookups, Cars
from domain.events.event import EventId
from domain.events.lookups import EventLookups, Events
from domain.events.question import QuestionLookups, Questions
from domain.matters.lookups import MatterLookups, Matters
from domain.operator.help import Help
from domain.operator.policy import Policy
from domain.people.person import People, Person, PersonId
from domain.phones.phone import LinkLookups, Links
from domain.records.record import Lives, Records
from domain.reminders.reminder import Thing
from domain.speech.languages import Language
from domain.speech.messages import Option, Say
from domain.speech.text import Text
from domain.staff.audit import Audit
from domain.staff.member import Member, Staff, StaffId, StaffLookups
from domain.surveys.survey import SurveyLookups, Surveys


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

    def tell(self, person: PersonId, channel: str, say: Say, now: datetime) -> None:
        """Say this on one of their channels before anything else, though nobody wrote there."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a rule may use inside one transaction. `person` commands; 0 at the command line.

    `channel` is where the command came from; empty where it came from no phone. Whoever commands in
    a browser is `signed_in`, and `person` is 0: what they are as a guest has no say there.

    `now` is the instant of the command, aware and in UTC; `zone` the local time of the place where
    things happen; `policy` what the operator has set.
    """

    person: PersonId
    now: datetime
    zone: ZoneInfo
    policy: Policy
    people: People
    links: Links
    staff: Staff
    audit: Audit
    matters: Matters
    surveys: Surveys
    appointments: Appointments
    events: Events
    cars: Cars
    questions: Questions
    campaigns: Campaigns
    lives: Lives
    posts: Posts
    channel: str = ""
    signed_in: StaffId | None = None

    @property
    def member(self) -> Member | None:
        """Whoever commands, if they work here.

        Keys behind a phone say nothing of somebody who has signed in without it.
        """
        if self.signed_in is None:
            return self.staff.of(self.person)
        found = self.staff.get(self.signed_in)
        return None if found is None else replace(found, trusted=True)

    @property
    def operates(self) -> bool:
        """Whether the command comes from the command line, or from time itself."""
        return not self.person and self.signed_in is None


Placed = Callable[[Sequence[Text], str], Sequence[int]]


def as_they_come(texts: Sequence[Text], _language: str) -> Sequence[int]:
    """The order they have already, for whoever knows no alphabet."""
    return range(len(texts))


@dataclass(slots=True, kw_only=True)
class Desk:
    """What a conversation may look at, for the one person it is with.

    `person` is who talks, as things are now: it follows their commands. `channel` is where this
    message came from and `now` its instant, aware and in UTC. `hint` is the offered language that
    the platform believes in, or empty. `own_name` is what a language, offered or not, calls itself;
    `closest` the one we write in for whoever reads it, None when there is none, `telling` the word
    in a first line that tells what a phone is about, empty when none does; `phrase` what is said in
    a language that need not be offered, empty where it is not known; `placed` which of several
    texts comes first in a reader's alphabet.
    """

    person: Person
    channel: str
    now: datetime
    hint: str
    zone: ZoneInfo
    policy: Policy
    help: Help
    languages: Sequence[Language]
    own_name: Callable[[str], str]
    closest: Callable[[str], str | None]
    telling: Callable[[str], str]
    phrase: Callable[[str, str], str]
    links: LinkLookups
    staff: StaffLookups
    matters: MatterLookups
    surveys: SurveyLookups
    appointments: AppointmentLookups
    events: EventLookups
    cars: CarLookups
    questions: QuestionLookups
    campaigns: CampaignLookups
    records: Records
    placed: Placed = as_they_come

    @classmethod
    def over(  # noqa: PLR0913 - whose desk it is, and what the shell knows of their language
        cls,
        offers: Work,
        *,
        person: Person,
        channel: str,
        now: datetime,
        hint: str,
        help: Help,  # noqa: A002 - the page's own name
        languages: Sequence[Language],
        own_name: Callable[[str], str],
        closest: Callable[[str], str | None],
        telling: Callable[[str], str],
        phrase: Callable[[str, str], str],
        placed: Placed = as_they_come,
    ) -> Self:
        """This person's desk over all that the subjects offer; it looks, and writes nothing."""
        return cls(
            person=person,
            channel=channel,
            now=now,
            hint=hint,
            zone=offers.zone,
            policy=offers.policy,
            help=help,
            languages=languages,
            own_name=own_name,
            closest=closest,
            telling=telling,
            phrase=phrase,
            placed=placed,
            links=offers.links,
            staff=offers.staff,
            matters=offers.matters,
            surveys=offers.surveys,
            appointments=offers.appointments,
            events=offers.events,
            cars=offers.cars,
            questions=offers.questions,
            campaigns=offers.campaigns,
            records=offers.lives,
        )

    @property
    def doubted(self) -> bool:
        """Whether the phone that this message came from has new keys that nobody confirmed."""
        return self.channel in self.links.doubted(self.person.id)

    @property
    def shut(self) -> bool:
        """Whether nothing personal is shown here before they have said that it is them."""
        return self.person.is_locked(self.now) or self.doubted

    @property
    def language(self) -> str:
        """What to speak: their choice, else what the platform believes, else English."""
        return self.person.language or self.hint or "en"

    def by_name(self, options: Sequence[Option], first: str = "") -> list[Option]:
        """The options in the order of the reader's alphabet; one with the key `first` before all.

        For lists whose own order means nothing to people; days, times and what a coordinator
        has put in order stay as they are.
        """
        places = self.placed([option.label for option in options], self.language)
        listed = [options[place] for place in places]
        return sorted(listed, key=lambda option: option.key != first)
