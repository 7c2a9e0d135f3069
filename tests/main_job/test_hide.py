"""`/hide` on the running program: the phone forgets, and nothing else does."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.platforms.signal import Person, SignalCli
from tests.platforms.telegram import BotApi
from tests.survival.lipa_process import LIVELY, Program, running, until
from tests.survival.newcomers import Newcomer, hears_on_signal, seen

MENU = "What would you like to do?"


@pytest.fixture
async def lipa(tmp_path: Path) -> AsyncIterator[Program]:
    """The program on both channels."""
    async with BotApi() as api, SignalCli() as signal:
        program = Program(tmp_path / "lipa", api, signal, **LIVELY).prepare()
        async with running(program):
            yield program
        assert api.violations == []


def ours(person: Person) -> list[str]:
    """What of us stands on the phone."""
    return [line for line in person.transcript if line.startswith("bot: ")]


async def test_our_messages_go_from_telegram(lipa: Program) -> None:
    """All but the one word that says so; the menu is there when they want it again."""
    ben = Newcomer(lipa.api, 5001, "en")
    await ben.arrives("English")
    before = [bubble.message_id for bubble in ben.user.bubbles]
    assert len(before) > 5

    ben.says("/hide")
    await ben.hears("Done.")
    await until(lambda: not set(before) & {b.message_id for b in ben.user.bubbles}, "it is gone")

    assert [seen(bubble).splitlines()[0] for bubble in ben.user.bubbles] == ["Done."]
    ben.says("/menu")
    await ben.hears(MENU)


async def test_our_messages_go_from_signal(lipa: Program) -> None:
    """The same, by remote deletion."""
    signal = lipa.signal_cli
    assert signal is not None
    leila = signal.person(name="Leila")
    leila.say("hello")
    await hears_on_signal(leila, "English")
    leila.answer("English")
    await hears_on_signal(leila, "Hello! I am Lipa")
    await until(lambda: not lipa.waiting(), "all of it is written down")

    leila.say("/hide")
    await hears_on_signal(leila, "Done.")

    await until(lambda: len(ours(leila)) == 1, "the rest is gone", tell=lambda: ours(leila))
    assert ours(leila)[0].startswith("bot: Done.")
