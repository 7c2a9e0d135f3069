"""Legal advice: times that advisers offer, and who has booked them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, Protocol

from domain.people import PersonId
from domain.policy import Policy
from domain.text import Content, Message, Text, _

if TYPE_CHECKING:
    from domain.seeking import Seeker

SlotId = NewType("SlotId", int)
AppointmentId = NewType("AppointmentId", int)

NOTICE = timedelta(hours=2)  # advisers need to know before they leave home
CELL = timedelta(minutes=5)  # two times of one adviser never share such a cell
INTERPRETER = "interpreter"  # instead of a language: somebody will translate

TOO_LATE = _("Sorry, this time can no longer be booked.")
TAKEN = _("Sorry, somebody has just taken that time.")
HAVE_ONE = _("You already have an appointment about this.")
OVER = _("This appointment is over or was cancelled before.")


class Topic(StrEnum):
    """What people ask advice about."""

    INTERVIEW = "interview"
    DECISION = "decision"
    WORK_PERMIT = "work_permit"
    FAMILY = "family"
    OTHER = "other"

    @property
    def label(self) -> Message:
        """The topic as people choose it."""
        return {
            Topic.INTERVIEW: _("Asylum interview"),
            Topic.DECISION: _("A decision I received"),
            Topic.WORK_PERMIT: _("Work permit"),
            Topic.FAMILY: _("Family"),
            Topic.OTHER: _("Something else"),
        }[self]

    @property
    def bring(self) -> Message:
        """What to bring to the appointment."""
        return {
            Topic.INTERVIEW: _("Please bring your card and all letters about your interview."),
            Topic.DECISION: _(
                "Please bring your card, the decision, and the envelope it came in. "
                "The date on it is important."
            ),
            Topic.WORK_PERMIT: _("Please bring your card and, if you have one, your contract."),
            Topic.FAMILY: _("Please bring your card and any papers about your family."),
            Topic.OTHER: _("Please bring your card and any letters about your question."),
        }[self]


def to_bring(topic: Topic, policy: Policy, language: str) -> Text:
    """What to bring: the operator's words, if they are written in this language, or ours.

    Words in another language would turn the whole message into that one.
    """
    own = policy.bring.get(topic)
    return own if own is not None and language in own.by_language else topic.bring


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that an adviser offers. Times are aware and in UTC."""

    id: SlotId
    adviser: str
    languages: tuple[str, ...]
    topics: frozenset[Topic]
    place: Content
    starts: datetime
    ends: datetime
    urgent: bool = False
    room: str = ""
    interpreter: str = ""


@dataclass(frozen=True, slots=True)
class NewSlots:
    """Times of one adviser, as read from slots.json: pairs of start and end.

    A room and an interpreter, if they are named, are busy then, too. Only staff give urgent times.
    """

    adviser: str
    languages: tuple[str, ...]
    topics: frozenset[Topic]
    place: Content
    times: tuple[tuple[datetime, datetime], ...]
    urgent: bool = False
    room: str = ""
    interpreter: str = ""

    @property
    def busy(self) -> tuple[str, ...]:
        """Who and what cannot be anywhere else: the adviser, a room, an interpreter."""
        room = (f"room:{self.room}",) if self.room else ()
        interpreter = (f"with:{self.interpreter}",) if self.interpreter else ()
        return (self.adviser, *room, *interpreter)


class AppointmentState(StrEnum):
    """What became of a booking."""

    OPEN = "open"
    CANCELLED = "cancelled"
    PAST = "past"  # its time is over
    MISSED = "missed"  # nobody came
    OFFERED = "offered"  # kept for somebody who waited, until they answer


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booked time. `language` is a tag, or INTERPRETER."""

    id: AppointmentId
    slot: Slot
    person: PersonId
    topic: Topic
    language: str
    state: AppointmentState
    booked: datetime
    accompanied: bool = False  # an adult comes along with somebody under 18
    young: bool = False  # whoever booked it is under 18


class Taken(StrEnum):
    """Why the database did not give a time away."""

    SLOT = "slot"  # somebody was faster
    TOPIC = "topic"  # this person has an open appointment about it


@dataclass(frozen=True, slots=True)
class AddSlots:
    """An adviser offers these times."""

    slots: NewSlots


@dataclass(frozen=True, slots=True)
class BookSlot:
    """I take this time, to speak about this topic in this language."""

    slot: SlotId
    topic: Topic
    language: str
    accompanied: bool = False


@dataclass(frozen=True, slots=True)
class CancelAppointment:
    """I do not come to this appointment."""

    appointment: AppointmentId


@dataclass(frozen=True, slots=True)
class MarkMissed:
    """Nobody came to this appointment."""

    appointment: AppointmentId


@dataclass(frozen=True, slots=True)
class MoveAppointment:
    """I take this time instead, about the same topic and in the same language."""

    appointment: AppointmentId
    slot: SlotId


class AppointmentLookups(Protocol):
    """What may be asked about appointments."""

    def get(self, appointment: AppointmentId) -> Appointment | None:
        """The appointment, whatever became of it."""
        ...

    def free(self, topic: Topic, after: datetime) -> Sequence[Slot]:
        """Times nobody has, about this topic, starting after this instant, the first one first."""
        ...

    def open_of(self, person: PersonId, now: datetime) -> Sequence[Appointment]:
        """This person's appointments that have not ended, the next one first."""
        ...

    def urgent(self, after: datetime) -> Sequence[Slot]:
        """Free times that only staff give, starting after this instant, the first one first."""
        ...

    def barred(self, person: PersonId) -> frozenset[str]:
        """Advisers whom somebody sees, or has seen, from whom this person is kept apart."""
        ...

    def seeks(self, person: PersonId, topic: Topic) -> bool:
        """Whether this person waits for a time about it."""
        ...

    def between(self, first: datetime, until: datetime) -> Sequence[Appointment]:
        """All that start from the first instant until before the second one, in their order."""
        ...


class Appointments(AppointmentLookups, Protocol):
    """What rules may change about appointments."""

    def slot(self, slot: SlotId) -> Slot | None:
        """The time, taken or not."""
        ...

    def add_slots(self, slots: NewSlots) -> Sequence[SlotId] | datetime:
        """Store the times, or the start of the first one that overlaps another, and store none."""
        ...

    def take(
        self, slot: SlotId, person: PersonId, topic: Topic, language: str, at: datetime
    ) -> AppointmentId | Taken:
        """Book; the database refuses a second booking of a time, or of a topic by one person."""
        ...

    def miss(self, appointment: AppointmentId) -> None:
        """Nobody came."""
        ...

    def keep_apart(self, person: PersonId, other: PersonId) -> None:
        """These two never see the same adviser."""
        ...

    def accompany(self, appointment: AppointmentId) -> None:
        """An adult comes along."""
        ...

    def move(self, appointment: AppointmentId, slot: SlotId) -> bool:
        """Give this time in place of the one held, which is free at once.

        False, with nothing changed, when somebody has it, or the appointment is not open any more.
        """
        ...

    def release(self, appointment: AppointmentId) -> None:
        """Cancel, or take an offer back; the time is free at once."""
        ...

    def seek(self, person: PersonId, topic: Topic, language: str, at: datetime) -> None:
        """They wait, behind all who wait already; whoever waits keeps their turn."""
        ...

    def stop_seeking(self, person: PersonId, topic: Topic) -> None:
        """They do not wait any more."""
        ...

    def seekers(self) -> "Sequence[Seeker]":
        """Who waits, the longest first. Whoever stopped us waits on: they cannot be asked."""
        ...

    def offer(
        self,
        slot: SlotId,
        person: PersonId,
        topic: Topic,
        language: str,
        at: datetime,
        until: datetime,
    ) -> AppointmentId | None:
        """Keep this time for them until then; None when somebody has it."""
        ...

    def accept(self, appointment: AppointmentId) -> bool:
        """It is booked; False when they have another one about the same topic."""
        ...

    def late_offers(self, now: datetime) -> Sequence[AppointmentId]:
        """What nobody has answered in time."""
        ...
