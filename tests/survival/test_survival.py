"""The real program is killed again and again under traffic, and nothing is lost or done twice.

In the middle of all this its secret keys are changed, by commands that are killed, too.
`make chaos` kills it fifty times; LIPA_CHAOS_KILLS says how often.
"""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from bot.office.office import Office
from domain.advice.slot import AddSlots, NewSlots, Topic
from domain.campaigns.campaign import CampaignId
from domain.events.change import AddEvent, AnnounceEvent
from domain.events.event import EventId, NewEvent
from domain.people.audience import Audience
from domain.speech.text import Content
from domain.staff.member import AddMember, Duty, Entrust, Role, StaffId
from domain.surveys.survey import AddSurvey
from storage.sealing.crypto import new_key
from storage.store import Store
from tests.platforms.signal import SignalCli
from tests.platforms.telegram import BotApi
from tests.storage.workbooks.books import read
from tests.survival import checks
from tests.survival.crowd import Crowd
from tests.survival.lipa_process import Program, until
from tests.survival.texters import Phones, TextWalker
from tests.survival.town import hour, picnic, residents, write_letter
from tests.survival.walkers import Walker
from tests.survival.witnesses import heard

KILLS = int(os.environ.get("LIPA_CHAOS_KILLS", "5"))  # noqa: TID251 - not a setting of Lipa's
SEED = 20261122
RATE = 200
AT_ONCE = 24  # people on their way; whoever is done is followed by another
READERS = 60  # who only get letters and invitations
REMINDED = 6.0  # seconds after the beginning, of a picnic
TIMES = 4  # of an adviser are new in each
CAPACITY = 20
PLACE = Content({"en": "Poljanska 12"})
KEYS = "LIPA_SECRET_KEYS"
SETTLES = 60.0 + 4 * KILLS  # seconds, on a machine that has much else to do
QUIET = 0.5  # seconds without anything new, after which people write again
MOST_AGAIN = 20


class Desk:
    """A coordinator who never rests: new times, gatherings, letters."""

    def __init__(self, lipa: Program) -> None:
        self._lipa = lipa
        self.letters: dict[str, CampaignId] = {}
        self.times = 0
        self._round = 0
        for command in (
            AddSurvey(read().form),
            AddMember("Ana", Role.ADVISER),
            Entrust(StaffId(1), Duty.CHILDREN, given=True),  # for whoever says that they are young
        ):
            self.office.perform(command)

    @property
    def office(self) -> Office:
        """Where they work; another one when the keys are others."""
        return self._lipa.office

    def work(self) -> None:
        """Times in every life; now and then an invitation, now and then a letter."""
        self._round += 1
        self._add_times()
        if self._round % 3 == 1:
            self._invite()
        if self._round % 3 == 2:
            self._write()

    def _add_times(self) -> None:
        self.add_times(hour(2) + timedelta(hours=TIMES * self._round), TIMES)

    def add_times(self, first: datetime, many: int) -> None:
        """An adviser's times, each half an hour."""
        starts = [first + timedelta(hours=more) for more in range(many)]
        times = tuple((at, at + timedelta(minutes=30)) for at in starts)
        command = AddSlots(NewSlots("Ana", ("en",), frozenset({Topic.INTERVIEW}), PLACE, times))
        self.office.perform(command)
        self.times += many

    def _invite(self) -> None:
        """A gathering tomorrow at this time, so that its first reminder falls due at once."""
        title = Content({"en": f"Gathering {self._round}"})
        starts = self.office.now + timedelta(days=1, seconds=5)
        ends = starts + timedelta(hours=2)
        gathering = NewEvent(
            title, None, PLACE, starts, ends, CAPACITY, frozenset(), None, Audience()
        )
        event = self.office.perform(AddEvent(gathering))
        invite = AnnounceEvent(EventId(int(event)), None, again=False)
        self.office.perform(invite)

    def _write(self) -> None:
        name = f"Letter {self._round}"
        self.letters[name] = write_letter(self.office, name, self._round % 2)


@pytest.fixture
async def lipa(tmp_path: Path) -> AsyncIterator[Program]:
    """The program, with a platform that takes its time."""
    rates = {"LIPA_TELEGRAM_RATE": str(RATE), "LIPA_TELEGRAM_CHAT_RATE": "0"}
    rates |= {"LIPA_PERSON_RATE": "0"}  # these people are quicker than people are
    slow = (0.002, 0.015)
    async with BotApi(latency=slow) as api, SignalCli(latency=slow) as signal:
        program = Program(tmp_path / "lipa", api, signal, **rates).prepare()
        yield program
        await program.kill()
        program.close()
        assert api.violations == []


async def test_nothing_is_lost_or_done_twice_by_kills(lipa: Program) -> None:
    """Bookings, answers, letters, reminders: whatever was said is true after all the kills."""
    random, desk = Random(SEED), Desk(lipa)
    makes = partial(Walker, lipa.api), partial(TextWalker, Phones(on_signal(lipa)))
    crowd = Crowd(random, *makes)
    picnic(lipa, residents(lipa, READERS), REMINDED)
    starts: list[float] = []

    old, new = lipa.settings[KEYS], new_key()
    for kill in range(KILLS - 1):
        if kill == KILLS // 2:
            change_keys(lipa, f"{new},{old}")
        await begin(lipa, starts, waits=random.random() < 0.8)
        crowd.arrive(max(0, AT_ONCE - crowd.walking))
        desk.work()
        await go_wrong(lipa, random, rotating=kill >= KILLS // 2)
        await lipa.kill()
    await begin(lipa, starts, waits=True)
    await rotate_to_the_end(lipa)
    await lipa.kill()
    change_keys(lipa, new)
    await begin(lipa, starts, waits=True)
    await settle(lipa, crowd)

    check(lipa, crowd, desk, starts)
    checked = await lipa.tell("check")
    assert "✔ keys" in checked.out, checked


async def test_two_hundred_race_for_twenty_times(lipa: Program) -> None:
    """Twenty get one, everybody else is told what is left, and in the end that nothing is."""
    crowd, desk = Crowd(Random(SEED), partial(Walker, lipa.api)), Desk(lipa)
    lipa.settings["LIPA_TELEGRAM_RATE"] = "0"
    for day in (2, 3):
        desk.add_times(hour(day), 10)
    await begin(lipa, [], waits=True)

    crowd.arrive(200, ["/legal"])
    await settle(lipa, crowd)

    told = [walker.told for walker in crowd.walkers]
    with closing(lipa.open()) as store:
        checks.nothing_is_unanswered(store, crowd.walkers)
        checks.bookings_are_single(store, crowd.walkers, 20)
    assert sum(each.booked for each in told) == 20
    assert sum(each.nothing_left and not each.booked for each in told) == 180
    assert sum(each.late for each in told) > 0


async def go_wrong(lipa: Program, random: Random, *, rotating: bool) -> None:
    """The plug is pulled whenever it is: of signal-cli, and of a rotation of keys."""
    signal = on_signal(lipa)
    await asyncio.sleep(random.uniform(0.0, 0.4))
    await signal.kill(unsaved=random.randint(0, 2))
    await asyncio.sleep(random.uniform(0.0, 0.1))
    await signal.start()
    moment = random.uniform(0.0, 0.4)
    if rotating:
        await lipa.hurry("keys", "rotate", after=moment)
    else:
        await asyncio.sleep(moment)


def change_keys(lipa: Program, keys: str) -> None:
    """All that begins from now on has these."""
    lipa.close()
    lipa.settings[KEYS] = keys


async def rotate_to_the_end(lipa: Program) -> None:
    """While people write; then nothing is left under the old key."""
    assert (await lipa.tell("keys", "rotate")).code == 0
    last = (await lipa.tell("keys", "rotate", "--json")).json
    assert (last["rotated"], last["left"], last["unopened"]) == (0, 0, 0), last


async def begin(lipa: Program, starts: list[float], *, waits: bool) -> None:
    """Another life; what an earlier one sent has arrived before it."""
    await lipa.start(polls=waits)
    starts.append(lipa.api.clock.now())


async def settle(lipa: Program, crowd: Crowd) -> None:
    """Let everybody come to an end, and the program too."""
    with closing(lipa.open()) as store, heard(store, crowd.walkers):
        await settle_on_signal(crowd, store)
        await until(lambda: crowd.settled, "everybody is done", SETTLES, crowd.stuck)
        await until(lambda: checks.nothing_waits(store), "nothing waits", SETTLES)
        await until(lambda: crowd.settled, "everybody is done", SETTLES, crowd.stuck)
    assert await lipa.stop() == 0


async def settle_on_signal(crowd: Crowd, store: Store) -> None:
    """Whoever is not answered though nothing waits any more writes again, as people do."""
    for _time in range(MOST_AGAIN):
        checks.let_pauses_pass(store)
        await until(
            lambda: quiet(store), "nothing waits on Signal", SETTLES, lambda: checks.left(store)
        )
        await asyncio.sleep(QUIET)
        unanswered = [walker for walker in crowd.texters if walker.waiting]
        for walker in unanswered if quiet(store) else ():
            walker.write_again()
        if all(walker.done for walker in crowd.texters):
            return


def quiet(store: Store) -> bool:
    """Whether all that came in is answered, and all that is due has left."""
    return checks.nothing_waits(store) and checks.nothing_is_kept_back(store)


def on_signal(lipa: Program) -> SignalCli:
    """The Signal that it talks on."""
    assert lipa.signal_cli is not None
    return lipa.signal_cli


def check(lipa: Program, crowd: Crowd, desk: Desk, starts: list[float]) -> None:
    """Compare what people were told with what is kept."""
    walkers = crowd.walkers
    with closing(lipa.open()) as store, heard(store, walkers, checks.sheet(store, "party")):
        checks.nothing_is_unanswered(store, walkers)
        checks.bookings_are_single(store, walkers, desk.times)
        checks.answers_are_kept_once(store, walkers, "party")
        checks.places_are_right(store, walkers, READERS)
        checks.lifts_are_right(store, walkers)
        checks.letters_add_up(lipa.api, desk.office, desk.letters, lipa.signal_cli)
        checks.order_is_kept(lipa.api)
        rows = checks.all_was_sent(store)
        assert rows["telegram reminder sent"] >= READERS
        again = checks.doubled(lipa.api, store, starts, RATE)
        on = {
            "signal: doubled": checks.doubled_on_signal(on_signal(lipa), store, 2 * len(starts)),
            "signal: lost, written again": checks.lost_on_the_way(store, crowd.texters),
        }
    show(crowd, rows, again, on)


def show(crowd: Crowd, rows: Counter[str], again: list[int], more: dict[str, int]) -> None:
    """A short table of what there was."""
    walkers = crowd.walkers
    table = {
        "kills": KILLS,
        "people": len(walkers),
        "people on signal": len(crowd.texters),
        "messages from them": sum(walker.updates for walker in walkers),
        "unanswered": sum(walker.open for walker in walkers),
        "booked": sum(walker.told.booked for walker in walkers),
        "surveys answered": sum(walker.told.answered is not None for walker in walkers),
        "coming": sum(len(walker.told.coming) for walker in walkers),
        **dict(sorted(rows.items())),
        **more,
        "doubled": sum(again),
        "doubled by one kill, at most": max(again),
    }
    sys.stdout.write("\n" + "".join(f"{name:<30}{many:>8}\n" for name, many in table.items()))
