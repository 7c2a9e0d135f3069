"""Matters: what people write to the team, and what came of it.

Each has a number, a day by which it is answered, and an end. A complaint about somebody who works
here is read by administrators only, and never by the one whose name stands in it. What is written
about danger and abuse is read by focal points only: nobody else sees that it exists. What people
under 18 write is read by those who were cleared for that, for good: also once they say that they
are older.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Protocol

from domain.operator.policy import Policy
from domain.outcome import Command
from domain.people.person import PersonId
from domain.speech.text import Message, _
from domain.staff.member import Duty, Member, Role, StaffId

MatterId = NewType("MatterId", int)
LONGEST = 2000  # letters of a message or an answer
WARNED = timedelta(days=14)  # before its words go, staff hear of it, week after week
EXPIRES = timedelta(days=365)  # after it was due; nobody will answer it any more
MOST_OPEN = 10  # of one person; more would bury those of others
READERS = (Role.COORDINATOR, Role.MODERATOR, Role.ADMIN)
NO_MATTER = _("There is no such message any more.")
ENOUGH = _("You have many open messages. Please wait until one of them is answered.")
NOBODY_READS = _("At the moment nobody here may read such a message.")


class Subject(StrEnum):
    """What somebody writes about; it decides who may read it, and by when we answer."""

    QUESTION = "question"
    COMPLAINT = "complaint"  # something is not right
    STAFF = "staff"  # about somebody who works here
    PROPOSAL = "proposal"  # of an event; its words are the title
    AGE = "age"  # whoever was under 18 says that they are older; there are no words
    DANGER = "danger"  # violence, abuse, exploitation: whoever writes need not say any of it

    @property
    def label(self) -> Message:
        """The subject as people and staff read it."""
        return {
            Subject.QUESTION: _("a question or a wish"),
            Subject.COMPLAINT: _("something is not right"),
            Subject.STAFF: _("about somebody who works here"),
            Subject.PROPOSAL: _("an event that somebody proposes"),
            Subject.AGE: _("somebody under 18 says that they are older"),
            Subject.DANGER: _("somebody is hurt or in danger"),
        }[self]

    @property
    def answered_in(self) -> timedelta:
        """Within what time we promise an answer: whole days."""
        days = {Subject.QUESTION: 3, Subject.AGE: 3, Subject.DANGER: 1}.get(self, 10)
        return timedelta(days=days)


GUARDED = frozenset({Subject.STAFF, Subject.DANGER})  # never read by the one who is named


class MatterState(StrEnum):
    """Where it stands. Only what is CLOSED goes by itself, some time later."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def label(self) -> Message:
        """The state as people read it."""
        return {
            MatterState.OPEN: _("waits for an answer"),
            MatterState.ANSWERED: _("answered"),
            MatterState.CLOSED: _("closed"),
        }[self]


OF_THEIR_OWN = frozenset({Subject.PROPOSAL, Subject.AGE})  # they begin elsewhere
WRITTEN = tuple(each for each in Subject if each not in OF_THEIR_OWN)


@dataclass(frozen=True, slots=True)
class Proposal:
    """When and where an event is proposed, and what it is about; `starts` is in UTC."""

    starts: datetime
    place: str = field(repr=False)
    about: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Matter:
    """One message to the team. `holder` is the colleague it was handed to, if anybody.

    Without words, they ask us to write to them. `young`: whoever wrote it was under 18 then, or is
    now.
    """

    id: MatterId
    person: PersonId
    subject: Subject
    words: str = field(repr=False)
    state: MatterState
    at: datetime
    due: datetime
    language: str = ""
    answer: str = field(default="", repr=False)
    holder: StaffId | None = None
    young: bool = False
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class LeaveMatter(Command[MatterId]):
    """I write this to the team; without words: please write to me."""

    subject: Subject
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AnswerMatter(Command[None]):
    """Tell them this; another answer may follow."""

    matter: MatterId
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HandMatter(Command[None]):
    """A colleague goes on with it; whoever may read it still may."""

    matter: MatterId
    member: StaffId


@dataclass(frozen=True, slots=True)
class CloseMatter(Command[None]):
    """Nothing more is to be done; whoever wrote it may say so, too."""

    matter: MatterId


@dataclass(frozen=True, slots=True)
class ReopenMatter(Command[None]):
    """It is not settled yet, so its words stay."""

    matter: MatterId


@dataclass(frozen=True, slots=True)
class GrantAge(Command[None]):
    """Whoever asked for this, having said that they are under 18, is 18 or older."""

    matter: MatterId


@dataclass(frozen=True, slots=True)
class ExpireMatters(Command[int]):
    """Time has passed: close what nobody has closed for a year after it was due."""


class MatterLookups(Protocol):
    """What may be asked about matters."""

    def get(self, matter: MatterId) -> Matter | None:
        """The matter; None when there is none any more."""
        ...

    def of(self, person: PersonId) -> Sequence[Matter]:
        """What this person wrote, the newest first."""
        ...

    def open(self) -> Sequence[Matter]:
        """All that is not closed, the oldest first; not everybody may read all of them."""
        ...

    def closed_before(self, instant: datetime) -> Sequence[Matter]:
        """All that was closed before this instant, the oldest first."""
        ...


class Matters(MatterLookups, Protocol):
    """What rules may change about matters."""

    def add(
        self,
        person: PersonId,
        subject: Subject,
        words: str,
        at: datetime,
        due: datetime,
        *,
        young: bool = False,
    ) -> MatterId:
        """Store a new one, open and nobody's; its number is never given twice.

        What is `young` once stays so, whatever becomes of its person.
        """
        ...

    def answer(self, matter: MatterId, words: str) -> None:
        """Store what was answered, in place of an earlier answer; it is not closed any more."""
        ...

    def attach(self, matter: MatterId, proposal: Proposal) -> None:
        """Store the event that it proposes, in place of any before; it goes with its words."""
        ...

    def hand(self, matter: MatterId, member: StaffId) -> None:
        """This colleague goes on with it, in place of anybody before."""
        ...

    def close(self, matter: MatterId, at: datetime) -> None:
        """It is over; its words go some time later."""
        ...

    def reopen(self, matter: MatterId) -> None:
        """It waits again, and its words stay; what was answered stays, too."""
        ...


def may_read(member: Member, matter: Matter) -> bool:
    """Whether this member of staff may see it at all."""
    if not member.trusted or not reads(member, matter.subject, young=matter.young):
        return False
    return matter.subject not in GUARDED or not named(member, matter.words)


def is_read(subject: Subject, members: Iterable[Member], *, young: bool) -> bool:
    """Whether anybody is there to read it. What is promised to few must not wait for nobody."""
    if subject is not Subject.DANGER and not young:
        return True
    return any(each.person and reads(each, subject, young=young) for each in members)


def reads(member: Member, subject: Subject, *, young: bool) -> bool:
    """Whether role and duties let this member read of such a subject, whatever is written."""
    if subject is Subject.DANGER:
        return Duty.FOCAL in member.duties
    if young and Duty.CHILDREN not in member.duties:
        return False
    return member.role is Role.ADMIN if subject is Subject.STAFF else member.role in READERS


def named(member: Member, words: str) -> bool:
    """Whether their name stands in these words, in any case of its letters."""
    return member.name.casefold() in words.casefold()


def soon_erased(
    member: Member, matters: MatterLookups, now: datetime, policy: Policy
) -> Sequence[Matter]:
    """What this member of staff may read and what goes within `WARNED` from now."""
    before = now - timedelta(days=policy.retention_days) + WARNED
    return [each for each in matters.closed_before(before) if may_read(member, each)]


def overdue(member: Member, matters: MatterLookups, now: datetime) -> Sequence[Matter]:
    """What this member of staff may read, and what waits longer than was promised."""
    late = (m for m in matters.open() if m.state is MatterState.OPEN and m.due < now)
    return [each for each in late if may_read(member, each)]
