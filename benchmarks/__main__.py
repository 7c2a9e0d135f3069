"""Measure Lipa beside its peers: ``python -m benchmarks [c1 c2 c3 c4 s1 s2 s3] [--rounds N]``.

Everything runs on this machine, against a fake Bot API server of its own process. The numbers
mean something while nothing else runs here.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import announcement, conversation, machine, peer_venv
from benchmarks.processes import HOME
from benchmarks.progress import tell
from benchmarks.table import render

TALK = ("C1", "C2", "C3", "C4")
SEND = ("S1", "S2", "S3")


def main(arguments: Sequence[str]) -> None:
    """Run the chosen parts and print the table. A bar that is not met is a finding, no failure."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("parts", nargs="*", type=str.upper, help="by default all")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--quick", action="store_true", help="one short round: does it all run?")
    chosen = options.parse_args(arguments)
    parts = frozenset(chosen.parts or (*TALK, *SEND))
    if unknown := parts - {*TALK, *SEND}:
        options.error(f"there is no part {', '.join(sorted(unknown))}")
    peer_venv.ensure()
    var = HOME / "var"  # on the disk that the real database is on
    var.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=var) as folder:
        _measure(parts, 1 if chosen.quick else chosen.rounds, Path(folder), quick=chosen.quick)


def _measure(parts: frozenset[str], rounds: int, folder: Path, *, quick: bool) -> None:
    about = machine.describe(folder)
    rows = []
    if parts.intersection(TALK):
        rows += conversation.measure(parts, rounds, folder, quick=quick)
    if parts.intersection(SEND):
        rows += announcement.measure(parts, folder, quick=quick)
    tell("done")
    print(f"{about}\nMedians of {rounds} rounds; S1 to S3 once.\n\n{render(rows)}")


if __name__ == "__main__":
    main(sys.argv[1:])
