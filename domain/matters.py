"""Matters: what people write to the team, and what came of it.

Each has a number, a day by which it is answered, and an end. A complaint about somebody who works
here is read by administrators only, and never by the one whose name stands in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, Protocol

from domain.messages import Option, Prompt, Say
from domain.outcome import Done, Outcome, Refused
from domain.people import PersonId
from domain.staff import NO_MEMBER, NOT_STAFF, Member, Role, StaffId
from domain.text import Message, Verbatim, _, lines

if TYPE_CHECKING:
    from domain.work import Work

MatterId = NewType("MatterId", int)

LONGEST = 2000  # letters of a message or an answer
MOST_OPEN = 10  # of one person; more would bury those of others
READERS = (Role.COORDINATOR, Role.MODERATOR, Role.ADMIN)

NO_MATTER = _("There is no such message any more.")
ENOUGH = _("You have many open messages. Please wait until one of them is answered.")


class Subject(StrEnum):
    """What somebody writes about."""

    QUESTION = "question"
    COMPLAINT = "complaint"  # something is not right
    STAFF = "staff"  # about somebody who works here

    @property
    def label(self) -> Message:
        """The subject as people and staff read it."""
        return {
            Subject.QUESTION: _("a question or a wish"),
            Subject.COMPLAINT: _("something is not right"),
            Subject.STAFF: _("about somebody who works here"),
        }[self]

    @property
    def answered_in(self) -> timedelta:
        """By when we promise an answer."""
        return timedelta(days=3) if self is Subject.QUESTION else timedelta(days=10)


class MatterState(StrEnum):
    """Where it stands."""

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


@dataclass(frozen=True, slots=True)
class Matter:
    """One message to the team. `holder` is the colleague it was handed to, if anybody."""

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


@dataclass(frozen=True, slots=True)
class LeaveMatter:
    """I write this to the team."""

    subject: Subject
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AnswerMatter:
    """Tell them this; another answer may follow."""

    matter: MatterId
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HandMatter:
    """A colleague goes on with it."""

    matter: MatterId
    member: StaffId


@dataclass(frozen=True, slots=True)
class CloseMatter:
    """Nothing more is to be done; whoever wrote it may say so, too."""

    matter: MatterId


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


class Matters(MatterLookups, Protocol):
    """What rules may change about matters."""

    def add(
        self, person: PersonId, subject: Subject, words: str, at: datetime, due: datetime
    ) -> MatterId:
        """Store a new one."""
        ...

    def answer(self, matter: MatterId, words: str) -> None:
        """Store what was answered, in place of an earlier answer."""
        ...

    def hand(self, matter: MatterId, member: StaffId) -> None:
        """It is this colleague's."""
        ...

    def close(self, matter: MatterId, at: datetime) -> None:
        """It is over; its words go some time later."""
        ...


def may_read(member: Member, matter: Matter) -> bool:
    """Whether this member of staff may see it at all."""
    if member.role not in READERS or not member.trusted:
        return False
    if matter.subject is not Subject.STAFF:
        return True
    named = member.name.casefold() in matter.words.casefold()
    return member.role is Role.ADMIN and not named


def leave_matter(command: LeaveMatter, work: "Work") -> Outcome:
    """The key is its number."""
    waiting = [m for m in work.matters.of(work.person) if m.state is MatterState.OPEN]
    if len(waiting) >= MOST_OPEN:
        return Refused(ENOUGH)
    due = work.now + command.subject.answered_in
    words = command.words[:LONGEST]
    return Done(str(work.matters.add(work.person, command.subject, words, work.now, due)))


def answer_matter(command: AnswerMatter, work: "Work") -> Outcome:
    """It goes to whoever wrote, unless they want to hear nothing; they find it where they wrote."""
    matter = _readable(command.matter, work)
    if matter is None:
        return Refused(NO_MATTER)
    work.matters.answer(matter.id, command.words[:LONGEST])
    if not work.people.get(matter.person).stopped:
        work.posts.write(matter.person, answer(matter, command.words[:LONGEST]), work.now)
    return Done()


def hand_matter(command: HandMatter, work: "Work") -> Outcome:
    """Only to somebody who may read it."""
    matter, member = _readable(command.matter, work), work.staff.get(command.member)
    if matter is None:
        return Refused(NO_MATTER)
    if member is None or not may_read(member, matter):
        return Refused(NO_MEMBER)
    work.matters.hand(matter.id, member.id)
    return Done()


def close_matter(command: CloseMatter, work: "Work") -> Outcome:
    """By staff, or by whoever wrote it."""
    own = work.matters.get(command.matter)
    mine = own is not None and own.person == work.person
    matter = own if mine else _readable(command.matter, work)
    if matter is None or matter.state is MatterState.CLOSED:
        return Refused(NO_MATTER)
    if not mine and work.person and work.staff.of(work.person) is None:
        return Refused(NOT_STAFF)
    work.matters.close(matter.id, work.now)
    return Done()


def answer(matter: Matter, words: str) -> Say:
    """What arrives on their phone; the first line says nothing of what it is about."""
    said = lines(
        _("🔔 There is an answer to your message {number}.", number=matter.id), Verbatim(words)
    )
    options = (Option("thanks", _("Thank you")), Option("more", _("I want to write more")))
    return Say(said, options=options, asks=Prompt("messages", "heard", {"matter": matter.id}))


def _readable(matter: MatterId, work: "Work") -> Matter | None:
    """For whoever commands; the command line reads none of them."""
    found, member = work.matters.get(matter), work.staff.of(work.person)
    if found is None or member is None or not may_read(member, found):
        return None
    return found
