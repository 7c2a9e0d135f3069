"""What a command loads is what it costs: lists load nothing that they do not use."""

import subprocess
import sys

import pytest

from tests.bot.lipa import HOME, Lipa

HEAVY = {
    "alembic",
    "apscheduler",
    "babel",
    "flows",
    "httpx",
    "openpyxl",
    "psycopg",
    "pydantic",
    "rapidfuzz",
    "starlette",
    "structlog",
    "telegram",
    "translations",
    "uvloop",
}
TOLD = """
import sys
from bot.cli import main
try:
    main()
finally:
    print(*{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("--help", {"sqlalchemy", "domain", "storage"}),
        ("event add --help", {"sqlalchemy", "domain", "storage"}),
        ("event list", set[str]()),
        ("staff list", set[str]()),
        ("appointments list", set[str]()),
        ("audit list", set[str]()),
    ],
)
def test_nothing_is_loaded_in_vain(lipa: Lipa, words: str, more: set[str]) -> None:
    """Names are counted, not seconds: no busy machine changes them."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", TOLD, *words.split()],
        cwd=lipa.folder,
        env={"PYTHONPATH": str(HOME)},
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert loaded & (HEAVY | more) == set()
