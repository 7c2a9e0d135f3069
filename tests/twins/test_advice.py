"""Appointments, in memory and in tables."""

from dataclasses import replace

from domain.advice.appointment import AppointmentId, AppointmentState, Seeker, Taken
from domain.advice.slot import Busy, Overlap, SlotId, Topic
from domain.people.person import AgeGroup, PersonId
from tests.storage.samples import DAY, HOUR, NOW, new_slots
from tests.twins.worlds import Twin

INTERVIEW, FAMILY = Topic.INTERVIEW, Topic.FAMILY
UNTIL = NOW + HOUR
AFTERWARDS = NOW + 2 * DAY
NEVER = AppointmentId(99)


def book(twin: Twin, slot: SlotId, who: PersonId, topic: Topic = INTERVIEW) -> AppointmentId:
    """It must not be refused."""
    taken = twin.appointments.take(slot, who, topic, "en", NOW)
    assert not isinstance(taken, Taken)
    return taken


def offer(twin: Twin, slot: SlotId, who: PersonId, topic: Topic = INTERVIEW) -> AppointmentId:
    """It must not be refused."""
    offered = twin.appointments.offer(slot, Seeker(who, topic, "en"), NOW, UNTIL)
    assert offered is not None
    return offered


def state(twin: Twin, appointment: AppointmentId) -> AppointmentState:
    """What became of it."""
    found = twin.appointments.get(appointment)
    assert found is not None
    return found.state


def test_one_open_appointment_about_a_topic(twin: Twin) -> None:
    """About another topic there may be another."""
    anna = twin.person()
    first, second = twin.slots(2)
    book(twin, first, anna)

    assert twin.appointments.take(second, anna, INTERVIEW, "en", NOW) is Taken.TOPIC
    book(twin, second, anna, FAMILY)


def test_whose_appointment_is_over_may_book_about_the_same(twin: Twin) -> None:
    """Booking closes what is over, of this person."""
    anna = twin.person()
    first, second = (*twin.slots(), *twin.slots(starts=NOW + 3 * DAY))
    over = book(twin, first, anna)

    twin.appointments.take(second, anna, INTERVIEW, "en", AFTERWARDS)

    assert state(twin, over) is AppointmentState.PAST


def test_what_is_over_for_others_stays_open(twin: Twin) -> None:
    """Retention closes it, once a day."""
    anna, ben = twin.persons(2)
    first, second = (*twin.slots(), *twin.slots(starts=NOW + 3 * DAY))
    over = book(twin, first, anna)

    twin.appointments.take(second, ben, INTERVIEW, "en", AFTERWARDS)

    assert state(twin, over) is AppointmentState.OPEN


def test_what_is_released_is_free_and_what_is_over_is_not_released(twin: Twin) -> None:
    """Nobody came is what stays on record."""
    anna = twin.person()
    first, second = twin.slots(2)
    missed, open_ = book(twin, first, anna), book(twin, second, anna, FAMILY)
    twin.appointments.miss(missed)

    for each in (missed, open_, NEVER):
        twin.appointments.release(each)

    assert state(twin, missed) is AppointmentState.MISSED
    assert state(twin, open_) is AppointmentState.CANCELLED
    assert [each.id for each in twin.appointments.free(FAMILY, NOW)] == [first, second]


def test_an_open_appointment_moves_to_a_time_that_is_free(twin: Twin) -> None:
    """Or stays where it is."""
    anna = twin.person()
    first, second = twin.slots(2)
    mine = book(twin, first, anna)

    assert twin.appointments.move(mine, first) is True
    assert twin.appointments.move(mine, second) is True
    assert [each.id for each in twin.appointments.free(FAMILY, NOW)] == [first]


def test_nothing_moves_to_a_time_that_is_kept_or_unknown(twin: Twin) -> None:
    """Nor does what is not open."""
    anna, ben = twin.persons(2)
    first, second, third = twin.slots(3)
    mine, offered = book(twin, first, anna), offer(twin, second, ben)

    assert twin.appointments.move(mine, second) is False
    assert twin.appointments.move(mine, SlotId(99)) is False
    assert twin.appointments.move(offered, third) is False
    assert twin.appointments.move(NEVER, third) is False


def test_times_that_are_kept_are_not_free(twin: Twin) -> None:
    """Those that nobody has come in their order, and only about their topics."""
    anna, ben = twin.persons(2)
    later = twin.slots(starts=NOW + 2 * DAY)
    booked, offered, free = twin.slots(3)
    book(twin, booked, anna)
    offer(twin, offered, ben)

    assert [each.id for each in twin.appointments.free(INTERVIEW, NOW)] == [free, *later]
    assert [each.id for each in twin.appointments.free(INTERVIEW, NOW + 1.5 * DAY)] == later
    assert twin.appointments.free(Topic.OTHER, NOW) == []


def test_urgent_times_are_only_staff_s(twin: Twin) -> None:
    """They stand in no other list."""
    added = twin.appointments.add_slots(replace(new_slots(2), urgent=True))
    assert isinstance(added, list)
    book(twin, added[0], twin.person())

    assert [each.id for each in twin.appointments.urgent(NOW)] == added[1:]
    assert twin.appointments.urgent(AFTERWARDS) == []
    assert twin.appointments.free(INTERVIEW, NOW) == []


def test_a_time_is_kept_as_it_was_written(twin: Twin) -> None:
    """Taken or not."""
    [number] = twin.slots()
    slot = twin.appointments.slot(number)

    assert slot is not None
    assert (slot.adviser, slot.languages) == ("Ana", ("en", "fr"))
    assert slot.topics == {INTERVIEW, FAMILY}
    assert (slot.starts, slot.ends) == new_slots().times[0]
    assert twin.appointments.slot(SlotId(99)) is None


def test_no_two_times_overlap(twin: Twin) -> None:
    """Of an adviser, a room or an interpreter; then none is stored."""
    room = replace(new_slots(), adviser="Eva", room="2", interpreter="Ida")
    twin.slots()
    twin.appointments.add_slots(room)
    starts = NOW + DAY

    assert twin.appointments.add_slots(new_slots(2, starts - HOUR)) == Overlap(
        starts, Busy.ADVISER, "Ana"
    )
    assert twin.appointments.add_slots(replace(room, adviser="Bea", interpreter="")) == Overlap(
        starts, Busy.ROOM, "2"
    )
    assert twin.appointments.add_slots(replace(room, adviser="Bea", room="")) == Overlap(
        starts, Busy.INTERPRETER, "Ida"
    )
    assert isinstance(
        twin.appointments.add_slots(replace(room, adviser="Bea", room="", interpreter="")), list
    )
    assert len(twin.appointments.free(INTERVIEW, NOW)) == 3


def test_times_may_follow_each_other_at_once(twin: Twin) -> None:
    """Five minutes belong to one of them."""
    starts = NOW + DAY
    both = ((starts, starts + HOUR), (starts + HOUR, starts + 2 * HOUR))

    assert isinstance(twin.appointments.add_slots(replace(new_slots(), times=both)), list)
    assert twin.appointments.add_slots(replace(new_slots(), times=(both[0],))) == Overlap(
        starts, Busy.ADVISER, "Ana"
    )


def test_one_s_open_appointments_come_in_their_order(twin: Twin) -> None:
    """Those that have not ended; an offer is none yet."""
    anna = twin.person()
    first, second, third = twin.slots(3)
    later, sooner = book(twin, second, anna), book(twin, first, anna, FAMILY)
    offer(twin, third, anna)

    assert [each.id for each in twin.appointments.open_of(anna, NOW)] == [sooner, later]
    assert [e.id for e in twin.appointments.open_of(anna, NOW + DAY + HOUR)] == [later]
    assert twin.appointments.open_of(twin.person(), NOW) == []
    twin.appointments.release(sooner)
    assert [each.id for each in twin.appointments.all_of(anna)][:2] == [sooner, later]


def test_all_between_two_instants_whatever_became_of_them(twin: Twin) -> None:
    """The first instant counts, the last one does not."""
    anna = twin.person()
    first, second = twin.slots(2)
    gone, there = book(twin, first, anna), book(twin, second, anna, FAMILY)
    twin.appointments.release(gone)
    starts = NOW + DAY

    assert [e.id for e in twin.appointments.between(starts, starts + 2 * HOUR)] == [gone, there]
    assert [e.id for e in twin.appointments.between(starts, starts + HOUR)] == [gone]


def test_an_appointment_says_who_comes(twin: Twin) -> None:
    """Also with an adult."""
    anna, [slot] = twin.person(), twin.slots()
    booked = book(twin, slot, anna)
    for each in (booked, NEVER):
        twin.appointments.accompany(each)
        twin.appointments.miss(NEVER)

    found = twin.appointments.get(booked)
    assert found is not None
    assert (found.person, found.topic, found.language) == (anna, INTERVIEW, "en")
    assert (found.booked, found.accompanied, found.young) == (NOW, True, False)
    assert twin.appointments.get(NEVER) is None


def test_whoever_says_later_that_they_are_under_18_is(twin: Twin) -> None:
    """What is known of people now is read beside what is kept."""
    anna, [slot] = twin.person(), twin.slots()
    booked = book(twin, slot, anna)

    twin.people.set_age_group(anna, AgeGroup.UNDER_18, NOW)

    assert is_young(twin, booked)


def test_what_a_child_has_booked_stays_a_child_s(twin: Twin) -> None:
    """Whatever they say later, however it is moved; so does a time that is kept for them."""
    anna, [first, second, third] = twin.person(), twin.slots(3)
    twin.people.set_age_group(anna, AgeGroup.UNDER_18, NOW)
    booked = twin.appointments.take(first, anna, INTERVIEW, "en", NOW, young=True)
    asked = twin.appointments.offer(third, Seeker(anna, FAMILY, "en", young=True), NOW, UNTIL)
    assert not isinstance(booked, Taken)
    assert asked is not None

    twin.people.set_age_group(anna, AgeGroup.ADULT, NOW)
    assert twin.appointments.move(booked, second)
    assert twin.appointments.accept(asked)

    assert is_young(twin, booked)
    assert is_young(twin, asked)


def is_young(twin: Twin, appointment: AppointmentId) -> bool:
    """Whether it is read as that of somebody under 18."""
    found = twin.appointments.get(appointment)
    assert found is not None
    return found.young


def test_two_who_are_kept_apart_see_no_adviser_of_each_other(twin: Twin) -> None:
    """Also of one who is only offered; a cancelled one counts no more."""
    anna, ben, carla = twin.persons(3)
    first, second = twin.slots(2)
    booked = book(twin, first, anna)
    for _twice in range(2):
        twin.appointments.keep_apart(anna, ben)

    assert twin.appointments.barred(ben) == {"Ana"}
    assert twin.appointments.barred(anna) == twin.appointments.barred(carla) == set()
    twin.appointments.release(booked)
    assert twin.appointments.barred(ben) == set()
    offer(twin, second, anna)
    assert twin.appointments.barred(ben) == {"Ana"}
