"""The fake server and the bots as processes: started, asked, measured, ended."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from tests.platforms.telegram import TOKEN

HOST = "127.0.0.1"
HOME = Path(__file__).parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
LOOK_EVERY = 0.1
START_SECONDS = 60.0
JSON = {"Content-Type": "application/json"}
# Nothing of ours; and programs may keep what Python has compiled, as an installation does.
NOT_OURS = ("LIPA_", "PYTHONDONTWRITEBYTECODE")
OTHERS = {k: v for k, v in os.environ.items() if not k.startswith(NOT_OURS)}  # noqa: TID251


class Simulation:
    """A fake platform in a process of its own, steered over HTTP."""

    def __init__(self, *command: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own commands
            [sys.executable, "-m", *command], cwd=HOME, stdout=subprocess.PIPE
        )
        assert self._process.stdout is not None
        self.said: dict[str, Any] = json.loads(self._process.stdout.readline())
        self._at = urlsplit(self.said.get("control") or self.said["url"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def ask(self, name: str, **params: Any) -> Any:
        """What the simulation answers."""
        connection = HTTPConnection(self._at.netloc, timeout=START_SECONDS)
        connection.request("POST", f"/sim/{name}", json.dumps(params), JSON)
        answer = json.loads(connection.getresponse().read())
        connection.close()
        if isinstance(answer, dict) and "error" in answer:
            raise RuntimeError(f"the fake server cannot {name}: {answer['error']}")
        return answer

    def seconds(self) -> float:
        """CPU used so far, by the people in it, too."""
        return seconds_of(self._process.pid)

    def people(
        self, script: Sequence[dict[str, Any]], people: int, conversations: int, ramp: float = 0.0
    ) -> dict[str, Any]:
        """Let people go through the script; what came of it. They begin within `ramp` seconds."""
        numbers = {"people": people, "conversations": conversations, "ramp": ramp}
        result: dict[str, Any] = self.ask("people", script=script, **numbers)
        while not result["finished"]:
            time.sleep(LOOK_EVERY)
            result = self.ask("people")
        if result["failed"]:
            raise RuntimeError(f"conversations failed: {result['problems']}")
        return result


class Server(Simulation):
    """The fake Bot API server."""

    def __init__(self, *options: str) -> None:
        super().__init__("tests.platforms.telegram", "--port", "0", *options)
        self.url: str = self.said["url"]

    def polled(self) -> None:
        """Wait until a bot asks for updates, or has set its webhook."""
        self.ask("polled", timeout=START_SECONDS)


class SignalServer(Simulation):
    """The fake signal-cli."""

    def __init__(self, *options: str) -> None:
        super().__init__("benchmarks.signal_server", *options)
        self.settings = {
            "SIGNAL_RPC": self.said["rpc"],
            "SIGNAL_ACCOUNT": self.said["account"],
        }

    def wanted(self) -> None:
        """Wait until a bot listens."""
        self.ask("wanted", timeout=START_SECONDS)


class Process:
    """A program under measurement. What it says goes to a file, to be read when all is not well."""

    def __init__(
        self,
        command: Sequence[str],
        log: Path,
        settings: Mapping[str, str] | None = None,
        home: Path = HOME,
    ) -> None:
        self.log = log
        environment = {**OTHERS, **(settings or {})}
        with log.open("ab") as said:
            self._process = subprocess.Popen(  # noqa: S603 - our own commands
                command, cwd=home, stdout=said, stderr=said, env=environment
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if error is not None:
            sys.stderr.write(self.log.read_text()[-2000:])
        self.end(signal.SIGTERM)

    def end(self, number: signal.Signals) -> None:
        """Send a signal and wait; who does not listen is killed."""
        self._process.send_signal(number)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def check(self) -> None:
        """Raise when it has ended by itself."""
        if self._process.poll() is not None:
            raise RuntimeError(f"{self.log.stem} has ended with {self._process.returncode}")

    def seconds(self) -> float:
        """CPU used so far by all its threads, in user and system mode."""
        return seconds_of(self._process.pid)

    def megabytes(self) -> float:
        """Resident memory now."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


class Bot(Process):
    """A bot of one process that is told on its command line where everything is."""

    def __init__(
        self,
        program: Sequence[str],
        server: Server,
        database: Path,
        *options: str,
        home: Path = HOME,
    ) -> None:
        command = [*program, server.url, TOKEN, str(database), *options]
        super().__init__(command, database.with_suffix(".log"), home=home)


def seconds_of(pid: int) -> float:
    """CPU that a process has used so far, in user and system mode."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / TICKS


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as tried:
        tried.bind((HOST, 0))
        port: int = tried.getsockname()[1]
    return port


def until(true: Callable[[], bool], what: str, *watched: Process) -> None:
    """Wait for something in other processes; RuntimeError when they end or it takes too long."""
    end = time.monotonic() + START_SECONDS
    while not true():
        for each in watched:
            each.check()
        if time.monotonic() > end:
            raise RuntimeError(f"waited in vain until {what}")
        time.sleep(LOOK_EVERY)
