"""S1S to S3S: an announcement on Signal by `lipa run`, at the rates of an operator.

The fake signal-cli allows exactly the rate, and one message more is answered with a captcha that
nobody solves: a single refusal of ours ends the announcement. In a second run, where the limit is
that of answers and announcements together, people write to the bot meanwhile.
"""

import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import population
from benchmarks.parts.signal_conversation import ON_SIGNAL
from benchmarks.plan import Plan
from benchmarks.population import FIRST, WORDS
from benchmarks.processes import Process, SignalServer
from benchmarks.progress import tell
from benchmarks.running import lipa
from benchmarks.table import Row
from bot.running.compose import SIGNAL_IN_ALL
from bot.sending.delivery import window_of
from bot.sending.verdicts import PROOF_PAUSE
from domain.campaigns.campaign import Counts

IN_ALL = SIGNAL_IN_ALL  # a second, whatever the setting says
RATES = {0.5: 30, 5.0: 200}  # LIPA_SIGNAL_RATE, and how many people are written to
QUICK_PEOPLE = {0.5: 5, 5.0: 15}
RAISED = 5.0
TROUBLE_PEOPLE = 400
TROUBLE = {"gone": 0.01, "failing": 0.005}
LATENCY = ("--latency-ms", "20-80")
SHARE = 0.98
ASKING = 20  # people who write to the bot meanwhile
EVERY = 1.0  # seconds
STALLED = 15.0
UNPROVEN = PROOF_PAUSE.total_seconds() + STALLED  # so long it is not known whether some have it
LOOK_EVERY = 0.2
NEWS = WORDS.by_language["en"]
Meanwhile = Callable[[SignalServer, Process], None]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of an announcement, as the phones and we saw it."""

    share: float  # of the allowed rate
    refused: int
    lost: int  # neither reached, nor known to us as not reached
    doubled: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Sending:
    """An announcement at a rate, what the fake server allows, and what happens meanwhile."""

    people: int
    rate: float
    allowed: float = 0.0  # by default the rate
    options: Sequence[str] = ()
    trouble: Mapping[str, float] = field(default_factory=dict)
    meanwhile: Meanwhile = lambda _server, _bot: None
    again: bool = False  # start once more afterwards
    patience: float = STALLED  # seconds without a message: whoever was not reached is lost


def measure(plan: Plan) -> list[Row]:
    """The rows of the parts that are wanted."""
    rows: list[Row] = []
    for part, run in (("S1S", _rates), ("S2S", _trouble), ("S3S", _killed)):
        if part in plan.parts:
            rows += run(plan.folder, plan.quick)
    return rows


def _rates(folder: Path, quick: bool) -> list[Row]:
    rows = []
    for rate, many in RATES.items():
        people = QUICK_PEOPLE[rate] if quick else many
        sent = _announce(folder, Sending(people, rate))
        figures = {"Lipa": f"{sent.share:.1%}"}
        goal = f">= {SHARE:.0%}"
        rows.append(Row("S1S", f"share of {rate:g}/s", figures, None, goal, sent.share >= SHARE))
        rows.append(_losses("S1S", f"at {rate:g}/s", sent))
        rows += _answers(folder, people, rate)
    return rows


def _answers(folder: Path, people: int, rate: float) -> list[Row]:
    """How long one person waits for answers while all that is sent shares one limit."""
    talk: dict[str, Any] = {}
    asking = min(people, ASKING)

    def meanwhile(server: SignalServer, _bot: Process) -> None:
        talk.update(server.people(ON_SIGNAL[:1], asking, asking, ramp=asking * EVERY))

    sent = _announce(folder, Sending(people, rate, allowed=IN_ALL, meanwhile=meanwhile))
    shown = {"Lipa": f"{talk['p50_ms']:.0f} / {talk['p99_ms']:.0f}"}
    return [
        Row("S1S", f"p50 / p99 ms of answers meanwhile, {rate:g}/s", shown),
        _losses("S1S", f"at {rate:g}/s with answers", sent),
    ]


def _trouble(folder: Path, quick: bool) -> list[Row]:
    people = QUICK_PEOPLE[RAISED] if quick else TROUBLE_PEOPLE
    patience = STALLED if quick else UNPROVEN
    sending = Sending(people, RAISED, options=LATENCY, trouble=TROUBLE, patience=patience)
    sent = _announce(folder, sending)
    counts = sent.counts
    shown = {"Lipa": f"{counts.sent} / {counts.uncertain} / {counts.waiting}"}
    return [
        _losses("S2S", "1 % gone, 0.5 % failures, 20-80 ms", sent),
        Row("S2S", "sent / uncertain / still tried", shown),
    ]


def _losses(bar: str, how: str, sent: Sent) -> Row:
    figures = {"Lipa": f"{sent.refused} / {sent.lost} / {sent.doubled}"}
    met = not (sent.refused or sent.lost or sent.doubled)
    return Row(bar, f"refused / lost / doubled, {how}", figures, None, "0 / 0 / 0", met)


def _killed(folder: Path, quick: bool) -> list[Row]:
    """SIGKILL when half of the people have got it; then the same command again."""
    people = QUICK_PEOPLE[RAISED] if quick else RATES[RAISED]

    def kill(server: SignalServer, bot: Process) -> None:
        while _reached(server) * 2 < people:
            bot.check()
            time.sleep(LOOK_EVERY / 10)
        bot.end(signal.SIGKILL)

    sending = Sending(people, RAISED, options=LATENCY, meanwhile=kill, again=True)
    sent = _announce(folder, sending)
    window = window_of(IN_ALL)
    figures = {"Lipa": f"{sent.lost} / {sent.doubled}"}
    met = not sent.lost and sent.doubled <= window
    return [Row("S3S", "lost / doubled after SIGKILL", figures, None, f"0 / <= {window}", met)]


def _announce(folder: Path, sending: Sending) -> Sent:
    people, rate = sending.people, sending.rate
    tell(f"Lipa writes to {people} people on Signal at {rate:g}/s")
    with TemporaryDirectory(dir=folder) as fresh, _server(sending) as server:
        database = Path(fresh) / "bot.db"
        campaign = population.announce_to(database, people, "signal", address)
        shares = {"gone": 0.0, "failing": 0.0, **sending.trouble}
        crowd = server.ask("crowd", first=FIRST, count=people, **shares)
        settings = {**server.settings, "SIGNAL_RATE": f"{rate:g}"}
        with lipa("lipa", database, **settings) as bot:
            server.wanted()
            sending.meanwhile(server, bot)
            if not sending.again:
                _wait(server, people - crowd.get("gone", 0), sending.patience)
        if sending.again:
            with lipa("again", database, **settings):
                _wait(server, people, sending.patience)
        return _seen(server, people, rate, population.counts(database, campaign))


def _server(sending: Sending) -> SignalServer:
    """It allows as many messages within a second as the rate, and not one more."""
    allowed = sending.allowed or sending.rate
    limit = f"{max(1, int(allowed))},{1 / allowed}"
    return SignalServer("--rates", "enforce", "--total", limit, *sending.options)


def address(number: int) -> str:
    """Whom this number names on Signal."""
    return f"00000000-0000-4000-8000-{number:012d}"


def _seen(server: SignalServer, people: int, rate: float, counts: Counts) -> Sent:
    sent: dict[str, Any] = server.ask("sent", containing=NEWS)
    counters: dict[str, int] = server.ask("counters")
    assert counts.recipients == people, "the counts do not add up"
    reported = counts.recipients - counts.sent
    share = (sent["sent"] - 1) / max(sent["seconds"], 0.001) / rate
    lost = people - sent["people"] - reported
    return Sent(share, counters.get("send -5", 0), lost, sent["sent"] - sent["people"], counts)


def _wait(server: SignalServer, people: int, patience: float) -> None:
    """Until so many are reached, or nothing has moved for long."""
    server.wanted()
    before, since = -1, time.monotonic()
    while time.monotonic() < since + patience:
        now = _reached(server)
        if now >= people:
            time.sleep(LOOK_EVERY * 5)
            return
        if now != before:
            before, since = now, time.monotonic()
        time.sleep(LOOK_EVERY)


def _reached(server: SignalServer) -> int:
    return int(server.ask("sent", containing=NEWS)["people"])
