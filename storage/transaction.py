"""One transaction: what a repository needs, and one line for each that works through it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Generic, TypeVar

from domain.people.person import PersonId
from domain.staff.member import StaffId
from domain.work import Work
from storage.advice.repository import AppointmentTable
from storage.campaigns.repository import CampaignTable
from storage.conversations.event_store import ArrivalTable
from storage.conversations.inbox import InboxTable
from storage.conversations.repository import ConversationTable
from storage.database.locks import COORDINATORS
from storage.events.cars import CarTable
from storage.events.guest_list import GuestList
from storage.events.questions import QuestionTable
from storage.events.repository import EventTable
from storage.lives.repository import LifeTable
from storage.matters.repository import MatterTable
from storage.outbox.repository import OutboxTable
from storage.people.repository import PeopleTable
from storage.phones.repository import LinkTable
from storage.session import Session
from storage.sign_ins.repository import SignInTable
from storage.sign_ins.signed_in import SessionTable
from storage.sign_ins.typed_forms import DraftTable
from storage.staff.audit import AuditTable
from storage.staff.repository import StaffTable
from storage.surveys.repository import SurveyTable

R = TypeVar("R")
NOBODY = PersonId(0)


class Repository(Generic[R]):
    """A repository of the transaction, made when it is first asked for."""

    def __init__(self, make: Callable[[Session], R]) -> None:
        self._make = make

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, session: Session, _owner: type) -> R:
        made = self._make(session)
        vars(session)[self._name] = made  # found there from now on, before this is asked
        return made


class Transaction(Session):
    """Everything that is read and written between one BEGIN and its COMMIT."""

    people = Repository(PeopleTable)
    links = Repository(LinkTable)
    staff = Repository(StaffTable)
    audit = Repository(AuditTable)
    matters = Repository(MatterTable)
    surveys = Repository(SurveyTable)
    appointments = Repository(AppointmentTable)
    events = Repository(EventTable)
    cars = Repository(CarTable)
    questions = Repository(QuestionTable)
    guest_lists = Repository(GuestList)
    campaigns = Repository(CampaignTable)
    lives = Repository(LifeTable)
    conversations = Repository(ConversationTable)
    inbox = Repository(InboxTable)
    arrivals = Repository(ArrivalTable)
    outbox = Repository(OutboxTable)
    sign_ins = Repository(SignInTable)
    sessions = Repository(SessionTable)
    drafts = Repository(DraftTable)

    def work(
        self,
        person: PersonId,
        now: datetime,
        channel: str = "",
        *,
        signed_in: StaffId | None = None,
    ) -> Work:
        """What a rule may use; `person` 0 is a coordinator, `channel` where the command came from.

        In a browser nobody is a person, and `signed_in` says who it is.

        Rules of one person never run beside each other, nor do those of coordinators: what a rule
        reads of whoever commands stays so until the end.
        """
        if person:
            self.held.people([person])
        else:
            self.held.names([COORDINATORS])
        return replace(self.offers, person=person, now=now, channel=channel, signed_in=signed_in)

    @cached_property
    def offers(self) -> Work:
        """What the subjects offer, for nobody yet, and at no instant."""
        return Work(
            person=NOBODY,
            now=datetime.min,  # noqa: DTZ901 - replaced before any rule reads it
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
            posts=self.outbox,
        )
