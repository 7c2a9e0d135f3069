"""The fake server and the bots as processes: started, asked, measured, ended."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.bot_api import TOKEN

HOME = Path(__file__).parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
LOOK_EVERY = 0.1
START_SECONDS = 60.0
JSON = {"Content-Type": "application/json"}


class Server:
    """The fake Bot API server, with the people inside it."""

    def __init__(self, *options: str) -> None:
        command = [sys.executable, "-m", "tests.bot_api", "--port", "0", *options]
        self._process = subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE)  # noqa: S603
        assert self._process.stdout is not None
        self.port: int = json.loads(self._process.stdout.readline())["port"]
        self.url = f"http://127.0.0.1:{self.port}"

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

    def ask(self, name: str, **params: Any) -> Any:
        """What the simulation answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        connection.request("POST", f"/sim/{name}", json.dumps(params), JSON)
        answer = json.loads(connection.getresponse().read())
        connection.close()
        if isinstance(answer, dict) and "error" in answer:
            raise RuntimeError(f"the fake server cannot {name}: {answer['error']}")
        return answer

    def polled(self) -> None:
        """Wait until a bot asks for updates."""
        self.ask("polled", timeout=START_SECONDS)

    def people(
        self, script: Sequence[dict[str, Any]], people: int, conversations: int
    ) -> dict[str, Any]:
        """Let people go through the script; what came of it."""
        numbers = {"people": people, "conversations": conversations}
        result: dict[str, Any] = self.ask("people", script=script, **numbers)
        while not result["finished"]:
            time.sleep(LOOK_EVERY)
            result = self.ask("people")
        return result


class Bot:
    """A bot under measurement. What it says goes to a file, to be read when something is wrong."""

    def __init__(
        self, program: Sequence[str], server: Server, database: Path, *options: str
    ) -> None:
        self._log = database.with_suffix(".log")
        command = [*program, server.url, TOKEN, str(database), *options]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=HOME, stdout=log, stderr=log)  # noqa: S603

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if error is not None:
            sys.stderr.write(self._log.read_text()[-2000:])
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
            raise RuntimeError(f"the bot has ended with {self._process.returncode}")

    def seconds(self) -> float:
        """CPU used so far by all its threads, in user and system mode."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / TICKS

    def megabytes(self) -> float:
        """Resident memory now."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024
