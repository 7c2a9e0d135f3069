"""S5: 10,000 reminders due at one instant, half of them of one event, half of appointments.

At a rate the last of them cannot go before `due + reminders / rate`. What is measured is how much
later each went than its place in the row allows, as the fake server saw it.
"""

import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from sqlalchemy import insert, select

from benchmarks import population
from benchmarks.lipa import open_store
from benchmarks.parts.announcement import LIPA, server_for, wait_for_all
from benchmarks.plan import Plan
from benchmarks.processes import Bot, Server
from benchmarks.progress import tell
from benchmarks.table import OURS, Row
from bot.clock import system_clock
from domain.advice.slot import SlotId, Topic
from domain.events.event import NewEvent
from domain.people.audience import Audience
from domain.people.person import PersonId
from domain.reminders.reminder import AHEAD, Thing
from domain.speech.text import Content
from storage.advice.tables import slots
from storage.events.tables import rsvps
from storage.people.tables import people
from storage.store import Transaction

REMINDERS, QUICK_REMINDERS = 10_000, 300
RATES = (300, 1000)
GOAL = 5.0  # seconds beyond what the rate allows
BEFORE = timedelta(seconds=5)  # the bot has started by then
TO_PLAN = timedelta(milliseconds=3)  # for each
LONG = timedelta(hours=1)
WHERE, TITLE = Content({"en": "Livada school"}), Content({"en": "Football on Sunday"})
SLOT = {"adviser": "Ana", "languages": ["en"], "topics": ["other"], "place": {"en": "Poljanska 12"}}


def measure(plan: Plan) -> list[Row]:
    """Two rows for each rate; once, as for announcements."""
    many = QUICK_REMINDERS if plan.quick else REMINDERS
    return [row for rate in RATES for row in _at(rate, plan.folder, many)]


def _at(rate: int, folder: Path, many: int) -> list[Row]:
    tell(f"S5: {many} reminders at {rate}/s")
    with TemporaryDirectory(dir=folder) as fresh, server_for(many, rate) as server:
        database = Path(fresh) / "bot.db"
        due = planned(database, many)
        with Bot(LIPA, server, database, "--rate", str(rate)) as bot:
            server.polled()
            early = (due - system_clock()).total_seconds()
            assert early > 0, "they were due before the bot was there"
            time.sleep(early)
            idle = bot.seconds()
            wait_for_all(server, many)
            used = {OURS: (bot.seconds() - idle) * 1000 / many}
        late = lateness(server, due, rate)
    p99 = quantiles(late, n=100)[-1]
    shown = {OURS: f"{p99:.2f} / {many - len(late)}"}
    met = p99 <= GOAL and len(late) == many
    goal = f"<= {GOAL:g} / 0"
    return [
        Row("S5", f"lateness p99 s / lost, {rate}/s", shown, None, goal, met),
        Row("S5", f"CPU ms/reminder, {rate}/s", used),
    ]


def planned(database: Path, many: int) -> datetime:
    """So many people, each with one reminder; when all of them are due."""
    population.people_in(database, many)
    store = open_store(database)
    try:
        return store.write(_plan)
    finally:
        store.close()


def lateness(server: Server, due: datetime, rate: float) -> list[float]:
    """By how many seconds each came later than the rate allows, in the order in which they came."""
    calls = server.ask("calls", method="sendMessage")
    return [call["at"] - due.timestamp() - place / rate for place, call in enumerate(calls)]


def _plan(work: Transaction) -> datetime:
    everybody = [PersonId(each) for each in work.connection.scalars(select(people.c.id))]
    due = system_clock() + BEFORE + len(everybody) * TO_PLAN
    half = len(everybody) // 2
    _guests(work, everybody[:half], due)
    _seekers(work, everybody[half:], due)
    return due


def _guests(work: Transaction, guests: list[PersonId], due: datetime) -> None:
    starts = due + AHEAD[0]
    new = NewEvent(TITLE, None, WHERE, starts, starts + LONG, None, frozenset(), None, Audience())
    event = work.events.add(new, system_clock())
    comes = {"event_id": event, "people": 1, "lift": False, "state": "coming"}
    work.connection.execute(insert(rsvps), [comes | {"person_id": each} for each in guests])
    work.outbox.remind_guests(event, [(AHEAD[0], due)], starts)


def _seekers(work: Transaction, seekers: list[PersonId], due: datetime) -> None:
    starts, now = due + AHEAD[0], system_clock()
    for person in seekers:
        row = insert(slots).values(**SLOT, starts=starts, ends=starts + LONG)
        slot = SlotId(work.connection.scalar(row.returning(slots.c.id)) or 0)
        appointment = work.appointments.take(slot, person, Topic.OTHER, "en", now)
        assert isinstance(appointment, int)
        work.outbox.remind(person, Thing.APPOINTMENT, appointment, AHEAD[0], due, starts)
