"""One person on several channels: a code joins another phone, and a phone can be separated.

A code joins whoever types it, and says that the other phone is theirs, to whoever it was made for.
That one stays, with a language and with yeses and noes of their own; the other brings what they had
and is nobody any more. Whoever works at the desk is never joined: codes are talked out of people.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from domain.advice.appointment import AppointmentId
from domain.events.event import EventId
from domain.outcome import Command
from domain.people.person import PersonId
from domain.speech.text import Text, Verbatim

CODE_DIGITS = 10
CODE_LASTS = timedelta(minutes=15)
MOST_MISSES = 5  # wrong codes of one person
MISS_LASTS = timedelta(hours=1)  # then it is not counted any more
UNDONE_WITHIN = timedelta(hours=24)  # after two phones were joined


@dataclass(frozen=True, slots=True)
class MakeCode(Command[str]):
    """Give me a code for my other phone; an earlier one is worth nothing any more."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What was given up because the owner of the code has the same."""

    appointments: tuple[AppointmentId, ...] = ()
    events: tuple[EventId, ...] = ()


NOTHING = Joined()


@dataclass(frozen=True, slots=True)
class Undone:
    """Who the phone that typed the code is now, its channel, and what it gave up by joining."""

    person: PersonId
    channel: str
    given_up: Joined = NOTHING


@dataclass(frozen=True, slots=True)
class CheckCode(Command[bool]):
    """Could I join with this code, as typed, with digits of any script? A wrong one is counted."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Join(Command[Joined | None]):
    """The phone that showed me this code is mine, too: what is mine may be seen there."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Choose(Command[None]):
    """Write to me on this channel, when it is you who begins."""

    channel: str


@dataclass(frozen=True, slots=True)
class Separate(Command[bool]):
    """My phone with this channel is not mine any more.

    Done with True when that undid a joining: each phone has again what it brought. With `undoing`
    nothing else is meant by it.
    """

    channel: str
    undoing: bool = False


@dataclass(frozen=True, slots=True)
class Trust(Command[None]):
    """My phone with this channel has new keys, and it is mine."""

    channel: str


@dataclass(frozen=True, slots=True)
class Doubt(Command[None]):
    """My phone with this channel has new keys, so somebody else may hold it by now."""

    channel: str


class LinkLookups(Protocol):
    """What may be asked about somebody's phones."""

    def channels(self, person: PersonId) -> Sequence[str]:
        """The channels they use, always in the same order."""
        ...

    def preferred(self, person: PersonId) -> str:
        """The channel for what we start: the one they chose, while they can be reached there."""
        ...

    def doubted(self, person: PersonId) -> frozenset[str]:
        """The channels of theirs with new keys: nobody has said yet that it is still them."""
        ...

    def undoable(self, person: PersonId, now: datetime) -> str:
        """The channel of the phone that joined them less than UNDONE_WITHIN ago; else empty."""
        ...


class Links(LinkLookups, Protocol):
    """What rules may change about somebody's phones."""

    def make(self, person: PersonId, until: datetime) -> str:
        """A new code of CODE_DIGITS digits, in place of any before."""
        ...

    def owner(self, code: str, now: datetime) -> PersonId | None:
        """Whose code this is; None when it is nobody's, was used, or its time is over."""
        ...

    def misses(self, person: PersonId, now: datetime) -> int:
        """How many wrong codes of this person still count."""
        ...

    def miss(self, person: PersonId, now: datetime) -> None:
        """Count a wrong code for as long as MISS_LASTS."""
        ...

    def choose(self, person: PersonId, channel: str) -> None:
        """Start messages on this channel, also those that wait."""
        ...

    def doubt(self, person: PersonId, channel: str, at: datetime) -> None:
        """The keys behind this channel are new; it outlives a backup from before `at`."""
        ...

    def trust(self, person: PersonId, channel: str, at: datetime) -> None:
        """The keys behind this channel are theirs as they are now; without effect on others."""
        ...

    def separate(self, person: PersonId, channel: str, farewell: Text, at: datetime) -> None:
        """Let go of the address; what we start and what waits goes to the other one.

        Our messages on that phone are deleted, then it hears the farewell.
        """
        ...


def name_of(channel: str) -> Verbatim:
    """A channel as people know it: `Telegram`, the same in every language."""
    return Verbatim(channel.capitalize())
