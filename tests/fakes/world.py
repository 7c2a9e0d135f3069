"""The world in memory: fakes of the domain's look-ups and stores that remember what happened.

They keep the rules that the database keeps: places and seats are never given twice, a time belongs
to one person, and a person has one open appointment about a topic.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.operator.help import Contact, EmergencyNumber, Help, Question
from domain.operator.policy import Policy
from domain.outcome import Command, Outcome
from domain.people.person import AgeGroup, Person, PersonId, Purpose
from domain.rules import perform
from domain.speech.languages import Language
from domain.speech.text import Content
from domain.staff.member import StaffId
from domain.work import Desk, Placed, Work, as_they_come
from tests.fakes.advice import FakeAppointments
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.cars import FakeCars
from tests.fakes.choosing import Choosing
from tests.fakes.events import FakeEvents
from tests.fakes.matters import FakeMatters
from tests.fakes.people import FakePeople
from tests.fakes.phones import TELEGRAM, FakeLinks
from tests.fakes.posts import FakePosts
from tests.fakes.questions import FakeQuestions
from tests.fakes.records import FakeLives
from tests.fakes.staff import FakeAudit, FakeStaff
from tests.fakes.surveys import FakeSurveys
from translations.catalogues import own_name
from translations.discretion import telling
from translations.phrasebook import phrase

V = TypeVar("V")
LJUBLJANA = ZoneInfo("Europe/Ljubljana")
MONDAY_NOON = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)  # Monday 30 November 2026, 12:00

BEN = PersonId(2)  # who talks with us in most tests
ANNA = PersonId(1)
COORDINATOR = PersonId(0)

EVERYTHING = frozenset(Purpose)
NUMBER = "4827"
READERS = 3  # whom transcripts announce to without making them; None counts who is there
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
    questions=(
        Question(
            "laundry",
            Content({"en": "Where can I wash clothes?", "ar": "أين أغسل ملابسي؟"}),
            ("Where can I wash clothes?", "is there a washing machine", "أين أغسل ملابسي؟"),
            Content({"en": "In the cellar, every day.", "ar": "في القبو، كل يوم."}),
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
    campaigns: FakeCampaigns = field(default_factory=lambda: FakeCampaigns(readers=READERS))
    posts: FakePosts = field(init=False)
    staff: FakeStaff = field(default_factory=FakeStaff)
    audit: FakeAudit = field(default_factory=FakeAudit)
    matters: FakeMatters = field(default_factory=FakeMatters)
    links: FakeLinks = field(default_factory=FakeLinks)
    lives: FakeLives = field(init=False)

    def __post_init__(self) -> None:
        """Phones belong to people who have things; guests are reminded."""
        self.posts = FakePosts(self.events, self.people, self.links, self.campaigns)
        self.links.let_go, self.links.known = self.posts.let_go, self._knows
        self.appointments.stopped = self.events.stopped = self._stopped
        self.appointments.young = self.matters.young = self._young
        self.campaigns.reads = self.matters.reads = self._reads
        self.campaigns.chosen = Choosing(
            self.people, self.links, self.events, self.surveys, self.staff
        )
        self.lives = FakeLives(self)
        self.staff.sign_in = self._sign_in
        self.people.now = lambda: self.now
        self.links.at_the_desk = self.staff.changed

    def _sign_in(self, person: PersonId) -> None:
        """Whoever is employed sits at the desk already, with a number that was said just now."""
        if person in self.people.rows:
            self.people.set_pin(person, NUMBER)
            self.people.just_said.add(person)

    def _stopped(self) -> set[PersonId]:
        return {number for number, row in self.people.rows.items() if row.stopped}

    def _young(self, person: PersonId) -> bool:
        known = self.people.rows.get(person)
        return known is not None and known.young

    def _knows(self, person: PersonId) -> bool:
        return person in self.people.rows

    def _reads(self, person: PersonId) -> str:
        known = self.people.rows.get(person)
        return "" if known is None else known.language

    def add_person(
        self,
        person: PersonId,
        language: str = "en",
        consents: frozenset[Purpose] = EVERYTHING,
        age_group: AgeGroup | None = AgeGroup.ADULT,
    ) -> None:
        """Somebody who speaks this language, has said yes to these, and is grown up."""
        self.people.rows[person] = Person(person, language, age_group, consents=consents)
        if self.staff.of(person) is not None:
            self._sign_in(person)

    def work(
        self,
        person: PersonId = COORDINATOR,
        channel: str = "",
        signed_in: StaffId | None = None,
    ) -> Work:
        """What a rule may use when this person commands, from this phone, or from a browser."""
        return Work(
            person=person,
            now=self.now,
            zone=self.zone,
            policy=self.policy,
            people=self.people,
            links=self.links,
            staff=self.staff,
            audit=self.audit,
            matters=self.matters,
            surveys=self.surveys,
            appointments=self.appointments,
            events=self.events,
            cars=self.cars,
            questions=self.questions,
            campaigns=self.campaigns,
            lives=self.lives,
            posts=self.posts,
            channel=channel,
            signed_in=signed_in,
        )

    def do(
        self,
        command: Command[V],
        person: PersonId = COORDINATOR,
        channel: str = "",
        signed_in: StaffId | None = None,
    ) -> Outcome[V]:
        """What the rules make of a command."""
        return perform(command, self.work(person, channel, signed_in))


@dataclass(kw_only=True)
class FakeDesk(Desk):
    """A desk in this world, and what its person's commands come to."""

    world: World = field(init=False)

    def perform(self, command: Command[V]) -> Outcome[V]:
        """Run this person's command, and see them as they are afterwards."""
        outcome = self.world.do(command, self.person.id, self.channel)
        person = self.world.lives.joined.get(self.person.id, self.person.id)
        self.person = self.world.people.rows.get(person, self.person)
        return outcome


def fake_desk(
    world: World,
    person: Person,
    languages: tuple[Language, ...] = (ENGLISH,),
    hint: str = "",
    channel: str = TELEGRAM,
    placed: Placed = as_they_come,
) -> FakeDesk:
    """What somebody's conversation looks at, now."""
    names = {each.tag: each.own_name for each in languages}
    desk = FakeDesk.over(
        world.work(person.id),
        person=person,
        channel=channel,
        now=world.now,
        hint=hint,
        help=HELP,
        languages=languages,
        own_name=lambda tag: names.get(tag) or own_name(tag),
        closest=lambda tag: next((t for t in (tag, tag.partition("-")[0]) if t in names), None),
        telling=telling,
        phrase=phrase,
        placed=placed,
    )
    desk.world = world
    return desk
