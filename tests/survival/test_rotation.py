"""Secret keys are changed while the program runs and people come; everything is killed on the way.

The real program on both databases; on PostgreSQL only where there is a server.
"""

import asyncio
import contextlib
import json
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from storage.sealing.crypto import new_key
from tests.platforms.telegram import BotApi
from tests.storage.database.postgres_for_tests import KEY
from tests.storage.samples import NOW
from tests.storage.shutting import shut
from tests.survival.lipa_process import LIVELY, Program, running, until
from tests.survival.newcomers import Newcomer, seen
from tests.survival.town import residents

MENU = "What would you like to do?"
CROWD = 4000  # enough that a rotation takes several steps
KEYS = "LIPA_SECRET_KEYS"
HURRIED = (0.02, 0.05, 0.1, 0.2, 0.3)  # seconds after which a rotation is killed


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """The platform; whatever happens, it is treated well."""
    async with BotApi() as api:
        yield api
        assert api.violations == []


@pytest.fixture(params=["sqlite", "postgresql"])
async def lipa(
    request: pytest.FixtureRequest, api: BotApi, tmp_path: Path
) -> AsyncIterator[Program]:
    """The program, prepared with the old key and not running."""
    on_server = request.param == "postgresql"
    url = request.getfixturevalue("postgres_url")() if on_server else ""
    where = {"LIPA_DATABASE_URL": url, KEYS: KEY} if url else {}
    program = Program(tmp_path / "lipa", api, **LIVELY, **where).prepare()
    yield program
    if program.process is not None:
        with contextlib.suppress(ProcessLookupError):
            await program.kill()
    program.close()


def crowd(lipa: Program) -> None:
    """So many people have been here before."""
    who = [("telegram", str(9_000_000 + number)) for number in range(CROWD)]
    lipa.office.store.write(lambda tx: tx.conversations.of(who, NOW))


async def ready(lipa: Program) -> tuple[int, Any]:
    """What health says."""

    def read() -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{lipa.port}/health/ready") as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    return await asyncio.to_thread(read)


async def rotate_hurriedly(lipa: Program) -> None:
    """Begin a rotation again and again, and kill each before long."""
    for seconds in HURRIED:
        before = ("timeout", "--signal=KILL", str(1.2 + seconds))
        await lipa.tell("keys", "rotate", before=before)


async def test_keys_are_rotated_under_traffic(lipa: Program) -> None:
    """Killed and begun again, twice; then the new key alone opens everybody, newcomers too."""
    old, new = lipa.settings[KEYS], new_key()
    ann, ben = residents(lipa, 2)
    crowd(lipa)
    lipa.close()
    lipa.settings[KEYS] = f"{new},{old}"
    async with running(lipa):
        people = [Newcomer(lipa.api, 100 + number, "en") for number in range(12)]
        arriving = [asyncio.create_task(each.arrives("English")) for each in people]
        await rotate_hurriedly(lipa)
        both = await asyncio.gather(lipa.tell("keys", "rotate"), lipa.tell("keys", "rotate"))
        await asyncio.gather(*arriving)
        last = await lipa.tell("keys", "rotate", "--json")
        assert await lipa.stop() == 0

    assert [each.code for each in both] == [0, 0], both
    assert (last.json["rotated"], last.json["left"]) == (0, 0)
    lipa.settings[KEYS] = new
    async with running(lipa):
        for user in (ann, ben, people[0].user, people[-1].user):
            user.say("/menu")
            assert MENU in seen(await user.next_message(20))
    checked = await lipa.tell("check")
    assert "✔ keys" in checked.out, checked


async def test_a_program_that_was_left_behind_says_so_and_loses_nobody(lipa: Program) -> None:
    """It was not started with the new key first, as the README asks: all that comes waits."""
    old, new = lipa.settings[KEYS], new_key()
    [ann] = residents(lipa, 1)
    lipa.close()
    async with running(lipa):
        assert (await ready(lipa))[0] == 200
        rotated = await lipa.tell("keys", "rotate", **{KEYS: f"{new},{old}"})
        ben = Newcomer(lipa.api, 100, "en")
        ann.say("/menu")
        ben.user.start()
        await until(lambda: "start it again" in lipa.words, "it is noticed")
        code, health = await ready(lipa)

    assert rotated.code == 0
    assert code == 503
    assert "start it again" in health["database"]["reason"]
    assert ann.bubbles == ben.user.bubbles == []
    lipa.settings[KEYS] = new
    async with running(lipa):
        assert MENU in seen(await ann.next_message(20))
        assert "English" in seen(await ben.user.next_message(20))
        assert (await ready(lipa))[0] == 200
    assert (await lipa.tell("keys", "rotate", "--json")).json["left"] == 0


async def test_one_person_whose_key_is_lost_harms_nobody_else(lipa: Program) -> None:
    """Everybody who writes at the same moment is answered; health, metrics and check tell of it."""
    ann, ben, eve = residents(lipa, 3)
    store = lipa.office.store
    [known] = store.write(lambda tx: tx.conversations.of([("telegram", str(ann.id))], NOW))
    shut(store, known.person.id)
    lipa.close()
    for user in (ann, ben, eve):
        user.say("/menu")
    async with running(lipa):
        assert "something went wrong" in seen(await ann.next_message(20))
        for user in (ben, eve):
            assert MENU in seen(await user.next_message(20))
        code, health = await ready(lipa)

    assert code == 503
    assert health["database"]["reason"].startswith("1 row cannot be opened")
    checked = await lipa.tell("check")
    assert checked.code == 1
    assert "✘ keys" in checked.out
