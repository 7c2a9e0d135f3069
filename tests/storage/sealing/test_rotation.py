"""Secret keys are changed while nothing else changes."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from sqlalchemy import update

from domain.advice.appointment import Taken
from domain.advice.slot import Topic
from domain.surveys.survey import SubmitResponse, SurveyId
from storage import rotation
from storage.exports.tabulating import export_responses
from storage.people.tables import people as people_table
from storage.sealing.crypto import Keyring, new_data_key
from storage.sealing.keys import owner_of
from storage.store import StorageError, Store, Transaction
from storage.unopened import quick_look, wrapping
from tests.storage.samples import KEY, NOW, OTHER_KEY, ZONE, a_form, people, person, some_slots
from tests.storage.shutting import shut

BOTH = Keyring.parse(f"{OTHER_KEY},{KEY}")
FAMILY = Topic.FAMILY
NEW = Keyring.parse(OTHER_KEY)
T = TypeVar("T")


class Killed(BaseException):
    """The process is no more."""


class Dying:
    """A store whose process is killed after so many transactions, in the midst of the next."""

    def __init__(self, store: Store, after: int) -> None:
        self._write = store.write
        self._left = after

    def write(self, act: Callable[[Transaction], T]) -> T:
        """Run it, or nothing of it."""

        def cut(tx: Transaction) -> T:
            act(tx)
            raise Killed

        self._left -= 1
        return self._write(act if self._left >= 0 else cut)


def test_after_rotation_the_old_key_is_not_needed(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Conversations, answers and addresses open with the new key alone."""
    monkeypatch.setattr(rotation, "BATCH", 3)
    anna, _others = person(store), people(store, 7)
    given = SubmitResponse(SurveyId("stay"), "1", "", {"wish": "tea"})
    store.write(lambda tx: tx.conversations.keep({anna: {"flow": "menu"}}, NOW))
    store.write(lambda tx: tx.surveys.add(a_form(), NOW))
    store.write(lambda tx: tx.surveys.keep(given, "ar", date(2026, 12, 1)))

    both = Store.open(url, BOTH, ZONE)
    changed = rotation.rotate(both)
    again = rotation.rotate(both)
    both.close()

    new = Store.open(url, NEW, ZONE)
    [known] = new.write(lambda tx: tx.conversations.of([("telegram", "1001")], NOW))
    [row] = new.read(lambda tx: list(export_responses(tx, SurveyId("stay")).rows))
    new.close()
    assert (changed.changed, again.changed) == (2 + 8 + 1, 0)
    assert (changed.now.left, changed.unopened) == (0, 0)
    assert (known.person.id, known.place) == (anna, {"flow": "menu"})
    assert row[-1] == "tea"


def test_after_rotation_topics_open_and_are_found(store: Store, url: str) -> None:
    """Their fingerprints hang on no secret key."""
    anna, (first, second) = person(store), some_slots(store, 2)
    store.write(lambda tx: tx.appointments.take(first, anna, FAMILY, "en", NOW))
    store.write(lambda tx: tx.appointments.seek(anna, FAMILY, "en", NOW))

    both = Store.open(url, BOTH, ZONE)
    rotation.rotate(both)
    both.close()

    new = Store.open(url, NEW, ZONE)
    [booked] = new.read(lambda tx: tx.appointments.all_of(anna))
    again = new.write(lambda tx: tx.appointments.take(second, anna, FAMILY, "en", NOW))
    waits = new.read(lambda tx: tx.appointments.seeks(anna, FAMILY))
    new.close()
    assert (booked.topic, again, waits) == (FAMILY, Taken.TOPIC, True)


def test_a_rotation_that_was_killed_is_begun_again(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was done stays done, both keys are known until the end, and nothing is done twice."""
    monkeypatch.setattr(rotation, "BATCH", 3)
    people(store, 8)
    both = Store.open(url, BOTH, ZONE)

    with monkeypatch.context() as broken:
        broken.setattr(both, "write", Dying(both, after=2).write)
        with pytest.raises(Killed):
            rotation.rotate(both)
    between = both.read(wrapping)
    rest = rotation.rotate(both)
    both.close()

    assert between.left == 8 - 3
    assert (rest.changed, rest.now.left) == (5, 0)


def test_only_a_rotation_changes_the_key(store: Store, url: str) -> None:
    """Whichever stands first where a newcomer is heard: before it the old one, then the new one."""
    person(store)
    both = Store.open(url, BOTH, ZONE)
    reversed_ = Store.open(url, Keyring.parse(f"{KEY},{OTHER_KEY}"), ZONE)

    person(both, "1002")
    before = both.read(wrapping)
    rotation.rotate(both)
    person(reversed_, "1003")
    after = both.read(wrapping)
    reversed_.close()
    both.close()

    assert (before.left, sum(before.by_key.values())) == (4, 4)
    assert (after.left, sum(after.by_key.values())) == (0, 5)


def test_what_came_in_behind_a_rotation_is_counted_and_rotated(store: Store, url: str) -> None:
    """On a server a transaction that began before may commit after it was passed by."""
    anna = person(store)
    both = Store.open(url, BOTH, ZONE)
    rotation.rotate(both)
    late = Keyring.parse(KEY).wrap(new_data_key(), owner_of(anna))

    both.write(lambda tx: tx.connection.execute(update(people_table).values(key_wrapped=late)))
    left = both.read(wrapping)
    after = rotation.rotate(both)
    both.close()

    assert (left.left, left.by_key[left.current]) == (1, 2)
    assert (after.changed, after.now.left) == (1, 0)


def test_a_program_that_was_left_behind_makes_no_keys(store: Store, url: str) -> None:
    """It holds the old key alone: it is told so, and nothing is sealed that nobody could open."""
    anna = person(store)
    both = Store.open(url, BOTH, ZONE)
    rotation.rotate(both)
    response = SubmitResponse(SurveyId("stay"), "1", "", {"wish": "tea"})

    for act in (
        lambda: person(store, "1002"),
        lambda: person(store),
        lambda: store.write(lambda tx: tx.surveys.keep(response, "ar", date(2026, 12, 1))),
        lambda: store.write(lambda tx: tx.keys.of(anna)),
        lambda: store.read(quick_look),
    ):
        with pytest.raises(StorageError, match="start it again"):
            act()
    assert both.read(wrapping).left == 0
    both.close()


def test_a_key_that_does_not_open_is_passed_over(store: Store, url: str) -> None:
    """All others are wrapped anew, and it is counted as left."""
    anna, *_others = people(store, 3)
    shut(store, anna)
    both = Store.open(url, BOTH, ZONE)

    done = rotation.rotate(both)
    both.close()

    assert (done.changed, done.unopened, done.now.left) == (2 + 2, 1, 1)


def test_before_rotation_the_old_key_is_needed(store: Store, url: str) -> None:
    """The new one alone is refused."""
    person(store)

    with pytest.raises(StorageError, match="LIPA_SECRET_KEYS"):
        Store.open(url, NEW, ZONE)
