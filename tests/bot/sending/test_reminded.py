"""Reminders that are due together are read together, and say what each would say alone."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.sending.clocks.clock_watch import ClockSet
from bot.sending.reviewing import claim
from domain.advice.slot import Topic
from domain.events.event import EventId
from domain.people.person import PersonId
from domain.reminders.reminder import Thing
from storage.outbox.tables import outbox
from storage.sealing.crypto import Keyring
from storage.store import Store, Transaction
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.samples import (
    DAY,
    HOUR,
    KEY,
    NOW,
    ZONE,
    an_event,
    new_event,
    new_slots,
    people,
)

MANY = 256
Outcomes = dict[PersonId, tuple[object, ...]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database."""
    store = Store.open(migrated(tmp_path / "lipa.db", KEY), Keyring.parse(KEY), ZONE)
    yield store
    store.close()


class Undo(Exception):  # noqa: N818 - an order, not an error
    """Nothing of this transaction stays."""


def test_together_each_hears_what_they_would_alone(store: Store) -> None:
    """Who comes, rides, drives or comes no more; what was cancelled, moved, or is of another."""
    everybody = people(store, 9)
    comes, rides, drives, no_more, of_cancelled, of_moved, seeks, gave_up, nobodys = everybody
    here = an_event(store, new_event(capacity=None))
    moved = an_event(store, new_event(starts=NOW + 2 * DAY))
    off = an_event(store)
    store.write(lambda tx: _guests(tx, here, [comes, rides, drives, no_more]))
    store.write(lambda tx: _guests(tx, moved, [of_moved]))
    store.write(lambda tx: _guests(tx, off, [of_cancelled]))
    store.write(lambda tx: tx.events.cancel(off, NOW))
    store.write(lambda tx: _car(tx, here, drives, rides))
    store.write(lambda tx: tx.events.leave(here, no_more))
    store.write(lambda tx: _seekers(tx, [seeks, gave_up]))
    store.write(lambda tx: tx.appointments.release(tx.appointments.all_of(gave_up)[0].id))
    store.write(lambda tx: _remind(tx, nobodys, Thing.APPOINTMENT, 1))

    together, alone = _outcomes(store, MANY), _outcomes(store, 1)

    assert together == alone
    said = {person for person in everybody if together[person][0] is not None}
    assert said == {comes, rides, drives, seeks}
    assert together[rides][0] != together[comes][0]
    assert together[of_moved][1:] == ("waiting", NOW + DAY)
    assert together[no_more][1] == together[of_cancelled][1] == together[gave_up][1] == "cancelled"


def test_many_together_take_no_more_looks_than_few(store: Store) -> None:
    """However many are due at one moment, each kind of thing is read once."""
    looks = {many: _looks(store, many) for many in (3, 30)}

    assert looks[30] == looks[3]


def _looks(store: Store, many: int) -> int:
    """How many SELECTs the claim of so many reminders of each kind takes."""
    who = people(store, 2 * many)
    event = an_event(store, new_event(capacity=None))
    said: list[str] = []

    def act(tx: Transaction) -> None:
        _guests(tx, event, who[:many])
        _car(tx, event, who[0], who[1])
        _seekers(tx, who[many:])
        connection = tx.connection.connection.driver_connection
        assert connection is not None
        connection.set_trace_callback(said.append)
        assert len(claim(tx, {"telegram": MANY}, NOW, ClockSet()).rows) == 2 * many
        connection.set_trace_callback(None)
        raise Undo

    with pytest.raises(Undo):
        store.write(act)
    return len([each for each in said if each.startswith("SELECT")])


def _outcomes(store: Store, most: int) -> Outcomes:
    """What became of everybody's reminder where at most so many are claimed at once."""
    found: Outcomes = {}

    def act(tx: Transaction) -> None:
        said: dict[PersonId | None, object] = {}
        while (claimed := claim(tx, {"telegram": most}, NOW, ClockSet())).found["telegram"]:
            said |= {row.person: row.say for row in claimed.rows}
        columns = (outbox.c.person_id, outbox.c.state, outbox.c.due_at)
        for person, state, due in tx.connection.execute(select(*columns)):
            found[person] = said.get(person), state, due
        raise Undo

    with pytest.raises(Undo):
        store.write(act)
    return found


def _guests(tx: Transaction, event: EventId, guests: Sequence[PersonId]) -> None:
    for guest in guests:
        assert tx.events.take(event, guest, 1, lift=False)
        _remind(tx, guest, Thing.EVENT, event)


def _car(tx: Transaction, event: EventId, driver: PersonId, rider: PersonId) -> None:
    assert tx.cars.offer(event, driver, 3, "Main gate", NOW + DAY - HOUR)
    [car] = tx.cars.at(event)
    assert tx.cars.board(car.id, rider, 1)


def _seekers(tx: Transaction, seekers: Sequence[PersonId]) -> None:
    slots = tx.appointments.add_slots(new_slots(len(seekers)))
    assert isinstance(slots, Sequence)
    for hours, (person, slot) in enumerate(zip(seekers, slots, strict=True)):
        booked = tx.appointments.take(slot, person, Topic.FAMILY, "en", NOW)
        assert isinstance(booked, int)
        _remind(tx, person, Thing.APPOINTMENT, booked, DAY + hours * HOUR)


def _remind(
    tx: Transaction, person: PersonId, thing: Thing, number: int, ahead: timedelta = DAY
) -> None:
    tx.outbox.remind(person, thing, number, ahead, NOW, NOW + 2 * DAY)
