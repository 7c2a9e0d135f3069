"""The queue for advice in the tables: a time offered is nobody else's."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from domain.advice.appointment import (
    AppointmentId,
    BookSlot,
    CancelAppointment,
    OfferTimes,
    Seeker,
    SeekTime,
    TakeTime,
)
from domain.advice.slot import SlotId, Topic
from domain.outcome import Done, Refused
from domain.people.person import ChooseLanguage, PersonId
from domain.people.rights import Forget
from storage.advice.tables import seekers
from storage.outbox.tables import outbox
from storage.store import Store
from tests.storage.acting import do, join, two
from tests.storage.samples import DAY, NOW, people, some_slots

NOBODY = PersonId(0)
FAMILY = Topic.FAMILY


def booked(store: Store, who: PersonId, slot: SlotId) -> AppointmentId:
    """The only time is theirs."""
    done = do(store, who, BookSlot(slot, FAMILY, "en"))
    assert isinstance(done, Done)
    return AppointmentId(done.value)


def seek(store: Store, *persons: PersonId) -> None:
    """One after the other."""
    for minute, person in enumerate(persons):
        do(store, person, ChooseLanguage("en"))
        assert isinstance(do(store, person, SeekTime(FAMILY, "en"), minute), Done)


def waiting(store: Store) -> list[PersonId]:
    """Who waits, the longest first."""
    return [each.person for each in store.read(lambda tx: tx.appointments.seekers())]


def test_a_time_is_kept_for_whoever_is_next(store: Store) -> None:
    """The database itself refuses it to others."""
    [slot] = some_slots(store, 1, NOW + 2 * DAY)
    anna, ben, carla = people(store, 3)
    mine = booked(store, anna, slot)
    seek(store, ben, carla, ben)
    assert waiting(store) == [ben, carla]

    do(store, anna, CancelAppointment(mine), 5)
    for minute in (5, 6):
        do(store, NOBODY, OfferTimes(), minute)

    assert waiting(store) == [carla]
    assert store.read(lambda tx: tx.appointments.free(FAMILY, NOW)) == []
    assert isinstance(do(store, anna, BookSlot(slot, FAMILY, "en"), 7), Refused)
    assert isinstance(do(store, ben, TakeTime(AppointmentId(mine + 1)), 8), Done)
    [own] = store.read(lambda tx: tx.appointments.open_of(ben, NOW))
    assert own.slot.id == slot


def test_an_offer_that_is_over_is_free_again(store: Store) -> None:
    """And so is that of somebody who is forgotten."""
    [slot] = some_slots(store, 1, NOW + 2 * DAY)
    anna, ben, carla, dan = people(store, 4)
    mine = booked(store, anna, slot)
    seek(store, ben, carla, dan)
    do(store, anna, CancelAppointment(mine), 5)
    do(store, NOBODY, OfferTimes(), 5)

    do(store, NOBODY, OfferTimes(), 5 + 121)
    assert waiting(store) == [dan, ben]
    do(store, carla, Forget(), 130)
    assert [each.id for each in store.read(lambda tx: tx.appointments.free(FAMILY, NOW))] == [slot]
    do(store, NOBODY, OfferTimes(), 131)

    assert waiting(store) == [ben]
    assert isinstance(do(store, dan, TakeTime(AppointmentId(mine + 3)), 132), Done)


def test_one_topic_is_booked_once_also_by_an_offer(store: Store) -> None:
    """Whoever found another time meanwhile keeps that one."""
    [slot] = some_slots(store, 1, NOW + 2 * DAY)
    anna, ben = people(store, 2)
    mine = booked(store, anna, slot)
    seek(store, ben)
    do(store, anna, CancelAppointment(mine), 5)
    do(store, NOBODY, OfferTimes(), 5)
    [other] = some_slots(store, 1, NOW + 3 * DAY)
    booked(store, ben, other)

    assert isinstance(do(store, ben, TakeTime(AppointmentId(mine + 1)), 6), Refused)


def test_whoever_joins_phones_waits_once(store: Store) -> None:
    """With the turn of the phone that stays."""
    anna, ben = two(store)
    seek(store, anna, ben)

    join(store, anna, ben)

    assert store.read(lambda tx: tx.appointments.seekers()) == [Seeker(anna, FAMILY, "en")]
    assert (
        store.read(lambda tx: tx.connection.scalar(select(func.count()).select_from(seekers))) == 1
    )


def test_two_who_offer_at_once_ask_once(store: Store) -> None:
    """Should two processes ever believe that they lead."""
    slots = some_slots(store, 2, NOW + 2 * DAY)
    persons = people(store, 5)
    seek(store, *persons)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _n: do(store, NOBODY, OfferTimes(), 9), range(4)))

    asked = select(outbox.c.person_id).where(outbox.c.kind == "say")
    found = store.read(lambda tx: tx.connection.scalars(asked).all())
    assert sorted(found) == sorted(persons[:2])
    assert len(slots) == 2
