"""What may be asked about appointments, and what rules may change about them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.advice.appointment import Appointment, AppointmentId, Seeker, Taken
from domain.advice.slot import NewSlots, Overlap, Slot, SlotId, Topic
from domain.people.person import PersonId


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

    def slot(self, slot: SlotId) -> Slot | None:
        """The time, whether somebody has it or not; None when there is none of this number."""
        ...

    def slots_between(self, first: datetime, until: datetime) -> Sequence[Slot]:
        """Times that start from the first instant until before the second one, taken or not.

        They stand in their order, without those that were withdrawn.
        """
        ...


class Appointments(AppointmentLookups, Protocol):
    """What rules may change about appointments."""

    def add_slots(self, slots: NewSlots) -> Sequence[SlotId] | Overlap:
        """Store the times, or give the first one that overlaps another, and store none."""
        ...

    def withdraw(self, slot: SlotId) -> bool:
        """Nobody is offered this time any more, and its adviser may offer another one then.

        False, with nothing changed, when somebody has it, or it was withdrawn before.
        """
        ...

    def restore(self, slot: SlotId) -> bool:
        """A time that was withdrawn is offered again.

        False, with nothing changed, when its adviser, room or interpreter is busy then by now.
        """
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

    def unmiss(self, appointment: AppointmentId) -> None:
        """They came after all: it is open again, or past where they have another one about it."""
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

    def first_turn(self, at: datetime) -> datetime:
        """An instant before which nobody began to wait; `at` when nobody waits."""
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
