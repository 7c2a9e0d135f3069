"""One part of chaos: so many kills on one database, with whatever its number draws.

`make chaos` runs all of them. One alone: LIPA_CHAOS_PART=postgresql-3 pytest -s, and this file.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.platforms.signal import SignalCli
from tests.platforms.telegram import BotApi
from tests.storage.database.postgres_for_tests import MakeUrl
from tests.survival.chaos import trouble
from tests.survival.chaos.cluster import Cluster, why_not
from tests.survival.chaos.parts import Part
from tests.survival.kills import RATES, Kills
from tests.survival.lipa_process import Program
from tests.survival.mishaps import Mishap
from tests.survival.wall import Wall

PART = Part.named(os.environ.get("LIPA_CHAOS_PART", "sqlite-1"))  # noqa: TID251 - not of Lipa's
SLOW = (0.002, 0.015)


@asynccontextmanager
async def database(request: pytest.FixtureRequest) -> AsyncIterator[tuple[str, list[Mishap]]]:
    """Where it is, if it is no file; and what may happen to it."""
    if PART.store == "sqlite":
        yield "", trouble.on_sqlite()
    elif reason := why_not():
        print(f"PostgreSQL is not killed: {reason}")  # noqa: T201 - for whoever runs it
        make: MakeUrl = request.getfixturevalue("postgres_url")
        yield make(migrated=False), trouble.on_postgresql(None)
    else:
        cluster = await Cluster().make()
        try:
            yield cluster.url, trouble.on_postgresql(cluster)
        finally:
            await cluster.end()


async def test_nothing_is_lost_or_done_twice(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Whatever was said is true after all of it."""
    wall = Wall(tmp_path / "wall")
    async with (
        database(request) as (url, of_database),
        BotApi(latency=SLOW) as api,
        SignalCli(latency=SLOW) as signal,
    ):
        settings = RATES | wall.settings | ({"LIPA_DATABASE_URL": url} if url else {})
        lipa = Program(tmp_path / "lipa", api, signal, **settings).prepare()
        possible = [*trouble.on_platforms(), *trouble.of_the_clock(wall), *of_database]
        try:
            table = await Kills(lipa, PART.seed, PART.kills, possible).suffer()
        finally:
            await lipa.kill()
            lipa.close()
            PART.log(lipa.words)
        assert api.violations == []
    PART.note(table)
