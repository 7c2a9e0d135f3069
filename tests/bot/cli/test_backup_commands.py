"""`lipa backup` and `lipa restore` at the command line."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.office import backups
from bot.running import opening
from bot.running.lock import only_one
from bot.settings.settings import load
from storage.lives.retention import BACKUPS
from storage.sealing.crypto import new_key
from tests.bot.lipa import Lipa
from tests.storage.samples import person


def test_a_backup_is_made_and_brought_back(lipa: Lipa) -> None:
    """On a machine that has only the settings."""
    store = opening.open_store(load())
    anna = person(store)
    store.close()

    made = lipa("backup", "night.lipa", "--json").document
    (lipa.folder / "var" / "lipa.db").unlink()
    back = lipa("restore", "night.lipa", "--json").document

    assert (made["file"], made["revision"]) == ("night.lipa", back["revision"])
    assert back == {"made_at": made["made_at"], "revision": made["revision"], "warning": None}
    assert lipa("check").code == 0
    store = opening.open_store(load())
    assert person(store) == anna
    store.close()


def test_both_say_in_words_what_they_did(lipa: Lipa) -> None:
    """And what an operator has to know."""
    assert "Its keys are not in it." in lipa("backup", "night.lipa").out
    assert "is erased again" in lipa("restore", "night.lipa", "--replace").out


def test_a_backup_older_than_the_journal_says_so(
    lipa: Lipa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever left in the time between is there again, and nothing can tell who that is."""
    made_at = datetime.fromisoformat(lipa("backup", "night.lipa", "--json").document["made_at"])
    monkeypatch.setattr(backups, "system_clock", lambda: made_at + BACKUPS)
    assert "is erased again" in lipa("restore", "night.lipa", "--replace").out

    monkeypatch.setattr(backups, "system_clock", lambda: made_at + BACKUPS + timedelta(seconds=1))
    assert "older than 35 days" in lipa("restore", "night.lipa", "--replace").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("backup", "here"), "here is there already: name a new file."),
        (("restore", "here"), "The file is no backup of Lipa"),
        (("restore", "none"), "none cannot be used (No such file or directory)."),
        (("restore", "night.lipa"), "There is a database already: say --replace"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(lipa: Lipa, words: tuple[str, ...], says: str) -> None:
    """With exit code 1."""
    lipa("backup", "night.lipa")
    (lipa.folder / "here").write_text("mine")

    printed = lipa(*words)

    assert (printed.code, printed.out, len(printed.err.splitlines())) == (1, "", 1)
    assert says in printed.err


def test_without_a_database_there_is_nothing_to_keep(
    empty: Lipa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no file is made."""
    monkeypatch.setenv("LIPA_SECRET_KEYS", new_key())

    printed = empty("backup", "night.lipa")

    assert printed.code == 1
    assert "There is no database yet" in printed.err
    assert not (empty.folder / "night.lipa").exists()


def test_nothing_is_brought_back_under_a_running_program(lipa: Lipa) -> None:
    """It holds the lock beside the database."""
    lipa("backup", "night.lipa")

    with only_one(Path("var/lipa.db")):
        printed = lipa("restore", "night.lipa", "--replace")

    assert printed.code == 1
    assert "Lipa runs already on this database" in printed.err


def test_under_other_keys_the_check_says_so(lipa: Lipa, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new machine, and the old `.env` was forgotten: the data is back, the key has to follow."""
    lipa("backup", "night.lipa")
    (lipa.folder / "var" / "lipa.db").unlink()
    monkeypatch.setenv("LIPA_SECRET_KEYS", new_key())

    said = lipa("restore", "night.lipa")
    checked = lipa("check")
    monkeypatch.delenv("LIPA_SECRET_KEYS")

    assert said.out.startswith("The backup is back, but: LIPA_SECRET_KEYS does not hold the key")
    assert checked.code == 1
    assert "LIPA_SECRET_KEYS does not hold the key of this database" in checked.out
    assert lipa("check").code == 0
