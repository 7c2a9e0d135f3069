"""`lipa` processes that are born ready: forked from one that has loaded everything already.

Loading takes each process more than a second of the processor, and these tests start a hundred.
What is forked is a process like any other, with a folder, an environment, files and signals of its
own. Started as `python -m tests.survival.nursery NUMBER`: its end of a socket pair.
"""

import asyncio
import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

from bot.cli import app
from tests.survival import wall
from translations.catalogues import Catalogues
from translations.reading.reader import Reader

ROOT = Path(__file__).parents[2]
OURS = ("bot", "console", "domain", "flows", "storage", "translations")
LATER = (
    "alembic.command",
    "sqlalchemy.dialects.postgresql.psycopg",
    "uvicorn.lifespan.off",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
)
FILES = (1, 2, 0)  # output, errors, input
MOST_BYTES = 100_000  # of a request: words, a folder and an environment


class Process:
    """A process that was forked; `returncode` is as in `asyncio.subprocess`."""

    def __init__(self) -> None:
        self.born: Future[int] = Future()
        self.died: Future[int] = Future()

    @property
    def pid(self) -> int:
        """Its number."""
        return self.born.result()

    @property
    def returncode(self) -> int | None:
        """None while it lives."""
        return self.died.result() if self.died.done() else None

    async def wait(self) -> int:
        """Until it has ended; its exit code, or the negative number of the signal that ended it."""
        return await asyncio.shield(asyncio.wrap_future(self.died))

    def send_signal(self, number: int) -> None:
        """ProcessLookupError when it has ended."""
        if self.died.done():
            raise ProcessLookupError
        os.kill(self.pid, number)


class Nursery:
    """The client's end. One for each process that runs tests."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._processes: list[Process] = []
        self._server = subprocess.Popen(  # noqa: S603 - this very file
            [sys.executable, "-m", "tests.survival.nursery", str(theirs.fileno())],
            cwd=ROOT,
            env={"PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        Thread(target=self._listen, daemon=True).start()

    async def start(
        self, words: Sequence[str], folder: Path, environ: Mapping[str, str], files: Sequence[int]
    ) -> Process:
        """`lipa` with these words; `files` are its output, its errors, and perhaps its input."""
        process = self.fork(words, folder, environ, files)
        await asyncio.wrap_future(process.born)
        return process

    def fork(
        self, words: Sequence[str], folder: Path, environ: Mapping[str, str], files: Sequence[int]
    ) -> Process:
        """The same, without waiting until it is born."""
        process = Process()
        request = [len(self._processes), words, str(folder), dict(environ)]
        self._processes.append(process)
        socket.send_fds(self._ours, [json.dumps(request).encode()], files)
        return process

    def _listen(self) -> None:
        while told := self._ours.recv(MOST_BYTES):
            number, what, value = json.loads(told)
            getattr(self._processes[number], what).set_result(value)


@cache
def nursery() -> Nursery:
    """The nursery of this process, opened when it is first needed."""
    return Nursery()


# The server's end ------------------------------------------------------------------------------


def load() -> None:
    """Everything that any command needs."""
    for name in OURS:
        package = import_module(name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            if ".migrations" not in found.name:
                import_module(found.name)
    for name in LATER:
        import_module(name)
    Reader(Catalogues.load())  # reads the vocabulary and the names of days, once in a process
    gc.freeze()


def serve(end: socket.socket) -> list[str] | None:
    """Fork until the client is gone. Only a child comes back with words, to be `lipa`."""
    numbers: dict[int, int] = {}
    signal.signal(signal.SIGCHLD, lambda *_: _bury(end, numbers))
    while True:
        told, files, _flags, _address = socket.recv_fds(end, MOST_BYTES, len(FILES))
        if not told:
            return None
        number, *request = json.loads(told)
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
        pid = os.fork()
        if not pid:
            end.close()
            return _become(files, *request)
        numbers[pid] = number
        _tell(end, number, "born", pid)
        for file in files:
            os.close(file)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])


def _become(files: Sequence[int], words: list[str], folder: str, environ: Any) -> list[str]:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
    for at, file in zip(FILES, files, strict=False):  # input may be left out
        os.dup2(file, at)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()  # noqa: TID251 - a process of its own
    os.environ.update(environ)  # noqa: TID251
    return words


def _bury(end: socket.socket, numbers: dict[int, int]) -> None:
    while numbers:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        _tell(end, numbers.pop(pid), "died", os.waitstatus_to_exitcode(status))


def _tell(end: socket.socket, number: int, what: str, value: int) -> None:
    end.send(json.dumps([number, what, value]).encode())


def main() -> None:
    """Serve; in a child, be `lipa`."""
    load()
    words = serve(socket.socket(fileno=int(sys.argv[1])))
    if words is not None:
        wall.follow_if_told()
        sys.argv = ["lipa", *words]
        app.main()


if __name__ == "__main__":
    main()
