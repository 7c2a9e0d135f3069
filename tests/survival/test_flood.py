"""One person writes hundreds of messages: the others are answered as if nobody did."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.processes import seconds_of
from tests.platforms.signal import SignalCli
from tests.platforms.telegram import BotApi
from tests.storage.database.postgres_for_tests import KEY
from tests.survival.lipa_process import PATIENCE, Program, running

MANY, OTHERS = 300, 20  # `python -m benchmarks r4` has a thousand
# Seconds of the program's CPU, whatever else the machine does: no more than an order of magnitude.
SOON = 5.0
FLOODS: dict[str, Callable[[int], str]] = {
    "answers": lambda _number: "1",
    "signs that are long": lambda _number: "\ufdfa" * 600,
    "all different": lambda number: f"I need {number} winter shoes and {number + 1} socks",
}


@dataclass
class Phone:
    """Somebody with a phone, on whatever channel."""

    say: Callable[[str], object]
    heard: Callable[[], int]

    async def asks(self) -> None:
        """Write something, and wait for the answer."""
        before = self.heard()
        self.say("/menu")
        async with asyncio.timeout(5 * PATIENCE):
            while self.heard() == before:  # noqa: ASYNC110 - another process answers
                await asyncio.sleep(0.01)


def on_telegram(lipa: Program, number: int) -> Phone:
    """With Telegram."""
    user = lipa.api.user(number, "en")
    return Phone(user.say, lambda: len(user.bubbles))


def on_signal(lipa: Program, number: int) -> Phone:
    """With Signal."""
    assert lipa.signal_cli is not None
    person = lipa.signal_cli.person(number)
    return Phone(person.say, lambda: len(person.bubbles))


@pytest.fixture(params=["sqlite 20", "sqlite 0", "postgresql 0"])
async def lipa(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Program]:
    """The program without a pace of sending, and with or without a limit for each person."""
    where, rate = request.param.split()
    settings = {
        "LIPA_SECRET_KEYS": KEY,
        "LIPA_TELEGRAM_RATE": "0",
        "LIPA_SIGNAL_RATE": "0",
        "LIPA_PERSON_RATE": rate,
    }
    if where == "postgresql":
        settings["LIPA_DATABASE_URL"] = request.getfixturevalue("postgres_url")()
    async with BotApi() as api, SignalCli() as signal:
        program = Program(tmp_path / "lipa", api, signal, **settings).prepare()
        async with running(program):
            yield program


@pytest.mark.parametrize("phone", [on_telegram, on_signal])
async def test_hundreds_of_messages_of_one_keep_nobody_waiting(
    lipa: Program, phone: Callable[[Program, int], Phone]
) -> None:
    """Whatever they are made of."""
    assert lipa.process is not None
    for place, (kind, words) in enumerate(FLOODS.items()):
        trickster = phone(lipa, 100 + place)
        others = [phone(lipa, 1000 * (place + 1) + number) for number in range(OTHERS)]
        await trickster.asks()
        for number in range(MANY):
            trickster.say(words(number))
        before = seconds_of(lipa.process.pid)
        await asyncio.gather(*(other.asks() for other in others))
        assert seconds_of(lipa.process.pid) - before < SOON, kind
