"""The six turns over Signal, beside the same over Telegram: `lipa run` on SQLite, rate 0.

On Signal buttons are numbers, phones say that they got each message, and signal-cli's events are
kept before they are decided, because it never gives them twice.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.lipa import open_store
from benchmarks.parts.conversation import MANY, QUICK, SCRIPT
from benchmarks.peers.survey import HELLO, QUESTIONS, TELL_US, THANKS
from benchmarks.plan import Plan
from benchmarks.processes import Process, Server, SignalServer, Simulation
from benchmarks.progress import tell
from benchmarks.running import lipa
from benchmarks.table import Row
from tests.platforms.telegram import TOKEN

CONVERSATIONS = 300
ALONE = 40
SAID = ("/start", "1", "1", "2", "3", "More evenings, please.")
HEARD = (HELLO, *(question for question, _answers in QUESTIONS), TELL_US, THANKS)
ON_SIGNAL: Sequence[dict[str, Any]] = [
    {"text": text, "expect": expect} for text, expect in zip(SAID, HEARD, strict=True)
]
Figures = dict[str, float]
Running = AbstractContextManager[tuple[Simulation, Process]]


def measure(plan: Plan) -> list[Row]:
    """One column for each channel."""
    channels = {"Telegram": (_on_telegram, SCRIPT), "Signal": (_on_signal, ON_SIGNAL)}
    taken: dict[str, list[Figures]] = {name: [] for name in channels}
    for number in range(plan.rounds):
        for name, (begin, script) in channels.items():
            tell(f"conversations on {name}, round {number + 1} of {plan.rounds}")
            taken[name].append(_round(begin, script, plan.folder, QUICK if plan.quick else 1))
    medians = {name: _medians(figures) for name, figures in taken.items()}
    return [_row(measured, name, medians) for measured, name in MEASURED]


MEASURED = (
    ("updates/s, 50 people", "rate"),
    ("p50 ms, 50 people", "p50"),
    ("p50 ms, alone", "alone"),
    ("CPU ms/update", "cpu"),
    ("cores used by Lipa", "lipa"),
    ("cores used by the platform and the people", "people"),
)


def _round(
    begin: Callable[[Path], Running], script: Sequence[dict[str, Any]], folder: Path, part: int
) -> Figures:
    with TemporaryDirectory(dir=folder) as fresh, begin(Path(fresh)) as (server, bot):
        server.people(script, MANY, MANY)
        alone = server.people(script, 1, max(ALONE // part, 1))
        before = bot.seconds(), server.seconds()
        many = server.people(script, MANY, max(CONVERSATIONS // part, MANY))
        ours, theirs = bot.seconds() - before[0], server.seconds() - before[1]
    figures = {"rate": many["updates_per_second"], "p50": many["p50_ms"], "alone": alone["p50_ms"]}
    figures |= {"cpu": ours * 1000 / many["turns"]}
    return figures | {"lipa": ours / many["seconds"], "people": theirs / many["seconds"]}


@contextmanager
def _on_telegram(folder: Path) -> Iterator[tuple[Simulation, Process]]:
    database = folder / "bot.db"
    open_store(database).close()
    with Server("--history", "8", "--keep", "1000") as server:
        settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": server.url}
        free = {"TELEGRAM_RATE": "0", "TELEGRAM_CHAT_RATE": "0"}
        with lipa("telegram", database, **settings, **free) as bot:
            server.polled()
            yield server, bot


@contextmanager
def _on_signal(folder: Path) -> Iterator[tuple[Simulation, Process]]:
    database = folder / "bot.db"
    open_store(database).close()
    with (
        SignalServer("--keep", "1000") as server,
        lipa("signal", database, **server.settings, SIGNAL_RATE="0") as bot,
    ):
        server.wanted()
        yield server, bot


def _medians(rounds: Sequence[Figures]) -> Figures:
    return {name: median(figures[name] for figures in rounds) for name in rounds[0]}


def _row(measured: str, name: str, medians: dict[str, Figures]) -> Row:
    return Row("SIGNAL", measured, {channel: each[name] for channel, each in medians.items()})
