"""Legal advice: times that advisers offer, and who has booked them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

from domain.advice.slot import NewSlots, Slot, SlotId, Topic
from domain.matters.matter import MatterId
from domain.outcome import Command
from domain.people.person import PersonId
from domain.speech.text import _

AppointmentId = NewType("AppointmentId", int)
TOO_LATE = _("Sorry, this time can no longer be booked.")
TAKEN = _("Sorry, somebody has just taken that time.")
HAVE_ONE = _("You already have an appointment about this.")
OVER = _("This appointment is over or was cancelled before.")
ACCOMPANIED = _("with an adult they trust")


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
    def interpreted(self) -> bool:
        """Whether somebody must translate, as the adviser does not speak their language."""
        return self.language not in self.slot.languages


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
class KeepApart(Command[None]):
    """Whoever wrote these two messages never sees the same adviser."""

    matter: MatterId
    other: MatterId


class AppointmentLookups(Protocol):
    """What may be asked about appointments."""

    def get(self, appointment: AppointmentId) -> Appointment | None:
        """The appointment, whatever became of it; None when there is none of this number."""
        ...

    def free(self, topic: Topic, after: datetime) -> Sequence[Slot]:
        """Times nobody has, about this topic, starting after this instant, the first one first.

        Urgent ones are not among them: only staff give those.
        """
        ...

    def open_of(self, person: PersonId, now: datetime) -> Sequence[Appointment]:
        """This person's appointments that have not ended, the next one first."""
        ...

    def all_of(self, person: PersonId) -> Sequence[Appointment]:
        """Every appointment of theirs, whatever became of it, the first one first."""
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
        """The time, whether somebody has it or not; None when there is none of this number."""
        ...

    def add_slots(self, slots: NewSlots) -> Sequence[SlotId] | datetime:
        """Store the times, or the start of the first one that overlaps another, and store none."""
        ...

    def take(
        self,
        slot: SlotId,
        person: PersonId,
        topic: Topic,
        language: str,
        at: datetime,
        *,
        young: bool = False,
    ) -> AppointmentId | Taken:
        """Book; the database refuses a second booking of a time, or of a topic by one person.

        Nothing has changed when it gives a `Taken`, and the transaction goes on. What is `young`
        once stays so, however it is moved and whatever becomes of its person.
        """
        ...

    def reopen(self, appointment: AppointmentId) -> bool:
        """One that was cancelled stands again as it was.

        False, with nothing changed, when it was not cancelled, when somebody has its time by now,
        or when this person has another open one about its topic.
        """
        ...

    def miss(self, appointment: AppointmentId) -> None:
        """Note that nobody came. Whether it was booked and has begun is for the rule to ask."""
        ...

    def keep_apart(self, person: PersonId, other: PersonId) -> None:
        """These two never see the same adviser; said twice, it holds once."""
        ...

    def accompany(self, appointment: AppointmentId) -> None:
        """Note that an adult comes along; that stays so when the appointment is moved."""
        ...

    def move(self, appointment: AppointmentId, slot: SlotId) -> bool:
        """Give this time in place of the one held, which is free at once.

        False, with nothing changed, when somebody has it, or the appointment is not open any more.
        """
        ...

    def release(self, appointment: AppointmentId) -> None:
        """Cancel, or take an offer back; the time is free at once. What is over stays as it was."""
        ...

    def seek(
        self, person: PersonId, topic: Topic, language: str, at: datetime, *, young: bool = False
    ) -> None:
        """They wait, behind all who wait already; whoever waits keeps their turn.

        Whoever was `young` when they began stays so while they wait.
        """
        ...

    def stop_seeking(self, person: PersonId, topic: Topic) -> None:
        """They wait about this topic no more; nothing happens when they did not."""
        ...

    def seekers(self) -> Sequence[Seeker]:
        """Who waits, the longest first. Whoever stopped us is left out, and keeps their turn."""
        ...

    def offer(
        self, slot: SlotId, seeker: Seeker, at: datetime, until: datetime
    ) -> AppointmentId | None:
        """Keep this time for them until then, as young as they wait; None when somebody has it."""
        ...

    def accept(self, appointment: AppointmentId) -> bool:
        """It is booked; False when it is no offer any more, or they have another one about it."""
        ...

    def late_offers(self, now: datetime) -> Sequence[AppointmentId]:
        """Offers that ended at or before `now` without an answer, in no order."""
        ...

    def long_offers(self, latest: datetime) -> Sequence[AppointmentId]:
        """Offers that end after `latest`, in no order."""
        ...

    def keep_until(self, appointment: AppointmentId, until: datetime) -> None:
        """Keep this time for whoever it is offered to until then; nothing when it is no offer."""
        ...
