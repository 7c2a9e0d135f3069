"""A PostgreSQL server of our own, which may be killed; nobody else's data is on it."""

import asyncio
import contextlib
import os
import pwd
import shutil
import signal
import socket
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psycopg

PATIENCE = 30.0
OWNER = "postgres"  # root may not run a server
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")


def programs() -> Path | None:
    """Where `initdb` and `postgres` are; None when this machine has none."""
    if (found := shutil.which("initdb")) is not None:
        return Path(found).resolve().parent
    folders = [path for place in PLACES for path in sorted(Path("/").glob(place[1:]))]
    return folders[-1] if folders else None


def why_not() -> str:
    """Why no server can be started here; empty when one can."""
    if programs() is None:
        return "there is no initdb"
    if not os.geteuid() and (shutil.which("setpriv") is None or not _owner_exists()):
        return f"root may not run a server, and cannot become {OWNER}"
    return ""


def _owner_exists() -> bool:
    try:
        pwd.getpwnam(OWNER)
    except KeyError:
        return False
    return True


class Cluster:
    """Made by `make`; `url` is its first database. `crash` and `start` as often as one likes."""

    def __init__(self) -> None:
        bin_folder = programs()
        assert bin_folder is not None
        self._bin = bin_folder
        self._as_owner: list[str] = []
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        if not os.geteuid():
            shutil.chown(self.folder, OWNER)
            self._as_owner = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups"]
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.port = int(taken.getsockname()[1])
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """Where it is."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/postgres"

    async def make(self) -> "Cluster":
        """An empty one. The disk is not waited for: only the machine's own end would show that."""
        words = ["-D", str(self.folder / "data"), "-U", OWNER, "-A", "trust", "--no-sync"]
        made = await self._begin("initdb", words)
        assert await made.wait() == 0
        await self.start()
        return self

    async def start(self) -> None:
        """Until it answers; after a crash it needs a moment for what is left of the last one."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self._process = await self._begin("postgres", self._words())
                while self._process.returncode is None:
                    with contextlib.suppress(psycopg.OperationalError):
                        await (await psycopg.AsyncConnection.connect(self.url)).close()
                        return
                    await asyncio.sleep(0.05)
                await asyncio.sleep(0.05)

    async def crash(self, number: signal.Signals) -> None:
        """SIGKILL pulls the plug of its first process; SIGQUIT makes all of them go at once."""
        assert self._process is not None
        self._process.send_signal(number)
        await self._process.wait()

    async def end(self) -> None:
        """And nothing is left."""
        if self._process is not None and self._process.returncode is None:
            await self.crash(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _words(self) -> list[str]:
        settings = ("fsync=off", "unix_socket_directories=", "listen_addresses=127.0.0.1")
        given = [word for each in settings for word in ("-c", each)]
        return ["-D", str(self.folder / "data"), "-p", str(self.port), *given]

    async def _begin(self, program: str, words: Sequence[str]) -> asyncio.subprocess.Process:
        with (self.folder / "log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *self._as_owner,
                self._bin / program,
                *words,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
            )
