"""Several `lipa run` on one PostgreSQL database: one leads, another takes over, nothing is lost.

Real processes, a real server, a fake Telegram; skipped where there is no server.
"""

import asyncio
import contextlib
import json
import socket
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.sending.delivery import window_of
from domain.campaigns.campaign import CampaignId
from tests.platforms.telegram import BotApi, User
from tests.storage.database.postgres_for_tests import KEY, MakeUrl
from tests.survival.lipa_process import Program, until
from tests.survival.newcomers import Newcomer
from tests.survival.town import letter_counts, prepare_town, residents, write_letter

TAKES_OVER = 10.0  # seconds, at the most
RATE = 100
SECRET = "s3cret-for-tests-and-nothing-else"
Start = Callable[..., Program]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """Telegram, with a call's usual time."""
    async with BotApi(latency=(0.02, 0.06)) as made:
        yield made


@pytest.fixture
async def make(api: BotApi, tmp_path: Path, postgres_url: MakeUrl) -> AsyncIterator[Start]:
    """Makes programs with one database; all are killed at the end."""
    url, made = postgres_url(), list[Program]()

    def program(**settings: str) -> Program:
        common = {
            "LIPA_DATABASE_URL": url,
            "LIPA_SECRET_KEYS": KEY,
            "LIPA_TELEGRAM_RATE": str(RATE),
        }
        folder = tmp_path / f"machine{len(made)}"
        made.append(Program(folder, api, None, **{**common, **settings}))
        return made[-1]

    yield program
    for each in made:
        if each.process is not None:
            with contextlib.suppress(ProcessLookupError):
                await each.kill()
        each.close()


def leads(program: Program, part: str) -> bool:
    """Whether its log says so, last of all."""
    events = [json.loads(line) for line in program.words.splitlines() if '"part"' in line]
    mine = [event["event"] for event in events if event["part"] == part]
    return bool(mine) and mine[-1] == "leading"


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def got(api: BotApi, users: list[User], words: str) -> Counter[int]:
    """How often each of them was told something."""
    chats = {user.id for user in users}
    said = [call for call in api.calls if call.method == "sendMessage" and words in call.text]
    return Counter(int(call.chat_id) for call in said if call.chat_id in chats)


def in_order(api: BotApi, user: User) -> bool:
    """Whether the first letter came before the second one, each perhaps twice."""
    texts = [c.text for c in api.calls if c.method == "sendMessage" and c.chat_id == user.id]
    return texts == sorted(texts)


def all_sent(program: Program, *letters: CampaignId) -> bool:
    """Whether nothing of these waits any more."""
    return not any(letter_counts(program.office, letter).waiting for letter in letters)


async def page(program: Program, path: str) -> Any:
    """What one of its pages says."""

    def read() -> Any:
        with urllib.request.urlopen(f"http://127.0.0.1:{program.port}{path}") as answer:
            return answer.read().decode()

    return await asyncio.to_thread(read)


async def test_when_the_leader_is_killed_another_one_goes_on(api: BotApi, make: Start) -> None:
    """Within ten seconds; nothing is lost, and only what was in flight may come twice."""
    first, second = make(), make()
    prepare_town(first)
    users = residents(first, 150)
    await first.start()
    await until(lambda: leads(first, "sender:telegram"), "the first leads")
    await second.start(polls=False)
    await until(lambda: "standing by" in second.words, "the second stands by")
    letters = [write_letter(first.office, f"{n}. The office is closed") for n in (1, 2)]
    await until(lambda: got(api, users, "closed").total() > 100, "some have got it")

    await first.kill()
    before = got(api, users, "closed").total()
    await until(lambda: got(api, users, "closed").total() > before, "the second sends", TAKES_OVER)
    await until(lambda: all_sent(second, *letters), "all is sent")

    told = got(api, users, "closed")
    assert set(told) == {user.id for user in users}
    assert told.total() - 2 * len(told) <= window_of(RATE)
    assert all(in_order(api, user) for user in users)
    assert not api.violations


async def test_when_the_leader_stops_another_one_goes_on(api: BotApi, make: Start) -> None:
    """Without anything twice; somebody who writes meanwhile is answered by the other."""
    first, second = make(), make()
    users = residents(first, 120)
    await first.start()
    await until(lambda: leads(first, "sender:telegram"), "the first leads")
    await second.start(polls=False)
    letter = write_letter(first.office, "The office is closed")
    await until(lambda: got(api, users, "closed").total() > 50, "some have got it")

    assert await first.stop() == 0
    ben = Newcomer(api, 7, "en")
    ben.user.start()
    await ben.user.next_message(TAKES_OVER)
    await until(lambda: all_sent(second, letter), "all is sent")

    assert got(api, users, "closed") == Counter({user.id: 1 for user in users})


async def test_a_lead_that_is_lost_is_no_end(api: BotApi, make: Start) -> None:
    """The server cuts every connection: all go on, one of them leading, nothing lost."""
    first, second = make(), make()
    users = residents(first, 200)
    await first.start()
    await until(lambda: leads(first, "sender:telegram"), "the first leads")
    await second.start(polls=False)
    letter = write_letter(first.office, "The office is closed")
    await until(lambda: got(api, users, "closed").total() > 50, "some have got it")

    with psycopg.connect(first.settings["LIPA_DATABASE_URL"], autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    await until(lambda: all_sent(second, letter), "all is sent")

    told = got(api, users, "closed")
    assert set(told) == {user.id for user in users}
    assert told.total() - len(told) <= window_of(RATE)
    assert first.process is not None
    assert first.process.returncode is None


async def test_parts_may_run_apart(api: BotApi, make: Start) -> None:
    """One receives, one sends, one does the rest; an answer is as quick as in one process."""
    receives, sends, rests = make(), make(), make()
    await sends.start("--only", "sender", polls=False)
    await rests.start("--only", "jobs,web", polls=False)
    await receives.start("--only", "telegram")
    await until(lambda: leads(sends, "sender:telegram"), "it leads")

    took = [await waited(Newcomer(api, number, "en")) for number in (7, 8, 9)]

    assert min(took) < 1.0  # whatever else the machine did the rest of the time
    assert json.loads(await page(rests, "/health/ready"))["ready"] is True
    assert 'lipa_leads{part="jobs"} 1.0' in await page(rests, "/metrics")


async def waited(newcomer: Newcomer) -> float:
    """Seconds until somebody new is answered."""
    loop = asyncio.get_running_loop()
    asked = loop.time()
    newcomer.user.start()
    await newcomer.user.next_message()
    return loop.time() - asked


async def test_the_webhook_goes_to_several_processes(api: BotApi, make: Start) -> None:
    """Each update is handled once, whichever of them gets it, and answers come in order."""
    port = free_port()
    hook = {
        "LIPA_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "LIPA_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "LIPA_TELEGRAM_RATE": "0",
        "LIPA_TELEGRAM_CHAT_RATE": "0",
        "LIPA_PERSON_RATE": "0",
    }
    rest, webs = make(**hook), [make(**hook), make(**hook)]
    for web in webs:
        await web.start("--only", "web", polls=False)
        await until(lambda web=web: "listening" in web.words, "it listens")  # type: ignore[misc]
    async with Balancer(port, [web.port for web in webs]):
        await rest.start("--only", "telegram,sender,jobs", polls=False)
        await until(lambda: api.world.webhook.target is not None, "the webhook is set")
        people = [Newcomer(api, 100 + number, "en") for number in range(12)]
        await asyncio.gather(*(each.arrives("English") for each in people))
        for each in people:
            each.says("/events", "/menu")
        await asyncio.gather(*(each.hears("What would you like to do?") for each in people))

    assert all([await count(web) > 10 for web in webs])
    assert not api.violations
    assert api.world.webhook.tries == api.world.updates.delivered


async def count(web: Program) -> float:
    """How many updates it has decided."""
    lines = (await page(web, "/metrics")).splitlines()
    return next(float(x.split()[1]) for x in lines if x.startswith("lipa_updates_handled_total"))


class Balancer:
    """A port whose connections go to several others in turn."""

    def __init__(self, port: int, others: list[int]) -> None:
        self._port = port
        self._others = others
        self._next = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Balancer":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        return self

    async def __aexit__(self, *error: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._next += 1
        port = self._others[self._next % len(self._others)]
        with contextlib.suppress(asyncio.CancelledError, ConnectionError):
            back, forth = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(_pass(reader, forth), _pass(back, writer))
        writer.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()
