"""Legal advice in memory."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.advice.appointment import Appointment, AppointmentId, AppointmentState, Seeker, Taken
from domain.advice.slot import CELL, NewSlots, Slot, SlotId, Topic
from domain.people.person import PersonId


@dataclass
class FakeAppointments:
    """`domain.advice.appointment.Appointments`: one person a time, one open appointment a topic."""

    slots: dict[SlotId, Slot] = field(default_factory=dict)
    rows: dict[AppointmentId, Appointment] = field(default_factory=dict)
    waiting: list[Seeker] = field(default_factory=list)
    offers: dict[AppointmentId, datetime] = field(default_factory=dict)
    apart: set[tuple[PersonId, PersonId]] = field(default_factory=set)
    stopped: Callable[[], set[PersonId]] = set
    young: Callable[[PersonId], bool] = lambda _person: False

    def get(self, appointment: AppointmentId) -> Appointment | None:
        """The appointment, whatever became of it."""
        return self.rows.get(appointment)

    def free(self, topic: Topic, after: datetime) -> Sequence[Slot]:
        """Times nobody has, about this topic, starting after this instant, the first one first."""
        kept = (AppointmentState.OPEN, AppointmentState.OFFERED)
        held = {each.slot.id for each in self.rows.values() if each.state in kept}
        free = [
            slot
            for slot in self.slots.values()
            if slot.id not in held and topic in slot.topics and slot.starts > after
            if not slot.urgent
        ]
        return sorted(free, key=lambda slot: (slot.starts, slot.id))

    def urgent(self, after: datetime) -> Sequence[Slot]:
        """Free times that only staff give."""
        kept = (AppointmentState.OPEN, AppointmentState.OFFERED)
        held = {each.slot.id for each in self.rows.values() if each.state in kept}
        slots = [each for each in self.slots.values() if each.urgent and each.id not in held]
        return sorted((s for s in slots if s.starts > after), key=lambda s: (s.starts, s.id))

    def barred(self, person: PersonId) -> frozenset[str]:
        """Advisers whom somebody sees from whom this person is kept apart."""
        others = {two for one, two in self.apart if one == person}
        seen = [each for each in self.rows.values() if each.person in others]
        return frozenset(
            each.slot.adviser for each in seen if each.state is not AppointmentState.CANCELLED
        )

    def keep_apart(self, person: PersonId, other: PersonId) -> None:
        """These two never see the same adviser."""
        self.apart |= {(person, other), (other, person)}

    def miss(self, appointment: AppointmentId) -> None:
        """Nobody came."""
        self._set(appointment, AppointmentState.MISSED)

    def open_of(self, person: PersonId, now: datetime) -> Sequence[Appointment]:
        """This person's appointments that have not ended, the next one first."""
        mine = [each for each in self._open(self.rows.values()) if each.person == person]
        coming = [each for each in mine if each.slot.ends > now]
        return sorted(coming, key=lambda each: (each.slot.starts, each.id))

    def between(self, first: datetime, until: datetime) -> Sequence[Appointment]:
        """All that start from the first instant until before the second one, in their order."""
        found = [each for each in self.rows.values() if first <= each.slot.starts < until]
        return sorted(found, key=lambda each: (each.slot.starts, each.id))

    def seeks(self, person: PersonId, topic: Topic) -> bool:
        """Whether this person waits for a time about it."""
        return any((each.person, each.topic) == (person, topic) for each in self.waiting)

    def seek(self, person: PersonId, topic: Topic, language: str, at: datetime) -> None:  # noqa: ARG002 - the list has an order
        """They wait, behind all who wait already."""
        if not self.seeks(person, topic):
            self.waiting.append(Seeker(person, topic, language))

    def stop_seeking(self, person: PersonId, topic: Topic) -> None:
        """They do not wait any more."""
        self.waiting = [w for w in self.waiting if (w.person, w.topic) != (person, topic)]

    def seekers(self) -> Sequence[Seeker]:
        """Who waits, the longest first."""
        stopped = self.stopped()
        return [each for each in self.waiting if each.person not in stopped]

    def offer(
        self,
        slot: SlotId,
        person: PersonId,
        topic: Topic,
        language: str,
        at: datetime,
        until: datetime,
    ) -> AppointmentId | None:
        """Keep this time for them until then."""
        number = AppointmentId(max(self.rows, default=0) + 1)
        state = AppointmentState.OFFERED
        self.rows[number] = Appointment(
            number,
            self.slots[slot],
            person,
            topic,
            language,
            state,
            at,
            young=self.young(person),
        )
        self.offers[number] = until
        return number

    def accept(self, appointment: AppointmentId) -> bool:
        """It is booked; False when they have another one about the same topic."""
        offered = self.rows[appointment]
        about = (offered.person, offered.topic)
        if any((each.person, each.topic) == about for each in self._open(self.rows.values())):
            return False
        self.rows[appointment] = replace(offered, state=AppointmentState.OPEN)
        return True

    def late_offers(self, now: datetime) -> Sequence[AppointmentId]:
        """What nobody has answered in time."""
        return [
            number
            for number, until in self.offers.items()
            if until <= now and self.rows[number].state is AppointmentState.OFFERED
        ]

    def slot(self, slot: SlotId) -> Slot | None:
        """The time, taken or not."""
        return self.slots.get(slot)

    def add_slots(self, slots: NewSlots) -> Sequence[SlotId] | datetime:
        """Store the times, or the start of the first one that overlaps another, and store none."""
        busy = {
            cell
            for slot in self.slots.values()
            if {slot.adviser, f"room:{slot.room}", f"with:{slot.interpreter}"} & set(slots.busy)
            for cell in _cells(slot.starts, slot.ends)
        }
        for starts, ends in slots.times:
            if not busy.isdisjoint(_cells(starts, ends)):
                return starts
            busy |= _cells(starts, ends)
        return [self._add(slots, starts, ends) for starts, ends in slots.times]

    def take(
        self, slot: SlotId, person: PersonId, topic: Topic, language: str, at: datetime
    ) -> AppointmentId | Taken:
        """Book, unless the time is taken or this person has an open one about the topic."""
        self._close_ended(at)
        held = self._open(self.rows.values())
        if any(each.slot.id == slot for each in held):
            return Taken.SLOT
        if any(each.person == person and each.topic is topic for each in held):
            return Taken.TOPIC
        number = AppointmentId(max(self.rows, default=0) + 1)
        young = self.young(person)
        self.rows[number] = Appointment(
            number,
            self.slots[slot],
            person,
            topic,
            language,
            AppointmentState.OPEN,
            at,
            young=young,
        )
        return number

    def accompany(self, appointment: AppointmentId) -> None:
        """An adult comes along."""
        self.rows[appointment] = replace(self.rows[appointment], accompanied=True)

    def move(self, appointment: AppointmentId, slot: SlotId) -> bool:
        """Give this time in place of the one held, unless somebody has it."""
        held = self._open(self.rows.values())
        if self.rows[appointment] not in held or any(each.slot.id == slot for each in held):
            return False
        self.rows[appointment] = replace(self.rows[appointment], slot=self.slots[slot])
        return True

    def release(self, appointment: AppointmentId) -> None:
        """Cancel; the time is free at once."""
        self._set(appointment, AppointmentState.CANCELLED)

    def _close_ended(self, now: datetime) -> None:
        for each in self._open(self.rows.values()):
            if each.slot.ends <= now:
                self._set(each.id, AppointmentState.PAST)

    def _set(self, appointment: AppointmentId, state: AppointmentState) -> None:
        self.rows[appointment] = replace(self.rows[appointment], state=state)

    def _open(self, rows: Iterable[Appointment]) -> list[Appointment]:
        return [each for each in rows if each.state is AppointmentState.OPEN]

    def _add(self, new: NewSlots, starts: datetime, ends: datetime) -> SlotId:
        number = SlotId(max(self.slots, default=0) + 1)
        said = (new.adviser, new.languages, new.topics, new.place)
        also = (new.urgent, new.room, new.interpreter)
        self.slots[number] = Slot(number, *said, starts, ends, *also)
        return number


def _cells(starts: datetime, ends: datetime) -> set[int]:
    first = int(starts.timestamp() // CELL.total_seconds())
    last = int(-(-ends.timestamp() // CELL.total_seconds()))
    return set(range(first, last))
