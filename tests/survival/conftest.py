"""A database server for the programs that run on one, and a program on a platform of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.platforms.telegram import BotApi
from tests.storage.database.postgres_for_tests import postgres_server, postgres_url
from tests.survival.lipa_process import LIVELY, Program

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """The platform; whatever happens, it is treated well."""
    async with BotApi() as api:
        yield api
        assert api.violations == []


@pytest.fixture
async def lipa(api: BotApi, tmp_path: Path) -> AsyncIterator[Program]:
    """The program, prepared and not running."""
    program = Program(tmp_path / "lipa", api, **LIVELY).prepare()
    yield program
    if program.process is not None:
        await program.kill()
    program.close()
