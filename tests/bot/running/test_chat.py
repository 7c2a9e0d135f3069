"""`lipa chat` and `lipa demo`: whole conversations through the real house."""

import os
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from bot.channels.terminal import Screen, Terminal
from bot.clock import system_clock
from bot.running import compose, opening
from bot.running.chat import Talking
from bot.settings.settings import Settings
from storage.sealing.crypto import new_key
from tests.bot.lipa import Lipa, start
from tests.survival.nursery import nursery

PATIENCE = 60.0


@pytest.fixture
def lipa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lipa:
    """A command line with a database."""
    command = Lipa(tmp_path, monkeypatch)
    assert command("setup").code == 0
    return command


def chat(lipa: Lipa, typed: str, *words: str) -> str:
    """What stands on the screen after these lines were typed."""
    return shown(lipa.folder, "chat", *words, typed=typed)


def shown(folder: Path, *words: str, typed: str = "") -> str:
    """What a process of its own prints that was born ready; it must end well."""
    with TemporaryFile() as out, TemporaryFile() as err, TemporaryFile() as given:
        given.write(typed.encode())
        given.seek(0)
        environ = {"PATH": os.defpath}
        files = [file.fileno() for file in (out, err, given)]
        code = nursery().fork(words, folder, environ, files).died.result(PATIENCE)
        for file in (out, err):
            file.seek(0)
        assert (code, err.read()) == (0, b"")
        return out.read().decode()


def shown_afresh(folder: Path, *words: str, typed: str = "") -> str:
    """The same, from an interpreter that has loaded nothing."""
    with start(folder, *words) as process:
        out, err = process.communicate(typed, PATIENCE)
    assert (process.returncode, err) == (0, "")
    return out


def test_a_conversation_goes_on_where_it_was(lipa: Lipa) -> None:
    """After each end of the program, for each person."""
    first = shown_afresh(lipa.folder, "chat", "--as", "ben", typed="hello\nEnglish\n")
    second = chat(lipa, "privacy\n", "--as", "ben")
    other = chat(lipa, "hello", "--as", "celia")

    assert first.startswith("> hello\n\n🌐 Please choose your language.\n\n1. English\n")
    assert "What we keep" in second
    assert "choose your language" in other


def test_a_phone_that_speaks_slovene_is_greeted_in_slovene(lipa: Lipa) -> None:
    """Until the person chooses."""
    assert "Slovenščina" in chat(lipa, "hello", "--language", "sl")


def test_a_language_that_is_not_offered_is_refused(lipa: Lipa) -> None:
    """With those that are."""
    printed = lipa("chat", "--language", "tlh")

    assert (printed.code, "en, sl, ar" in printed.err) == (2, True)


def test_nobody_is_no_name(lipa: Lipa) -> None:
    """Somebody must be talking."""
    assert lipa("chat", "--as", "").code == 2


async def test_two_people_at_two_screens_get_their_own_messages(tmp_path: Path) -> None:
    """In one database, with a sender each."""
    settings = Settings(f"sqlite:///{tmp_path}/lipa.db", new_key(), texts=tmp_path / "no")
    opening.migrate(settings)
    house = compose.house(settings, system_clock)
    seen: dict[str, list[str]] = {"ben": [], "celia": []}

    async def nothing() -> str | None:
        return None

    people = {
        name: Terminal(name, Screen(nothing, shown.append, tmp_path), system_clock)
        for name, shown in seen.items()
    }
    async with Talking(house, people["ben"]) as one, Talking(house, people["celia"]) as two:
        await one.handle([people["ben"].heard("hello")])
        await two.handle([people["celia"].heard("hello")])
        await two.handle([people["celia"].heard("English")])

    assert [len(shown) for shown in seen.values()] == [1, 3]
    house.store.close()


def test_the_demo_shows_the_main_job_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal, without an account, without a setting; twice, from the beginning."""
    monkeypatch.chdir(tmp_path)
    shown(tmp_path, "demo")
    out = shown_afresh(tmp_path, "demo")

    for line in (
        "> I'm coming",
        "🔔 You have an appointment soon.",
        "1,Football in the park,coming,2,1",
        "1,Football in the park,coming,3,0",
    ):
        assert line in out
    assert "Sorry, I did not understand" not in out
    assert not (tmp_path / ".env").exists()
    assert (tmp_path / "var" / "demo" / ".env").stat().st_mode & 0o077 == 0
