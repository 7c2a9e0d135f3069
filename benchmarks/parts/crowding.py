"""R4: one person writes a thousand messages, and others write while those wait: who waits how long?

`lipa run` as it is set up by itself, but for the pace of sending, on both databases and on both
channels; with the limit of what one person may write a minute, and without any.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic

from benchmarks import databases
from benchmarks.lipa import key_of, midday, open_store
from benchmarks.plan import Plan
from benchmarks.processes import START_SECONDS, Process
from benchmarks.progress import tell
from benchmarks.table import Row
from tests.platforms.signal import SignalCli
from tests.platforms.telegram import TOKEN, BotApi

MANY, OTHERS, QUICK = 1000, 50, 10
GOAL = 1.0  # seconds, the others' p99
LOOK_EVERY = 0.005
QUIET, IDLE = 0.5, 0.1  # seconds, and the share of a core that is used then
COMMAND = (sys.executable, "-m", "bot.cli", "run")
RATES = (20, 0)  # LIPA_PERSON_RATE: as it is by itself, and no limit
CALM = "no flood"
SENTENCE = "I would like to know more about number {}"
FLOODS: Mapping[str, Callable[[int], Sequence[str]]] = {
    CALM: lambda _many: (),
    "sentences": lambda many: [SENTENCE.format(number) for number in range(many)],
    "answers": lambda many: ["1"] * many,
    "ligatures of 4,096 letters": lambda many: ["\ufdfa" * 4096] * (many // 10),
}
Cell = tuple[int, str, str]  # the rate, the flood, the channel and database


@dataclass(frozen=True, slots=True)
class Flooded:
    """What each of the others waited, in seconds, and the CPU that a message cost, theirs too."""

    waited: Sequence[float]
    cpu: float


Phone = tuple[Callable[[str], object], Callable[[], int]]  # to write, and how many answers came


def measure(plan: Plan) -> list[Row]:
    """One row for each flood and rate, one column for each channel on each database."""
    many = MANY // QUICK if plan.quick else MANY
    taken: dict[Cell, list[Flooded]] = {}
    for number in range(plan.rounds):
        for where in ("SQLite", *(() if databases.why_not() else ("PostgreSQL",))):
            for rate in RATES:
                tell(f"floods on {where} at rate {rate}, round {number + 1} of {plan.rounds}")
                for (flood, channel), found in _round(plan.folder, where, rate, many):
                    taken.setdefault((rate, flood, f"{channel}, {where}"), []).append(found)
    cells = [(rate, flood) for rate in RATES for flood in FLOODS]
    return [row for rate, flood in cells for row in _rows(rate, flood, taken)]


def _round(
    folder: Path, where: str, rate: int, many: int
) -> Iterator[tuple[tuple[str, str], Flooded]]:
    with TemporaryDirectory(dir=folder) as fresh, ExitStack() as stack:
        url = stack.enter_context(databases.fresh_url()) if where == "PostgreSQL" else ""
        yield from asyncio.run(_floods(Path(fresh) / "lipa.db", url, rate, many)).items()


async def _floods(database: Path, url: str, rate: int, many: int) -> dict[tuple[str, str], Flooded]:
    found: dict[tuple[str, str], Flooded] = {}
    async with BotApi() as api, SignalCli() as signal:
        with _running(database, url, rate, api, signal) as lipa:
            async with asyncio.timeout(START_SECONDS):
                await api.world.updates.polled.wait()
                await signal.wanted()
            numbers = count(1000)
            for channel, phones in (
                ("Telegram", _on_telegram(api)),
                ("Signal", _on_signal(signal)),
            ):
                for flood, words in FLOODS.items():
                    people = [phones(next(numbers)) for _other in range(OTHERS + 1)]
                    found[flood, channel] = await _flooded(lipa, people, words(many))
    return found


@contextmanager
def _running(
    database: Path, url: str, rate: int, api: BotApi, signal: SignalCli
) -> Iterator[Process]:
    open_store(database, url).close()
    settings = {
        "DATABASE_URL": url or f"sqlite:///{database}",
        "SECRET_KEYS": key_of(database),
        "TIME_ZONE": midday().key,
        "PORT": "0",
        "LOG_LEVEL": "warning",
        "PERSON_RATE": str(rate),
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "TELEGRAM_RATE": "0",
        "SIGNAL_RPC": signal.rpc,
        "SIGNAL_ACCOUNT": signal.account,
        "SIGNAL_RATE": "0",
    }
    named = {f"LIPA_{setting}": value for setting, value in settings.items()}
    with Process(COMMAND, database.with_name("lipa.log"), named) as lipa:
        yield lipa


def _on_telegram(api: BotApi) -> Callable[[int], Phone]:
    def phone(number: int) -> Phone:
        user = api.user(number, "en")
        return user.say, lambda: len(user.bubbles)

    return phone


def _on_signal(signal: SignalCli) -> Callable[[int], Phone]:
    def phone(number: int) -> Phone:
        person = signal.person(number)
        return person.say, lambda: len(person.bubbles)

    return phone


async def _flooded(lipa: Process, people: Sequence[Phone], words: Sequence[str]) -> Flooded:
    """Everybody but the first asks something once the first has written all that."""
    trickster, *others = people
    await _asks(trickster, "/start")
    await _asks(trickster, "English")
    before = lipa.seconds()
    for each in words:
        trickster[0](each)
    waited = await asyncio.gather(*(_asks(other, "/menu") for other in others))
    await _quiet(lipa)
    return Flooded(waited, (lipa.seconds() - before) / (len(words) + OTHERS))


async def _quiet(lipa: Process) -> None:
    """Wait until all of the flood is handled: little is left to do but to answer it slowly."""
    busy = True
    while busy:
        before = lipa.seconds()
        await asyncio.sleep(QUIET)
        busy = lipa.seconds() - before > IDLE * QUIET


async def _asks(phone: Phone, words: str) -> float:
    say, heard = phone
    before, begun = heard(), monotonic()
    say(words)
    while heard() == before:  # noqa: ASYNC110 - another process answers
        await asyncio.sleep(LOOK_EVERY)
    return monotonic() - begun


def _rows(rate: int, flood: str, taken: Mapping[Cell, Sequence[Flooded]]) -> Iterator[Row]:
    mine = {where: found for (r, f, where), found in taken.items() if (r, f) == (rate, flood)}
    waited = {where: [s for each in found for s in each.waited] for where, found in mine.items()}
    p99 = {where: quantiles(found, n=100)[98] for where, found in waited.items()}
    shown = {
        where: f"{median(found) * 1000:.0f} / {p99[where] * 1000:.0f}"
        for where, found in waited.items()
    }
    goal, met = (f"p99 <= {GOAL:g} s", max(p99.values()) <= GOAL) if flood != CALM else ("", None)
    yield Row("R4", f"others' p50 / p99 ms: {flood}, rate {rate}", shown, goal=goal, met=met)
    cpu = {where: median(each.cpu for each in found) * 1000 for where, found in mine.items()}
    yield Row("R4", f"CPU ms of Lipa a message: {flood}, rate {rate}", cpu)
