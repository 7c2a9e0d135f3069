"""Matters: what people write to the team, and what came of it.

Each has a random number, a day by which it is answered, and an end. A complaint about somebody who
works here is read by administrators only, and never by the one whom its writer chose. What is
written about danger and abuse is read by focal points only: nobody else sees that it exists. What
people under 18 write is read by those who were cleared for that, for good: also once they say that
they are older.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from domain.outcome import Command
from domain.people.person import PersonId
from domain.speech.text import Message, _
from domain.staff.member import Duty, Member, Role, StaffId

MatterId = NewType("MatterId", int)
LONGEST = 2000  # letters of an answer
LONGEST_NOTE = 500  # letters from one colleague to another
LONGEST_LETTER = 8000  # letters of a message, however many bubbles it came in
WARNED = timedelta(days=14)  # before its words go, staff hear of it, week after week
UNREAD = timedelta(days=14)  # an answer beside its box is kept no longer
EXPIRES = timedelta(days=365)  # after it was due; nobody will answer it any more
MOST_AT_ONCE = 4096  # letters that Telegram takes: it cuts what is longer
MOST_OPEN = 10  # of one person; more would bury those of others
READERS = (Role.COORDINATOR, Role.MODERATOR, Role.ADMIN)
NO_MATTER = _("There is no such message any more.")
ENOUGH = _("You have many open messages. Please wait until one of them is answered.")
LOCKED = _("It is locked. Please open it on the computer.")
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


GUARDED = frozenset({Subject.STAFF, Subject.DANGER})  # read by few, of whom somebody must be there


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
    """One message to the team. `holder` is the colleague it was handed to, with a `note`, if any.

    Without words, they ask us to write to them. `young`: whoever wrote it was under 18 then, or is
    now. `about`: the member of staff whom it is about, if its writer chose one.

    With a `box` its words are in there, and only the holders of so many keys open it; so is what
    was answered `answered_on` that day. Its `answer` is kept beside it until it was read, if it
    could not be sent at once.
    """

    id: MatterId
    person: PersonId
    subject: Subject
    words: str = field(repr=False)
    state: MatterState
    at: datetime
    language: str = ""
    answer: str = field(default="", repr=False)
    holder: StaffId | None = None
    young: bool = False
    proposal: Proposal | None = None
    about: StaffId | None = None
    box: bytes = field(default=b"", repr=False)
    keys: int = 0
    answer_box: bytes = field(default=b"", repr=False)
    answered_on: date | None = None
    note: str = field(default="", repr=False)
    closed_at: datetime | None = None

    @property
    def due(self) -> datetime:
        """By when it is answered; what is stored of it would tell what it is about."""
        return self.at + self.subject.answered_in


@dataclass(frozen=True, slots=True)
class LeaveMatter(Command[MatterId]):
    """I write this to the team; without words: please write to me. It is `about` this colleague."""

    subject: Subject
    words: str = field(repr=False)
    about: StaffId | None = None


@dataclass(frozen=True, slots=True)
class AddToMatter(Command[MatterId]):
    """I write this, too. Its value is where it stands: in that message of mine, or a new one."""

    matter: MatterId
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AnswerMatter(Command[None]):
    """Tell them this; another answer may follow."""

    matter: MatterId
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HandMatter(Command[None]):
    """A colleague goes on with it; whoever may read it still may, and reads the note, too."""

    matter: MatterId
    member: StaffId
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CloseMatter(Command[None]):
    """Nothing more is to be done; whoever wrote it may say so, too."""

    matter: MatterId


@dataclass(frozen=True, slots=True)
class ReopenMatter(Command[None]):
    """It is not settled yet, so its words stay. `undo`: closing it was a mistake."""

    matter: MatterId
    undo: bool = False


@dataclass(frozen=True, slots=True)
class GrantAge(Command[None]):
    """Whoever asked for this, having said that they are under 18, is 18 or older."""

    matter: MatterId


@dataclass(frozen=True, slots=True)
class ExpireMatters(Command[int]):
    """Time has passed: close what nobody has closed for a year after it was due."""


def may_read(member: Member, matter: Matter) -> bool:
    """Whether this member of staff may see it at all."""
    if not member.trusted or member.id == matter.about:
        return False
    return reads(member, matter.subject, young=matter.young)


def reads(member: Member, subject: Subject, *, young: bool) -> bool:
    """Whether role and duties let this member read of such a subject, whatever is written."""
    if subject is Subject.DANGER:
        return Duty.FOCAL in member.duties
    if young and Duty.CHILDREN not in member.duties:
        return False
    return member.role is Role.ADMIN if subject is Subject.STAFF else member.role in READERS
