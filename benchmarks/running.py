"""`lipa run` as it is, only with the six turns as its conversation.

    python -m benchmarks.running [PARTS]

Settings come from the environment, as for `lipa run`; `PARTS` is what `--only` names there.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.lipa import key_of, midday
from benchmarks.lipa_survey import registry
from benchmarks.processes import Process
from bot.running import compose, run

COMMAND = (sys.executable, "-m", "benchmarks.running")
PROGRAM = (sys.executable, "-m", "bot.cli", "run")  # with all its own conversations


def lipa(
    name: str,
    database: Path,
    url: str = "",
    *parts: str,
    program: Sequence[str] = COMMAND,
    **settings: str,
) -> Process:
    """Begin one such process. `name` is its log's; `settings` are LIPA_… without that beginning."""
    written = {
        "DATABASE_URL": url or f"sqlite:///{database}",
        "SECRET_KEYS": key_of(database),
        "TIME_ZONE": midday().key,
        "HOST": "127.0.0.1",
        "PORT": "0",
        "LOG_LEVEL": "warning",
        "PERSON_RATE": "0",
        **settings,
    }
    named = {f"LIPA_{setting}": value for setting, value in written.items()}
    return Process([*program, *parts], database.with_name(f"{name}.log"), named)


def main(arguments: Sequence[str]) -> int:
    """Run until a signal comes."""
    compose.contents = registry  # type: ignore[attr-defined]
    return run.main(arguments[0] if arguments else None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
