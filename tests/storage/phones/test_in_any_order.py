"""Phones joined, separated and forgotten in any order: nothing is lost, double or sealed."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from domain.advice.appointment import BookSlot
from domain.advice.slot import Topic
from domain.events.event import EventId
from domain.events.rsvp import Come
from domain.outcome import Done
from domain.people.person import PersonId
from domain.people.rights import Forget
from domain.phones.phone import Choose, Join, MakeCode, Separate
from storage.advice.tables import appointments
from storage.people.tables import addresses, people
from storage.store import Store
from tests.storage.acting import (
    SIGNAL,
    TELEGRAM,
    agree,
    announce,
    channels,
    do,
    everything_opens,
    places_add_up,
    reply,
)
from tests.storage.samples import NOW, an_event, new_event, person, some_slots

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["join", "separate", "forget", "come", "book", "choose", "say", "news"]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    max_size=14,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_in_any_order_nothing_is_lost_or_double(
    sqlite_store: Store, steps: list[tuple[str, int, int]]
) -> None:
    """Every row opens, an address has one person, a person one phone of a kind, places add up."""
    store = sqlite_store
    crowd = [("a", TELEGRAM), ("b", SIGNAL), ("c", TELEGRAM), ("d", SIGNAL)]
    event, slots = an_event(store, new_event(capacity=9)), some_slots_once(store)
    for minute, (name, one, other) in enumerate(steps):
        who = person(store, *crowd[one]), person(store, *crowd[other])
        act(store, name, who, (event, slots), minute)
        store.read(everything_opens)
        places_add_up(store)
        one_phone_of_a_kind(store)
    for each in crowd:
        do(store, person(store, *each), Forget(), 60)
    store.read(everything_opens)
    places_add_up(store)


def some_slots_once(store: Store) -> Sequence[int]:
    """The same times for every example."""
    free = store.read(lambda tx: tx.appointments.free(Topic.FAMILY, NOW))
    return [slot.id for slot in free] or some_slots(store, 4)


def act(
    store: Store,
    name: str,
    who: tuple[PersonId, PersonId],
    things: tuple[EventId, Sequence[int]],
    minute: int,
) -> None:
    """One thing that somebody does."""
    (one, other), (event, slots) = who, things
    match name:
        case "join":
            made = do(store, other, MakeCode(), minute)
            do(store, one, Join(made.value if isinstance(made, Done) else ""), minute)
        case "separate":
            do(store, one, Separate(SIGNAL), minute)
        case "forget":
            do(store, one, Forget(), minute)
        case "come":
            do(store, one, Come(event, 1 + minute % 3, lift=False), minute)
        case "book":
            slot = slots[minute % len(slots)]
            do(store, one, BookSlot(slot, Topic.FAMILY, "en"), minute)  # type: ignore[arg-type]
        case "choose":
            do(store, one, Choose(SIGNAL), minute)
        case "news":
            agree(store, one)
            announce(store)
        case _:
            there = channels(store, one)[0]
            replies = [reply(one, there)]
            store.write(lambda tx: tx.outbox.add_replies(replies, NOW, lease_until=None))


def one_phone_of_a_kind(store: Store) -> None:
    """Addresses are unique by themselves; a person has each channel once."""
    rows = store.read(
        lambda tx: tx.connection.execute(select(addresses.c.person_id, addresses.c.channel)).all()
    )
    held = [tuple(row) for row in rows]
    assert len(set(held)) == len(held)
    stray = select(func.count()).where(
        appointments.c.person_id.is_not(None),
        appointments.c.person_id.not_in(select(people.c.id)),
    )
    assert store.read(lambda tx: tx.connection.scalar(stray)) == 0
