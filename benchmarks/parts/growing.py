"""C6: what an update costs where many people, or many earlier messages of each, are kept.

Each round begins with a copy of a database that was filled once. Those who write have the history
in question; the people beside them have none.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from secrets import token_bytes
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import insert, select

from benchmarks import population
from benchmarks.lipa import open_store
from benchmarks.parts.conversation import LIPA, MANY, QUICK, SCRIPT
from benchmarks.plan import Plan
from benchmarks.processes import Bot, Server
from benchmarks.progress import tell
from benchmarks.table import Row
from bot.clock import system_clock
from storage.conversations.tables import inbox
from storage.outbox.tables import outbox
from storage.people.tables import people
from storage.store import Transaction
from tests.platforms.telegram.people import FIRST_ID

PEOPLE = (1000, 100_000, 1_000_000)
HISTORY = (10, 100, 1000)
COLUMNS = ("least", "more", "most")
TALKERS = 200
CONVERSATIONS = 400
ALONE = 60
GOAL = 1.2
LONG_AGO = timedelta(days=10)
Figures = dict[str, float]


def measure(plan: Plan) -> list[Row]:
    """Each kind of growth, the largest beside the smallest."""
    part = QUICK if plan.quick else 1
    people, history = [each // part for each in PEOPLE], [each // part for each in HISTORY]
    crowds = {name: (many, 0) for name, many in zip(COLUMNS, people, strict=True)}
    histories = {name: (0, many) for name, many in zip(COLUMNS, history, strict=True)}
    return [
        *_growth(plan, crowds, part, f"{_listed(people)} people"),
        *_growth(plan, histories, part, f"{_listed(history)} messages of each before"),
    ]


def _growth(
    plan: Plan, sizes: Mapping[str, tuple[int, int]], part: int, what: str
) -> Iterator[Row]:
    taken: dict[str, list[Figures]] = {name: [] for name in sizes}
    with TemporaryDirectory(dir=plan.folder) as folder:
        for name, (many, history) in sizes.items():
            tell(f"C6: a database with {many:,} people, {history:,} messages of each writer")
            _fill(Path(folder) / f"{name}.db", many, history)
        for number in range(plan.rounds):
            for name in sizes:
                tell(f"C6, round {number + 1} of {plan.rounds}: {name}")
                taken[name].append(_round(Path(folder), f"{name}.db", part))
    medians = {name: _medians(figures) for name, figures in taken.items()}
    yield _row(f"CPU ms/update, {what}", "cpu", medians)
    yield _row(f"p50 ms alone, {what}", "p50", medians)


def _round(filled: Path, name: str, part: int) -> Figures:
    with ExitStack() as stack:
        fresh = Path(stack.enter_context(TemporaryDirectory(dir=filled)))
        for path in filled.glob(f"{name}*"):
            shutil.copy(path, fresh)
        server = stack.enter_context(Server("--history", "8", "--keep", "1000"))
        bot = stack.enter_context(Bot(LIPA, server, fresh / name))
        server.polled()
        server.people(SCRIPT, MANY, MANY)
        alone = server.people(SCRIPT, 1, max(ALONE // part, 1))
        before = bot.seconds()
        many = server.people(SCRIPT, TALKERS, max(CONVERSATIONS // part, TALKERS))
        used = bot.seconds() - before
    return {"p50": alone["p50_ms"], "cpu": used * 1000 / many["turns"]}


def _fill(database: Path, many: int, history: int) -> None:
    population.people_in(database, TALKERS, FIRST_ID)
    store = open_store(database)
    try:
        store.write(lambda work: _remember(work, history))
    finally:
        store.close()
    population.people_in(database, many)


def _remember(work: Transaction, history: int) -> None:
    """So many messages of each, and as many answers, of ten days ago."""
    then = system_clock() - LONG_AGO
    told = {"channel": "telegram", "kind": "say", "priority": 0, "state": "sent"}
    told |= {"due_at": then, "sent_at": then}
    for person in work.connection.scalars(select(people.c.id)).all() if history else ():
        answers = [told | {"person_id": person, "message": str(n)} for n in range(history)]
        heard = {"channel": "telegram", "at": then}
        work.connection.execute(insert(outbox), answers)
        work.connection.execute(
            insert(inbox), [heard | {"blind": token_bytes(16)} for _message in range(history)]
        )


def _medians(rounds: Sequence[Figures]) -> Figures:
    return {name: median(figures[name] for figures in rounds) for name in rounds[0]}


def _listed(sizes: Sequence[int]) -> str:
    return " / ".join(f"{each:,}" for each in sizes)


def _row(measured: str, name: str, medians: Mapping[str, Figures]) -> Row:
    shown = {size: figures[name] for size, figures in medians.items()}
    first, *_between, last = shown.values()
    ratio = last / first
    return Row("C6", measured, shown, ratio, f"<= {GOAL:g} x", ratio <= GOAL)
