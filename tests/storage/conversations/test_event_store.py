"""Events wait sealed until they are handled, each once, in the order of their coming."""

from sqlalchemy import select

from storage.conversations.event_store import Arrival
from storage.conversations.tables import arrivals
from storage.store import Store
from tests.storage.samples import NOW

OURS = "+447700900001"
FIRST = Arrival("sender-1", "1795000000001", b'{"message": "a canary"}')
SECOND = Arrival("sender-2", "1795000000001", b'{"message": "another"}')


def keep(store: Store, *events: Arrival) -> None:
    """One commit, as the channel does it."""
    store.write(lambda tx: tx.arrivals.keep("signal", OURS, events, NOW))


def waiting(store: Store, most: int = 10) -> list[tuple[int, bytes]]:
    """What is still to be handled."""
    return store.read(lambda tx: tx.arrivals.waiting("signal", most))


def test_events_wait_in_the_order_of_their_coming(store: Store) -> None:
    """Also when they come in several batches."""
    keep(store, SECOND)
    keep(store, FIRST)

    assert [raw for _id, raw in waiting(store)] == [SECOND.raw, FIRST.raw]
    assert [raw for _id, raw in waiting(store, most=1)] == [SECOND.raw]


def test_an_event_that_waits_is_not_kept_twice(store: Store) -> None:
    """A platform that crashes delivers again; two people may use the same instant."""
    keep(store, FIRST, FIRST, SECOND)
    keep(store, FIRST)

    assert [raw for _id, raw in waiting(store)] == [FIRST.raw, SECOND.raw]


def test_a_handled_event_is_gone(store: Store) -> None:
    """Only those that were named."""
    keep(store, FIRST, SECOND)
    [(first, _raw), _second] = waiting(store)

    store.write(lambda tx: tx.arrivals.done([first]))
    store.write(lambda tx: tx.arrivals.done([]))

    assert [raw for _id, raw in waiting(store)] == [SECOND.raw]


def test_each_channel_sees_its_own(store: Store) -> None:
    """What Signal was sent is nothing to others."""
    keep(store, FIRST)

    assert store.read(lambda tx: tx.arrivals.waiting("telegram", 10)) == []


def test_nobody_reads_words_or_senders_in_the_table(store: Store) -> None:
    """They are sealed under the house key; the fingerprint names nobody."""
    keep(store, FIRST)

    [row] = store.read(lambda tx: tx.connection.execute(select(arrivals)).all())

    assert b"canary" not in row.raw_sealed
    assert b"sender" not in row.blind
