"""The world in memory: fakes of the domain's look-ups and stores that remember what happened.

They keep the rules that the database keeps: places and seats are never given twice, a time belongs
to one person, and a person has one open appointment about a topic.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.operator.help import Contact, EmergencyNumber, Help
from domain.operator.policy import Policy
from domain.outcome import Command, Outcome
from domain.people.person import Person, PersonId, Purpose
from domain.rules import perform
from domain.speech.languages import Language
from domain.speech.text import Content
from tests.fake_appointments import FakeAppointments
from tests.fake_campaigns import FakeCampaigns, FakePosts
from tests.fake_cars import FakeCars
from tests.fake_events import FakeEvents
from tests.fake_links import TELEGRAM, FakeLinks
from tests.fake_matters import FakeMatters
from tests.fake_people import FakePeople
from tests.fake_questions import FakeQuestions
from tests.fake_records import FakeRecords
from tests.fake_staff import FakeAudit, FakeStaff
from tests.fake_surveys import FakeSurveys
from translations.discretion import telling

V = TypeVar("V")
LJUBLJANA = ZoneInfo("Europe/Ljubljana")
MONDAY_NOON = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)  # Monday 30 November 2026, 12:00

BEN = PersonId(2)  # who talks with us in most tests
ANNA = PersonId(1)
COORDINATOR = PersonId(0)

EVERYTHING = frozenset(Purpose)
ENGLISH = Language("en", "English")
HELP = Help(
    organisation=Content({"en": "Example Association", "ar": "جمعية المثال"}),
    emergency=(
        EmergencyNumber(Content({"en": "Ambulance", "sl": "Reševalci", "ar": "الإسعاف"}), "112"),
    ),
    contacts=(
        Contact(
            Content({"en": "Maja", "ar": "مايا"}),
            "+386 1 200 00 00",
            Content({"en": "Example Street 12, Ljubljana"}),
            Content({"en": "Monday, 9:00 to 12:00", "ar": "الاثنين، 9:00–12:00"}),
        ),
    ),
)


@dataclass
class World:
    """Everything there is, and the time."""

    now: datetime = MONDAY_NOON
    policy: Policy = field(default_factory=Policy)
    zone: ZoneInfo = LJUBLJANA
    people: FakePeople = field(default_factory=FakePeople)
    events: FakeEvents = field(default_factory=FakeEvents)
    cars: FakeCars = field(default_factory=FakeCars)
    questions: FakeQuestions = field(default_factory=FakeQuestions)
    appointments: FakeAppointments = field(default_factory=FakeAppointments)
    surveys: FakeSurveys = field(default_factory=FakeSurveys)
    campaigns: FakeCampaigns = field(default_factory=FakeCampaigns)
    posts: FakePosts = field(init=False)
    staff: FakeStaff = field(default_factory=FakeStaff)
    audit: FakeAudit = field(default_factory=FakeAudit)
    matters: FakeMatters = field(default_factory=FakeMatters)
    links: FakeLinks = field(init=False)

    def __post_init__(self) -> None:
        """Phones belong to people who have things; guests are reminded."""
        self.posts = FakePosts(self.events, self.people)
        self.appointments.stopped = self.events.stopped = self._stopped
        self.appointments.young = self.matters.young = self._young
        self.links = FakeLinks(
            self.people, self.events, self.appointments, self.surveys, self.posts
        )

    def _stopped(self) -> set[PersonId]:
        return {number for number, row in self.people.rows.items() if row.stopped}

    def _young(self, person: PersonId) -> bool:
        known = self.people.rows.get(person)
        return known is not None and known.young

    def add_person(
        self, person: PersonId, language: str = "en", consents: frozenset[Purpose] = EVERYTHING
    ) -> None:
        """Somebody who speaks this language and has said yes to these."""
        self.people.rows[person] = Person(person, language, consents=consents)

    def work(self, person: PersonId = COORDINATOR) -> "FakeWork":
        """What a rule may use when this person commands."""
        return FakeWork(self, person)

    def do(self, command: Command[V], person: PersonId = COORDINATOR) -> Outcome[V]:
        """What the rules make of a command."""
        return perform(command, self.work(person))


@dataclass
class FakeWork:
    """`domain.work.Work` for one command."""

    world: World
    person: PersonId

    @property
    def now(self) -> datetime:
        """The instant of the command."""
        return self.world.now

    @property
    def zone(self) -> ZoneInfo:
        """Where things happen."""
        return self.world.zone

    @property
    def policy(self) -> Policy:
        """What the operator has set."""
        return self.world.policy

    @property
    def people(self) -> FakePeople:
        """People."""
        return self.world.people

    @property
    def events(self) -> FakeEvents:
        """Events."""
        return self.world.events

    @property
    def questions(self) -> FakeQuestions:
        """Questions to speakers."""
        return self.world.questions

    @property
    def cars(self) -> FakeCars:
        """Lifts."""
        return self.world.cars

    @property
    def appointments(self) -> FakeAppointments:
        """Legal advice."""
        return self.world.appointments

    @property
    def surveys(self) -> FakeSurveys:
        """Surveys."""
        return self.world.surveys

    @property
    def campaigns(self) -> FakeCampaigns:
        """Messages to many."""
        return self.world.campaigns

    @property
    def links(self) -> FakeLinks:
        """Phones of one person."""
        return self.world.links

    @property
    def staff(self) -> FakeStaff:
        """Who works here."""
        return self.world.staff

    @property
    def matters(self) -> FakeMatters:
        """What people wrote to the team."""
        return self.world.matters

    @property
    def audit(self) -> FakeAudit:
        """Who looked at what."""
        return self.world.audit

    @property
    def posts(self) -> FakePosts:
        """What is to be sent."""
        return self.world.posts


@dataclass
class FakeDesk:
    """`domain.work.Desk` for one message; `person` follows their commands."""

    world: World
    person: Person
    languages: tuple[Language, ...] = (ENGLISH,)
    hint: str = ""
    help: Help = HELP
    channel: str = TELEGRAM

    @property
    def now(self) -> datetime:
        """The instant of the message."""
        return self.world.now

    @property
    def policy(self) -> Policy:
        """What the operator has set."""
        return self.world.policy

    @property
    def zone(self) -> ZoneInfo:
        """Where things happen."""
        return self.world.zone

    @property
    def events(self) -> FakeEvents:
        """Events."""
        return self.world.events

    @property
    def questions(self) -> FakeQuestions:
        """Questions to speakers."""
        return self.world.questions

    @property
    def cars(self) -> FakeCars:
        """Lifts."""
        return self.world.cars

    @property
    def appointments(self) -> FakeAppointments:
        """Legal advice."""
        return self.world.appointments

    @property
    def surveys(self) -> FakeSurveys:
        """Surveys."""
        return self.world.surveys

    @property
    def links(self) -> FakeLinks:
        """Their phones."""
        return self.world.links

    @property
    def staff(self) -> FakeStaff:
        """Who works here."""
        return self.world.staff

    @property
    def campaigns(self) -> FakeCampaigns:
        """Messages to many."""
        return self.world.campaigns

    @property
    def matters(self) -> FakeMatters:
        """What people wrote to the team."""
        return self.world.matters

    @property
    def records(self) -> FakeRecords:
        """What is kept about them."""
        world = self.world
        return FakeRecords(world.people, world.events, world.appointments, world.surveys)

    def own_name(self, tag: str) -> str:
        """What a language calls itself."""
        return next((each.own_name for each in self.languages if each.tag == tag), tag)

    def telling(self, words: str) -> str:
        """The word in the first line that gives away what a phone is about."""
        return telling(words)

    def perform(self, command: Command[V]) -> Outcome[V]:
        """Run this person's command, and see them as they are afterwards."""
        outcome = self.world.do(command, self.person.id)
        person = self.world.links.joined.get(self.person.id, self.person.id)
        self.person = self.world.people.rows.get(person, self.person)
        return outcome
