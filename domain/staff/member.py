"""Staff: who works at the desk, in which role, and how a phone of theirs comes to it.

An invitation is a code that makes one phone a desk, once and soon. Whoever holds a phone whose keys
have changed may be somebody else, so the desk stays closed until they are confirmed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NewType, Protocol

from domain.outcome import Command
from domain.people.person import PersonId
from domain.speech.languages import Intent
from domain.speech.spoken_words import words_for
from domain.speech.text import Message, _

StaffId = NewType("StaffId", int)
INVITE = "staff-"  # how every invitation begins
INVITE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none is taken for another
INVITE_LENGTH = 12  # of them: 59 bits, for a day
INVITE_LASTS = timedelta(hours=24)
LINK_LASTS = timedelta(minutes=15)  # asked for by whoever wants to sign in now
LONGEST_NAME = 100
NO_MEMBER = _("There is no such member of staff.")
NOT_INVITED = _("This invitation cannot be used. Please ask for a new one.")
ONE_PHONE = _(
    "You use two phones. An invitation is for one phone alone: write “{link}” and separate the "
    "other one first.",
    link=words_for(Intent.LINK),
)
NOT_STAFF = _("This is only for the people who run this service.")
NOT_BY_THEMSELVES = _("Nobody does this for themselves. Please ask another administrator.")
UNCONFIRMED = _("Your phone is new to us. Please ask an administrator to confirm that it is you.")


class Role(StrEnum):
    """What a member of staff does, which decides what they see."""

    COORDINATOR = "coordinator"
    ADVISER = "adviser"
    MODERATOR = "moderator"
    VIEWER = "viewer"  # counts and lists, nobody's words
    ADMIN = "admin"

    @property
    def label(self) -> Message:
        """The role as its holder reads it."""
        return {
            Role.COORDINATOR: _("coordinator"),
            Role.ADVISER: _("adviser"),
            Role.MODERATOR: _("moderator"),
            Role.VIEWER: _("viewer"),
            Role.ADMIN: _("administrator"),
        }[self]


ANNOUNCERS = frozenset({Role.ADMIN, Role.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Hours:
    """Of each local day: from the first time until the second one."""

    first: time
    until: time


BY_DAY = Hours(time(8), time(21))


class Duty(StrEnum):
    """What somebody else entrusts a member with, whatever their role."""

    FOCAL = "focal"  # reads what people write about danger and abuse, alone
    CHILDREN = "children"  # was cleared to work with people under 18

    @property
    def label(self) -> Message:
        """The duty as staff read it."""
        return {
            Duty.FOCAL: _("focal point"),
            Duty.CHILDREN: _("cleared for work with children"),
        }[self]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works here; an adviser's name is the one that their times carry.

    `person` is None until the invitation is taken. `trusted` is false while the keys behind one of
    their phones are new and nobody has confirmed them. `key` is the public half of theirs, empty
    when they have none; `proven` once they have opened something that was sealed to it. They hear
    of new messages within their `hours`; None: never.
    """

    id: StaffId
    name: str = field(repr=False)
    role: Role
    person: PersonId | None = None
    invited_until: datetime | None = None
    trusted: bool = True
    duties: frozenset[Duty] = frozenset()
    key: bytes = field(default=b"", repr=False)
    proven: bool = False
    hours: Hours | None = BY_DAY

    @property
    def announces(self) -> bool:
        """Whether they may write to many, and confirm what a colleague has written."""
        return self.trusted and self.role in ANNOUNCERS


@dataclass(frozen=True, slots=True)
class AddMember(Command[str]):
    """Invite somebody; for a name that was invited and never came, the invitation is renewed."""

    name: str = field(repr=False)
    role: Role


@dataclass(frozen=True, slots=True)
class RemoveMember(Command[None]):
    """They work here no more: their phone is no desk from now on."""

    member: StaffId


@dataclass(frozen=True, slots=True)
class ConfirmMember(Command[None]):
    """It is still them, on a new phone."""

    member: StaffId


@dataclass(frozen=True, slots=True)
class ChangeRole(Command[None]):
    """They work here in another role."""

    member: StaffId
    role: Role


@dataclass(frozen=True, slots=True)
class Entrust(Command[None]):
    """They have this duty, or not any more."""

    member: StaffId
    duty: Duty
    given: bool


@dataclass(frozen=True, slots=True)
class GiveKey(Command[None]):
    """They have this pair of keys, in place of any before; `wrapped` opens with a passphrase."""

    member: StaffId
    public: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ProveKey(Command[None]):
    """They have just opened a box that was sealed to this public key."""

    member: StaffId
    public: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class AcceptInvitation(Command[StaffId]):
    """This phone is mine, and I was invited."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ComeByInvitation(Command[StaffId]):
    """I was invited, and choose how to sign in in a browser. Its value is who I am."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AskForLink(Command[str]):
    """I work here, and want to sign in in a browser for the first time. Its value is a code."""


@dataclass(frozen=True, slots=True)
class RenewSignIn(Command[str]):
    """They have lost what they sign in with. Its value is a new invitation for them."""

    member: StaffId


class StaffLookups(Protocol):
    """What may be asked about staff."""

    def of(self, person: PersonId) -> Member | None:
        """The member whose phone this is; None for everybody else."""
        ...

    def all(self) -> Sequence[Member]:
        """Everybody who works here, in the order they were invited."""
        ...

    def doubted(self) -> Sequence[Member]:
        """Those whose phone has new keys that nobody has confirmed."""
        ...

    def invited(self, code: str, now: datetime) -> Member | None:
        """Whose invitation this is; None when it is nobody's, was used, or its time is over."""
        ...


class Staff(StaffLookups, Protocol):
    """What rules may change about staff."""

    def get(self, member: StaffId) -> Member | None:
        """The member; None when there is none of this number, or no more."""
        ...

    def add(self, name: str, role: Role) -> StaffId:
        """Somebody new, who has no phone and no invitation yet."""
        ...

    def invite(self, member: StaffId, role: Role, until: datetime) -> str:
        """A new code for them in this role, in place of any before; a fingerprint of it is kept."""
        ...

    def accept(self, code: str, person: PersonId | None, now: datetime) -> StaffId | None:
        """Whose invitation this was; it is worth nothing any more. In a browser no phone comes.

        None when it is nobody's, was used (also this very moment), or its time is over.
        """
        ...

    def shut_out(self, member: StaffId) -> None:
        """They are signed in in no browser any more, and nothing they knew lets them in."""
        ...

    def change_role(self, member: StaffId, role: Role) -> None:
        """They work here in this role; nothing happens when there is none of this number."""
        ...

    def remove(self, member: StaffId, at: datetime) -> bool:
        """Erase them; the phone goes on as anybody's. False when there is none of this number.

        It outlives a backup from before `at`.
        """
        ...

    def confirm(self, member: StaffId, at: datetime) -> None:
        """Trust the keys behind their phones as they are at this instant."""
        ...

    def entrust(self, member: StaffId, duties: frozenset[Duty], at: datetime) -> None:
        """These are their duties, in place of those before; a backup gives none of these back."""
        ...

    def set_hours(self, member: StaffId, hours: Hours | None) -> None:
        """Within these they hear of new messages; None: never."""
        ...

    def give_key(self, member: StaffId, public: bytes, wrapped: bytes) -> None:
        """This is their pair of keys, in place of any before, and not proven yet."""
        ...

    def prove_key(self, member: StaffId, public: bytes) -> None:
        """This key of theirs is proven; nothing happens when it is theirs no more."""
        ...


def cleared(members: Iterable[Member]) -> frozenset[str]:
    """The names of those who may meet people under 18."""
    return frozenset(each.name for each in members if Duty.CHILDREN in each.duties)
