"""Legal advice in memory."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from domain.advice.appointment import Appointment, AppointmentId, AppointmentState, Seeker, Taken
from domain.advice.slot import CELL, NewSlots, Overlap, Slot, SlotId, Topic, busy_at
from domain.people.person import PersonId
from tests.fakes.waiting import FakeWaiting

NOBODY = PersonId(0)
OPEN, OFFERED = AppointmentState.OPEN, AppointmentState.OFFERED


@dataclass
class FakeAppointments(FakeWaiting):
    """`domain.advice.appointment.Appointments`: one person a time, one open appointment a topic."""

    slots: dict[SlotId, Slot] = field(default_factory=dict)
    rows: dict[AppointmentId, Appointment] = field(default_factory=dict)
    offers: dict[AppointmentId, datetime] = field(default_factory=dict)
    apart: set[tuple[PersonId, PersonId]] = field(default_factory=set)
    young: Callable[[PersonId], bool] = lambda _person: False
    given: int = 0  # numbers so far; none is given twice

    def get(self, appointment: AppointmentId) -> Appointment | None:
        """The appointment, whatever became of it."""
        found = [self.rows[appointment]] if appointment in self.rows else []
        return next(iter(self._now(found)), None)

    def free(self, topic: Topic, after: datetime) -> Sequence[Slot]:
        """Times nobody has, about this topic, starting after this instant, the first one first."""
        return [each for each in self._free(after) if topic in each.topics and not each.urgent]

    def urgent(self, after: datetime) -> Sequence[Slot]:
        """Free times that only staff give."""
        return [each for each in self._free(after) if each.urgent]

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
        self._set(appointment, state=AppointmentState.MISSED)

    def unmiss(self, appointment: AppointmentId) -> None:
        """They came after all."""
        was = self.rows.get(appointment)
        if was is not None and was.state is not OPEN:
            taken = was.slot.id in self._kept() or self._has_open(was.person, was.topic)
            self._set(appointment, state=AppointmentState.PAST if taken else OPEN)

    def open_of(self, person: PersonId, now: datetime) -> Sequence[Appointment]:
        """This person's appointments that have not ended, the next one first."""
        return [a for a in self.all_of(person) if a.state is OPEN and a.slot.ends > now]

    def all_of(self, person: PersonId) -> Sequence[Appointment]:
        """Every appointment that is linked to this person, the first one first."""
        return self._now(each for each in self.rows.values() if each.person == person)

    def between(self, first: datetime, until: datetime) -> Sequence[Appointment]:
        """All that start from the first instant until before the second one, in their order."""
        return self._now(a for a in self.rows.values() if first <= a.slot.starts < until)

    def offer(
        self, slot: SlotId, seeker: Seeker, at: datetime, until: datetime
    ) -> AppointmentId | None:
        """Keep this time for them until then; None when somebody has it."""
        if slot in self._kept() or self._gone(slot):
            return None
        about = (seeker.person, seeker.topic, seeker.language)
        number = self._book(slot, *about, OFFERED, at, young=seeker.young)
        self.offers[number] = until
        return number

    def accept(self, appointment: AppointmentId) -> bool:
        """It is booked; False when they have another one about the same topic."""
        offered = self.rows.get(appointment)
        if offered is None or offered.state is not OFFERED:
            return False
        if self._has_open(offered.person, offered.topic):
            return False
        self._set(appointment, state=OPEN)
        return True

    def late_offers(self, now: datetime) -> Sequence[AppointmentId]:
        """What nobody has answered in time."""
        return [number for number, until in self._open_offers() if until <= now]

    def long_offers(self, latest: datetime) -> Sequence[AppointmentId]:
        """What is kept for longer."""
        return [number for number, until in self._open_offers() if until > latest]

    def keep_until(self, appointment: AppointmentId, until: datetime) -> None:
        """Another end of an offer."""
        self.offers.update({each: until for each, _ in self._open_offers() if each == appointment})

    def slot(self, slot: SlotId) -> Slot | None:
        """The time, taken or not."""
        return self.slots.get(slot)

    def slots_between(self, first: datetime, until: datetime) -> Sequence[Slot]:
        """Times that start then, taken or not."""
        found = [each for each in self.slots.values() if first <= each.starts < until]
        there = [each for each in found if not each.withdrawn]
        return sorted(there, key=lambda slot: (slot.starts, slot.id))

    def add_slots(self, slots: NewSlots) -> Sequence[SlotId] | Overlap:
        """Store the times, or the first one that overlaps another, and store none."""
        names = busy_at(slots.adviser, slots.room, slots.interpreter)
        busy = self._busy(slots.busy)
        for starts, ends in slots.times:
            for cell in sorted(_cells(starts, ends)):
                if cell in busy:
                    return Overlap(starts, *names[busy[cell]])
            busy |= dict.fromkeys(_cells(starts, ends), slots.adviser)
        return [self._add(slots, starts, ends) for starts, ends in slots.times]

    def withdraw(self, slot: SlotId) -> bool:
        """Unless somebody has it."""
        was = self.slots.get(slot)
        if was is None or was.withdrawn or slot in self._kept():
            return False
        self.slots[slot] = replace(was, withdrawn=True)
        return True

    def restore(self, slot: SlotId) -> bool:
        """Unless its adviser, room or interpreter is busy by now."""
        was = self.slots.get(slot)
        if was is None or not was.withdrawn:
            return False
        busy = self._busy(busy_at(was.adviser, was.room, was.interpreter))
        if not busy.keys().isdisjoint(_cells(was.starts, was.ends)):
            return False
        self.slots[slot] = replace(was, withdrawn=False)
        return True

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
        """Book, unless the time is kept or this person has an open one about the topic."""
        self.close_ended(at, person)
        if self._gone(slot):
            return Taken.SLOT
        if slot in self._kept(OPEN):
            return Taken.SLOT
        if self._has_open(person, topic):
            return Taken.TOPIC
        if slot in self._kept():
            return Taken.SLOT
        return self._book(slot, person, topic, language, OPEN, at, young=young)

    def accompany(self, appointment: AppointmentId) -> None:
        """An adult comes along."""
        self._set(appointment, accompanied=True)

    def move(self, appointment: AppointmentId, slot: SlotId) -> bool:
        """Give this time in place of the one held; False, with nothing changed, when taken."""
        held = self.rows.get(appointment)
        if held is None or held.state is not OPEN or slot not in self.slots:
            return False
        if self._gone(slot) or (slot in self._kept() and slot != held.slot.id):
            return False
        self._set(appointment, slot=self.slots[slot])
        return True

    def reopen(self, appointment: AppointmentId) -> bool:
        """One that was cancelled stands again."""
        was = self.rows.get(appointment)
        if was is None or was.state is not AppointmentState.CANCELLED:
            return False
        gone = self._gone(was.slot.id) or was.slot.id in self._kept()
        taken = gone or self._has_open(was.person, was.topic)
        if not taken:
            self._set(appointment, state=AppointmentState.OPEN)
        return not taken

    def release(self, appointment: AppointmentId) -> None:
        """Cancel, or take an offer back; the time is free at once."""
        if appointment in self.rows and self.rows[appointment].state in (OPEN, OFFERED):
            self._set(appointment, state=AppointmentState.CANCELLED)

    def close_ended(self, now: datetime, *persons: PersonId) -> None:
        """Open appointments of theirs whose time is over are past."""
        for number, each in self.rows.items():
            if each.person in persons and each.state is OPEN and each.slot.ends <= now:
                self._set(number, state=AppointmentState.PAST)

    def unlink(self, person: PersonId, at: datetime) -> None:
        """Free what somebody held who is being erased; the rows go."""
        self.close_ended(at, person)
        for each in self.all_of(person):
            del self.rows[each.id]
        self.waiting = {who: turn for who, turn in self.waiting.items() if who[0] != person}
        self.apart = {pair for pair in self.apart if person not in pair}

    def hand_over(self, person: PersonId, owner: PersonId, at: datetime) -> None:
        """What the one had the other has; who waits on both phones waits as the owner."""
        self.close_ended(at, person, owner)
        for each in self.all_of(person):
            self._set(each.id, person=owner)
        for (who, topic), turn in list(self.waiting.items()):
            if who == person:
                since, language, young = self.waiting.get((owner, topic), turn)
                self.waiting[owner, topic] = (since, language, young or turn[2])
        others = {two for one, two in self.apart if one == person} - {owner}
        self.apart |= {pair for two in others for pair in ((owner, two), (two, owner))}
        self.unlink(person, at)

    def _free(self, after: datetime) -> Sequence[Slot]:
        kept = self._kept()
        free = [each for each in self.slots.values() if each.id not in kept and each.starts > after]
        free = [each for each in free if not each.withdrawn]
        return sorted(free, key=lambda slot: (slot.starts, slot.id))

    def _gone(self, slot: SlotId) -> bool:
        return slot not in self.slots or self.slots[slot].withdrawn

    def _busy(self, names: Iterable[str]) -> dict[int, str]:
        """Five minutes, and which of these is busy then."""
        wanted = set(names)
        return {
            cell: name
            for slot in self.slots.values()
            if not slot.withdrawn
            for name in busy_at(slot.adviser, slot.room, slot.interpreter).keys() & wanted
            for cell in _cells(slot.starts, slot.ends)
        }

    def _open_offers(self) -> Sequence[tuple[AppointmentId, datetime]]:
        return [each for each in self.offers.items() if self.rows[each[0]].state is OFFERED]

    def _kept(self, *states: AppointmentState) -> set[SlotId]:
        kept = states or (OPEN, OFFERED)
        return {each.slot.id for each in self.rows.values() if each.state in kept}

    def _has_open(self, person: PersonId, topic: Topic) -> bool:
        about = (person, topic, OPEN)
        return any((each.person, each.topic, each.state) == about for each in self.rows.values())

    def _book(self, slot: SlotId, *booked: Any, young: bool) -> AppointmentId:
        self.given += 1
        number = AppointmentId(self.given)
        row = Appointment(number, self.slots[slot], *booked)
        self.rows[number] = replace(row, young=young)
        return number

    def _now(self, rows: Iterable[Appointment]) -> list[Appointment]:
        """With the time as it is now; who was under 18 then stays so, or is it now."""
        read = [
            replace(
                each,
                young=each.young or self.young(each.person),
                slot=self.slots.get(each.slot.id, each.slot),
            )
            for each in rows
        ]
        return sorted(read, key=lambda each: (each.slot.starts, each.id))

    def _set(self, appointment: AppointmentId, **values: Any) -> None:
        if appointment in self.rows:
            self.rows[appointment] = replace(self.rows[appointment], **values)

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
