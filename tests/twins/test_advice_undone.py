"""Times that are withdrawn and offered again, and who came after all, in memory and in tables."""

from dataclasses import replace

from domain.advice.appointment import AppointmentState, Seeker, Taken
from domain.advice.slot import Busy, NewSlots, Overlap, SlotId
from tests.storage.samples import DAY, HOUR, NOW, new_slots
from tests.twins.test_advice import AFTERWARDS, FAMILY, INTERVIEW, NEVER, UNTIL, book, offer, state
from tests.twins.worlds import Twin

STARTS = NOW + DAY
NO_TIME = SlotId(99)


def added(twin: Twin, times: NewSlots) -> list[SlotId]:
    """They must not overlap others."""
    numbers = twin.appointments.add_slots(times)
    assert not isinstance(numbers, Overlap)
    return list(numbers)


def test_a_time_that_was_withdrawn_is_nobody_s(twin: Twin) -> None:
    """It is in no list, and leads to no appointment; it can still be looked up."""
    anna, ben = twin.persons(2)
    first, second = twin.slots(2)
    mine = book(twin, second, anna)

    assert twin.appointments.withdraw(first) is True
    assert [each.id for each in twin.appointments.slots_between(NOW, AFTERWARDS)] == [second]
    assert twin.appointments.free(INTERVIEW, NOW) == []
    assert twin.appointments.take(first, ben, INTERVIEW, "en", NOW) is Taken.SLOT
    assert twin.appointments.offer(first, Seeker(ben, INTERVIEW, "en"), NOW, UNTIL) is None
    assert twin.appointments.move(mine, first) is False
    found = twin.appointments.slot(first)
    assert found is not None
    assert found.withdrawn


def test_what_somebody_has_is_not_withdrawn(twin: Twin) -> None:
    """Nor what is kept for them, what was withdrawn, or what never was."""
    anna, ben = twin.persons(2)
    booked, offered, free = twin.slots(3)
    mine = book(twin, booked, anna)
    offer(twin, offered, ben)
    twin.appointments.withdraw(free)

    for slot in (booked, offered, free, NO_TIME):
        assert twin.appointments.withdraw(slot) is False
    twin.appointments.release(mine)
    assert twin.appointments.withdraw(booked) is True


def test_an_appointment_whose_time_was_withdrawn_does_not_stand_again(twin: Twin) -> None:
    """It tells so of its time, until that is offered again."""
    anna, [slot] = twin.person(), twin.slots()
    mine = book(twin, slot, anna)
    twin.appointments.release(mine)
    twin.appointments.withdraw(slot)

    found = twin.appointments.get(mine)
    assert found is not None
    assert found.slot == twin.appointments.slot(slot)
    assert twin.appointments.reopen(mine) is False
    assert twin.appointments.restore(slot) is True
    assert twin.appointments.reopen(mine) is True


def test_a_time_is_offered_again_once(twin: Twin) -> None:
    """As it was; what was not withdrawn, or never was, is not."""
    [slot] = twin.slots()
    before = twin.appointments.slot(slot)
    assert twin.appointments.restore(slot) is False
    twin.appointments.withdraw(slot)

    assert twin.appointments.restore(slot) is True
    assert twin.appointments.restore(slot) is False
    assert twin.appointments.restore(NO_TIME) is False
    assert twin.appointments.slot(slot) == before
    assert [each.id for each in twin.appointments.free(INTERVIEW, NOW)] == [slot]


def test_a_time_is_not_offered_again_while_anything_of_it_is_busy(twin: Twin) -> None:
    """Its adviser, its room or its interpreter; nothing of it is held then."""
    full = replace(new_slots(), adviser="Eva", room="2", interpreter="Ida")
    [slot] = added(twin, full)
    twin.appointments.withdraw(slot)
    alone = replace(full, adviser="Bea", room="", interpreter="")

    for other in (
        replace(alone, adviser="Eva"),
        replace(alone, room="2"),
        replace(alone, interpreter="Ida"),
    ):
        [busy] = added(twin, other)
        assert twin.appointments.restore(slot) is False
        twin.appointments.withdraw(busy)
    assert twin.appointments.restore(slot) is True
    eva = replace(alone, adviser="Eva")
    assert twin.appointments.add_slots(eva) == Overlap(STARTS, Busy.ADVISER, "Eva")


def test_times_between_two_instants_stand_in_their_order(twin: Twin) -> None:
    """Taken, urgent or neither; the first instant counts, the last one does not."""
    later, sooner = twin.slots(starts=STARTS + HOUR), twin.slots()
    urgent = added(twin, replace(new_slots(), adviser="Eva", urgent=True))
    book(twin, sooner[0], twin.person())

    found = twin.appointments.slots_between(STARTS, STARTS + 2 * HOUR)
    assert [each.id for each in found] == [*sooner, *urgent, *later]
    assert found[0] == twin.appointments.slot(sooner[0])
    found = twin.appointments.slots_between(STARTS, STARTS + HOUR)
    assert [each.id for each in found] == [*sooner, *urgent]
    assert twin.appointments.slots_between(NOW, STARTS) == []


def test_whoever_came_after_all_has_their_appointment_again(twin: Twin) -> None:
    """What was open stays so; nothing happens where there is none."""
    anna, [slot] = twin.person(), twin.slots()
    mine = book(twin, slot, anna)
    twin.appointments.miss(mine)

    for each in (mine, mine, NEVER):
        twin.appointments.unmiss(each)

    assert state(twin, mine) is AppointmentState.OPEN
    assert twin.appointments.get(NEVER) is None


def test_whoever_came_after_all_and_has_booked_anew_keeps_what_they_booked(twin: Twin) -> None:
    """Then what was missed is past; so it is where somebody else has its time."""
    anna, ben = twin.persons(2)
    first, second, third = twin.slots(3)
    missed, also = book(twin, first, anna), book(twin, third, anna, FAMILY)
    for each in (missed, also):
        twin.appointments.miss(each)
    again = book(twin, second, anna)
    book(twin, third, ben)

    for each in (missed, also):
        twin.appointments.unmiss(each)

    assert state(twin, missed) is state(twin, also) is AppointmentState.PAST
    assert state(twin, again) is AppointmentState.OPEN
