"""The peers' own virtual environment, made from `requirements.lock` when it is missing or old."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.progress import tell

HERE = Path(__file__).parent
LOCK = HERE / "requirements.lock"
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALL = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")


def program(name: str) -> tuple[str, str]:
    """How a peer's bot is started."""
    return str(PYTHON), str(HERE / "peers" / f"{name}.py")


def ensure() -> None:
    """Make it, unless it was made from this very lock."""
    ready = VENV / ".ready"
    if ready.exists() and ready.read_bytes() == LOCK.read_bytes():
        return
    tell("making the peers' virtual environment")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    _run([str(PYTHON), *INSTALL, "--require-hashes", "-r", str(LOCK)])
    ready.write_bytes(LOCK.read_bytes())


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603 - our own commands
