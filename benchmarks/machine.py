"""What everything was measured on."""

import os
import platform
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

SYNCS = 50


def describe(folder: Path) -> str:
    """The machine in two lines; `folder`: where the databases are."""
    cores = len(os.sched_getaffinity(0))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    return (
        f"{_model()}, {cores} cores, {_memory():.0f} GB; {platform.system()} {platform.release()}\n"
        f"{python}, SQLite {sqlite3.sqlite_version}; a sync of the disk takes "
        f"{_sync(folder):.2f} ms; load at the start {load}"
    )


def idle_seconds() -> float:
    """How long all cores together had nothing to do, since the machine was started."""
    first, _rest = Path("/proc/stat").read_text(encoding="utf-8").split("\n", 1)
    idle, waiting = first.split()[4:6]
    return (int(idle) + int(waiting)) / os.sysconf("SC_CLK_TCK")


def _model() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(": ")[2] for line in lines if "model name" in line), "?")


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3


def _sync(folder: Path) -> float:
    return median(_syncs(folder / "sync")) * 1000


def _syncs(path: Path) -> Iterator[float]:
    with path.open("wb", buffering=0) as file:
        for _time in range(SYNCS):
            file.write(bytes(4096))
            began = time.perf_counter()
            os.fsync(file.fileno())
            yield time.perf_counter() - began
    path.unlink()
