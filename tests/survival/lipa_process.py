"""The program as an operator runs it: a process in a folder of its own, and the commands beside it.

Telegram is the fake one in the test's own loop; everything else is real: HTTP, signals, the disk.
"""

import asyncio
import json
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from bot.clock import system_clock
from bot.office.office import Office
from bot.running import opening
from bot.settings.settings import Settings
from storage.sealing.crypto import new_key
from storage.store import Store
from tests.platforms.signal import SignalCli
from tests.platforms.telegram import BotApi
from tests.survival.nursery import Process, nursery

LIPA = Path(sys.executable).with_name("lipa")
WAITING = "SELECT count(*) FROM outbox WHERE state = 'waiting' AND due_at <= ?"
PATIENCE = 30.0  # seconds for what takes one or two on a machine that is not busy
LOOK = 0.02
LIVELY = {"LIPA_TELEGRAM_RATE": "0", "LIPA_TELEGRAM_CHAT_RATE": "0", "LIPA_PERSON_RATE": "0"}


def on_signal(signal: SignalCli) -> dict[str, str]:
    """The settings of a program that talks on Signal, too."""
    rpc = {"LIPA_SIGNAL_RPC": signal.rpc, "LIPA_SIGNAL_ACCOUNT": signal.account}
    return rpc | {"LIPA_SIGNAL_RATE": "0"}


def noon() -> str:
    """A time zone where it is about noon now: nobody there is written to at night."""
    ahead = 12 - system_clock().hour
    return f"Etc/GMT{-ahead:+d}"


@dataclass(frozen=True)
class Told:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def is_one_sentence(self) -> bool:
        """Whether it failed with one line that is no trace."""
        lines = self.err.strip().splitlines()
        return self.code in (1, 2) and len(lines) == 1 and "Traceback" not in self.err


class Program:
    """`lipa run` and its neighbours in one folder. `settings` is all of their environment."""

    def __init__(
        self, folder: Path, api: BotApi, signal: SignalCli | None = None, /, **settings: str
    ) -> None:
        folder.mkdir()
        self.folder = folder
        self.api = api
        self.signal_cli = signal
        self.log = folder.with_name(f"{folder.name}.log")
        self.settings = {
            "LIPA_DATABASE_URL": f"sqlite:///{folder}/lipa.db",
            "LIPA_SECRET_KEYS": new_key(),
            "LIPA_TELEGRAM_TOKEN": api.token,
            "LIPA_TELEGRAM_API_URL": api.url,
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "LIPA_PORT": "0",
            "LIPA_TIME_ZONE": noon(),
            **(on_signal(signal) if signal else {}),
            **settings,
        }
        self.command: tuple[str | Path, ...] = ()  # instead of lipa
        self.process: asyncio.subprocess.Process | Process | None = None

    @property
    def read_settings(self) -> Settings:
        """The settings as the program reads them."""
        return Settings.from_env(self.settings, self.folder)

    @cached_property
    def office(self) -> Office:
        """A coordinator's office on the same database, in this process."""
        return Office(self.read_settings)

    @property
    def words(self) -> str:
        """Everything that the processes logged."""
        return self.log.read_text() if self.log.exists() else ""

    def remark(self, words: str) -> None:
        """A line between those of the processes, for whoever reads the log."""
        with self.log.open("a") as log:
            log.write(json.dumps({"remark": words, "timestamp": str(system_clock())}) + "\n")

    @property
    def port(self) -> int:
        """Where it says how it is."""
        lines = [line for line in self.words.splitlines() if '"port"' in line]
        return int(json.loads(lines[-1])["port"])

    def prepare(self) -> "Program":
        """Make the database."""
        opening.migrate(self.read_settings)
        return self

    def waiting(self) -> int:
        """How many messages are due, or on their way and not recorded."""
        with closing(sqlite3.connect(self.folder / "lipa.db")) as connection:
            now = system_clock().timestamp() * 1000
            [many] = connection.execute(WAITING, (now,)).fetchone()
        return int(many)

    def open(self) -> Store:
        """The database, for a look."""
        return opening.open_store(self.read_settings)

    async def start(self, *words: str, polls: bool = True) -> None:
        """Begin `lipa run`; with `polls`, until it has asked every platform what there is."""
        self.api.world.updates.polled.clear()
        with self.log.open("ab") as log:
            self.process = await self._begin(self.command, ("run", *words), log, log)
        if polls:
            await self._until_it_polls(self.process)

    async def _begin(
        self,
        command: Sequence[str | Path],
        words: Sequence[str],
        out: IO[bytes],
        err: IO[bytes],
        **settings: str,
    ) -> asyncio.subprocess.Process | Process:
        environ = {**self.settings, **settings}
        if not command:
            files = [out.fileno(), err.fileno()]
            return await nursery().start(words, self.folder, environ, files)
        return await asyncio.create_subprocess_exec(
            *command,
            *words,
            cwd=self.folder,
            env=environ,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )

    async def _until_it_polls(self, process: asyncio.subprocess.Process | Process) -> None:
        polled = asyncio.create_task(self._polls())
        ended = asyncio.create_task(process.wait())
        await asyncio.wait([polled, ended], timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        assert polled.done(), self.words

    async def _polls(self) -> None:
        await self.api.world.updates.polled.wait()
        if self.signal_cli is not None and self.signal_cli.running:
            await self.signal_cli.wanted()

    async def kill(self) -> None:
        """Pull the plug."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to stop; its exit code."""
        return await self._end(signal.SIGTERM)

    def close(self) -> None:
        """Let go of the database; the next `office` has the settings of then."""
        if "office" in vars(self):
            self.office.store.close()
            del self.office

    async def _end(self, number: signal.Signals) -> int:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(number)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    async def tell(self, *words: str, before: Sequence[str] = (), **settings: str) -> Told:
        """Run a command to its end, perhaps with another one before it."""
        command: Sequence[str | Path] = (*before, LIPA) if before else ()
        with TemporaryFile() as out, TemporaryFile() as err:
            process = await self._begin(command, words, out, err, **settings)
            code = await asyncio.wait_for(process.wait(), PATIENCE)
            told = [_all_of(file) for file in (out, err)]
        return Told(code, *told)

    async def hurry(self, *words: str, after: float) -> int:
        """Begin a command and kill it after so many seconds; -9 when it was not quicker."""
        with TemporaryFile() as out:
            process = await self._begin((), words, out, out)
            await asyncio.sleep(after)
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGKILL)
            return await asyncio.wait_for(process.wait(), PATIENCE)

    def write(self, name: str, document: Any) -> str:
        """A file of a coordinator's; its name."""
        (self.folder / name).write_text(json.dumps(document, ensure_ascii=False))
        return name


def _all_of(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


@asynccontextmanager
async def running(program: Program, *words: str) -> AsyncIterator[Program]:
    """The program runs as long as the block, whatever happens in it."""
    await program.start(*words)
    try:
        yield program
    finally:
        await program.kill()
        program.close()


async def until(
    true: Callable[[], bool],
    what: str,
    seconds: float = PATIENCE,
    tell: Callable[[], object] = lambda: "",
) -> None:
    """Wait for something in another process that cannot tell us; in vain, `tell` says more."""
    try:
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - nothing here could tell us
                await asyncio.sleep(LOOK)
    except TimeoutError:
        raise AssertionError(f"waited in vain until {what}: {tell()}") from None
