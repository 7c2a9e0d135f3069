"""`lipa run` starts with everything it needs, or says what it lacks, and stops in order."""

import asyncio
import json
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clock import system_clock
from bot.running import compose, opening
from bot.running.lock import only_one
from bot.running.program import Program
from bot.running.run import chosen
from bot.settings.settings import Settings
from domain.speech.messages import Incoming, Kind
from storage.sealing.crypto import new_key
from tests.bot.lipa import Lipa, start

TOKEN = "4200000042:AAFakeTokenForTestsOnly_0123456789abcdef"
PATIENCE = 20.0


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a database."""
    made = Settings(
        f"sqlite:///{tmp_path}/lipa.db", new_key(), telegram_token=TOKEN, texts=tmp_path / "no"
    )
    opening.migrate(made)
    return made


@pytest.fixture
def lipa(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lipa:
    """The command line with these settings, without a token."""
    command = Lipa(tmp_path, monkeypatch)
    monkeypatch.setenv("LIPA_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("LIPA_SECRET_KEYS", settings.secret_keys)
    return command


def test_without_a_token_it_says_what_to_set(lipa: Lipa) -> None:
    """Unless only parts are wanted that need none."""
    printed = lipa("run")

    assert printed.code == 2
    assert printed.err.startswith("LIPA_TELEGRAM_TOKEN: is not set")


@pytest.mark.parametrize(
    ("part", "name"), [("telegram", "LIPA_TELEGRAM_TOKEN"), ("signal", "LIPA_SIGNAL_RPC")]
)
def test_a_part_whose_channel_is_not_configured_is_refused(
    lipa: Lipa, part: str, name: str
) -> None:
    """With the setting that is missing."""
    printed = lipa("run", "--only", f"web,{part}")

    assert printed.code == 2
    assert printed.err.startswith(f"{name}: is not set")


@pytest.mark.parametrize(
    ("telegram", "signal", "parts"),
    [
        (TOKEN, "", ("telegram", "sender", "jobs", "web")),
        ("", "tcp:127.0.0.1:1", ("signal", "sender", "jobs", "web")),
        (TOKEN, "tcp:127.0.0.1:1", ("telegram", "signal", "sender", "jobs", "web")),
    ],
)
def test_everything_that_is_configured_runs(
    telegram: str, signal: str, parts: tuple[str, ...]
) -> None:
    """Either channel alone, or both."""
    settings = Settings(telegram_token=telegram, signal_rpc=signal, signal_account="+38640123456")

    assert chosen(None, settings) == parts
    assert chosen("sender, jobs", settings) == ("sender", "jobs")


def test_an_unknown_part_is_refused(lipa: Lipa) -> None:
    """The parts there are, are listed."""
    printed = lipa("run", "--only", "web,signl")

    assert (printed.code, printed.err) == (
        2,
        "only: must be some of telegram,signal,sender,jobs,web\n",
    )


def test_a_second_one_is_refused(lipa: Lipa, settings: Settings) -> None:
    """With one sentence."""
    with only_one(settings.database_path):
        printed = lipa("run", "--only", "web")

    assert printed.code == 1
    assert "runs already" in printed.err


def test_an_address_that_is_taken_is_named(lipa: Lipa, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a setting to change."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("LIPA_PORT", str(taken.getsockname()[1]))
        printed = lipa("run", "--only", "web")

    assert printed.code == 2
    assert "LIPA_PORT: 127.0.0.1:" in printed.err


@contextmanager
def running(settings: Settings, tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """The web part as a process, and its port."""
    environ = {
        "LIPA_DATABASE_URL": settings.database_url,
        "LIPA_SECRET_KEYS": settings.secret_keys,
        "LIPA_PORT": "0",
    }
    with start(tmp_path, "run", "--only", "web", environ=environ) as process:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "listening" in line)
        try:
            yield process, json.loads(line)["port"]
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_is_ready_and_stops_at_a_signal(
    settings: Settings, tmp_path: Path, number: signal.Signals
) -> None:
    """With exit code 0."""
    with running(settings, tmp_path) as (process, port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready") as answer:
            assert json.load(answer)["ready"] is True
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            assert b"lipa_outbox_due" in answer.read()
        process.send_signal(number)

        assert process.wait(PATIENCE) == 0


async def test_a_part_that_ends_stops_everything(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A supervisor starts the program anew."""
    house = compose.house(settings, system_clock)
    program = Program(house, ("sender",))

    async def broken() -> None:
        raise RuntimeError("kanarček")

    monkeypatch.setattr(program.sender, "run", broken)

    assert await program.run(asyncio.Event()) == 1
    house.store.close()


async def test_signal_is_asked_to_keep_quiet_before_it_stops(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It acknowledges by itself: what is on its way would be lost."""
    both = replace(settings, signal_rpc="tcp:127.0.0.1:1", signal_account="+38640123456")
    house, stop, done = compose.house(both, system_clock), asyncio.Event(), list[str]()
    program = Program(house, ("signal",))

    async def receive(_handle: object) -> None:
        stop.set()
        try:
            await asyncio.Event().wait()
        finally:
            done.append("received")

    async def stop_receiving() -> None:
        done.append("quiet")

    monkeypatch.setattr(program.signal, "receive", receive)
    monkeypatch.setattr(program.signal, "stop_receiving", stop_receiving)

    assert await program.run(stop) == 0
    assert done == ["quiet", "received"]
    house.store.close()


async def test_a_group_is_left_on_the_channel_where_it_is(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two channels, one conversation: an excuse must not go to the other one."""
    both = replace(settings, signal_rpc="tcp:127.0.0.1:1", signal_account="+38640123456")
    house, left = compose.house(both, system_clock), list[str]()
    program = Program(house, ("signal", "telegram"))

    async def send(_address: str, _outgoing: object) -> str:
        return "1"

    async def leave(address: str) -> None:
        left.append(address)

    monkeypatch.setattr(program.signal, "send", send)
    monkeypatch.setattr(program.signal, "leave", leave)
    await program.handlings["signal"](
        [Incoming("signal", "group.x", "k", system_clock(), Kind.GROUP)]
    )
    await program.handlings["signal"].finish(1)

    assert left == ["group.x"]
    house.store.close()


async def test_a_batch_in_work_is_finished(settings: Settings) -> None:
    """Also when receiving is stopped in the middle of it."""
    house = compose.house(settings, system_clock)
    program = Program(house, ("sender",))
    begun, may_end, done = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow(_batch: object, _account: str, _timer: object) -> None:
        begun.set()
        await may_end.wait()
        done.set()

    program.handlings["telegram"]._conversations.handle = slow  # type: ignore[method-assign,assignment]
    receiving = asyncio.create_task(program.handlings["telegram"]([]))
    await begun.wait()
    receiving.cancel()
    may_end.set()
    await program.handlings["telegram"].finish(1)

    assert done.is_set()
    house.store.close()
