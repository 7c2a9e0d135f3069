"""Backups of the real program, taken while people write; killed on the way; brought back elsewhere.

On both databases; on PostgreSQL only where there is a server.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.sealing.crypto import new_key
from tests.platforms.telegram import BotApi
from tests.storage.database.postgres_for_tests import KEY
from tests.survival.lipa_process import LIVELY, Program, running
from tests.survival.newcomers import Newcomer, seen
from tests.survival.town import residents

MENU = "What would you like to do?"
KEYS = "LIPA_SECRET_KEYS"
URL = "LIPA_DATABASE_URL"
HURRIED = (0.03, 0.1, 0.2, 0.4, 0.4)  # seconds after which a restore is killed
KILLED = -9
NOTHING = "lipa migrate"  # is all that can be done: no half of it is there


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """The platform; whatever happens, it is treated well."""
    async with BotApi() as api:
        yield api
        assert api.violations == []


@pytest.fixture(params=["sqlite", "postgresql"])
async def lipas(
    request: pytest.FixtureRequest, api: BotApi, tmp_path: Path
) -> AsyncIterator[tuple[Program, Program]]:
    """The program, prepared and not running; and a machine with its settings and no database."""
    urls: list[dict[str, str]] = [{}, {}]
    if request.param == "postgresql":
        make = request.getfixturevalue("postgres_url")
        urls = [{URL: make(), KEYS: KEY}, {URL: make(migrated=False), KEYS: KEY}]
    first = Program(tmp_path / "first", api, **LIVELY, **urls[0]).prepare()
    second = Program(tmp_path / "second", api, **LIVELY, **urls[1])
    second.settings[KEYS] = first.settings[KEYS]
    yield first, second
    for each in (first, second):
        if each.process is not None:
            with contextlib.suppress(ProcessLookupError):
                await each.kill()
        each.close()


async def test_what_was_kept_comes_back_elsewhere(lipas: tuple[Program, Program]) -> None:
    """A backup under load; one that was killed leaves nothing that looks like one."""
    first, second = lipas
    [ann] = residents(first, 1)
    first.close()
    kept = str(first.folder / "night.lipa")
    async with running(first):
        people = [Newcomer(first.api, 100 + number, "en") for number in range(10)]
        arriving = [asyncio.create_task(each.arrives("English")) for each in people]
        killed = await first.tell("backup", kept, before=("timeout", "--signal=KILL", "1.3"))
        if killed.code == 0:  # it was quicker than its killer
            kept += ".second"
        under_load = await first.tell("backup", kept)
        await asyncio.gather(*arriving)
        last = await first.tell("backup", kept + ".last")
        refused = await first.tell("restore", kept, "--replace")
        assert await first.stop() == 0

    assert (under_load.code, last.code) == (0, 0), (under_load, last)
    assert (refused.is_one_sentence, "Lipa runs" in refused.err) == (True, True), refused
    assert {each.stat().st_mode & 0o777 for each in first.folder.glob("night.lipa*")} == {0o600}
    assert (await second.tell("restore", kept)).code == 0
    assert (await second.tell("restore", kept + ".last", "--replace")).code == 0
    assert "✔ keys" in (await second.tell("check")).out
    async with running(second):
        for user in (ann, people[0].user, people[-1].user):
            user.say("/menu")
            assert MENU in seen(await user.next_message(20))


async def test_a_restore_that_is_killed_leaves_the_old_or_the_new(
    lipas: tuple[Program, Program],
) -> None:
    """Whenever that is, the next one ends well, and what stands there meanwhile is whole."""
    first, second = lipas
    [ann] = residents(first, 1)
    first.close()
    kept = str(first.folder / "night.lipa")
    assert (await first.tell("backup", kept)).code == 0
    whole = False
    for seconds in HURRIED:
        killed = await second.hurry("restore", kept, "--replace", after=seconds)
        checked = await second.tell("check")
        assert killed in (0, KILLED), killed
        assert "✔ keys" in checked.out or (not whole and NOTHING in checked.out), checked
        whole = whole or NOTHING not in checked.out

    restored = await second.tell("restore", kept, "--replace")
    assert restored.code == 0, restored
    assert not list(second.folder.glob("*.restoring*"))
    (second.folder / "lipa.db.restoring").write_bytes(b"half of everybody")
    async with running(second):
        assert not list(second.folder.glob("*.restoring*")) or second.read_settings.on_server
        ann.say("/menu")
        assert MENU in seen(await ann.next_message(20))


async def test_a_backup_from_before_a_rotation_needs_the_old_key(
    lipas: tuple[Program, Program],
) -> None:
    """It was kept, as the README says: both keys open the backup, and it is rotated again."""
    first, second = lipas
    [ann] = residents(first, 1)
    first.close()
    kept, old, new = str(first.folder / "night.lipa"), first.settings[KEYS], new_key()
    assert (await first.tell("backup", kept)).code == 0
    both = {KEYS: f"{new},{old}"}
    assert (await first.tell("keys", "rotate", **both)).code == 0

    assert (await second.tell("restore", kept, **both)).code == 0
    assert (await second.tell("keys", "rotate", "--json", **both)).json["left"] == 0
    second.settings[KEYS] = new
    async with running(second):
        ann.say("/menu")
        assert MENU in seen(await ann.next_message(20))
