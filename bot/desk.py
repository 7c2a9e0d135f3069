"""The desk of one person inside a transaction: what their conversation may look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.advice.appointment import AppointmentLookups
from domain.campaigns.campaign import CampaignLookups
from domain.events.car import CarLookups
from domain.events.lookups import EventLookups
from domain.events.question import QuestionLookups
from domain.matters.matter import MatterLookups
from domain.operator.help import Help
from domain.operator.policy import Policy
from domain.people.person import Person
from domain.phones.phone import LinkLookups
from domain.records.record import Records
from domain.speech.languages import Language, Speak
from domain.staff.member import StaffLookups
from domain.surveys.survey import SurveyLookups
from storage.store import Transaction
from translations.discretion import telling


@dataclass
class PersonDesk:
    """`domain.work.Desk` for the person a message came from; `person` follows their commands."""

    person: Person
    hint: str
    now: datetime
    help: Help
    speak: Speak
    transaction: Transaction
    channel: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The local time of the place where things happen."""
        return self.transaction.zone

    @property
    def policy(self) -> Policy:
        """What the operator has set."""
        return self.transaction.policy

    @property
    def languages(self) -> Sequence[Language]:
        """The languages people can choose."""
        return self.speak.offered()

    @property
    def events(self) -> EventLookups:
        """Events."""
        return self.transaction.events

    @property
    def questions(self) -> QuestionLookups:
        """Questions to speakers."""
        return self.transaction.questions

    @property
    def cars(self) -> CarLookups:
        """Lifts."""
        return self.transaction.cars

    @property
    def appointments(self) -> AppointmentLookups:
        """Legal advice."""
        return self.transaction.appointments

    @property
    def surveys(self) -> SurveyLookups:
        """Surveys."""
        return self.transaction.surveys

    @property
    def links(self) -> LinkLookups:
        """Their phones."""
        return self.transaction.links

    @property
    def staff(self) -> StaffLookups:
        """Who works here."""
        return self.transaction.staff

    @property
    def campaigns(self) -> CampaignLookups:
        """Messages to many."""
        return self.transaction.campaigns

    @property
    def matters(self) -> MatterLookups:
        """What people wrote to the team."""
        return self.transaction.matters

    @property
    def records(self) -> Records:
        """What is kept about them."""
        return self.transaction.records

    @property
    def language(self) -> str:
        """What to speak: their choice, else what the platform believes, else English."""
        return self.person.language or self.hint or "en"

    def own_name(self, tag: str) -> str:
        """What a language, offered or not, calls itself."""
        return self.speak.own_name(tag)

    def telling(self, words: str) -> str:
        """The word in the first line that gives away what a phone is about, if any."""
        return telling(words)

    def look_again(self) -> None:
        """Read the person anew after a command; whoever is gone stays as they were.

        Whoever has just joined another phone is from now on the person of that phone.
        """
        person = self.transaction.joined.get(self.person.id, self.person.id)
        if person not in self.transaction.forgotten:
            self.person = self.transaction.people.get(person)
