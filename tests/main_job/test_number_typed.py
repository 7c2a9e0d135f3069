"""A number of one's own, typed into the running program: it is gone from Telegram at once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.platforms.telegram import BotApi
from tests.survival.canaries import every_byte, found
from tests.survival.lipa_process import LIVELY, Program, running, until
from tests.survival.newcomers import Newcomer

NUMBER, WRONG = "482719", "918273"
CHOOSE = "Write a number that you can remember: 4 to 8 digits. Then delete your message here."


@pytest.fixture
async def lipa(tmp_path: Path) -> AsyncIterator[Program]:
    """The program, which logs all it can."""
    async with BotApi() as api:
        program = Program(tmp_path / "lipa", api, **LIVELY, LIPA_LOG_LEVEL="debug").prepare()
        async with running(program):
            yield program
        assert api.violations == []


async def test_what_was_typed_goes_from_telegram(lipa: Program) -> None:
    """Both times when it is set, and each time it is said, right or wrong; it stands nowhere."""
    ben = Newcomer(lipa.api, 5001, "en")
    await ben.arrives("English")
    ben.says("/privacy")
    ben.presses("👥 Others see my phone", await ben.hears("What we know about you:"))
    ben.presses("🔢 A number", await ben.hears("If others can look at this phone:"))
    for question in (CHOOSE, "Please write the same number once more."):
        await ben.hears(question)
        ben.says(NUMBER)
    await ben.hears("Good. We ask for it before we show what is personal.")
    await nothing_is_left_of_it(ben, lipa)

    ben.says("/hide", "/appointments")
    await ben.hears("🔢 Please write your number.")
    ben.says(WRONG)
    await ben.hears("This is not the number.")
    ben.says(NUMBER)
    await ben.hears("You have no appointment.")
    await nothing_is_left_of_it(ben, lipa)
    kept = every_byte(lipa.folder)
    assert found([NUMBER, WRONG], kept, lipa.words.encode()) == []


async def nothing_is_left_of_it(ben: Newcomer, lipa: Program) -> None:
    """On the phone; everything that was to be sent is done."""
    chat = lipa.api.world.chat(ben.user.id)
    digits = {NUMBER, WRONG}
    await until(
        lambda: not digits & {bubble.text for bubble in chat.bubbles.values()},
        "the number is gone",
    )
