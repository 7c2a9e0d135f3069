"""What a message to be sent looks like outside the tables, and what may become of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import ColumnElement, literal_column

from domain.people.person import PersonId
from domain.reminders.reminder import Reminder
from domain.speech.messages import Say

REPLY_LASTS = timedelta(hours=24)  # an answer that comes later than this only puzzles
ERASABLE = timedelta(hours=48)  # how long the platforms let a bot delete what it sent


class State(StrEnum):
    """Where a row is; the counts of a campaign are counts of these."""

    WAITING = "waiting"  # also while it is being sent: then it is leased
    SENT = "sent"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    UNCERTAIN = "uncertain"  # perhaps delivered; not tried again
    SKIPPED = "skipped"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class RowKind(StrEnum):
    """What a row is, and so what its content holds. The values are stored."""

    SAY = "say"
    REMINDER = "reminder"  # what it says is read when it is sent
    CAMPAIGN = "campaign"  # what it says is stored once, in the campaign
    GOODBYE = "goodbye"
    ERASE = "erase"  # deletes our own messages from the phone


class Priority(IntEnum):
    """Who goes first: rows of the lower number, whatever was due earlier."""

    REPLY = 0
    REMINDER = 1
    REST = 2


@dataclass(frozen=True, slots=True)
class Reply:
    """Something to be said at once to somebody who has just written."""

    person: PersonId
    channel: str
    address: str = field(repr=False)
    language: str
    say: Say


@dataclass(frozen=True, slots=True)
class Due:
    """One row that is ready to go, leased to whoever holds this.

    `say` is None for an erasure, and for a reminder until what it is about was read again.
    `doubts`: how many attempts ended without an answer; after one it may have arrived already.
    """

    id: int
    person: PersonId | None
    channel: str
    address: str = field(repr=False)
    language: str
    priority: int
    kind: str
    say: Say | None
    campaign: int | None
    reminder: Reminder | None
    erase: tuple[str, ...]
    attempts: int
    not_after: datetime | None
    asks: bool
    doubts: int = 0
    quiet_until: datetime | None = None  # the person wants nothing before then that we start
    paused_until: datetime | None = None  # the platform wants nothing before then in this chat
    new_keys: bool = False  # of the phone: nobody has confirmed that it is still theirs


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a row `at` this instant. WAITING means that it goes again at `due`."""

    row: Due
    state: State
    at: datetime
    message: str = ""  # what the channel calls it, or would call it if it has arrived after all
    error: str = ""  # a meaning and a code; never words or addresses
    due: datetime | None = None
    attempts: int = 0
    doubts: int = 0
    lease_until: datetime | None = None  # of a row that its sender keeps while it waits


def fixed(value: State | RowKind | Priority) -> ColumnElement[Any]:
    """One of our closed words inside a statement that is compiled once."""
    return literal_column(str(value.value) if isinstance(value, int) else f"'{value.value}'")
