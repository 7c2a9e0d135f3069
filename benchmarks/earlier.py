"""Beside the last release: ``python -m benchmarks.earlier [--rounds N]`` or ``make bench-quick``.

The older program is taken out of git into a temporary folder and run with the same libraries, in
rounds interleaved with this one, before the same people. What counts is the ratio of the CPU that
an update costs.
"""

import argparse
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import machine
from benchmarks.parts.conversation import LIPA, MANY, SCRIPT
from benchmarks.processes import HOME, Bot, Server
from benchmarks.progress import tell
from benchmarks.table import OURS, Row, render

FIRST = "7d73f8b"  # the first commit that can be measured; used as long as nothing was released
CONVERSATIONS = 250


def main() -> None:
    """Print the table. That an update costs more than before is a finding, no failure."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.earlier", description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds, before = options.parse_args().rounds, last_release()
    with TemporaryDirectory(prefix="lipa-bench-") as folder:
        homes = {OURS: HOME, before: taken_out(before, Path(folder))}
        spent = measured(homes, rounds, Path(folder))
        about = machine.describe(Path(folder))
    figures = {name: median(each) for name, each in spent.items()}
    ratio = figures[OURS] / figures[before]
    print(f"{about}\nMedians of {rounds} rounds.\n")
    print(render([Row("C4", "CPU ms/update", figures, ratio)]))


def last_release() -> str:
    """The newest tag among what led here, or FIRST."""
    tags = _git("tag", "--merged", "HEAD", "--sort=-creatordate").decode().split()
    return tags[0] if tags else FIRST


def taken_out(commit: str, folder: Path) -> Path:
    """What the repository held then, in a folder of its own. Raises CalledProcessError."""
    home = folder / "earlier"
    _git("clone", "--quiet", "--shared", "--no-checkout", str(HOME), str(home))
    found = _git("rev-parse", commit).decode().strip()
    _git("-C", str(home), "checkout", "--quiet", "--detach", found)
    return home


def measured(homes: Mapping[str, Path], rounds: int, folder: Path) -> dict[str, list[float]]:
    """By name, what an update cost in each round, in milliseconds of CPU."""
    spent: dict[str, list[float]] = {name: [] for name in homes}
    for number in range(rounds):
        for name, home in homes.items():
            tell(f"round {number + 1} of {rounds}: {name}")
            spent[name].append(_round(home, folder))
    return spent


def _round(home: Path, folder: Path) -> float:
    with ExitStack() as stack:
        fresh = Path(stack.enter_context(TemporaryDirectory(dir=folder)))
        server = stack.enter_context(Server("--keep", "1000"))
        bot = stack.enter_context(Bot(LIPA, server, fresh / "bot.db", home=home))
        server.polled()
        server.people(SCRIPT, MANY, MANY)
        before = bot.seconds()
        talk = server.people(SCRIPT, MANY, CONVERSATIONS)
        return (bot.seconds() - before) * 1000 / float(talk["turns"])


def _git(*words: str) -> bytes:
    # Our own commands; git is wherever the operator has it.
    done = subprocess.run(["git", *words], cwd=HOME, check=True, stdout=subprocess.PIPE)  # noqa: S603, S607
    return done.stdout


if __name__ == "__main__":
    main()
