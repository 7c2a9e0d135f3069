"""Measure Lipa beside its peers: ``python -m benchmarks [PART …] [--rounds N] [--quick]``.

Parts: c1 c2 c3 c4 (conversations), pg (the same on PostgreSQL), c5 (start-up), c6 (growth),
c7 (several processes on PostgreSQL), c8 (answers beside an announcement), s1 s2 s3 (announcements
on Telegram), s4 (queueing one), s5 (reminders), signal (conversations), s1s s2s s3s (announcements
there), u1 (how well messages are understood), u4 (what reading costs), r4 (what others wait while
one person floods), values (typed numbers, days, times and options that are read right).
Everything runs on this machine, against fake servers of their own processes. The numbers mean
something while nothing else runs here.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import databases, machine, peer_venv
from benchmarks.parts import (
    announcement,
    broadcasting,
    conversation,
    cost_of_words,
    crowding,
    growing,
    natural_messages,
    queueing,
    reading_of_values,
    reminding,
    scaling,
    signal_announcement,
    signal_conversation,
    starting,
)
from benchmarks.plan import Plan
from benchmarks.processes import HOME
from benchmarks.progress import tell
from benchmarks.table import Row, render

TABLES: dict[tuple[str, ...], Callable[[Plan], list[Row]]] = {
    ("C1", "C2", "C3", "C4", "PG"): conversation.measure,
    ("C5",): starting.measure,
    ("C6",): growing.measure,
    ("C7",): scaling.measure,
    ("C8",): broadcasting.measure,
    ("S1", "S2", "S3"): announcement.measure,
    ("S4",): queueing.measure,
    ("S5",): reminding.measure,
    ("SIGNAL",): signal_conversation.measure,
    ("S1S", "S2S", "S3S"): signal_announcement.measure,
    ("U1",): natural_messages.measure,
    ("U4",): cost_of_words.measure,
    ("R4",): crowding.measure,
    ("VALUES",): reading_of_values.measure,
}
BESIDE_PEERS = frozenset({"C1", "C2", "C3", "C4", "PG", "C5", "S1", "S2", "S3"})
ALL = frozenset(part for parts in TABLES for part in parts)
ON_SERVER = frozenset({"PG", "C7"})


def main(arguments: Sequence[str]) -> None:
    """Run the chosen parts and print tables. A bar that is not met is a finding, no failure."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("parts", nargs="*", type=str.upper, help="by default all")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--quick", action="store_true", help="one short round: does it all run?")
    chosen = options.parse_args(arguments)
    parts = frozenset(chosen.parts) or ALL
    if unknown := parts - ALL:
        options.error(f"there is no part {', '.join(sorted(unknown))}")
    if parts.intersection(BESIDE_PEERS):
        peer_venv.ensure()
    var = HOME / "var"  # on the disk that the real database is on
    var.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=var) as folder:
        rounds = 1 if chosen.quick else chosen.rounds
        _measure(Plan(possible(parts), rounds, Path(folder), quick=chosen.quick))


def possible(parts: frozenset[str]) -> frozenset[str]:
    """Without what needs a PostgreSQL that is not there."""
    why_not = databases.why_not() if parts & ON_SERVER else ""
    if why_not:
        tell(f"left out: {', '.join(sorted(parts & ON_SERVER))}: {why_not}")
    return parts - ON_SERVER if why_not else parts


def _measure(plan: Plan) -> None:
    """Each table is printed at once: the next one may take long, or fail."""
    print(machine.describe(plan.folder))
    if plan.parts & ON_SERVER:
        print(databases.described())
    print(f"Medians of {plan.rounds} rounds; announcements and reminders once.")
    for parts, measure in TABLES.items():
        if plan.parts.intersection(parts):
            print(f"\n{render(measure(plan))}", flush=True)
    tell("done")


if __name__ == "__main__":
    main(sys.argv[1:])
