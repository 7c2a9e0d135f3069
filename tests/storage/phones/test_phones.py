"""Codes, and where what we start goes when somebody has two phones."""

from sqlalchemy import func, select

from domain.events.rsvp import Come
from domain.outcome import Done, Refused
from domain.phones.phone import CODE_LASTS, MOST_MISSES, Choose, Join, Joined, MakeCode
from domain.rules import perform
from storage.lives.retention import retain
from storage.outbox.repository import Settled, State
from storage.people.addresses import addresses_of
from storage.people.tables import people
from storage.phones.tables import link_codes
from storage.store import Rollback, Store, Transaction
from tests.storage.acting import (
    MINUTE,
    SIGNAL,
    TELEGRAM,
    agree,
    announce,
    channels,
    claim,
    code_of,
    do,
    everything_opens,
    join,
    two,
    waiting,
)
from tests.storage.samples import DAY, NOW, an_event, new_event, person


def test_a_code_joins_two_phones(store: Store) -> None:
    """Whoever writes from either is the same person, whose conversation goes on."""
    anna, ben = two(store)
    store.write(lambda tx: tx.conversations.keep({anna: {"at": "a"}, ben: {"at": "b"}}, NOW))

    join(store, anna, ben)

    both = [(TELEGRAM, "tg"), (SIGNAL, "sig")]
    known = store.write(lambda tx: tx.conversations.of(both, NOW))
    assert [each.person.id for each in known] == [anna, anna]
    assert [each.place for each in known] == [{"at": "a"}] * 2
    assert store.read(lambda tx: addresses_of(tx, anna)) == sorted(both)
    assert store.read(lambda tx: tx.connection.scalar(select(func.count(people.c.id)))) == 1
    store.read(everything_opens)


def test_a_code_holds_once_and_not_for_long(store: Store) -> None:
    """A new one ends the one before."""
    anna, ben = two(store)
    carla = person(store, "3", "terminal")
    old = code_of(store, anna)
    code = code_of(store, anna, minutes=1)

    assert do(store, ben, Join(old), 1) == Done(None)
    assert do(store, ben, Join(code), 1 + CODE_LASTS // MINUTE) == Done(None)
    joined = do(store, ben, Join(code), 2)
    assert isinstance(joined, Done)
    assert joined.value == Joined()
    assert do(store, carla, Join(code), 2) == Done(None)


def test_guessing_ends_after_some_wrong_codes(store: Store) -> None:
    """A new code of one's own changes nothing about that; an hour does."""
    anna, ben = two(store)
    code = code_of(store, anna)
    wrong = "0000000000" if code != "0000000000" else "1111111111"
    for _guess in range(MOST_MISSES):
        assert do(store, ben, Join(wrong)) == Done(None)
    code_of(store, ben)

    assert isinstance(do(store, ben, Join(code)), Refused)
    assert do(store, ben, Join("hello"), 61) == Done(None)
    assert store.read(lambda tx: tx.links.misses(ben, NOW + 61 * MINUTE)) == 0
    store.write(lambda tx: retain(tx, NOW + 61 * MINUTE, 90))
    assert store.read(lambda tx: tx.connection.scalar(select(func.count(link_codes.c.blind)))) == 0


def test_never_two_phones_of_a_kind(store: Store) -> None:
    """And never a third one."""
    anna, ben = two(store)
    carla = person(store, "tg2", TELEGRAM)

    assert isinstance(do(store, carla, Join(code_of(store, anna))), Refused)
    join(store, anna, ben)
    assert isinstance(do(store, anna, MakeCode()), Refused)
    assert isinstance(do(store, carla, Join("1234567890")), Done)
    assert isinstance(do(store, anna, Join(code_of(store, carla))), Refused)
    assert channels(store, anna) == [SIGNAL, TELEGRAM]


def test_what_we_start_goes_where_they_want_it(store: Store) -> None:
    """Also what waits already; at first where the owner wrote from."""
    anna, ben = two(store)
    agree(store, anna)
    join(store, anna, ben)
    do(store, anna, Come(an_event(store), 1, lift=False))
    announce(store)
    assert set(waiting(store)) | set(waiting(store, "campaign")) == {(anna, TELEGRAM)}

    do(store, anna, Choose(SIGNAL))

    assert set(waiting(store)) | set(waiting(store, "campaign")) == {(anna, SIGNAL)}
    assert store.read(lambda tx: tx.links.preferred(anna)) == SIGNAL
    assert isinstance(do(store, anna, Choose("terminal")), Refused)


def test_what_cannot_be_brought_to_one_phone_goes_to_the_other_and_back(store: Store) -> None:
    """As soon as the preferred one writes again."""
    anna, ben = two(store)
    agree(store, anna)
    join(store, anna, ben)
    [_notice] = claim(store, TELEGRAM)
    store.write(lambda tx: tx.outbox.settle([Settled(_notice, State.SENT, NOW)]))
    do(store, anna, Come(an_event(store, new_event(starts=NOW + 2 * DAY)), 1, lift=False))
    announce(store)
    [row] = claim(store, TELEGRAM)

    store.write(lambda tx: tx.outbox.settle([Settled(row, State.UNREACHABLE, NOW)]))

    moved = set(waiting(store)) | set(waiting(store, "campaign"))
    assert moved == {(anna, SIGNAL)}
    assert [each.id for each in claim(store, SIGNAL, 2)] == [row.id]
    store.write(lambda tx: tx.conversations.set_reachable([(anna, TELEGRAM)], reachable=True))
    assert set(waiting(store)) == {(anna, TELEGRAM)}


def test_a_phone_that_is_left_lets_what_waits_go_to_the_other(store: Store) -> None:
    """Without anything having failed."""
    anna, ben = two(store)
    join(store, anna, ben)
    do(store, anna, Come(an_event(store), 1, lift=False))

    store.write(lambda tx: tx.conversations.set_reachable([(anna, TELEGRAM)], reachable=False))

    assert set(waiting(store)) == {(anna, SIGNAL)}


def test_nothing_is_left_half_joined_when_a_message_fails(store: Store) -> None:
    """What was remembered about the turn is forgotten with it."""
    anna, ben = two(store)
    code = code_of(store, anna)

    def fail(tx: Transaction) -> None:
        perform(Join(code), tx.work(ben, NOW))
        assert tx.joined == {ben: anna}
        raise Rollback

    def act(tx: Transaction) -> None:
        with tx.savepoint():
            fail(tx)
        assert tx.joined == {}

    store.write(act)

    assert channels(store, ben) == [SIGNAL]
