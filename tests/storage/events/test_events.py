"""Events and their places, which the database never gives twice."""

from dataclasses import asdict
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from domain.events.event import EventId
from domain.events.rsvp import RsvpState
from domain.people.person import PersonId
from storage.events.tables import events
from storage.store import Store, Transaction
from tests.storage.database.races import race
from tests.storage.samples import DAY, HOUR, NOW, an_event, new_event, people, person


def come(event: EventId, who: PersonId, people: int, tx: Transaction) -> bool:
    """So many people come, each on their own."""
    return tx.events.take(event, who, people, lift=False)


def test_an_event_is_read_as_it_was_added(store: Store) -> None:
    """Titles, lift and audience included."""
    new = new_event(seats=8)

    event = store.read(lambda tx: tx.events.get(an_event(store, new)))

    assert event is not None
    assert asdict(new).items() <= asdict(event).items()
    assert (event.places_left, event.seats_left) == (20, 8)
    assert store.read(lambda tx: tx.events.get(EventId(99))) is None


def test_upcoming_events_are_those_that_have_not_ended(store: Store) -> None:
    """The next one first, also while it lasts; never a cancelled one."""
    later, running = an_event(store), an_event(store, new_event(starts=NOW - HOUR))
    an_event(store, new_event(starts=NOW - DAY))
    cancelled = an_event(store)
    off = update(events).where(events.c.id == cancelled).values(cancelled=True)
    store.write(lambda tx: tx.connection.execute(off))

    upcoming = store.read(lambda tx: tx.events.upcoming(NOW))

    assert [event.id for event in upcoming] == [running, later]


def test_a_second_answer_replaces_the_first(store: Store) -> None:
    """What was held before is free for the new one."""
    event, anna = an_event(store, new_event(capacity=4, seats=4)), person(store)

    assert store.write(lambda tx: tx.events.take(event, anna, 3, lift=True))
    assert store.write(lambda tx: tx.events.take(event, anna, 4, lift=False))

    now = store.read(lambda tx: tx.events.get(event))
    rsvp = store.read(lambda tx: tx.events.rsvp(event, anna))
    assert now is not None
    assert rsvp is not None
    assert (now.taken, now.lifts, rsvp.people, rsvp.lift) == (4, 0, 4, False)


def test_too_many_people_change_nothing(store: Store) -> None:
    """Neither the count nor what they said before."""
    event, anna = an_event(store, new_event(capacity=4, seats=2)), person(store)
    store.write(lambda tx: tx.events.take(event, anna, 2, lift=True))

    assert not store.write(lambda tx: tx.events.take(event, anna, 5, lift=False))
    assert not store.write(lambda tx: tx.events.take(event, anna, 3, lift=True))

    now = store.read(lambda tx: tx.events.get(event))
    assert now is not None
    assert (now.taken, now.lifts) == (2, 2)


def test_leaving_frees_places_once(store: Store) -> None:
    """Saying it twice frees nothing more."""
    event, (anna, ben) = an_event(store), people(store, 2)
    for who in (anna, ben):
        store.write(partial(come, event, who, 2))

    for _time in range(2):
        store.write(lambda tx: tx.events.leave(event, anna))

    now = store.read(lambda tx: tx.events.get(event))
    rsvp = store.read(lambda tx: tx.events.rsvp(event, anna))
    assert now is not None
    assert rsvp is not None
    assert (now.taken, rsvp.state) == (2, RsvpState.NOT_COMING)
    assert [r.event for r in store.read(lambda tx: tx.events.coming_of(ben, NOW))] == [event]
    assert store.read(lambda tx: tx.events.coming_of(anna, NOW)) == []


def test_an_event_without_capacity_has_room_for_everyone(store: Store) -> None:
    """No number is no limit."""
    event = an_event(store, new_event(capacity=None))

    taken = [store.write(partial(come, event, who, 9)) for who in people(store, 5)]

    assert all(taken)


def test_two_hundred_racers_get_exactly_the_places_there_are(store: Store) -> None:
    """Each wants one of twenty."""
    event, racers = an_event(store), people(store, 200)

    won = race(store, [partial(come, event, who, 1) for who in racers])

    now = store.read(lambda tx: tx.events.get(event))
    assert now is not None
    assert (won.count(True), now.taken) == (20, 20)


def test_the_database_itself_refuses_too_many(store: Store) -> None:
    """Even to a program that forgot to ask."""
    event = an_event(store)
    wrong = update(events).where(events.c.id == event).values(taken=21)

    with pytest.raises(IntegrityError):
        store.write(lambda tx: tx.connection.execute(wrong))


def test_past_events_do_not_count_as_coming(store: Store) -> None:
    """Once it has ended, nobody is coming any more."""
    event, anna = an_event(store), person(store)
    store.write(lambda tx: tx.events.take(event, anna, 1, lift=False))

    over = NOW + DAY + timedelta(hours=2)

    assert store.read(lambda tx: tx.events.coming_of(anna, over)) == []
