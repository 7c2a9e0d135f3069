"""The whole program while somebody sets the clock: nobody waits for an old time."""

import asyncio
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
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from storage.people.tables import people
from storage.sealing.crypto import new_key
from storage.store import Store
from tests.platforms.telegram import BotApi
from tests.survival.lipa_process import noon
from tests.survival.newcomers import Newcomer

SOON = 5.0  # seconds in which everybody is answered after a step


class Wall:
    """A clock that can be set; the scheduler asks it, too."""

    ahead = timedelta()

    def now(self) -> datetime:
        """What it says."""
        return system_clock() + self.ahead


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """The clock of this test."""
    wall = Wall()

    class Shown(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # no subclass
            return wall.now().astimezone(tz)

    monkeypatch.setattr(scheduling, "datetime", Shown)
    return wall


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


@pytest.mark.parametrize("hours", [-1, 24])
async def test_everybody_is_answered_and_letters_begin(
    wall: Wall, tmp_path: Path, hours: int
) -> None:
    """Who wrote before and writes after; and a letter that falls due after it."""
    async with BotApi() as api, running(api, wall, tmp_path) as store:
        ben = Newcomer(api, 7, "en")
        await ben.arrives("English")
        wall.ahead += timedelta(hours=hours)

        ben.says("/menu")
        await ben.hears("What would you like to do?", within=SOON)
        now, everybody = wall.now(), Recipients(Audience())
        letter = NewCampaign("news", Say(Verbatim("A letter.")), everybody, now)
        allowed = people.update().values(takes_part=True, may_be_written=True)
        await store.run(lambda tx: tx.connection.execute(allowed))
        await store.run(lambda tx: tx.campaigns.add(letter, now))
        await ben.hears("A letter.", within=SOON)

    assert api.violations == []
