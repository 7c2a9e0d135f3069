"""The real signal-cli as a process: no account, no network where that can be had."""

import subprocess
import tempfile
import threading
from functools import cache
from pathlib import Path

from tests.platforms.signal.real.place import JAVA, PROGRAM

READY = b"Started JSON-RPC server"
PATIENCE = 60.0
# It lives for seconds: what makes a long life quick only costs.
LIGHT = "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
ISOLATED = (("unshare", "-n"), ("unshare", "-rn"))


@cache
def isolation() -> tuple[str, ...]:
    """The command that keeps a process off the network, if this machine has one."""
    for command in ISOLATED:
        try:
            if subprocess.run([*command, "true"], capture_output=True).returncode == 0:  # noqa: S603, PLW1510
                return command
        except OSError:
            continue
    return ()


class Real:
    """`signal-cli daemon` in a folder; `path` is short, as sockets want it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = Path(tempfile.mkdtemp(prefix="sr-")) / "s"
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = threading.Event()
        self._listens = False
        self._said: list[bytes] = []
        self._reader: threading.Thread | None = None

    def start(self) -> int:
        """Begin, and wait until it listens; the exit code if it ends instead, or 0."""
        self._ready.clear()
        self._listens = False
        command = [*isolation(), str(PROGRAM), "-c", str(self.folder / "config"), "daemon"]
        command += ["--socket", str(self.path), "--receive-mode=manual", "--no-receive-stdout"]
        environ = {"JAVA_HOME": str(JAVA), "SIGNAL_CLI_OPTS": LIGHT, "PATH": "/usr/bin:/bin"}
        environ |= {"HOME": str(self.folder), "TMPDIR": str(self.folder), "LC_ALL": "C.UTF-8"}
        out = subprocess.DEVNULL
        self._process = subprocess.Popen(command, env=environ, stdout=out, stderr=subprocess.PIPE)  # noqa: S603
        self._reader = threading.Thread(target=self._listen, args=(self._process,), daemon=True)
        self._reader.start()
        assert self._ready.wait(PATIENCE), b"".join(self._said).decode()
        return 0 if self._listens else self._process.wait(PATIENCE)

    def stop(self) -> int:
        """Ask it to stop; its exit code."""
        return self._end(kill=False)

    def kill(self) -> None:
        """Pull the plug."""
        self._end(kill=True)

    def _end(self, *, kill: bool) -> int:
        process, self._process = self._process, None
        if process is None or self._reader is None:
            return 0
        if kill:
            process.kill()
        else:
            process.terminate()
        code = process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stderr is not None
        with process.stderr as told:
            for line in told:
                self._said.append(line)
                if READY in line:
                    self._listens = True
                    self._ready.set()
        self._ready.set()  # it has ended
