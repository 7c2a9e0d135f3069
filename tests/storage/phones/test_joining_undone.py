"""Whoever was talked into joining two phones has everything again: row by row, and no more."""

import pytest

from domain.advice.appointment import BookSlot, CancelAppointment
from domain.advice.slot import Topic
from domain.events.rsvp import Come, StayAway
from domain.matters.matter import LeaveMatter, Subject
from domain.outcome import Done
from domain.people.person import (
    ChooseLanguage,
)
from domain.people.rights import Stop
from domain.phones.phone import Separate
from domain.rules import perform
from storage.outbox.repository import Settled, State
from storage.store import Store, Transaction
from tests.storage.acting import (
    MINUTE,
    QUESTION,
    SIGNAL,
    TELEGRAM,
    agree,
    claim,
    do,
    everything_opens,
    join,
    places_add_up,
    reply,
    two,
    waiting,
)
from tests.storage.leading_lives import (
    booked_by,
    coming,
    everything_of,
    lead_a_life,
    said_to,
    separate,
    who_has,
)
from tests.storage.samples import DAY, NOW, an_event, new_event, person, some_slots

BOTH = pytest.mark.parametrize("separated", [TELEGRAM, SIGNAL])


@BOTH
def test_each_has_everything_again(store: Store, separated: str) -> None:
    """Rows of every table, each value as it was, whichever phone is separated."""
    anna, ben = two(store)
    carla = person(store, "c", "terminal")
    lead_a_life(store, anna, ben)
    lead_a_life(store, ben, anna)
    store.write(lambda tx: tx.appointments.keep_apart(ben, carla))
    before = [everything_of(store, who) for who in (anna, ben)]
    planned = len(waiting(store))

    join(store, anna, ben)
    new = separate(store, anna, separated)

    assert everything_of(store, anna) == before[0]
    assert everything_of(store, new) == before[1]
    assert len(waiting(store)) == planned
    assert {who for who, _channel in waiting(store)} == {anna, new}
    assert set(waiting(store)) == {(anna, TELEGRAM), (new, SIGNAL)}
    assert set(before[0]) > {"cars", "rides", "seekers", "answered", "matters", "appointments"}
    places_add_up(store)
    store.read(everything_opens)


@BOTH
def test_what_nobody_told_before_is_not_told_after(store: Store, separated: str) -> None:
    """The owner of the code had said nothing, and has nothing of the other's; STOP included."""
    anna, ben = two(store)
    lead_a_life(store, ben, ben)
    do(store, ben, Stop())
    before = [everything_of(store, who) for who in (anna, ben)]

    join(store, anna, ben)
    assert store.read(lambda tx: tx.people.get(anna)).stopped
    new = separate(store, anna, separated)

    assert [everything_of(store, who) for who in (anna, new)] == before
    assert waiting(store) == []


def test_stop_since_then_holds_on_both_phones(store: Store) -> None:
    """Nobody knows who said it."""
    anna, ben = two(store)
    agree(store, anna, ben)
    join(store, anna, ben)
    do(store, anna, Stop())

    new = separate(store, anna, SIGNAL)

    assert store.read(lambda tx: tx.people.get(anna).stopped and tx.people.get(new).stopped)


def test_what_was_given_up_is_taken_again(store: Store) -> None:
    """A time and places that both had; what the owner did with the rest stands."""
    anna, ben = two(store)
    first, second, third = some_slots(store, 3, NOW + 3 * DAY)
    event = an_event(store, new_event(starts=NOW + 3 * DAY))
    for who, slot in ((anna, first), (ben, second)):
        do(store, who, BookSlot(slot, Topic.FAMILY, "en"))
        do(store, who, Come(event, 2, lift=False))
    do(store, ben, BookSlot(third, Topic.INTERVIEW, "en"))
    join(store, anna, ben)
    [_hers, interview] = store.read(lambda tx: tx.appointments.open_of(anna, NOW))
    do(store, anna, CancelAppointment(interview.id))

    new = separate(store, anna, SIGNAL)

    booked = {who: booked_by(store, who) for who in (anna, new)}
    assert [each.slot.id for each in booked[anna]] == [first]
    assert [each.slot.id for each in booked[new]] == [second]
    for who in (anna, new):
        assert [(each.event, each.people) for each in coming(store, who)] == [(event, 2)]
    places_add_up(store)


def test_what_somebody_else_took_meanwhile_is_said(store: Store) -> None:
    """On the phone that gave it up, and nothing else suffers."""
    anna, ben = two(store)
    carla = person(store, "c", "terminal")
    first, second = some_slots(store, 2, NOW + 3 * DAY)
    for who, slot in ((anna, first), (ben, second)):
        do(store, who, BookSlot(slot, Topic.FAMILY, "en"))
    join(store, anna, ben)
    do(store, carla, BookSlot(second, Topic.FAMILY, "en"))

    new = separate(store, anna, TELEGRAM)

    assert store.read(lambda tx: tx.appointments.open_of(new, NOW)) == []
    assert "somebody else has taken it" in said_to(store, SIGNAL)


def test_a_yes_in_place_of_a_no_goes_back(store: Store) -> None:
    """The owner's no stands again; what the owner left for good is left."""
    anna, ben = two(store)
    one, other = (an_event(store, new_event(starts=NOW + n * DAY)) for n in (3, 4))
    for event in (one, other):
        do(store, ben, Come(event, 3, lift=False))
        do(store, anna, Come(event, 1, lift=False))
        do(store, anna, StayAway(event))
    join(store, anna, ben)
    do(store, anna, StayAway(other))

    new = separate(store, anna, SIGNAL)

    coming = store.read(lambda tx: tx.events.coming_of(new, NOW))
    assert [(each.event, each.people) for each in coming] == [(one, 3)]
    rsvp = store.read(lambda tx: tx.events.rsvp(one, anna))
    assert rsvp is not None
    assert not rsvp.holds
    places_add_up(store)


@BOTH
def test_what_was_added_since_stays_with_the_owner(store: Store, separated: str) -> None:
    """But what we said on the other phone goes with it, and opens there."""
    anna, ben = two(store)
    join(store, anna, ben)
    matter = do(store, anna, LeaveMatter(Subject.QUESTION, "Since then"))
    assert isinstance(matter, Done)
    [asked] = store.write(
        lambda tx: tx.outbox.add_replies([reply(anna, SIGNAL)], NOW, lease_until=NOW + MINUTE)
    )
    store.write(lambda tx: tx.outbox.settle([Settled(asked, State.SENT, NOW, message="7")]))

    new = separate(store, anna, separated)

    assert [each.words for each in store.read(lambda tx: tx.matters.of(anna))] == ["Since then"]
    assert store.read(lambda tx: tx.outbox.prompt(asked.id, new)) == QUESTION
    assert store.read(lambda tx: tx.outbox.prompt(asked.id, anna)) is None
    store.read(everything_opens)


@BOTH
def test_both_phones_hear_of_it(store: Store, separated: str) -> None:
    """The one by a farewell, in its language, the other by a notice when it did not ask."""
    anna, ben = two(store)
    do(store, ben, ChooseLanguage("sl"))
    do(store, anna, ChooseLanguage("fr"))
    join(store, anna, ben)
    claim(store, TELEGRAM)
    command = Separate(separated)
    store.write(lambda tx: perform(command, tx.work(anna, NOW + 10 * MINUTE, separated)))

    [farewell] = claim(store, separated, 10)
    assert farewell.kind == "goodbye"
    assert "separated again" in said_to(store, SIGNAL if separated == TELEGRAM else TELEGRAM)
    assert farewell.language == ("sl" if separated == SIGNAL else "fr")


def test_an_answer_goes_to_who_they_are_now(store: Store) -> None:
    """Whoever separates the owner's phone from the one that typed the code is the new person."""
    anna, ben = two(store)
    join(store, anna, ben)

    def act(tx: Transaction) -> None:
        perform(Separate(TELEGRAM), tx.work(anna, NOW + MINUTE, SIGNAL))
        tx.conversations.keep({anna: {"at": "a"}}, NOW)
        tx.outbox.add_replies([reply(anna, SIGNAL)], NOW, lease_until=None)

    store.write(act)

    new = who_has(store, SIGNAL)
    assert [row.person for row in claim(store, SIGNAL, 1)] == [new]
    both = [(TELEGRAM, "tg"), (SIGNAL, "sig")]
    known = store.write(lambda tx: tx.conversations.of(both, NOW))
    assert [each.person.id for each in known] == [anna, new]
    assert [each.place for each in known] == [None, None]
