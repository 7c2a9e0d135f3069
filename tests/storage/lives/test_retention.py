"""What is let go, and when: present a second before, gone a second after."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select

from domain.advice.appointment import AppointmentState, Taken
from domain.advice.slot import Topic
from domain.people.person import PersonId, Purpose
from domain.surveys.survey import SubmitResponse, SurveyId
from storage.advice.sealed_topics import Topics
from storage.advice.tables import advised, appointments
from storage.events.tables import rsvps
from storage.lives.retention import Retained, retain
from storage.people.tables import people
from storage.store import Store
from storage.surveys.sealed_answers import open_answers, response_owner
from storage.surveys.tables import responses
from tests.storage.samples import DAY, HOUR, NOW, a_form, an_event, person, some_slots

SECOND = timedelta(seconds=1)
DAYS = 90


def run(store: Store, now: datetime, days: int = DAYS) -> Retained:
    """The daily job."""
    return store.write(lambda tx: retain(tx, now, days))


def allow(store: Store, who: PersonId) -> None:
    """The first yes."""
    store.write(lambda tx: tx.people.set_consent(who, Purpose.TAKE_PART, given=True, at=NOW))


def test_strangers_go_a_day_after_their_last_message(store: Store) -> None:
    """Whoever allowed something stays."""
    anna, ben = person(store), person(store, "1002")
    allow(store, ben)
    store.write(lambda tx: tx.conversations.keep({anna: {"flow": "menu"}}, NOW + HOUR))

    assert run(store, NOW + DAY + HOUR - SECOND).people == 0
    assert run(store, NOW + DAY + HOUR + SECOND).people == 1
    assert store.read(lambda tx: tx.connection.scalars(select(people.c.id)).all()) == [ben]


def test_whoever_is_expected_is_not_erased(store: Store) -> None:
    """Somebody took their yes back but still has an appointment."""
    anna, [slot] = person(store), some_slots(store, starts=NOW + 3 * DAY)
    store.write(lambda tx: tx.appointments.take(slot, anna, Topic.FAMILY, "en", NOW))

    assert run(store, NOW + 2 * DAY).people == 0
    assert run(store, NOW + 4 * DAY).people == 1


def test_whoever_is_coming_is_not_erased(store: Store) -> None:
    """Until the event is over."""
    anna, event = person(store), an_event(store)
    store.write(lambda tx: tx.events.take(event, anna, 1, lift=False))

    assert run(store, NOW + DAY + HOUR).people == 0
    assert run(store, NOW + DAY + 3 * HOUR).people == 1


def test_a_conversation_ends_after_seven_days(store: Store) -> None:
    """With its draft."""
    anna = person(store)
    allow(store, anna)
    store.write(lambda tx: tx.conversations.keep({anna: {"flow": "menu"}}, NOW))

    assert run(store, NOW + 7 * DAY - SECOND).conversations == 0
    assert run(store, NOW + 7 * DAY + SECOND).conversations == 1


def test_when_somebody_was_last_seen_outlives_their_conversation(store: Store) -> None:
    """Or whoever is never silent, and never ends a conversation, would count as silent."""
    anna = person(store)
    allow(store, anna)
    store.write(lambda tx: tx.conversations.keep({anna: {"flow": "menu"}}, NOW + 300 * DAY))

    run(store, NOW + 310 * DAY)

    seen = store.read(lambda tx: tx.connection.scalar(select(people.c.seen_at)))
    assert seen == NOW + 300 * DAY


def test_appointments_are_closed_then_counted(store: Store) -> None:
    """By day and topic alone; those that an older version has unlinked as well."""
    anna, [slot] = person(store), some_slots(store)
    allow(store, anna)
    booked = store.write(lambda tx: tx.appointments.take(slot, anna, Topic.FAMILY, "en", NOW))
    ended = NOW + DAY + timedelta(minutes=45)
    assert not isinstance(booked, Taken)

    assert run(store, ended).appointments == 0
    old = store.read(lambda tx: tx.appointments.get(booked))
    assert old is not None
    assert (old.state, old.person) == (AppointmentState.PAST, anna)

    assert run(store, ended + DAYS * DAY - SECOND).appointments == 0
    assert run(store, ended + DAYS * DAY + SECOND).appointments == 1
    assert store.read(lambda tx: tx.connection.execute(select(appointments)).all()) == []
    assert count(store) == [((NOW + DAY).date(), "family", 1)]
    [before] = some_slots(store, starts=NOW + DAY + HOUR)
    index = store.read(lambda tx: Topics(tx.keys).index(PersonId(0), Topic.FAMILY))
    row = {"slot_id": before, "topic_index": index, "language": "en", "booked_at": NOW}
    values = row | {"state": AppointmentState.PAST.value, "accompanied": True}
    store.write(lambda tx: tx.connection.execute(insert(appointments).values(values)))
    run(store, ended)

    assert store.read(lambda tx: tx.connection.execute(select(appointments)).all()) == []
    assert count(store) == [((NOW + DAY).date(), "family", 2)]


def count(store: Store) -> list[tuple[object, ...]]:
    """Of advice that leads to nobody."""
    return store.read(lambda tx: [tuple(r) for r in tx.connection.execute(select(advised))])


def test_who_came_is_forgotten_but_not_how_many(store: Store) -> None:
    """Some time after the event."""
    anna, event = person(store), an_event(store)
    allow(store, anna)
    store.write(lambda tx: tx.events.take(event, anna, 3, lift=False))
    ended = NOW + DAY + 2 * HOUR

    assert run(store, ended + DAYS * DAY - SECOND).rsvps == 0
    assert run(store, ended + DAYS * DAY + SECOND).rsvps == 1
    assert store.read(lambda tx: tx.connection.execute(select(rsvps)).all()) == []
    now = store.read(lambda tx: tx.events.get(event))
    assert now is not None
    assert now.taken == 3


def test_free_text_goes_and_choices_stay(store: Store) -> None:
    """Once; the second time there is nothing to do."""
    given = SubmitResponse(
        SurveyId("stay"), "1", "", {"food": "good", "rooms": ("bad",), "wish": "tea"}
    )
    store.write(lambda tx: tx.surveys.add(a_form(), NOW))
    store.write(lambda tx: tx.surveys.keep(given, "ar", NOW.date()))

    assert run(store, NOW + DAYS * DAY).responses == 0
    assert run(store, NOW + (DAYS + 1) * DAY).responses == 1
    assert run(store, NOW + (DAYS + 1) * DAY).responses == 0

    [row] = store.read(lambda tx: tx.connection.execute(select(responses)).all())
    key = store.read(lambda tx: tx.keys.keyring.unwrap(row.key_wrapped, response_owner(row.id)))
    assert open_answers(key, row.id, row.answers_sealed) == {"food": "good", "rooms": ["bad"]}


@pytest.mark.parametrize(("days", "least"), [(0, 1), (-5, 1), (9999, 365)])
def test_the_time_has_bounds(store: Store, days: int, least: int) -> None:
    """Whatever an operator wrote."""
    anna, event = person(store), an_event(store)
    allow(store, anna)
    store.write(lambda tx: tx.events.take(event, anna, 1, lift=False))
    ended = NOW + DAY + 2 * HOUR

    assert run(store, ended + least * DAY - SECOND, days).rsvps == 0
    assert run(store, ended + least * DAY + SECOND, days).rsvps == 1


def test_a_second_run_finds_nothing(store: Store) -> None:
    """The first one was enough."""
    person(store)
    first = run(store, NOW + 100 * DAY)

    second = run(store, NOW + 100 * DAY)

    assert first.people == 1
    assert second == Retained(0, 0, 0, 0, 0, 0, 0, 0, 0)
