"""`lipa keys rotate`, and what `lipa check` says about keys."""

from typing import Any

import pytest

from bot.running import opening
from bot.settings.settings import load
from storage.sealing.crypto import new_key
from storage.store import Store
from tests.bot.lipa import Lipa
from tests.storage.samples import person
from tests.storage.shutting import shut

KEYS = "LIPA_SECRET_KEYS"


@pytest.fixture
def old(lipa: Lipa) -> str:
    """The key that the folder was set up with."""
    [line] = [x for x in (lipa.folder / ".env").read_text().splitlines() if x.startswith(KEYS)]
    return line.partition("=")[2]


def keys_of(lipa: Lipa) -> tuple[int, dict[str, Any]]:
    """What `lipa check` says of keys, with its exit code."""
    printed = lipa("check", "--json")
    [found] = [each for each in printed.document["checks"] if each["name"] == "keys"]
    return printed.code, found


def opened() -> Store:
    """The folder's database."""
    return opening.open_store(load())


def test_a_rotation_says_how_many_are_left(
    lipa: Lipa, old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None, and then the old key is of use for old backups alone."""
    monkeypatch.setenv(KEYS, f"{new_key()},{old}")
    before = keys_of(lipa)

    said = lipa("keys", "rotate").out
    again = lipa("keys", "rotate", "--json")

    assert before[0] == 0
    assert before[1]["message"].startswith("2 keys are under another secret key than the first")
    assert said.startswith(
        "2 keys are wrapped anew, 0 are left under other keys.\nKeep the old key"
    )
    assert (again.code, again.document["rotated"], again.document["left"]) == (0, 0, 0)
    assert list(again.document["keys"].values()) == [2]
    assert keys_of(lipa)[1]["message"] == "All that is kept can be opened."


def test_what_cannot_be_opened_is_a_failure(
    lipa: Lipa, old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the rotation, which does all the others, and of the check; both say what to mend."""
    store = opened()
    shut(store, person(store))
    store.close()
    monkeypatch.setenv(KEYS, f"{new_key()},{old}")

    rotated = lipa("keys", "rotate")
    code, found = keys_of(lipa)

    assert rotated.code == 1
    assert rotated.out.startswith("2 keys are wrapped anew, 1 are left under other keys.\n  key ")
    assert "which LIPA_SECRET_KEYS does not hold: 1\n" in rotated.out
    assert "stop it and start it with the new key in front of the old one" in rotated.out
    assert (code, found["state"]) == (1, "broken")
    assert found["message"].startswith("2 rows cannot be opened (people 1, addresses 1): put the ")
