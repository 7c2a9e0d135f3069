"""Legal advice: times that advisers offer, and who has booked them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from domain.advice.slot import Slot, SlotId, Topic
from domain.matters.matter import MatterId
from domain.outcome import Command
from domain.people.person import PersonId
from domain.speech.text import Message, Text, _

AppointmentId = NewType("AppointmentId", int)
TOO_LATE = _("Sorry, this time can no longer be booked.")
TAKEN = _("Sorry, somebody has just taken that time.")
HAVE_ONE = _("You already have an appointment about this.")
OVER = _("This appointment is over or was cancelled before.")
ACCOMPANIED = _("with an adult they trust")


LONGEST_REASON = 200


class AppointmentState(StrEnum):
    """What became of a booking. OPEN and OFFERED hold the time; in all others it is nobody's."""

    OPEN = "open"
    CANCELLED = "cancelled"
    PAST = "past"  # its time is over
    MISSED = "missed"  # nobody came
    OFFERED = "offered"  # kept for somebody who waited, until they answer


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booked time. `booked` is an instant in UTC.

    `language` is the tag of what this person speaks there; INTERPRETER where it is not known.

    Once whoever booked it is forgotten, `person` is 0.
    """

    id: AppointmentId
    slot: Slot
    person: PersonId
    topic: Topic
    language: str
    state: AppointmentState
    booked: datetime
    accompanied: bool = False  # an adult comes along with somebody under 18
    young: bool = False  # when it was booked they were not known to be 18, or are under 18 now

    @property
    def holds(self) -> bool:
        """Whether nobody else can have its time."""
        return self.state in (AppointmentState.OPEN, AppointmentState.OFFERED)

    @property
    def interpreted(self) -> bool:
        """Whether somebody must translate, as the adviser does not speak their language."""
        return self.language not in self.slot.languages


class Reason(StrEnum):
    """Why an appointment does not take place, as its person may read it in their language."""

    ABSENT = "absent"
    CLOSED = "closed"
    OTHER_WAY = "other_way"

    @property
    def label(self) -> Message:
        """The reason, to whoever was to come."""
        return {
            Reason.ABSENT: _("The adviser cannot be there."),
            Reason.CLOSED: _("The office is closed then."),
            Reason.OTHER_WAY: _("Your question has been settled in another way."),
        }[self]


class Taken(StrEnum):
    """Why the database did not give a time away."""

    SLOT = "slot"  # somebody was faster
    TOPIC = "topic"  # this person has an open appointment about it


@dataclass(frozen=True, slots=True)
class BookSlot(Command[AppointmentId]):
    """I take this time, to speak about this topic in this language."""

    slot: SlotId
    topic: Topic
    language: str
    accompanied: bool = False


@dataclass(frozen=True, slots=True)
class CancelAppointment(Command[None]):
    """I do not come to this appointment, which has not begun."""

    appointment: AppointmentId


@dataclass(frozen=True, slots=True)
class MarkMissed(Command[None]):
    """Nobody came to this appointment, which has begun; its person is asked if all is well."""

    appointment: AppointmentId


@dataclass(frozen=True, slots=True)
class MoveAppointment(Command[AppointmentId]):
    """I take this time instead, about the same topic and in the same language."""

    appointment: AppointmentId
    slot: SlotId


@dataclass(frozen=True, slots=True)
class SeekTime(Command[None]):
    """Tell me when a time is free, about this topic, in this language, or `with_interpreter`."""

    topic: Topic
    language: str


@dataclass(frozen=True, slots=True)
class StopSeeking(Command[None]):
    """I need no time about this any more."""

    topic: Topic


@dataclass(frozen=True, slots=True)
class TakeTime(Command[AppointmentId]):
    """I take the time that is kept for me. Its value is the appointment."""

    appointment: AppointmentId


@dataclass(frozen=True, slots=True)
class DeclineTime(Command[None]):
    """I do not want the time that is kept for me; somebody else may have it."""

    appointment: AppointmentId


@dataclass(frozen=True, slots=True)
class OfferTimes(Command[int]):
    """Time has passed: offers end, and free times are offered to whoever is next."""

    trusted: bool = True  # that clock; otherwise an offer that is over is made anew


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who waits for a time about `topic`, in `language`: a tag, or `with_interpreter`.

    `young`: they were not known to be 18 when they began to wait.
    """

    person: PersonId
    topic: Topic
    language: str
    young: bool = False


@dataclass(frozen=True, slots=True)
class GiveTime(Command[AppointmentId]):
    """Whoever wrote this message gets this time, about this topic, with or without notice."""

    matter: MatterId
    slot: SlotId
    topic: Topic


@dataclass(frozen=True, slots=True)
class CancelForStaff(Command[bool]):
    """It does not take place, for this reason, which its person reads.

    Its value: whether they are told. Whoever stopped us is not.
    """

    appointment: AppointmentId
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class MoveForStaff(Command[bool]):
    """They get this time instead, with or without notice. Its value: whether they are told."""

    appointment: AppointmentId
    slot: SlotId


@dataclass(frozen=True, slots=True)
class UndoMissed(Command[None]):
    """They came after all; they hear that it was our mistake."""

    appointment: AppointmentId


@dataclass(frozen=True, slots=True)
class DayOff:
    """What became of an adviser's day: appointments moved, people who wait, times withdrawn.

    `untold` are those of them who stopped us, and hear nothing.
    """

    moved: int = 0
    waiting: int = 0
    withdrawn: int = 0
    untold: int = 0


@dataclass(frozen=True, slots=True)
class AdviserIll(Command[DayOff]):
    """This adviser is not there on this local day: what has not begun by now does not take place.

    Appointments in `moves` get these times; whoever has another one waits first for a new time.
    All of it is done, or nothing.
    """

    adviser: str
    day: date
    moves: Mapping[AppointmentId, SlotId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeepApart(Command[None]):
    """Whoever wrote these two messages never sees the same adviser."""

    matter: MatterId
    other: MatterId
