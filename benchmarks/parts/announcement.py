"""S1 to S3: an announcement to many, while the fake server enforces the rate.

One run each: even spacing leaves little to chance, and 10,000 messages take their time. At 25 a
second there are 2,000 people, for the same reason; the peers write to 3,000.
"""

import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import population
from benchmarks.peer_venv import program
from benchmarks.plan import Plan
from benchmarks.processes import Bot, Server
from benchmarks.progress import tell
from benchmarks.table import OURS, Row
from bot.sending.delivery import window_of

LIPA = (sys.executable, "-m", "benchmarks.lipa")
PEERS = {"aiogram": program("aiogram_announcement"), "PTB": program("ptb_announcement")}
RATES = {25: 2000, 300: 10_000, 1000: 10_000}
PEER_PEOPLE = 3000
PEER_RATES = (300, 1000)
QUICK_PEOPLE = 300
TROUBLE_RATE = 300
TROUBLE = ("--blocked-share", "0.01", "--error-share", "0.005", "--latency-ms", "20-80")
SHARE = 0.98
STALLED = 10.0  # seconds without a message: whoever was not reached is lost
LOOK_EVERY = 0.5


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of an announcement, as the fake server saw it."""

    share: float  # attempts a second, of the allowed rate
    refused: int  # with a 429
    lost: int  # neither reached nor blocked
    doubled: int

    @classmethod
    def seen(cls, server: Server, people: int, rate: float) -> "Sent":
        """Count it."""
        counters: dict[str, int] = server.ask("counters")
        calls: list[dict[str, Any]] = server.ask("calls", method="sendMessage")
        chats = Counter(call["params"]["chat_id"] for call in calls)
        seconds = calls[-1]["at"] - calls[0]["at"]
        refused = counters.get("sendMessage 429", 0)
        blocked = counters.get("sendMessage 403", 0)
        attempts = len(calls) + refused + blocked + counters.get("fault 500", 0)
        lost = people - len(chats) - blocked
        return cls((attempts - 1) / seconds / rate, refused, lost, len(calls) - len(chats))


def measure(plan: Plan) -> list[Row]:
    """The rows of the parts that are wanted."""
    rows: list[Row] = []
    for part, run in (("S1", _rates), ("S2", _trouble), ("S3", _killed)):
        if part in plan.parts:
            rows += run(plan.folder, plan.quick)
    return rows


def _rates(folder: Path, quick: bool) -> list[Row]:
    rows = []
    for rate, many in RATES.items():
        if quick and rate not in PEER_RATES:
            continue
        sent = {OURS: _lipa(folder, _people(many, quick), rate)}
        if rate in PEER_RATES:
            sent |= _peers(folder, _people(PEER_PEOPLE, quick), rate)
        ours = sent[OURS]
        shares = {name: f"{each.share:.1%}" for name, each in sent.items()}
        goal = f">= {SHARE:.0%}"
        rows.append(Row("S1", f"share of {rate}/s", shares, None, goal, ours.share >= SHARE))
        rows.append(_losses("S1", sent))
    return rows


def _trouble(folder: Path, quick: bool) -> list[Row]:
    many = _people(RATES[TROUBLE_RATE], quick)
    sent = {OURS: _lipa(folder, many, TROUBLE_RATE, TROUBLE)}
    sent |= _peers(folder, _people(PEER_PEOPLE, quick), TROUBLE_RATE, TROUBLE)
    return [_losses("S2", sent)]


def _losses(bar: str, sent: dict[str, Sent]) -> Row:
    figures = {name: f"{each.refused} / {each.lost}" for name, each in sent.items()}
    ours = sent[OURS]
    return Row(
        bar, "429s / people lost", figures, None, "0 / 0", not ours.refused and not ours.lost
    )


def _killed(folder: Path, quick: bool) -> list[Row]:
    """SIGKILL when half of the people have got it; then the same command again."""
    many = _people(RATES[TROUBLE_RATE], quick)

    def half(server: Server) -> bool:
        return reached(server) * 2 >= many

    sent = _lipa(folder, many, TROUBLE_RATE, kill_when=half)
    window = window_of(TROUBLE_RATE)
    figures = {OURS: f"{sent.lost} / {sent.doubled}"}
    met = not sent.lost and sent.doubled <= window
    return [Row("S3", "lost / doubled after SIGKILL", figures, None, f"0 / <= {window}", met)]


def _lipa(
    folder: Path,
    people: int,
    rate: int,
    trouble: Sequence[str] = (),
    kill_when: Callable[[Server], bool] | None = None,
) -> Sent:
    tell(f"Lipa writes to {people} people at {rate}/s")
    with TemporaryDirectory(dir=folder) as fresh, server_for(people, rate, trouble) as server:
        database = Path(fresh) / "bot.db"
        campaign = population.announce_to(database, people)
        if kill_when is not None:
            with Bot(LIPA, server, database, "--rate", str(rate)) as bot:
                while not kill_when(server):
                    bot.check()
                    time.sleep(LOOK_EVERY / 10)
                bot.end(signal.SIGKILL)
        with Bot(LIPA, server, database, "--rate", str(rate)):
            wait_for_all(server, people)
        sent = Sent.seen(server, people, rate)
        counted = population.counts(database, campaign)
        assert counted.recipients == people, "the counts do not add up"
        assert not counted.waiting, "somebody is still waiting"
        return sent


def _peers(folder: Path, people: int, rate: int, trouble: Sequence[str] = ()) -> dict[str, Sent]:
    sent = {}
    for name, peer in PEERS.items():
        tell(f"{name} writes to {people} people at {rate}/s")
        about = (str(population.FIRST), str(people), str(rate))
        with TemporaryDirectory(dir=folder) as fresh, server_for(people, rate, trouble) as server:
            with Bot(peer, server, Path(fresh) / "none.db", *about):
                wait_for_all(server, people)
            sent[name] = Sent.seen(server, people, rate)
    return sent


def server_for(people: int, rate: int, trouble: Sequence[str] = ()) -> Server:
    """The fake server of so many people, which enforces the rate."""
    users = ("--users", str(people), "--first-id", str(population.FIRST))
    return Server("--rate", str(rate), "--history", "8", *users, *trouble)


def wait_for_all(server: Server, people: int) -> None:
    """Until everybody was reached or is blocked, or nothing has moved for long."""
    server.polled()
    before, since = -1, time.monotonic()
    while time.monotonic() < since + STALLED:
        now = reached(server)
        if now >= people:
            time.sleep(LOOK_EVERY)
            return
        if now != before:
            before, since = now, time.monotonic()
        time.sleep(LOOK_EVERY)


def reached(server: Server) -> int:
    """How many messages arrived, or were refused for good."""
    counters: dict[str, int] = server.ask("counters")
    return counters.get("sendMessage", 0) + counters.get("sendMessage 403", 0)


def _people(many: int, quick: bool) -> int:
    return QUICK_PEOPLE if quick else many
