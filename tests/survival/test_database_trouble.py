"""Databases that take no writes, and the real program on each of them.

Nothing is acknowledged meanwhile, health says why, and soon after the end all is answered once.
"""

import asyncio
import resource
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.platforms.telegram import BotApi
from tests.storage.database.postgres_for_tests import KEY, MakeUrl, Server
from tests.survival.health_pages import page_of, until_ready, write_age
from tests.survival.lipa_process import LIVELY, Program, running, until
from tests.survival.newcomers import seen
from tests.survival.town import residents

MENU = "What would you like to do?"
QUICK = 3.0  # seconds in which health answers, whatever the database does
SOON = 5.0  # seconds in which people are answered once it is over

Trouble = Callable[[Program], AbstractContextManager[None]]


@contextmanager
def full(lipa: Program) -> Iterator[None]:
    """The disk: no file may grow, but the log a little, so that it can be read here."""
    assert lipa.process is not None
    soft, hard = resource.prlimit(lipa.process.pid, resource.RLIMIT_FSIZE)
    little = lipa.log.stat().st_size + 6000
    resource.prlimit(lipa.process.pid, resource.RLIMIT_FSIZE, (little, hard))
    yield
    resource.prlimit(lipa.process.pid, resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def locked(lipa: Program) -> Iterator[None]:
    """Another program has the whole file to itself."""
    with closing(sqlite3.connect(lipa.folder / "lipa.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def table_locked(lipa: Program) -> Iterator[None]:
    """Another session alters what everybody needs."""
    with psycopg.connect(lipa.settings["LIPA_DATABASE_URL"]) as other:
        other.execute("LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE")
        yield
        other.rollback()


def only_read(server: Server) -> Trouble:
    """The server comes back as a standby, and is made the primary one under our sessions."""

    @contextmanager
    def trouble(lipa: Program) -> Iterator[None]:
        name = make_url(lipa.settings["LIPA_DATABASE_URL"]).database
        server.say(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        server.say(CUT_OFF.format(name))
        yield
        server.say(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')

    return trouble


CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


async def live_through(trouble: Trouble, why: str, folder: Path, url: str = "") -> None:
    """One program in one trouble; health says `why`."""
    on_server = {"LIPA_DATABASE_URL": url, "LIPA_SECRET_KEYS": KEY} if url else {}
    async with BotApi() as api:
        lipa = Program(folder, api, **LIVELY, **on_server)
        lipa.prepare()
        [ben] = residents(lipa, 1)
        async with running(lipa):
            await until_ready(lipa, 200)
            with trouble(lipa):
                ben.say("/menu")
                await until_ready(lipa, 503)
                await is_told(lipa, why)
                assert ben.bubbles == []
            assert MENU in seen(await ben.next_message(SOON))
            await until_ready(lipa, 200)
            if not url:
                await until(lambda: not lipa.waiting(), "all is recorded")
            assert await lipa.stop() == 0
        assert len(ben.bubbles) == 1
        assert api.violations == []


async def is_told(lipa: Program, why: str) -> None:
    """By every page, without waiting for the database."""
    begun = asyncio.get_running_loop().time()
    reason = (await page_of(lipa, "ready"))["database"]["reason"]
    assert why in reason or "no write" in reason
    assert (await page_of(lipa, "live"))["live"]
    assert asyncio.get_running_loop().time() - begun < QUICK
    assert await write_age(lipa) > 0


async def all_at_once(*lived: Coroutine[None, None, None]) -> None:
    """Each waits for seconds, and needs the processor for none."""
    async with asyncio.TaskGroup() as together:
        for each in lived:
            together.create_task(each)


async def test_a_file_that_takes_no_writes_is_told_and_loses_nothing(tmp_path: Path) -> None:
    """A disk that is full, and a file that others lock."""
    await all_at_once(
        live_through(full, "disk", tmp_path / "full"),
        live_through(locked, "locked", tmp_path / "locked"),
    )


async def test_a_server_that_takes_no_writes_is_told_and_loses_nothing(
    tmp_path: Path, postgres_server: Server, postgres_url: MakeUrl
) -> None:
    """A table that others lock, and a server that may only be read and then is the primary one."""
    await all_at_once(
        live_through(table_locked, "does not answer", tmp_path / "table", postgres_url()),
        live_through(only_read(postgres_server), "read-only", tmp_path / "read", postgres_url()),
    )
