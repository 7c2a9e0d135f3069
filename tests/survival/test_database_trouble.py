"""A database that takes no writes, and the real program in the middle of it."""

import asyncio
import resource
import sqlite3
from contextlib import closing

from tests.survival.health_pages import page_of, until_ready
from tests.survival.lipa_process import Program, running, until
from tests.survival.newcomers import seen
from tests.survival.town import residents

MENU = "What would you like to do?"
QUICK = 3.0  # seconds in which health answers, whatever the database does


async def test_a_full_disk_delays_and_loses_nothing(lipa: Program) -> None:
    """While nothing can be written nothing is acknowledged; afterwards all is answered once."""
    [ben] = residents(lipa, 1)
    async with running(lipa):
        assert lipa.process is not None
        soft, hard = resource.prlimit(lipa.process.pid, resource.RLIMIT_FSIZE)
        little = lipa.log.stat().st_size + 6000
        resource.prlimit(lipa.process.pid, resource.RLIMIT_FSIZE, (little, hard))
        ben.say("/menu")
        await until(lambda: "not handled" in lipa.words, "the disk is full")
        await until_ready(lipa, 503)
        assert ben.bubbles == []

        resource.prlimit(lipa.process.pid, resource.RLIMIT_FSIZE, (soft, hard))
        assert MENU in seen(await ben.next_message(5))
        await until(lambda: not lipa.waiting(), "all is recorded")
        await until_ready(lipa, 200)
        assert len(ben.bubbles) == 1
        assert await lipa.stop() == 0


async def test_a_locked_database_is_told_and_loses_nothing(lipa: Program) -> None:
    """Health answers at once meanwhile, and says why; soon after the end all is answered once."""
    [ben] = residents(lipa, 1)
    loop = asyncio.get_running_loop()
    async with running(lipa):
        await until_ready(lipa, 200)
        with closing(sqlite3.connect(lipa.folder / "lipa.db", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            ben.say("/menu")
            await until_ready(lipa, 503)
            begun = loop.time()
            told = await page_of(lipa, "ready")
            assert (
                "locked" in told["database"]["reason"] or "no write" in told["database"]["reason"]
            )
            assert (await page_of(lipa, "live"))["live"]
            assert loop.time() - begun < QUICK
            other.execute("ROLLBACK")

        assert MENU in seen(await ben.next_message(5))
        await until_ready(lipa, 200)
    assert len(ben.bubbles) == 1
