"""Legal advice: a time belongs to one person, and a person has one time per topic."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from domain.advice.appointment import AppointmentId, AppointmentState, Taken
from domain.advice.slot import Busy, Overlap, SlotId, Topic
from domain.people.person import PersonId
from storage.store import Store, Transaction
from tests.storage.database.races import race
from tests.storage.samples import DAY, HOUR, NOW, new_slots, people, person, some_slots


def take(
    store: Store, slot: SlotId, who: PersonId, topic: Topic = Topic.INTERVIEW, at: datetime = NOW
) -> AppointmentId | Taken:
    """Book a time."""
    return store.write(lambda tx: tx.appointments.take(slot, who, topic, "en", at))


def book(slot: SlotId, who: PersonId, tx: Transaction) -> AppointmentId | Taken:
    """Book inside a transaction."""
    return tx.appointments.take(slot, who, Topic.FAMILY, "en", NOW)


def swap(appointment: AppointmentId, slot: SlotId, tx: Transaction) -> bool:
    """Move inside a transaction."""
    return tx.appointments.move(appointment, slot)


def test_times_are_read_as_they_were_added(store: Store) -> None:
    """The first one first."""
    new = new_slots(2)

    ids = some_slots(store, 2)

    free = store.read(lambda tx: tx.appointments.free(Topic.FAMILY, NOW))
    assert [slot.id for slot in free] == list(ids)
    assert [(slot.starts, slot.ends) for slot in free] == list(new.times)
    assert (free[0].adviser, free[0].languages, free[0].place) == ("Ana", ("en", "fr"), new.place)


def test_only_times_to_come_about_the_topic_are_free(store: Store) -> None:
    """A time that starts at this instant is too late."""
    first, second = some_slots(store, 2)

    assert store.read(lambda tx: tx.appointments.free(Topic.WORK_PERMIT, NOW)) == []
    later = store.read(lambda tx: tx.appointments.free(Topic.FAMILY, NOW + DAY))
    assert [slot.id for slot in later] == [second]
    assert first != second


def test_overlapping_times_of_an_adviser_are_refused_whole(store: Store) -> None:
    """The first one that overlaps is named, and none is stored."""
    some_slots(store, 1, NOW + DAY + HOUR)

    refused = store.write(lambda tx: tx.appointments.add_slots(new_slots(3)))

    assert refused == Overlap(NOW + DAY + HOUR, Busy.ADVISER, "Ana")
    assert len(store.read(lambda tx: tx.appointments.free(Topic.FAMILY, NOW))) == 1


def test_times_that_touch_do_not_overlap(store: Store) -> None:
    """One ends when the next begins; within five minutes they overlap."""
    some_slots(store)
    touching = new_slots(1, NOW + DAY + 0.75 * HOUR)
    inside = new_slots(1, NOW + DAY - HOUR / 2)

    assert not isinstance(store.write(lambda tx: tx.appointments.add_slots(touching)), Overlap)
    assert isinstance(store.write(lambda tx: tx.appointments.add_slots(inside)), Overlap)


def test_a_taken_time_is_not_free(store: Store) -> None:
    """Whoever comes second is told that the time is gone."""
    [slot], (anna, ben) = some_slots(store), people(store, 2)

    booked = take(store, slot, anna)

    assert take(store, slot, ben) is Taken.SLOT
    assert store.read(lambda tx: tx.appointments.free(Topic.INTERVIEW, NOW)) == []
    [mine] = store.read(lambda tx: tx.appointments.open_of(anna, NOW))
    assert (mine.id, mine.slot.id, mine.person) == (booked, slot, anna)
    assert (mine.topic, mine.language, mine.booked) == (Topic.INTERVIEW, "en", NOW)


def test_one_topic_one_appointment(store: Store) -> None:
    """Another topic is another matter."""
    (first, second), anna = some_slots(store, 2), person(store)
    take(store, first, anna)

    assert take(store, second, anna) is Taken.TOPIC
    assert not isinstance(take(store, second, anna, Topic.FAMILY), Taken)


def test_a_cancelled_time_is_free_at_once(store: Store) -> None:
    """For others and for the same person."""
    [slot], (anna, ben) = some_slots(store), people(store, 2)
    booked = take(store, slot, anna)
    assert not isinstance(booked, Taken)

    store.write(lambda tx: tx.appointments.release(booked))

    assert not isinstance(take(store, slot, ben), Taken)
    old = store.read(lambda tx: tx.appointments.get(booked))
    assert old is not None
    assert old.state is AppointmentState.CANCELLED


def test_a_topic_is_free_again_when_its_appointment_is_over(store: Store) -> None:
    """Without waiting for anything to tidy up."""
    (first, second), anna = some_slots(store, 2), person(store)
    booked = take(store, first, anna)
    assert not isinstance(booked, Taken)

    again = take(store, second, anna, at=NOW + DAY + timedelta(minutes=45))

    assert not isinstance(again, Taken)
    old = store.read(lambda tx: tx.appointments.get(booked))
    assert old is not None
    assert old.state is AppointmentState.PAST


def test_a_moved_appointment_frees_its_time_and_keeps_its_number(store: Store) -> None:
    """One that is taken or over moves nowhere."""
    (first, second, third), (anna, ben) = some_slots(store, 3), people(store, 2)
    booked, other = take(store, first, anna), take(store, third, ben)
    assert not isinstance(booked, Taken)
    assert not isinstance(other, Taken)

    assert store.write(lambda tx: tx.appointments.move(booked, second))
    assert not store.write(lambda tx: tx.appointments.move(booked, third))

    [mine] = store.read(lambda tx: tx.appointments.open_of(anna, NOW))
    assert (mine.id, mine.slot.id, mine.topic) == (booked, second, Topic.INTERVIEW)
    free = store.read(lambda tx: tx.appointments.free(Topic.INTERVIEW, NOW))
    assert [slot.id for slot in free] == [first]
    store.write(lambda tx: tx.appointments.release(other))
    assert not store.write(lambda tx: tx.appointments.move(other, first))


def test_whoever_moves_while_others_book_is_never_without_a_time(store: Store) -> None:
    """Ten who have a time want another one, all at once, and twenty more want any."""
    slots, who = some_slots(store, 12), people(store, 30)
    movers, bookers = who[:10], who[10:]
    held = [take(store, slot, each) for slot, each in zip(slots, movers, strict=False)]
    moves = [
        partial(swap, AppointmentId(each), slots[(n + 1) % 12])
        for n, each in enumerate(held)
        if not isinstance(each, Taken)
    ]
    wanted = [partial(book, slots[n % 12], each) for n, each in enumerate(bookers)]
    acts: list[Callable[[Transaction], object]] = [*moves, *wanted]

    race(store, acts)

    have = [store.read(lambda tx, who=each: tx.appointments.open_of(who, NOW)) for each in movers]  # type: ignore[misc]  # the loop's own person
    everybody = store.read(lambda tx: tx.appointments.between(NOW, NOW + 30 * DAY))
    assert [len(each) for each in have] == [1] * 10
    assert len({each.slot.id for each in everybody}) == len(everybody)


def test_two_hundred_racers_share_twenty_times(store: Store) -> None:
    """Every time has exactly one winner."""
    slots, racers = some_slots(store, 20), people(store, 200)

    won = race(store, [partial(book, slots[n % 20], who) for n, who in enumerate(racers)])

    assert sum(not isinstance(each, Taken) for each in won) == 20
    assert won.count(Taken.SLOT) == 180


def test_the_day_of_an_adviser_can_be_listed(store: Store) -> None:
    """Whatever became of each booking."""
    slots, anna = some_slots(store, 3), person(store)
    booked = take(store, slots[1], anna)

    listed = store.read(lambda tx: tx.appointments.between(NOW, NOW + 2 * DAY))

    assert [appointment.id for appointment in listed] == [booked]
    assert store.read(lambda tx: tx.appointments.between(NOW, NOW + DAY)) == []
