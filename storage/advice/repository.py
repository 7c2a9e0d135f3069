"""Legal advice: partial unique indexes decide who has a time, not a look beforehand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Update, delete, select, update
from sqlalchemy.exc import IntegrityError

from domain.advice.appointment import Appointment, AppointmentId, AppointmentState, Seeker, Taken
from domain.advice.slot import NewSlots, Overlap, Slot, SlotId, Topic
from domain.people.person import PersonId
from storage.advice import counting, new_slots, withdrawn
from storage.advice.rows import appointment_from, slot_from
from storage.advice.sealed_topics import opening
from storage.advice.tables import apart, appointments, slots
from storage.advice.waiting_list import WaitingTable
from storage.advice.withdrawn import kept
from storage.database.engines import insert_for, savepoint
from storage.people.tables import people
from storage.session import Session

OPEN = AppointmentState.OPEN.value
_open = appointments.c.state == OPEN
_offered = appointments.c.state == AppointmentState.OFFERED.value
_cancelled = {"state": AppointmentState.CANCELLED.value, "offered_until": None}
_with_slot = opening(
    appointments,
    appointments.c.id.label("appointment_id"),
    appointments.c.language,
    appointments.c.state,
    appointments.c.booked_at,
    appointments.c.accompanied,
    appointments.c.young,
    people.c.age_group,
    slots,
).join(slots, slots.c.id == appointments.c.slot_id)


class AppointmentTable(WaitingTable):
    """`Appointments` of `domain.advice` over the tables; indexes hold its promises."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._zone = session.zone

    def get(self, appointment: AppointmentId) -> Appointment | None:
        """One row by its number, with its time; nobody's if an older version unlinked it."""
        return next(iter(self._select(appointments.c.id == appointment)), None)

    def several(self, numbers: Collection[AppointmentId]) -> Mapping[AppointmentId, Appointment]:
        """Those of them that are there, as `get` has them, by one statement."""
        return {each.id: each for each in self._select(appointments.c.id.in_(numbers))}

    def free(self, topic: Topic, after: datetime) -> Sequence[Slot]:
        """Times nobody has, about this topic, starting after this instant, the first one first."""
        return [slot for slot in self._free(after, ~slots.c.urgent) if topic in slot.topics]

    def urgent(self, after: datetime) -> Sequence[Slot]:
        """Free times that only staff give, starting after this instant, the first one first."""
        return self._free(after, slots.c.urgent)

    def barred(self, person: PersonId) -> frozenset[str]:
        """Advisers whom somebody sees, or has seen, from whom this person is kept apart."""
        others = select(apart.c.other_id).where(apart.c.person_id == person).scalar_subquery()
        advisers = (
            select(slots.c.adviser)
            .join_from(appointments, slots)
            .where(appointments.c.person_id.in_(others))
            .where(appointments.c.state != AppointmentState.CANCELLED.value)
        )
        return frozenset(self._connection.scalars(advisers))

    def keep_apart(self, person: PersonId, other: PersonId) -> None:
        """These two never see the same adviser."""
        pairs = [(person, other), (other, person)]
        values = [{"person_id": one, "other_id": two} for one, two in pairs]
        statement = insert_for(self._connection.dialect.name, apart).on_conflict_do_nothing()
        self._connection.execute(statement, values)

    def miss(self, appointment: AppointmentId) -> None:
        """Set the state, whatever it was."""
        missed = update(appointments).where(appointments.c.id == appointment)
        self._connection.execute(missed.values(state=AppointmentState.MISSED.value))

    def unmiss(self, appointment: AppointmentId) -> None:
        """Open again; past, where another one about the same topic is open."""
        came = update(appointments).where(appointments.c.id == appointment)
        if not self._unless_taken(came.values(state=OPEN)):
            self._connection.execute(came.values(state=AppointmentState.PAST.value))

    def open_of(self, person: PersonId, now: datetime) -> Sequence[Appointment]:
        """This person's appointments that have not ended, the next one first."""
        return list(self._select(appointments.c.person_id == person, _open, slots.c.ends > now))

    def all_of(self, person: PersonId) -> Sequence[Appointment]:
        """Every appointment that is linked to this person, the first one first."""
        return list(self._select(appointments.c.person_id == person))

    def between(self, first: datetime, until: datetime) -> Sequence[Appointment]:
        """All that start from the first instant until before the second one."""
        return list(self._select(slots.c.starts >= first, slots.c.starts < until))

    def slot(self, slot: SlotId) -> Slot | None:
        """One row by its number, without a look at who has it."""
        row = self._connection.execute(select(slots).where(slots.c.id == slot)).first()
        return slot_from(row) if row else None

    def slots_between(self, first: datetime, until: datetime) -> Sequence[Slot]:
        """Times that start then, taken or not, without those that were withdrawn."""
        then = slots.c.starts >= first, slots.c.starts < until
        found = select(slots).where(*then, ~slots.c.withdrawn)
        rows = self._connection.execute(found.order_by(slots.c.starts, slots.c.id))
        return [slot_from(row) for row in rows]

    def add_slots(self, slots: NewSlots) -> Sequence[SlotId] | Overlap:
        """Store the times, or give the first one that overlaps another, and store none."""
        return new_slots.add(self._connection, slots)

    def withdraw(self, slot: SlotId) -> bool:
        """Unless somebody has it."""
        return withdrawn.withdraw(self._connection, slot)

    def restore(self, slot: SlotId) -> bool:
        """Unless something else is planned then by now."""
        return withdrawn.restore(self._connection, slot)

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
        """Book; the database refuses a second booking of a time, or of a topic by one person."""
        self.close_ended(at, appointments.c.person_id == person)
        if not withdrawn.stands(self._connection, slot):
            return Taken.SLOT
        booked = self._connection.scalar(
            insert_for(self._connection.dialect.name, appointments)
            .values(
                slot_id=slot,
                person_id=person,
                language=language,
                state=OPEN,
                booked_at=at,
                young=young,
                **self._topics.columns(appointments, person, topic),
            )
            .on_conflict_do_nothing()
            .returning(appointments.c.id)
        )
        if booked is not None:
            return AppointmentId(booked)
        return self._why(slot, person, topic)

    def accompany(self, appointment: AppointmentId) -> None:
        """Set the flag of the row, which a move leaves alone."""
        with_adult = update(appointments).where(appointments.c.id == appointment)
        self._connection.execute(with_adult.values(accompanied=True))

    def move(self, appointment: AppointmentId, slot: SlotId) -> bool:
        """Give this time in place of the one held; False, with nothing changed, when it is taken.

        The index decides, not a look beforehand: somebody may be booking the same time now.
        """
        if not withdrawn.stands(self._connection, slot):
            return False
        moved = update(appointments).where(appointments.c.id == appointment, _open)
        return self._unless_taken(moved.values(slot_id=slot))

    def release(self, appointment: AppointmentId) -> None:
        """Cancel, or take an offer back; the time is free at once."""
        self._release(appointments.c.id == appointment)

    def reopen(self, appointment: AppointmentId) -> bool:
        """The same row, so that its buttons mean what they did; indexes decide, as in `move`."""
        cancelled = appointments.c.state == AppointmentState.CANCELLED.value
        held = select(appointments.c.slot_id).where(appointments.c.id == appointment)
        slot = self._connection.scalar(held)
        if slot is None or not withdrawn.stands(self._connection, SlotId(slot)):
            return False
        again = update(appointments).where(appointments.c.id == appointment, cancelled)
        return self._unless_taken(again.values(state=OPEN))

    def offer(
        self, slot: SlotId, seeker: Seeker, at: datetime, until: datetime
    ) -> AppointmentId | None:
        """Keep this time for them until then; None when somebody has it."""
        if not withdrawn.stands(self._connection, slot):
            return None
        values = {
            "slot_id": slot,
            "person_id": seeker.person,
            "language": seeker.language,
            "young": seeker.young,
            "state": AppointmentState.OFFERED.value,
            "booked_at": at,
            "offered_until": until,
            **self._topics.columns(appointments, seeker.person, seeker.topic),
        }
        statement = insert_for(self._connection.dialect.name, appointments).values(values)
        kept = statement.on_conflict_do_nothing().returning(appointments.c.id)
        offered = self._connection.scalar(kept)
        return None if offered is None else AppointmentId(offered)

    def accept(self, appointment: AppointmentId) -> bool:
        """It is booked; False when they have another one about the same topic."""
        accepted = update(appointments).where(appointments.c.id == appointment, _offered)
        return self._unless_taken(accepted.values(state=OPEN, offered_until=None))

    def late_offers(self, now: datetime) -> Sequence[AppointmentId]:
        """Offers whose `offered_until` is at or before `now`, in no order."""
        return self._offers(appointments.c.offered_until <= now)

    def long_offers(self, latest: datetime) -> Sequence[AppointmentId]:
        """Offers whose `offered_until` is after `latest`, in no order."""
        return self._offers(appointments.c.offered_until > latest)

    def keep_until(self, appointment: AppointmentId, until: datetime) -> None:
        """Another `offered_until`; what is no offer stays as it is."""
        kept = update(appointments).where(appointments.c.id == appointment, _offered)
        self._connection.execute(kept.values(offered_until=until))

    def close_ended(self, now: datetime, *only: ColumnElement[bool]) -> int:
        """Open appointments whose time is over are past; their topic is free again."""
        over = select(slots.c.id).where(slots.c.ends <= now)
        statement = update(appointments).where(_open, appointments.c.slot_id.in_(over), *only)
        return self._connection.execute(
            statement.values(state=AppointmentState.PAST.value)
        ).rowcount

    def unlink(self, person: PersonId, at: datetime) -> None:
        """Free what a person still held who is being erased; of what is past a count stays."""
        self.close_ended(at, appointments.c.person_id == person)
        self.let_go(appointments.c.person_id == person)

    def let_go(self, *which: ColumnElement[bool]) -> int:
        """Of these rows only the day and the topic stay, of those that took place; how many went.

        Not who, with whom, or at which minute: a number that somebody has noted, or that an old
        backup knows, proves nothing any more. A time that one of them held is free.
        """
        counting.count_past(self._connection, self._topics, self._zone, *which)
        return self._connection.execute(delete(appointments).where(*which)).rowcount

    def _unless_taken(self, change: Update) -> bool:
        """Whether it changed a row; indexes refuse what is somebody's, and then nothing changes."""
        try:
            with savepoint(self._connection):
                return bool(self._connection.execute(change).rowcount)
        except IntegrityError:
            return False

    def _free(self, after: datetime, which: ColumnElement[bool]) -> list[Slot]:
        free = select(slots).where(slots.c.starts > after, which, ~slots.c.withdrawn, ~kept)
        rows = self._connection.execute(free.order_by(slots.c.starts, slots.c.id))
        return [slot_from(row) for row in rows]

    def _offers(self, which: ColumnElement[bool]) -> Sequence[AppointmentId]:
        found = select(appointments.c.id).where(_offered, which)
        return [AppointmentId(each) for each in self._connection.scalars(found)]

    def _release(self, *which: ColumnElement[bool]) -> None:
        released = update(appointments).where(*which, _open | _offered)
        self._connection.execute(released.values(_cancelled))

    def _select(self, *where: ColumnElement[bool]) -> Iterator[Appointment]:
        wanted = _with_slot.where(*where).order_by(slots.c.starts, appointments.c.id)
        rows = self._connection.execute(wanted)
        return (appointment_from(row, self._topics.of(appointments, row)) for row in rows)

    def _why(self, slot: SlotId, person: PersonId, topic: Topic) -> Taken:
        """Whose booking is in the way; one that was just cancelled was somebody else's."""
        mine = appointments.c.topic_index == self._topics.index(person, topic)
        in_the_way = (appointments.c.slot_id == slot) | mine
        held = select(appointments.c.slot_id).where(_open, in_the_way)
        taken = set(self._connection.scalars(held))
        return Taken.TOPIC if taken and slot not in taken else Taken.SLOT
