"""C8: one process answers 50 updates a second while it writes to many.

Each person writes once, evenly spread over the time, whether or not others have been answered.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import population
from benchmarks.parts.announcement import LIPA, reached, server_for
from benchmarks.parts.conversation import QUICK, SCRIPT
from benchmarks.plan import Plan
from benchmarks.processes import Bot
from benchmarks.progress import tell
from benchmarks.table import OURS, Row

RATE = 300  # messages a second, answers included
PEOPLE = 12_000  # longer than the others write
WRITERS, SECONDS = 1250, 25.0
P50, P99 = 20, 250  # ms


def measure(plan: Plan) -> list[Row]:
    """Once, as for announcements."""
    part = QUICK if plan.quick else 1
    tell(f"C8: {WRITERS / SECONDS:g} updates/s beside an announcement")
    p50, p99, left = _answers(plan.folder, PEOPLE // part, WRITERS // part, SECONDS / part)
    met = p50 <= P50 and p99 <= P99
    return [
        Row("C8", "p50 / p99 ms", {OURS: f"{p50:.1f} / {p99:.0f}"}, None, f"<= {P50} / {P99}", met),
        Row("C8", "messages of the announcement left", {OURS: left}),
    ]


def _answers(folder: Path, many: int, writers: int, seconds: float) -> tuple[float, float, int]:
    """How long answers took, and how much of the announcement was left when all had theirs."""
    with TemporaryDirectory(dir=folder) as fresh, server_for(many, RATE) as server:
        database = Path(fresh) / "bot.db"
        population.announce_to(database, many)
        with Bot(LIPA, server, database, "--rate", str(RATE)):
            server.polled()
            talk = server.people(SCRIPT[:1], writers, writers, ramp=seconds)
            left = many - (reached(server) - talk["turns"])
    assert left > 0, "the announcement had ended before the answers"
    return talk["p50_ms"], talk["p99_ms"], left
