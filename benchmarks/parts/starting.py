"""C5: from the command to ready and to the first answer, everything on, 100,000 people kept.

A *first* start finds nothing of our files or of the libraries in the machine's memory, only
their `.pyc` on the disk; one that comes *again* finds all of them. Somebody has written before
the start, and waits. The peer has nothing to open: it keeps everything in memory.
"""

import os
import shutil
import sysconfig
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import peer_venv, population
from benchmarks.parts.conversation import SCRIPT
from benchmarks.plan import Plan
from benchmarks.processes import HOME, HOST, Bot, Process, Server, SignalServer, free_port
from benchmarks.progress import tell
from benchmarks.running import PROGRAM, lipa
from benchmarks.table import OURS, Row
from tests.platforms.telegram import TOKEN

PEOPLE = 100_000
QUICK_PEOPLE = 1000
PEER = "aiogram"
SECONDS, MEGABYTES = 2.0, 150
LOOK_EVERY = 0.005
SETTLED = 3.0  # seconds after the first answer; the jobs have run by then
LIBRARIES = (Path(sysconfig.get_paths()["purelib"]), Path(sysconfig.get_paths()["stdlib"]))
Figures = dict[str, float]


def measure(plan: Plan) -> list[Row]:
    """Rounds interleaved, after one start that nobody measures: it writes the `.pyc` files."""
    database = plan.folder / "bot.db"
    population.people_in(database, QUICK_PEOPLE if plan.quick else PEOPLE)
    starts: dict[str, Callable[[Path], Figures]] = {OURS: _ours, PEER: _peers}
    taken: dict[tuple[str, bool], list[Figures]] = {}
    for start in starts.values():
        with TemporaryDirectory(dir=plan.folder) as fresh:
            start(_copied(database, Path(fresh)))
    for number, first, (name, start) in product(range(plan.rounds), (True, False), starts.items()):
        tell(f"C5, round {number + 1} of {plan.rounds}: {name}{', first' if first else ''}")
        with TemporaryDirectory(dir=plan.folder) as fresh:  # whoever waits is not known there
            copy = _copied(database, Path(fresh))
            if first:
                _forget_files(copy)
            taken.setdefault((name, first), []).append(start(copy))
    return _rows({which: _medians(figures) for which, figures in taken.items()})


def _copied(database: Path, folder: Path) -> Path:
    for path in database.parent.glob(f"{database.name}*"):
        shutil.copy(path, folder)
    return folder / database.name


def _ours(database: Path) -> Figures:
    port = free_port()
    with _waiting() as server, SignalServer() as signal:
        settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": server.url, **signal.settings}
        began = time.perf_counter()
        with lipa("start", database, program=PROGRAM, PORT=str(port), **settings) as bot:
            ready = _until(lambda: _is_ready(port), bot) - began
            answered = _until(lambda: _answered(server), bot) - began
            return {"ready": ready, **_spent(bot, answered)}


def _peers(database: Path) -> Figures:
    with _waiting() as server:
        began = time.perf_counter()
        with Bot(peer_venv.program("aiogram_memory"), server, database) as bot:
            answered = _until(lambda: _answered(server), bot) - began
            return _spent(bot, answered)


def _spent(bot: Process, answered: float) -> Figures:
    used = bot.seconds()
    time.sleep(SETTLED)
    return {"answered": answered, "cpu": used, "rss": bot.megabytes()}


@contextmanager
def _waiting() -> Iterator[Server]:
    """Telegram, where somebody has written what nobody has answered."""
    with Server() as server:
        server.ask("people", script=SCRIPT[:1], people=1, conversations=1, ramp=0.0)
        yield server


def _answered(server: Server) -> bool:
    people = server.ask("people")
    assert not people["failed"], "whoever has written has got no answer"
    return bool(people["finished"])


def _is_ready(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _until(true: Callable[[], bool], bot: Process) -> float:
    """When it was so."""
    while not true():
        bot.check()
        time.sleep(LOOK_EVERY)
    return time.perf_counter()


def _forget_files(database: Path) -> None:
    """What is still in use by other programs stays in memory, such as Python itself."""
    os.sync()
    for folder in (HOME, peer_venv.VENV, *LIBRARIES):
        for path in folder.rglob("*.[ps][yo]*"):
            _forget(path)
    for path in database.parent.glob(f"{database.name}*"):
        _forget(path)


def _forget(path: Path) -> None:
    if path.is_file():
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _medians(rounds: Sequence[Figures]) -> Figures:
    return {name: median(figures[name] for figures in rounds) for name in rounds[0]}


def _rows(medians: dict[tuple[str, bool], Figures]) -> list[Row]:
    rows = []
    for first, start in ((True, "first start"), (False, "started again")):
        ours, peer = medians[OURS, first], medians[PEER, first]
        ready, ratio = ours["ready"], ours["answered"] / peer["answered"]
        answered = {OURS: ours["answered"], PEER: peer["answered"]}
        goal, met = f"<= {SECONDS:g} s", ready <= SECONDS
        rows.append(Row("C5", f"s to ready, {start}", {OURS: ready}, None, goal, met))
        rows.append(Row("C5", f"s to the first answer, {start}", answered, ratio))
    used = {name: medians[name, False]["cpu"] for name in (OURS, PEER)}
    rows.append(Row("C5", "CPU s until then", used, used[OURS] / used[PEER]))
    resident = {name: medians[name, False]["rss"] for name in (OURS, PEER)}
    met = resident[OURS] <= MEGABYTES
    return [*rows, Row("C5", "RSS MB", resident, None, f"<= {MEGABYTES}", met)]
