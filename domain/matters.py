"""Matters: what people write to the team, and what came of it.

Each has a number, a day by which it is answered, and an end. A complaint about somebody who works
here is read by administrators only, and never by the one whose name stands in it. What is written
about danger and abuse is read by focal points only: nobody else sees that it exists. What people
under 18 write is read by those who were cleared for that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, Protocol

from domain.messages import Option, Prompt, Say
from domain.outcome import Done, Outcome, Refused
from domain.people import PersonId
from domain.policy import Policy
from domain.staff import NO_MEMBER, NOT_STAFF, Duty, Member, Role, StaffId
from domain.text import Message, Verbatim, _, lines

if TYPE_CHECKING:
    from domain.work import Work

MatterId = NewType("MatterId", int)

LONGEST = 2000  # letters of a message or an answer
WARNED = timedelta(days=14)  # before its words go, staff hear of it, week after week
MOST_OPEN = 10  # of one person; more would bury those of others
READERS = (Role.COORDINATOR, Role.MODERATOR, Role.ADMIN)

NO_MATTER = _("There is no such message any more.")
ENOUGH = _("You have many open messages. Please wait until one of them is answered.")
NOBODY_READS = _("At the moment nobody here may read such a message.")


class Subject(StrEnum):
    """What somebody writes about."""

    QUESTION = "question"
    COMPLAINT = "complaint"  # something is not right
    STAFF = "staff"  # about somebody who works here
    PROPOSAL = "proposal"  # of an event; its words are the title
    DANGER = "danger"  # violence, abuse, exploitation: whoever writes need not say any of it

    @property
    def label(self) -> Message:
        """The subject as people and staff read it."""
        return {
            Subject.QUESTION: _("a question or a wish"),
            Subject.COMPLAINT: _("something is not right"),
            Subject.STAFF: _("about somebody who works here"),
            Subject.PROPOSAL: _("an event that somebody proposes"),
            Subject.DANGER: _("somebody is hurt or in danger"),
        }[self]

    @property
    def answered_in(self) -> timedelta:
        """By when we promise an answer."""
        days = {Subject.QUESTION: 3, Subject.DANGER: 1}.get(self, 10)
        return timedelta(days=days)


GUARDED = frozenset({Subject.STAFF, Subject.DANGER})  # never read by the one who is named


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


WRITTEN = tuple(each for each in Subject if each is not Subject.PROPOSAL)  # a flow of its own


@dataclass(frozen=True, slots=True)
class Proposal:
    """When and where an event is proposed, and what it is about; `starts` is in UTC."""

    starts: datetime
    place: str = field(repr=False)
    about: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Matter:
    """One message to the team. `holder` is the colleague it was handed to, if anybody.

    Without words, they ask us to write to them. `young`: whoever wrote it is under 18.
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
class LeaveMatter:
    """I write this to the team; without words: please write to me."""

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


@dataclass(frozen=True, slots=True)
class ReopenMatter:
    """It is not settled yet, so its words stay."""

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

    def closed_before(self, instant: datetime) -> Sequence[Matter]:
        """All that was closed before this instant, the oldest first."""
        ...


class Matters(MatterLookups, Protocol):
    """What rules may change about matters."""

    def add(
        self, person: PersonId, subject: Subject, words: str, at: datetime, due: datetime
    ) -> MatterId:
        """Store a new one."""
        ...

    def answer(self, matter: MatterId, words: str) -> None:
        """Store what was answered, in place of an earlier answer; it is not closed any more."""
        ...

    def attach(self, matter: MatterId, proposal: Proposal) -> None:
        """The event that it proposes."""
        ...

    def hand(self, matter: MatterId, member: StaffId) -> None:
        """It is this colleague's."""
        ...

    def close(self, matter: MatterId, at: datetime) -> None:
        """It is over; its words go some time later."""
        ...

    def reopen(self, matter: MatterId) -> None:
        """It waits again, and its words stay."""
        ...


def may_read(member: Member, matter: Matter) -> bool:
    """Whether this member of staff may see it at all."""
    if not member.trusted or not _reads(member, matter.subject, young=matter.young):
        return False
    return matter.subject not in GUARDED or not _named(member, matter.words)


def is_read(subject: Subject, members: Iterable[Member], *, young: bool) -> bool:
    """Whether anybody is there to read it. What is promised to few must not wait for nobody."""
    if subject is not Subject.DANGER and not young:
        return True
    return any(each.person and _reads(each, subject, young=young) for each in members)


def _reads(member: Member, subject: Subject, *, young: bool) -> bool:
    if subject is Subject.DANGER:
        return Duty.FOCAL in member.duties
    if young and Duty.CHILDREN not in member.duties:
        return False
    return member.role is Role.ADMIN if subject is Subject.STAFF else member.role in READERS


def _named(member: Member, words: str) -> bool:
    return member.name.casefold() in words.casefold()


def leave_matter(command: LeaveMatter, work: "Work") -> Outcome:
    """The key is its number. Focal points hear at once, day and night, that something waits."""
    waiting = [m for m in work.matters.of(work.person) if m.state is MatterState.OPEN]
    if len(waiting) >= MOST_OPEN:
        return Refused(ENOUGH)
    young = work.people.get(work.person).young
    guarded = command.subject in GUARDED
    readers = [m for m in work.staff.all() if not (guarded and _named(m, command.words))]
    if not is_read(command.subject, readers, young=young):
        return Refused(NOBODY_READS)
    due = work.now + command.subject.answered_in
    words = command.words[:LONGEST]
    left = work.matters.add(work.person, command.subject, words, work.now, due)
    if command.subject is Subject.DANGER:
        _alarm(readers, work)
    return Done(str(left))


def _alarm(members: Iterable[Member], work: "Work") -> None:
    said = Say(_("🔔 Something waits for you alone. Please open /desk now."))
    for each in members:
        if each.person is not None and _reads(each, Subject.DANGER, young=False):
            work.posts.alarm(each.person, said, work.now)


def answer_matter(command: AnswerMatter, work: "Work") -> Outcome:
    """It goes to whoever wrote, unless they want to hear nothing; they find it where they wrote."""
    matter = readable(command.matter, work)
    if matter is None:
        return Refused(NO_MATTER)
    work.matters.answer(matter.id, command.words[:LONGEST])
    person = work.people.get(matter.person)
    if not person.stopped:
        words = command.words[:LONGEST] if not person.pin else ""
        work.posts.write(matter.person, answer(matter, words), work.now)
    return Done()


def hand_matter(command: HandMatter, work: "Work") -> Outcome:
    """Only to somebody who may read it."""
    matter, member = readable(command.matter, work), work.staff.get(command.member)
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
    matter = own if mine else readable(command.matter, work)
    if matter is None or matter.state is MatterState.CLOSED:
        return Refused(NO_MATTER)
    if not mine and work.person and work.staff.of(work.person) is None:
        return Refused(NOT_STAFF)
    work.matters.close(matter.id, work.now)
    return Done()


def reopen_matter(command: ReopenMatter, work: "Work") -> Outcome:
    """By whoever may read it."""
    matter = readable(command.matter, work)
    if matter is None:
        return Refused(NO_MATTER)
    work.matters.reopen(matter.id)
    return Done()


def soon_erased(
    member: Member, matters: MatterLookups, now: datetime, policy: Policy
) -> Sequence[Matter]:
    """What this member of staff may read and what goes within `WARNED` from now."""
    before = now - timedelta(days=policy.retention_days) + WARNED
    return [each for each in matters.closed_before(before) if may_read(member, each)]


def answer(matter: Matter, words: str) -> Say:
    """What arrives on their phone; the first line says nothing of what it is about.

    Without words, they read it behind their number.
    """
    said = lines(
        _("🔔 There is an answer to your message {number}.", number=matter.id),
        Verbatim(words) if words else _("To read it, write /message."),
    )
    options = (Option("thanks", _("Thank you")), Option("more", _("I want to write more")))
    asks = Prompt("messages", "heard", {"matter": matter.id})
    return Say(said, options=options, asks=asks, sensitive=matter.subject in GUARDED)


def readable(matter: MatterId, work: "Work") -> Matter | None:
    """The matter, if whoever commands may read it; the command line reads none of them."""
    found, member = work.matters.get(matter), work.staff.of(work.person)
    if found is None or member is None or not may_read(member, found):
        return None
    return found
