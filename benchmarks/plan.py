"""What one run of the benchmarks is to measure, and where."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts that are wanted; `folder` is on the disk that the real database is on."""

    parts: frozenset[str]
    rounds: int
    folder: Path
    quick: bool  # one short round: does it all run?
