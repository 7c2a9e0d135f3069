"""C1 to C4: the six turns, with many people at once and with one alone; PG: on PostgreSQL.

Each round starts every bot afresh, with an empty database, in another order; before it is
measured, fifty people go through the script once. The people live in the fake server's process,
so that the bot's process is all that is measured.
"""

import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import databases
from benchmarks.peer_venv import program
from benchmarks.plan import Plan
from benchmarks.processes import Bot, Server
from benchmarks.progress import tell
from benchmarks.table import OURS, OURS_ON_SERVER, Row

SCRIPT: Sequence[dict[str, Any]] = (
    {"text": "/start"},
    {"press": 0},
    {"press": 0},
    {"press": 1},
    {"press": 2},
    {"text": "More evenings, please."},
)
MANY, CROWD = 50, 500
LIPA = (sys.executable, "-m", "benchmarks.lipa")
PEER_ON_SERVER = "aiogram+PostgreSQL"
ALL = frozenset({"C1", "C2", "C3", "C4"})
QUICK = 10  # so many times less in a quick run


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot, and how many conversations it has time for: alone, with 50 and with 500 people."""

    name: str
    program: Sequence[str]
    durable: bool
    alone: int
    many: int
    crowd: int = 0
    on_server: bool = False


CONTENDERS = (
    Contender("aiogram", program("aiogram_memory"), durable=False, alone=60, many=200, crowd=500),
    Contender(OURS, LIPA, durable=True, alone=100, many=600, crowd=1500),
    Contender("aiogram+SQLite", program("aiogram_sqlite"), durable=True, alone=60, many=100),
    Contender("PTB", program("ptb_memory"), durable=False, alone=40, many=100),
    Contender("PTB+SQLite", program("ptb_sqlite"), durable=True, alone=40, many=50),
)
ON_SERVER = (
    Contender(
        OURS_ON_SERVER, LIPA, durable=True, alone=100, many=400, crowd=1000, on_server=True
    ),
    Contender(
        PEER_ON_SERVER, program("aiogram_postgres"), True, alone=40, many=60, crowd=500,
        on_server=True,
    ),
)  # fmt: skip
IN_MEMORY = [each.name for each in CONTENDERS if not each.durable]
DURABLE = [each.name for each in CONTENDERS if each.durable and each.name != OURS]
PEERS = IN_MEMORY + DURABLE
Figures = dict[str, float]


def measure(plan: Plan) -> list[Row]:
    """The rows of the parts that are wanted."""
    parts, rounds = plan.parts, plan.rounds
    contenders = CONTENDERS if parts & ALL else tuple(c for c in CONTENDERS if c.name == OURS)
    contenders += ON_SERVER if "PG" in parts else ()
    wanted = ALL if "PG" in parts else parts
    taken: dict[str, list[Figures]] = {each.name: [] for each in contenders}
    for number in range(rounds):
        for at in range(len(contenders)):
            each = contenders[(number + at) % len(contenders)]
            tell(f"round {number + 1} of {rounds}: {each.name}")
            taken[each.name].append(_round(each, wanted, plan.folder, QUICK if plan.quick else 1))
    medians = {name: _medians(figures) for name, figures in taken.items()}
    return [row for row in [*_rows(medians), *_server_rows(medians)] if row.bar in parts]


def _round(each: Contender, parts: frozenset[str], folder: Path, part: int) -> Figures:
    with ExitStack() as stack:
        fresh = stack.enter_context(TemporaryDirectory(dir=folder))
        url = stack.enter_context(databases.fresh_url()) if each.on_server else ""
        server = stack.enter_context(Server("--history", "8", "--keep", "1000"))
        options = ("--postgres", url) if url else ()
        bot = stack.enter_context(Bot(each.program, server, Path(fresh) / "bot.db", *options))
        server.polled()
        server.people(SCRIPT, MANY, MANY)
        return _figures(each, parts, part, server, bot, url)


def _figures(
    each: Contender, parts: frozenset[str], part: int, server: Server, bot: Bot, url: str
) -> Figures:
    figures: Figures = {}
    if "C3" in parts:
        alone = server.people(SCRIPT, 1, max(each.alone // part, 1))
        figures |= {"p50": alone["p50_ms"], "p99": alone["p99_ms"]}
    if parts & {"C1", "C4"}:
        before, served = bot.seconds(), databases.cpu_of(url)
        many = server.people(SCRIPT, MANY, max(each.many // part, MANY))
        used, serving = bot.seconds() - before, databases.cpu_of(url) - served
        figures |= {"many": many["updates_per_second"], "many p50": many["p50_ms"]}
        figures |= {"cpu": used * 1000 / many["turns"], "rss": bot.megabytes()}
        figures |= {"server cpu": serving * 1000 / many["turns"]} if url else {}
    if "C2" in parts and each.crowd:
        crowd = server.people(SCRIPT, CROWD, max(each.crowd // part, CROWD))
        figures["crowd"] = crowd["updates_per_second"]
    return figures


def _medians(rounds: Sequence[Figures]) -> Figures:
    names = rounds[0].keys()
    return {name: median(figures[name] for figures in rounds) for name in names}


def _rows(medians: Mapping[str, Figures]) -> list[Row]:
    shown = _Comparison({name: medians[name] for name in (OURS, *PEERS) if name in medians})
    return [
        shown.more("C1", "updates/s, 50 people", "many", IN_MEMORY, 5, "any in memory"),
        shown.more("C1", "", "many", DURABLE, 5, "any durable"),
        shown.figure("C1", "p50 ms, 50 people", "many p50"),
        shown.more("C2", "updates/s, 500 people", "crowd", IN_MEMORY, 5, "any in memory"),
        shown.less("C3", "p50 ms, alone", "p50", 1 / 2),
        shown.less("C3", "p99 ms, alone", "p99", 1),
        shown.less("C4", "CPU ms/update", "cpu", 1 / 4),
        shown.figure("C4", "RSS MB", "rss"),
    ]


def _server_rows(medians: Mapping[str, Figures]) -> list[Row]:
    """Lipa on both databases, beside the peer on a server's."""
    shown = {
        name: medians[name] for name in (OURS, OURS_ON_SERVER, PEER_ON_SERVER) if name in medians
    }
    both = _Comparison(shown, OURS_ON_SERVER)
    peer = [PEER_ON_SERVER]
    return [
        both.more("PG", "updates/s, 50 people", "many", peer, 5, "the peer"),
        both.figure("PG", "p50 ms, 50 people", "many p50"),
        both.more("PG", "updates/s, 500 people", "crowd", peer, 5, "the peer"),
        both.less("PG", "p50 ms, alone", "p50", 1 / 2, peer),
        both.less("PG", "p99 ms, alone", "p99", 1, peer),
        both.less("PG", "CPU ms/update", "cpu", 1 / 4, peer),
        both.figure("PG", "CPU ms/update of PostgreSQL", "server cpu"),
        both.figure("PG", "RSS MB", "rss"),
    ]


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Our medians beside the best of some peers."""

    medians: Mapping[str, Figures]
    ours: str = OURS

    def figure(self, bar: str, measured: str, name: str) -> Row:
        """Figures without a bar."""
        return Row(bar, measured, self._all(name))

    def more(
        self, bar: str, measured: str, name: str, peers: Sequence[str], goal: float, whom: str
    ) -> Row:
        """The more the better."""
        figures = self._all(name)
        against = [figures[peer] for peer in peers if peer in figures]
        if self.ours not in figures or not against:
            return Row(bar, measured, figures if measured else {})
        ratio = figures[self.ours] / max(against)
        shown = figures if measured else {}
        return Row(bar, measured, shown, ratio, f">= {goal:g} x {whom}", ratio >= goal)

    def less(
        self, bar: str, measured: str, name: str, goal: float, peers: Sequence[str] = PEERS
    ) -> Row:
        """The less the better, against the best of these peers."""
        figures = self._all(name)
        against = [figures[peer] for peer in peers if peer in figures]
        if self.ours not in figures or not against:
            return Row(bar, measured, figures if measured else {})
        ratio = figures[self.ours] / min(against)
        return Row(bar, measured, figures, ratio, f"<= {goal:.2f} x the best", ratio <= goal)

    def _all(self, name: str) -> Figures:
        return {bot: figures[name] for bot, figures in self.medians.items() if name in figures}
