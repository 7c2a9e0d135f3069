"""S4: an announcement to 100,000 people is queued, while somebody reads as the console does."""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import databases, population
from benchmarks.lipa import open_store
from benchmarks.plan import Plan
from benchmarks.progress import tell
from benchmarks.table import OURS, OURS_ON_SERVER, Row
from bot.clock import system_clock
from domain.campaigns.campaign import CampaignId
from storage.store import Store

PEOPLE, QUICK_PEOPLE = 100_000, 1000
GOAL = 5.0  # seconds
LOOK_EVERY = 0.01


def measure(plan: Plan) -> list[Row]:
    """On SQLite, and on PostgreSQL where there is one."""
    many = QUICK_PEOPLE if plan.quick else PEOPLE
    names = [OURS] if databases.why_not() else [OURS, OURS_ON_SERVER]
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for number in range(plan.rounds):
        for name in names:
            tell(f"S4, round {number + 1} of {plan.rounds}: {name}")
            taken[name].append(_queued(plan.folder, many, on_server=name == OURS_ON_SERVER))
    seconds = {name: median(each for each, _read in rounds) for name, rounds in taken.items()}
    reads = {name: median(read for _each, read in rounds) * 1000 for name, rounds in taken.items()}
    met = max(seconds.values()) <= GOAL
    return [
        Row("S4", f"s to queue {many:,} messages", seconds, None, f"<= {GOAL:g} s", met),
        Row("S4", "longest read meanwhile, ms", reads),
    ]


def _queued(folder: Path, many: int, *, on_server: bool) -> tuple[float, float]:
    """How many seconds it took, and the longest read meanwhile."""
    with ExitStack() as stack:
        database = Path(stack.enter_context(TemporaryDirectory(dir=folder))) / "bot.db"
        url = stack.enter_context(databases.fresh_url()) if on_server else ""
        population.people_in(database, many, url=url)
        store = open_store(database, url)
        stack.callback(store.close)
        ended, reads = threading.Event(), list[float]()
        reader = threading.Thread(target=_read, args=(store, ended, reads))
        reader.start()
        try:
            seconds = _seconds(
                lambda: store.write(partial(population.announce, now=system_clock()))
            )
        finally:
            ended.set()
            reader.join()
        assert store.read(lambda work: work.campaigns.counts(CampaignId(1))).recipients == many
        return seconds, max(reads)


def _read(store: Store, ended: threading.Event, reads: list[float]) -> None:
    while not ended.is_set():
        reads.append(_seconds(lambda: store.read(lambda work: work.campaigns.due(system_clock()))))
        time.sleep(LOOK_EVERY)


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
