"""All that goes wrong in chaos, by where it does. What this machine cannot do is left out."""

import resource
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, suppress
from datetime import timedelta
from typing import Any

from tests.platforms.telegram import Fault
from tests.storage.database.postgres_for_tests import cut_off
from tests.survival.chaos.cluster import Cluster
from tests.survival.lipa_process import Program
from tests.survival.mishaps import Ends, Mishap
from tests.survival.wall import Wall

FOR_EVER = 10**6  # calls
PATIENCE = 5.0  # seconds, until whoever writes has written
LITTLE = 20_000  # bytes, before the disk is full
STEPS = {"an hour": timedelta(hours=1), "a day": timedelta(days=1)}
During = Callable[[Program], AbstractAsyncContextManager[None]]


def on_platforms() -> list[Mishap]:
    """Telegram and Signal are out of reach in all the ways that we know."""
    lost: Any = {"twice": True, "doubts": True}
    return [
        Mishap("Telegram resets before the effect", _telegram("reset"), doubts=True),
        Mishap("Telegram resets after the effect", _telegram("reset", after=True), **lost),
        Mishap("Telegram never answers", _telegram("timeout"), doubts=True),
        Mishap("Telegram acts and never answers", _telegram("timeout", after=True), **lost),
        Mishap("Telegram says 502", _telegram(502)),
        Mishap("Telegram says 429", _telegram(429, retry_after=1)),
        Mishap("Telegram is not there", _no_telegram),
        Mishap("signal-cli never answers", _silent_signal),
        Mishap("signal-cli has no network", _signal_offline),
    ]


def of_the_clock(wall: Wall) -> list[Mishap]:
    """It is set, and set back again, while the same process runs.

    Whoever begins when the clock is a day fast cannot know that no day has passed, and who does not
    lead yet tells nobody: so it has run for a while when that happens, and lives until it knows.
    """
    return [
        Mishap(
            f"the clock is {name} {way}",
            _stepped(wall, step if way == "fast" else -step),
            late=way == "fast",
            ends=Ends.BEFORE_THE_KILL,
        )
        for name, step in STEPS.items()
        for way in ("fast", "slow")
    ]


def on_sqlite() -> list[Mishap]:
    """The file cannot be written."""
    return [
        Mishap("the disk is full", _full_disk),
        Mishap("the database is locked", _locked, ends=Ends.BEFORE_THE_NEXT_LIFE),
    ]


def on_postgresql(cluster: Cluster | None) -> list[Mishap]:
    """Connections are cut; a server of our own is killed, too."""
    cut = Mishap("PostgreSQL cuts all connections", _cut, twice=True)
    if cluster is None:
        return [cut]
    down: Any = {"twice": True, "ends": Ends.BEFORE_THE_NEXT_LIFE}
    return [
        cut,
        Mishap("PostgreSQL crashes", _crashed(cluster, signal.SIGQUIT), **down),
        Mishap("PostgreSQL is killed", _crashed(cluster, signal.SIGKILL), **down),
    ]


def _telegram(code: int | str, **more: Any) -> During:
    @asynccontextmanager
    async def during(lipa: Program) -> AsyncIterator[None]:
        with lipa.api.world.faults.during(Fault(code, FOR_EVER, **more)):
            yield

    return during


@asynccontextmanager
async def _no_telegram(lipa: Program) -> AsyncIterator[None]:
    await lipa.api.stop()
    try:
        yield
    finally:
        await lipa.api.start()


@asynccontextmanager
async def _silent_signal(lipa: Program) -> AsyncIterator[None]:
    """Until it is started anew, perhaps before the end."""
    cli = lipa.signal_cli
    assert cli is not None
    if cli.running:
        cli.silent = True
    yield
    if cli.running:
        cli.silent = False


@asynccontextmanager
async def _signal_offline(lipa: Program) -> AsyncIterator[None]:
    assert lipa.signal_cli is not None
    lipa.signal_cli.online = False
    try:
        yield
    finally:
        lipa.signal_cli.online = True


def _stepped(wall: Wall, step: timedelta) -> During:
    @asynccontextmanager
    async def during(lipa: Program) -> AsyncIterator[None]:
        await lipa.api.world.updates.polled.wait()
        wall.put(step)
        try:
            yield
        finally:
            wall.put(timedelta())

    return during


@asynccontextmanager
async def _full_disk(lipa: Program) -> AsyncIterator[None]:
    """For the process that runs now; one that is started meanwhile has room."""
    assert lipa.process is not None
    pid, little = lipa.process.pid, lipa.log.stat().st_size + LITTLE
    with suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (little, resource.RLIM_INFINITY))
    yield
    with suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)


@asynccontextmanager
async def _locked(lipa: Program) -> AsyncIterator[None]:
    file = lipa.folder / "lipa.db"
    with closing(sqlite3.connect(file, isolation_level=None, timeout=PATIENCE)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@asynccontextmanager
async def _cut(lipa: Program) -> AsyncIterator[None]:
    """Ours here, too: they are made anew."""
    cut_off(lipa.settings["LIPA_DATABASE_URL"])
    lipa.close()
    yield


def _crashed(cluster: Cluster, number: signal.Signals) -> During:
    @asynccontextmanager
    async def during(lipa: Program) -> AsyncIterator[None]:
        lipa.close()
        await cluster.crash(number)
        try:
            yield
        finally:
            await cluster.start()

    return during
