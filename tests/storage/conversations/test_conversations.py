"""Who is behind an address, and where their conversation is."""

from datetime import timedelta

import pytest

from domain.people.person import Interest, PersonId, Purpose
from domain.speech.text import _
from storage.people.addresses import addresses_of
from storage.store import Store, Transaction
from tests.storage.samples import NOW, person

ANNA = ("telegram", "1001")
BEN = ("signal", "6f1c")


def test_strangers_become_people(store: Store) -> None:
    """In the order asked, each once, and they are known the next time."""
    first = store.write(lambda tx: tx.conversations.of([ANNA, BEN], NOW))
    again = store.write(lambda tx: tx.conversations.of([BEN, ANNA], NOW))

    assert [known.new for known in first + again] == [True, True, False, False]
    assert [known.person for known in again] == [first[1].person, first[0].person]
    assert [(known.channel, known.address) for known in again] == [BEN, ANNA]


def test_the_same_stranger_twice_is_one_person(store: Store) -> None:
    """A batch may name somebody twice."""
    one, two = store.write(lambda tx: tx.conversations.of([ANNA, ANNA], NOW))

    assert one.person == two.person


def test_the_same_address_on_another_channel_is_somebody_else(store: Store) -> None:
    """Numbers of one platform mean nothing on another."""
    assert person(store, "1001") != person(store, "1001", "terminal")


@pytest.mark.parametrize("many", [1, 2, 64, 65, 200])
def test_a_batch_of_any_size_is_read(store: Store, many: int) -> None:
    """The order is kept."""
    who = [("telegram", str(number)) for number in range(many)]
    new = store.write(lambda tx: tx.conversations.of(who, NOW))

    known = store.write(lambda tx: tx.conversations.of(who, NOW))

    assert [k.person for k in known] == [k.person for k in new]
    assert len({k.person.id for k in known}) == many


def test_who_is_known_is_asked_without_making_anybody(store: Store) -> None:
    """By channel and address; a stranger stays one."""
    person(store)

    found = store.read(lambda tx: tx.conversations.known([ANNA, BEN, ("signal", ANNA[1])]))
    none = store.read(lambda tx: tx.conversations.known([]))

    assert (found, none) == ({ANNA}, set())
    [ben] = store.write(lambda tx: tx.conversations.of([BEN], NOW))
    assert ben.new


def test_a_place_is_kept_until_it_is_ended(store: Store) -> None:
    """What was kept is what is read; None ends it."""
    anna, ben = person(store, "1001"), person(store, "6f1c", "signal")
    place = {"flow": "events", "draft": {"words": "čaj ☕"}}

    store.write(lambda tx: tx.conversations.keep({anna: place, ben: {}}, NOW))
    kept = store.write(lambda tx: tx.conversations.of([ANNA, BEN], NOW))
    store.write(lambda tx: tx.conversations.keep({anna: None, ben: [1]}, NOW))
    ended = store.write(lambda tx: tx.conversations.of([ANNA, BEN], NOW))

    assert [known.place for known in kept] == [place, {}]
    assert [known.place for known in ended] == [None, [1]]


def test_what_a_person_told_comes_with_them(store: Store) -> None:
    """One look-up brings the whole person."""
    anna = person(store)
    store.write(lambda tx: tx.people.set_language(anna, "fa-AF"))
    store.write(lambda tx: tx.people.set_interests(anna, [Interest.SPORT, Interest.FOOD]))
    store.write(lambda tx: tx.people.set_consent(anna, Purpose.TAKE_PART, given=True, at=NOW))

    [known] = store.write(lambda tx: tx.conversations.of([ANNA], NOW))

    assert known.person == store.read(lambda tx: tx.people.get(anna))
    assert known.person.language == "fa-AF"
    assert known.person.interests == {Interest.SPORT, Interest.FOOD}
    assert known.person.consents == {Purpose.TAKE_PART}


def test_who_blocked_us_is_known_as_unreachable(store: Store) -> None:
    """Until they write again."""
    anna = person(store)

    store.write(lambda tx: tx.conversations.set_reachable([(anna, "telegram")], reachable=False))

    [known] = store.write(lambda tx: tx.conversations.of([ANNA], NOW))
    assert not known.reachable


def test_addresses_of_a_person_can_be_opened(store: Store) -> None:
    """They stand sealed in the table."""
    anna = person(store)

    assert store.read(lambda tx: addresses_of(tx, anna)) == [ANNA]


def test_nothing_is_kept_about_somebody_forgotten_in_the_same_breath(store: Store) -> None:
    """Their last message ends in a place that must not be stored."""
    anna = person(store)

    def turn(tx: Transaction) -> None:
        tx.lives.forget(anna, _("Goodbye."), NOW)
        tx.conversations.keep({anna: {"flow": "menu"}}, NOW)

    store.write(turn)

    [known] = store.write(lambda tx: tx.conversations.of([ANNA], NOW + timedelta(hours=1)))
    assert known.new
    assert known.place is None


def test_a_person_who_does_not_exist_is_a_key_error(store: Store) -> None:
    """The number of somebody who left means nobody."""
    with pytest.raises(KeyError):
        store.read(lambda tx: tx.people.get(PersonId(5)))
    with pytest.raises(KeyError):
        store.read(lambda tx: tx.keys.of(PersonId(5)))
