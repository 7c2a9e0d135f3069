"""Rooms, interpreters, urgent times and people who are kept apart, in the tables."""

from dataclasses import replace

from domain.advice.appointment import AppointmentId, AppointmentState, MarkMissed
from domain.advice.slot import NewSlots, Overlap, SlotId, Topic
from domain.outcome import Done
from domain.people.person import PersonId
from domain.people.rights import Forget
from storage.store import Store
from tests.storage.acting import agree, do, join, two
from tests.storage.samples import DAY, HOUR, NOW, new_slots, person

NOBODY = PersonId(0)


def add(store: Store, slots: NewSlots) -> bool:
    """Whether they were added."""
    added = store.write(lambda tx: tx.appointments.add_slots(slots))
    return not isinstance(added, Overlap)


def times(adviser: str, room: str = "", interpreter: str = "") -> NewSlots:
    """The same time, of this adviser, in this room, with this interpreter."""
    return replace(new_slots(1), adviser=adviser, room=room, interpreter=interpreter)


def test_a_room_is_somebody_s_at_a_time(store: Store) -> None:
    """Whoever the adviser is."""
    assert add(store, times("Ana", room="Two"))

    assert not add(store, times("Maja", room="Two"))
    assert add(store, times("Maja", room="Three"))


def test_an_interpreter_is_in_one_place_at_a_time(store: Store) -> None:
    """And their name is no room's."""
    assert add(store, times("Ana", interpreter="Two"))

    assert not add(store, times("Maja", interpreter="Two"))
    assert add(store, times("Maja", room="Two", interpreter="Three"))


def test_what_belongs_to_a_time_is_read_again(store: Store) -> None:
    """For the lists of the desk."""
    add(store, replace(new_slots(1), room="Two", interpreter="Sara", urgent=True))

    slot = store.read(lambda tx: tx.appointments.slot(SlotId(1)))

    assert slot is not None
    assert (slot.room, slot.interpreter, slot.urgent) == ("Two", "Sara", True)
    assert store.read(lambda tx: tx.appointments.free(Topic.FAMILY, NOW)) == []
    assert store.read(lambda tx: tx.appointments.urgent(NOW)) == [slot]
    anna = person(store)
    store.write(lambda tx: tx.appointments.take(slot.id, anna, Topic.FAMILY, "en", NOW))
    assert store.read(lambda tx: tx.appointments.urgent(NOW)) == []


def barred(store: Store, who: PersonId) -> frozenset[str]:
    """Whose advice somebody does not get."""
    return store.read(lambda tx: tx.appointments.barred(who))


def booked(store: Store, who: PersonId) -> None:
    """They have Ana's first time."""
    agree(store, who)
    add(store, new_slots(1))
    store.write(lambda tx: tx.appointments.take(SlotId(1), who, Topic.FAMILY, "en", NOW))


def test_two_are_kept_apart_as_long_as_both_are_here(store: Store) -> None:
    """Noted twice it is noted once; it goes with either."""
    anna, ben = person(store), person(store, "1002")
    booked(store, ben)
    for _time in range(2):
        store.write(lambda tx: tx.appointments.keep_apart(anna, ben))

    assert barred(store, anna) == {"Ana"}
    assert barred(store, ben) == frozenset()
    do(store, ben, Forget())
    assert barred(store, anna) == frozenset()


def test_it_holds_for_whoever_has_two_phones(store: Store) -> None:
    """Joining is no way around it."""
    anna, ben = two(store)
    eva = person(store, "1007")
    booked(store, eva)
    store.write(lambda tx: tx.appointments.keep_apart(ben, eva))

    join(store, anna, ben)

    assert barred(store, anna) == {"Ana"}


def test_whoever_did_not_come_has_no_open_appointment(store: Store) -> None:
    """So that they can book about the same again."""
    anna = person(store)
    booked(store, anna)
    minutes = int((DAY + HOUR).total_seconds() // 60)

    assert do(store, NOBODY, MarkMissed(AppointmentId(1)), minutes) == Done(None)

    [row] = store.read(lambda tx: tx.appointments.all_of(anna))
    assert row.state is AppointmentState.MISSED
    assert store.read(lambda tx: tx.appointments.open_of(anna, NOW)) == []
