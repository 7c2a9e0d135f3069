"""The real program is killed again and again under traffic, and nothing is lost or done twice.

`make chaos` does it a thousand times, with all that may go wrong meanwhile.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.platforms.signal import SignalCli
from tests.platforms.telegram import BotApi
from tests.survival import checks
from tests.survival.busy_desk import Desk
from tests.survival.crowd import Crowd
from tests.survival.kills import AND_PER_KILL, RATES, SETTLES, Kills, settle
from tests.survival.lipa_process import Program
from tests.survival.town import hour
from tests.survival.walkers import Walker

KILLS = 5
SEED = 20261122


@pytest.fixture
async def lipa(tmp_path: Path) -> AsyncIterator[Program]:
    """The program, with platforms that take their time."""
    slow = (0.002, 0.015)
    async with BotApi(latency=slow) as api, SignalCli(latency=slow) as signal:
        program = Program(tmp_path / "lipa", api, signal, **RATES).prepare()
        yield program
        await program.kill()
        program.close()
        assert api.violations == []


async def test_nothing_is_lost_or_done_twice_by_kills(lipa: Program) -> None:
    """Bookings, answers, letters, reminders: whatever was said is true after all the kills."""
    table = await Kills(lipa, SEED, KILLS).suffer()

    sys.stdout.write("\n" + "".join(f"{name:<30}{many:>8}\n" for name, many in table.items()))
    checked = await lipa.tell("check")
    assert "✔ keys" in checked.out, checked


async def test_two_hundred_race_for_twenty_times(lipa: Program) -> None:
    """Twenty get one, everybody else is told what is left, and in the end that nothing is."""
    crowd, desk = Crowd(Random(SEED), partial(Walker, lipa.api)), Desk(lipa)
    lipa.settings["LIPA_TELEGRAM_RATE"] = "0"
    for day in (2, 3):
        desk.add_times(hour(day), 10)
    await lipa.start()

    crowd.arrive(200, ["/legal"])
    await settle(lipa, crowd, SETTLES + AND_PER_KILL)

    told = [walker.told for walker in crowd.walkers]
    with closing(lipa.open()) as store:
        checks.nothing_is_unanswered(store, crowd.walkers)
        checks.bookings_are_single(store, crowd.walkers, 20)
    assert sum(each.booked for each in told) == 20
    assert sum(each.nothing_left and not each.booked for each in told) == 180
    assert sum(each.late for each in told) > 0
