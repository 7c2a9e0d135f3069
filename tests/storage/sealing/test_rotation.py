"""Secret keys are changed while nothing else changes."""

from datetime import date

import pytest

from domain.surveys.survey import SubmitResponse, SurveyId
from storage import rotation
from storage.exports.tabulating import export_responses
from storage.sealing.crypto import Keyring
from storage.store import StorageError, Store
from tests.storage.samples import KEY, NOW, OTHER_KEY, ZONE, a_form, people, person

BOTH = Keyring.parse(f"{OTHER_KEY},{KEY}")
NEW = Keyring.parse(OTHER_KEY)


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
    assert (changed, again) == (2 + 8 + 1, 0)
    assert (known.person.id, known.place) == (anna, {"flow": "menu"})
    assert row[-1] == "tea"


def test_before_rotation_the_old_key_is_needed(store: Store, url: str) -> None:
    """The new one alone is refused."""
    person(store)

    with pytest.raises(StorageError, match="LIPA_SECRET_KEYS"):
        Store.open(url, NEW, ZONE)
