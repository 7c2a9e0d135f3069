"""Quiet and numbers in the tables: what is held back, sealed, counted."""

from datetime import timedelta

from sqlalchemy import select

from bot.sending.clocks.clock_watch import ClockSet
from bot.sending.reviewing import claim
from domain.outcome import Done, Refused
from domain.people.person import Person, PersonId
from domain.people.pin import CLOSED_FOR, OPEN_FOR, TRIES, PinSaid, RemovePin, SayPin, SetPin
from domain.people.quiet import EndQuiet, KeepQuiet, Quiet
from storage.outbox.repository import Due, State
from storage.outbox.tables import outbox
from storage.people.tables import people
from storage.store import Store
from tests.storage.acting import MINUTE, TELEGRAM, agree, announce, do, join, two
from tests.storage.samples import NOW, person

NUMBER = "471108"


def claimed(store: Store, minutes: int) -> tuple[Due, ...]:
    """What may go now, after what is held back was given back."""
    now = NOW + minutes * MINUTE
    return store.write(lambda tx: claim(tx, {TELEGRAM: 10}, now, ClockSet())).rows


def test_what_we_start_waits_for_the_end_of_quiet(store: Store) -> None:
    """By itself."""
    anna = quiet_and_announced(store)

    assert claimed(store, 1) == ()
    assert claimed(store, 59) == ()
    assert [row.person for row in claimed(store, 60)] == [anna]


def test_whoever_ends_it_gets_what_waited(store: Store) -> None:
    """At once."""
    anna = quiet_and_announced(store)
    assert claimed(store, 1) == ()

    do(store, anna, EndQuiet(), 2)

    assert [row.person for row in claimed(store, 2)] == [anna]


def quiet_and_announced(store: Store) -> PersonId:
    """Somebody who wants an hour of quiet when something is announced."""
    anna = person(store)
    agree(store, anna)
    do(store, anna, KeepQuiet(Quiet.HOUR))
    announce(store)
    return anna


def test_a_held_row_still_counts_as_waiting(store: Store) -> None:
    """So that counts add up, and a stopped campaign still takes it back."""
    quiet_and_announced(store)
    claimed(store, 1)

    [row] = store.read(lambda tx: tx.connection.execute(select(outbox)).all())

    assert (row.state, row.attempts, row.lease_until) == (State.WAITING.value, 0, None)
    assert row.due_at == NOW + timedelta(hours=1)


def test_a_number_is_sealed_and_said(store: Store) -> None:
    """It is in no column, and holds for ten minutes."""
    anna = person(store)
    assert do(store, anna, SetPin(NUMBER)) == Done(None)
    [row] = store.read(lambda tx: tx.connection.execute(select(people)).all())
    assert NUMBER.encode() not in row.pin_sealed

    later = NOW + OPEN_FOR
    assert not known(store, anna).is_locked(NOW)
    assert known(store, anna).is_locked(later)
    assert do(store, anna, SayPin("wrong 1"), 20) == Done(PinSaid.WRONG)
    assert do(store, anna, SayPin(NUMBER), 20) == Done(PinSaid.RIGHT)
    assert not known(store, anna).is_locked(NOW + 29 * MINUTE)


def known(store: Store, who: PersonId) -> Person:
    """The person as they are now."""
    return store.read(lambda tx: tx.people.get(who))


def test_guessing_is_counted_and_stopped(store: Store) -> None:
    """Five tries, then a rest; a right number ends the count."""
    anna = person(store)
    do(store, anna, SetPin(NUMBER))

    said = [do(store, anna, SayPin("0000"), 20) for _try in range(TRIES)]

    assert said == [Done(PinSaid.WRONG)] * (TRIES - 1) + [Done(PinSaid.CLOSED)]
    assert isinstance(do(store, anna, SayPin(NUMBER), 20), Refused)
    after = 20 + CLOSED_FOR // MINUTE
    assert do(store, anna, SayPin("0000"), after) == Done(PinSaid.WRONG)
    assert do(store, anna, SayPin(NUMBER), after) == Done(PinSaid.RIGHT)
    pin = store.read(lambda tx: tx.people.pin(anna))
    assert pin is not None
    assert (pin.misses, pin.closed_until) == (0, None)


def test_it_goes_when_it_is_taken_away(store: Store) -> None:
    """Without one, nothing is asked and anything is right."""
    anna = person(store)
    do(store, anna, SetPin(NUMBER))
    do(store, anna, RemovePin())

    assert store.read(lambda tx: tx.people.pin(anna)) is None
    assert not known(store, anna).is_locked(NOW + OPEN_FOR)
    assert do(store, anna, SayPin("0000")) == Done(PinSaid.RIGHT)


def test_two_phones_have_one_number(store: Store) -> None:
    """The owner's; else the one of the phone that joined."""
    anna, ben = two(store)
    do(store, ben, SetPin(NUMBER))

    join(store, anna, ben)

    pin = store.read(lambda tx: tx.people.pin(anna))
    assert pin is not None
    assert pin.digits == NUMBER
