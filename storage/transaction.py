"""One transaction: a connection, the keys, and the repositories that work through them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.operator.policy import Policy
from domain.people.person import PersonId
from storage.appointments import AppointmentTable
from storage.arrivals import ArrivalTable
from storage.audit import AuditTable
from storage.campaigns import CampaignTable
from storage.cars import CarTable
from storage.conversations import ConversationTable
from storage.engines import savepoint
from storage.events import EventTable
from storage.inbox import InboxTable
from storage.journal import Erasure
from storage.keys import Keys, Vault
from storage.links import LinkTable
from storage.locks import COORDINATORS, Held
from storage.matters import MatterTable
from storage.outbox import OutboxTable
from storage.people import PeopleTable
from storage.questions import QuestionTable
from storage.records import RecordTable
from storage.refusals import explained
from storage.responses import SurveyTable
from storage.staff import StaffTable


class Rollback(Exception):  # noqa: N818 - an order, not an error
    """Raised inside `savepoint` to leave nothing of the block behind; goes no further."""


class Transaction:
    """Everything that is read and written between one BEGIN and its COMMIT."""

    def __init__(
        self,
        connection: Connection,
        zone: ZoneInfo,
        vault: Vault,
        policy: Policy,
        *,
        writes: bool = True,
    ) -> None:
        self.connection = connection
        self.zone = zone
        self.keys = Keys(connection, vault)
        self.held = Held(connection, writes=writes)  # what no other transaction changes meanwhile
        self.policy = policy
        self.rings = False  # something may have to be sent at once, by whichever process
        self.erased = False  # the bytes must leave the files, too, after the commit
        self.erasures: list[Erasure] = []  # for the deletion journal
        self.forgotten: set[PersonId] = set()  # nothing more is kept about them
        self.joined: dict[PersonId, PersonId] = {}  # who is somebody else from now on
        self.separated: set[tuple[PersonId, str]] = set()  # channels that are theirs no more

    @cached_property
    def people(self) -> PeopleTable:
        """People."""
        return PeopleTable(self)

    @cached_property
    def staff(self) -> StaffTable:
        """Who works here."""
        return StaffTable(self)

    @cached_property
    def matters(self) -> MatterTable:
        """What people wrote to the team."""
        return MatterTable(self)

    @cached_property
    def records(self) -> RecordTable:
        """What is kept about somebody, for themselves."""
        return RecordTable(self)

    @cached_property
    def audit(self) -> AuditTable:
        """Who looked at what."""
        return AuditTable(self)

    @cached_property
    def conversations(self) -> ConversationTable:
        """Where each person is in their conversation."""
        return ConversationTable(self)

    @cached_property
    def inbox(self) -> InboxTable:
        """Which messages were handled."""
        return InboxTable(self)

    @cached_property
    def arrivals(self) -> ArrivalTable:
        """Events that no platform will give us again."""
        return ArrivalTable(self)

    @cached_property
    def events(self) -> EventTable:
        """Events."""
        return EventTable(self)

    @cached_property
    def questions(self) -> QuestionTable:
        """Questions to speakers."""
        return QuestionTable(self)

    @cached_property
    def cars(self) -> CarTable:
        """Lifts."""
        return CarTable(self)

    @cached_property
    def appointments(self) -> AppointmentTable:
        """Legal advice."""
        return AppointmentTable(self)

    @cached_property
    def surveys(self) -> SurveyTable:
        """Surveys."""
        return SurveyTable(self)

    @cached_property
    def campaigns(self) -> CampaignTable:
        """Messages to many."""
        return CampaignTable(self)

    @cached_property
    def links(self) -> LinkTable:
        """Phones of one person."""
        return LinkTable(self)

    @cached_property
    def outbox(self) -> OutboxTable:
        """Everything that leaves."""
        return OutboxTable(self)

    def work(self, person: PersonId, now: datetime) -> "TableWork":
        """What a rule may use; `person` 0 is a coordinator.

        Rules of one person never run beside each other, nor do those of coordinators: what a rule
        reads of whoever commands stays so until the end.
        """
        if person:
            self.held.people([person])
        else:
            self.held.names([COORDINATORS])
        return TableWork(self, person, now)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A block that leaves nothing behind when it raises; `Rollback` goes no further.

        When the database itself fails in it, that is a StorageError, and the transaction is over.
        """
        before = (self.erased, list(self.erasures), set(self.forgotten), self.held.copy())
        phones = (dict(self.joined), set(self.separated))
        try:
            with explained(), savepoint(self.connection):
                yield
        except BaseException as error:
            self.erased, self.erasures, self.forgotten, self.held = before
            self.joined, self.separated = phones
            if not isinstance(error, Rollback):
                raise


@dataclass(frozen=True, slots=True)
class TableWork:
    """`domain.work.Work` over the tables."""

    transaction: Transaction
    person: PersonId
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The local time of the place where things happen."""
        return self.transaction.zone

    @property
    def policy(self) -> Policy:
        """What the operator has set."""
        return self.transaction.policy

    @property
    def people(self) -> PeopleTable:
        """People."""
        return self.transaction.people

    @property
    def events(self) -> EventTable:
        """Events."""
        return self.transaction.events

    @property
    def questions(self) -> QuestionTable:
        """Questions to speakers."""
        return self.transaction.questions

    @property
    def cars(self) -> CarTable:
        """Lifts."""
        return self.transaction.cars

    @property
    def appointments(self) -> AppointmentTable:
        """Legal advice."""
        return self.transaction.appointments

    @property
    def surveys(self) -> SurveyTable:
        """Surveys."""
        return self.transaction.surveys

    @property
    def campaigns(self) -> CampaignTable:
        """Messages to many."""
        return self.transaction.campaigns

    @property
    def links(self) -> LinkTable:
        """Phones of one person."""
        return self.transaction.links

    @property
    def staff(self) -> StaffTable:
        """Who works here."""
        return self.transaction.staff

    @property
    def matters(self) -> MatterTable:
        """What people wrote to the team."""
        return self.transaction.matters

    @property
    def audit(self) -> AuditTable:
        """Who looked at what."""
        return self.transaction.audit

    @property
    def posts(self) -> OutboxTable:
        """What is to be sent."""
        return self.transaction.outbox
