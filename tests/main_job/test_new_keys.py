"""A number on Signal that was given to somebody else, and one whose owner has a new phone."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.platforms.signal import Person, SignalCli
from tests.platforms.signal.reading import plain
from tests.platforms.telegram import BotApi
from tests.survival.lipa_process import LIVELY, Program, running
from tests.survival.newcomers import PATIENCE, hears_on_signal
from tests.survival.town import prepare_town

NUMBER = "482719"
IS_NEW = "This phone is new to us: its safety number on Signal has changed."
CHOOSE = "Write a number that you can remember: 4 to 8 digits."


@pytest.fixture
async def lipa(tmp_path: Path) -> AsyncIterator[Program]:
    """The program on both channels, with free times for advice."""
    async with BotApi() as api, SignalCli() as signal:
        program = Program(tmp_path / "lipa", api, signal, **LIVELY).prepare()
        prepare_town(program)
        async with running(program):
            yield program
        assert api.violations == []


async def has_booked(lipa: Program) -> Person:
    """Somebody on Signal with an appointment."""
    assert lipa.signal_cli is not None
    leila = lipa.signal_cli.person(name="Leila")
    leila.say("hello")
    await hears_on_signal(leila, "English")
    leila.answer("English")
    await hears_on_signal(leila, "What would you like to do?")
    leila.say("/legal")
    for question in ("we need your yes", "advice about?", "Are you 18 or older?", "Which time"):
        await hears_on_signal(leila, question)
        leila.say("1")
    await hears_on_signal(leila, "Booked.")
    leila.say("/appointments")
    await hears_on_signal(leila, "Your appointments:")
    return leila


async def everything_is_closed(leila: Person, sentence: str) -> None:
    """Whichever way somebody asks for it."""
    for words in ("/appointments", "/mydata", "/link"):
        leila.say(words)
        answer = plain((await leila.next_message(PATIENCE)).text)
        assert sentence in answer


def keys(lipa: Program) -> list[bool]:
    """Of each phone, whether its keys are new."""
    with closing(sqlite3.connect(lipa.folder / "lipa.db")) as database:
        rows = database.execute("SELECT changed_at FROM addresses").fetchall()
    return [at is not None for (at,) in rows]


async def test_whoever_was_given_the_number_sees_nothing_and_begins_anew(lipa: Program) -> None:
    """After the erasure they are somebody new, with a phone that nobody doubts."""
    leila = await has_booked(lipa)
    leila.change_phone()
    await everything_is_closed(leila, IS_NEW)

    leila.answer("Begin anew")
    await hears_on_signal(leila, "Shall we erase everything about you?")
    leila.answer("Yes, erase everything")
    await hears_on_signal(leila, "Everything we kept about you is erased.")
    leila.say("hello")
    await hears_on_signal(leila, "English")
    assert keys(lipa) == [False]


async def test_a_number_of_their_own_opens_a_new_phone(lipa: Program) -> None:
    """Then the phone is theirs, and nothing is asked about it any more."""
    leila = await has_booked(lipa)
    leila.say("/privacy")
    await hears_on_signal(leila, "Others see my phone")
    leila.answer("👥 Others see my phone")
    await hears_on_signal(leila, "🔢 A number")
    leila.answer("🔢 A number")
    for words in (CHOOSE, "Please write the same number once more."):
        await hears_on_signal(leila, words)
        leila.say(NUMBER)
    await hears_on_signal(leila, "Good.")

    leila.change_phone()
    await everything_is_closed(leila, "Please write your number.")
    assert keys(lipa) == [True]
    leila.say("/appointments")
    await hears_on_signal(leila, "Please write your number.")
    leila.say(NUMBER)
    await hears_on_signal(leila, "Your appointments:")
    assert keys(lipa) == [False]
