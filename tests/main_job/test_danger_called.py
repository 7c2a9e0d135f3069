"""Danger, said to the running program: whom to call comes before anything else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.platforms.signal import SignalCli
from tests.platforms.telegram import BotApi
from tests.survival.lipa_process import LIVELY, Program, running
from tests.survival.newcomers import Newcomer, hears_on_signal


@pytest.fixture
async def lipa(tmp_path: Path) -> AsyncIterator[Program]:
    """The program on both channels."""
    async with BotApi() as api, SignalCli() as signal:
        program = Program(tmp_path / "lipa", api, signal, **LIVELY).prepare()
        async with running(program):
            yield program
        assert api.violations == []


async def test_a_stranger_is_told_whom_to_call(lipa: Program) -> None:
    """In the language of their words, before any other question."""
    ben = Newcomer(lipa.api, 5003, "en")

    ben.says("kocam beni dövüyor")

    await ben.hears("Lütfen hemen arayın, her saatte: 112 · 113 · 116 111", "☎ 113 Police")


async def test_on_signal_too(lipa: Program) -> None:
    """And the question that stood is asked again."""
    signal = lipa.signal_cli
    assert signal is not None
    leila = signal.person(name="Leila")
    leila.say("hello")
    await hears_on_signal(leila, "English")

    leila.say("my husband beats me")

    await hears_on_signal(leila, "☎ 113 Police")
    assert "Please choose your language." in leila.transcript[-1]
