"""C7: one, two and four processes of `lipa run` on one PostgreSQL, fed by Telegram's webhook.

The fake server posts to a balancer, which deals its connections out to the processes. Whichever
process leads sends all replies. Everything runs on the same cores; that is why the table says
what each part has used of them.
"""

import socket
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import databases, machine
from benchmarks.lipa import open_store
from benchmarks.parts.conversation import MANY, QUICK, SCRIPT
from benchmarks.plan import Plan
from benchmarks.processes import HOST, Process, Server, free_port, until
from benchmarks.progress import tell
from benchmarks.running import lipa
from benchmarks.table import Row
from tests.platforms.telegram import TOKEN

COUNTS = (1, 2, 4)
PEOPLE = 200
CONVERSATIONS = 800
GOAL = 1.5
BALANCER = (sys.executable, "-m", "benchmarks.balancer")
Figures = dict[str, float]


def measure(plan: Plan) -> list[Row]:
    """The rows, one column for each number of processes."""
    conversations = CONVERSATIONS // (QUICK if plan.quick else 1)
    taken: dict[int, list[Figures]] = {many: [] for many in COUNTS}
    for number in range(plan.rounds):
        for many in COUNTS:
            tell(f"C7, round {number + 1} of {plan.rounds}: {_named(many)}")
            taken[many].append(measured(many, plan.folder, conversations))
    return _rows({many: _medians(figures) for many, figures in taken.items()})


def measured(many: int, folder: Path, conversations: int) -> Figures:
    """What so many processes came to."""
    with ExitStack() as stack:
        database = Path(stack.enter_context(TemporaryDirectory(dir=folder))) / "bot.db"
        url = stack.enter_context(databases.fresh_url())
        open_store(database, url).close()
        server = stack.enter_context(Server("--history", "8", "--keep", "1000"))
        ports = [free_port() for _process in range(many)]
        entry = free_port()
        command = [*BALANCER, str(entry), *map(str, ports)]
        balancer = stack.enter_context(Process(command, database.with_name("balancer.log")))
        settings = _settings(server, entry)
        processes = [
            stack.enter_context(lipa(f"lipa{port}", database, url, **settings, PORT=str(port)))
            for port in ports
        ]
        until(lambda: all(map(_listens, [entry, *ports])), "all listen", *processes)
        server.polled()
        server.people(SCRIPT, MANY, MANY)
        return _figures(server, balancer, processes, url, conversations)


def _settings(server: Server, entry: int) -> dict[str, str]:
    return {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": server.url,
        "TELEGRAM_WEBHOOK_URL": f"http://{HOST}:{entry}/telegram",
        "TELEGRAM_WEBHOOK_SECRET": "only-for-benchmarks-and-nothing-else",
        "TELEGRAM_RATE": "0",
        "TELEGRAM_CHAT_RATE": "0",
    }


def _figures(
    server: Server, balancer: Process, processes: Sequence[Process], url: str, conversations: int
) -> Figures:
    """Updates a second, and how much of a core each part used meanwhile."""

    def used() -> Figures:
        parts = {"people": server.seconds(), "balancer": balancer.seconds()}
        parts["idle"] = machine.idle_seconds()
        lipa = sum(process.seconds() for process in processes)
        return parts | {"lipa": lipa, "PostgreSQL": databases.cpu_of(url)}

    before, alone = used(), [process.seconds() for process in processes]
    result = server.people(SCRIPT, min(PEOPLE, conversations), conversations)
    after, seconds = used(), result["seconds"]
    shares = [p.seconds() - b for p, b in zip(processes, alone, strict=True)]
    figures = {name: (after[name] - before[name]) / seconds for name in after}
    figures |= {"busiest": max(shares) / seconds, "rate": result["updates_per_second"]}
    return figures | {"p50": result["p50_ms"], "p99": result["p99_ms"]}


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex((HOST, port)) == 0


def _medians(rounds: Sequence[Figures]) -> Figures:
    return {name: median(figures[name] for figures in rounds) for name in rounds[0]}


def _named(many: int) -> str:
    return "1 process" if many == 1 else f"{many} processes"


def _rows(medians: dict[int, Figures]) -> list[Row]:
    def row(measured: str, name: str) -> Row:
        shown = {_named(many): figures[name] for many, figures in medians.items()}
        return Row("C7", measured, shown)

    rates = {many: figures["rate"] for many, figures in medians.items()}
    ratios = {_named(many): f"{rate / rates[1]:.2f} x" for many, rate in rates.items()}
    two = rates[2] / rates[1]
    return [
        row(f"updates/s, {PEOPLE} people", "rate"),
        Row("C7", "beside 1 process", ratios, two, f">= {GOAL:g} x with 2", two >= GOAL),
        row("p50 ms", "p50"),
        row("p99 ms", "p99"),
        row("cores used by all of Lipa", "lipa"),
        row("cores used by its busiest process", "busiest"),
        row("cores used by PostgreSQL", "PostgreSQL"),
        row("cores used by Telegram and the people", "people"),
        row("cores used by the balancer", "balancer"),
        row("cores idle (the rest: other programs)", "idle"),
    ]
