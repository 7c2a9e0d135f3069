"""The whole program while somebody sets the clock: nobody waits for an old time."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from apscheduler.schedulers import base as scheduling

from bot.clock import system_clock
from bot.running import compose, opening
from bot.running.program import Program
from bot.settings.settings import Settings
from domain.campaigns.campaign import NewCampaign, Recipients
from domain.people.audience import Audience
from domain.people.person import Purpose
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from storage.sealing.crypto import new_key
from storage.store import Store, Transaction
from tests.platforms.telegram import BotApi
from tests.survival.lipa_process import noon
from tests.survival.newcomers import Newcomer

HOUR = timedelta(hours=1)
SOON = 5.0  # seconds in which everybody is answered after a step


class Wall:
    """A clock that can be set; the scheduler asks it, too. With `slept` no clock was set."""

    ahead = timedelta()
    slept = timedelta()

    def now(self) -> datetime:
        """What it says."""
        return system_clock() + self.ahead + self.slept

    def clock_gettime(self, which: int) -> float:
        """The steady clock of a machine that has slept."""
        return time.clock_gettime(which) + self.slept.total_seconds()


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """The clock of this test."""
    wall = Wall()

    class Shown(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # no subclass
            return wall.now().astimezone(tz)

    monkeypatch.setattr(scheduling, "datetime", Shown)
    monkeypatch.setattr("bot.clock.time", wall)
    return wall


async def resident(api: BotApi, store: Store, wall: Wall) -> Newcomer:
    """Somebody who has been here for long."""
    ben = Newcomer(api, 7, "en")

    def act(tx: Transaction) -> None:
        [known] = tx.conversations.of([("telegram", "7")], wall.now())
        tx.people.set_language(known.person.id, "en")
        for purpose in Purpose:
            tx.people.set_consent(known.person.id, purpose, given=True, at=wall.now())

    await store.run(act)
    return ben


async def write_letter(store: Store, words: str, due: datetime) -> None:
    """To everybody, at that time."""
    letter = NewCampaign(words, Say(Verbatim(words)), Recipients(Audience()), due)
    await store.run(lambda tx: tx.campaigns.add(letter, due))


@asynccontextmanager
async def running(api: BotApi, wall: Wall, folder: Path) -> AsyncIterator[Store]:
    """The program in this loop, where it is noon; its database."""
    settings = Settings.from_env(
        {
            "LIPA_DATABASE_URL": f"sqlite:///{folder}/lipa.db",
            "LIPA_SECRET_KEYS": new_key(),
            "LIPA_TELEGRAM_TOKEN": api.token,
            "LIPA_TELEGRAM_API_URL": api.url,
            "LIPA_TIME_ZONE": noon(),
        },
        folder,
    )
    opening.migrate(settings)
    house, stop = compose.house(settings, wall.now), asyncio.Event()
    task = asyncio.create_task(Program(house, ("telegram", "sender", "jobs")).run(stop))
    try:
        yield house.store
    finally:
        stop.set()
        assert await task == 0
        house.store.close()


async def test_everybody_is_answered_and_letters_begin(wall: Wall, tmp_path: Path) -> None:
    """When it is set by an hour or a day, and when the machine has slept, each of them once."""
    async with BotApi() as api, running(api, wall, tmp_path) as store:
        ben = await resident(api, store, wall)
        for hours in (-1, 24, 1, -24):
            wall.ahead += timedelta(hours=hours)
            ben.says("/menu")
            await ben.hears("What would you like to do?", within=SOON)
            await write_letter(store, f"After {hours} h.", wall.now())
            await ben.hears(f"After {hours} h.", within=SOON)

        await write_letter(store, "While we slept.", wall.now() + 3 * HOUR)
        wall.slept = 6 * HOUR
        await ben.hears("While we slept.", within=SOON)
        ben.says("/menu")
        await ben.hears("What would you like to do?", within=SOON)
        assert len([each for each in ben.user.bubbles if "While we slept." in each.text]) == 1

    assert api.violations == []
