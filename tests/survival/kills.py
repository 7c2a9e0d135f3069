"""Life after life of the real program under traffic, each ended by a kill; then the reckoning.

In the middle of all this its secret keys are changed, by commands that are killed, too.
"""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from random import Random

from storage.sealing.crypto import new_key
from storage.store import Store
from tests.platforms.signal import SignalCli
from tests.survival import checks, sent_checks
from tests.survival.busy_desk import Desk
from tests.survival.crowd import Crowd
from tests.survival.lipa_process import Program, until
from tests.survival.mishaps import Mishap, Mishaps
from tests.survival.texters import Phones, TextWalker
from tests.survival.town import picnic, residents
from tests.survival.walkers import Walker
from tests.survival.witnesses import heard

RATE = 200
AT_ONCE = 24  # people on their way; whoever is done is followed by another
READERS = 60  # who only get letters and invitations
REMINDED = 6.0  # seconds after the beginning, of a picnic
KEYS = "LIPA_SECRET_KEYS"
SETTLES, AND_PER_KILL = 60.0, 4.0  # seconds, on a machine that has much else to do
QUIET = 0.5  # seconds without anything new, after which people write again
MOST_AGAIN = 20
RATES = {"LIPA_TELEGRAM_RATE": str(RATE), "LIPA_TELEGRAM_CHAT_RATE": "0"}
RATES |= {"LIPA_PERSON_RATE": "0"}  # these people are quicker than people are

Table = dict[str, int]


class Kills:
    """So many of them, of one program; `possible` is what else may go wrong meanwhile."""

    def __init__(
        self, lipa: Program, seed: int, many: int, possible: Sequence[Mishap] = ()
    ) -> None:
        random = Random(seed)
        makes = partial(Walker, lipa.api), partial(TextWalker, Phones(on_signal(lipa)))
        self._lipa = lipa
        self._random = random
        self._many = many
        self._desk = Desk(lipa)
        self._crowd = Crowd(random, *makes)
        self._mishaps = Mishaps(lipa, random, possible)
        self._starts: list[float] = []
        picnic(lipa, residents(lipa, READERS), REMINDED)

    async def suffer(self) -> Table:
        """All of it; what there was, once it is sure that nothing was lost or done twice."""
        lipa, old, new = self._lipa, self._lipa.settings[KEYS], new_key()
        for kill in range(self._many - 1):
            if kill == self._many // 2:
                change_keys(lipa, f"{new},{old}")
            await self._live(rotating=kill >= self._many // 2)
        await self._mishaps.over()
        await self._begin(waits=True)
        await rotate_to_the_end(lipa)
        await lipa.kill()
        change_keys(lipa, new)
        await self._begin(waits=True)
        await settle(lipa, self._crowd, SETTLES + AND_PER_KILL * self._many)
        return self._reckon()

    async def _live(self, *, rotating: bool) -> None:
        await self._mishaps.until_the_next_life()
        waits = self._random.random() < 0.8 and not self._mishaps.under_way
        await self._begin(waits=waits)
        self._crowd.arrive(max(0, AT_ONCE - self._crowd.walking))
        self._desk.work()
        self._mishaps.begin_life()
        await self._go_wrong(rotating=rotating)
        await self._mishaps.until_the_kill()
        await self._lipa.kill()

    async def _begin(self, *, waits: bool) -> None:
        """Another life; what an earlier one sent has arrived before it."""
        await self._lipa.start(polls=waits)
        self._starts.append(self._lipa.api.clock.now())

    async def _go_wrong(self, *, rotating: bool) -> None:
        """The plug is pulled whenever it is: of signal-cli, and of a rotation of keys."""
        random, signal = self._random, on_signal(self._lipa)
        await asyncio.sleep(random.uniform(0.0, 0.4))
        await signal.kill(unsaved=random.randint(0, 2))
        await asyncio.sleep(random.uniform(0.0, 0.1))
        await signal.start()
        moment = random.uniform(0.0, 0.4)
        if rotating:
            await self._lipa.hurry("keys", "rotate", after=moment)
        else:
            await asyncio.sleep(moment)

    def _reckon(self) -> Table:
        """Compare what people were told with what is kept."""
        lipa, walkers = self._lipa, self._crowd.walkers
        with closing(lipa.open()) as store, heard(store, walkers, checks.sheet(store, "party")):
            checks.nothing_is_unanswered(store, walkers)
            checks.bookings_are_single(store, walkers, self._desk.times)
            checks.answers_are_kept_once(store, walkers, "party")
            checks.places_are_right(store, walkers, READERS)
            checks.lifts_are_right(store, walkers)
            return self._table(self._reckon_what_was_sent(store))

    def _reckon_what_was_sent(self, store: Store) -> Table:
        lipa, desk, signal = self._lipa, self._desk, on_signal(self._lipa)
        excused = sent_checks.Excused(
            windows=[1 + sum(each.twice for each in life) for life in self._mishaps.lives],
            doubts=sum(each.doubts for each in self._mishaps.suffered.elements()),
            late=any(each.late for each in self._mishaps.suffered),
        )
        sent_checks.letters_add_up(lipa.api, desk.office, desk.letters, signal, excused)
        sent_checks.order_is_kept(lipa.api)
        sent_checks.everybody_was_reminded(store, READERS, excused)
        again = sent_checks.doubled(lipa.api, store, self._starts, RATE, excused)
        on_phones = sent_checks.doubled_on_signal(signal, store, 2 * len(self._starts))
        return {
            **dict(sorted(sent_checks.all_was_sent(store, RATE, excused).items())),
            "signal: doubled": on_phones,
            "signal: lost, written again": checks.lost_on_the_way(store, self._crowd.texters),
            "doubled": sum(again),
            "doubled in a life, at most": max(again),
        }

    def _table(self, sent: Table) -> Table:
        """What there was, in a few words."""
        walkers, suffered = self._crowd.walkers, self._mishaps.suffered
        return {
            "kills": self._many,
            "people": len(walkers),
            "people on signal": len(self._crowd.texters),
            "messages from them": sum(walker.updates for walker in walkers),
            "unanswered": sum(walker.open for walker in walkers),
            "booked": sum(walker.told.booked for walker in walkers),
            "surveys answered": sum(walker.told.answered is not None for walker in walkers),
            "coming": sum(len(walker.told.coming) for walker in walkers),
            **sent,
            **{f"mishap: {each.name}": many for each, many in suffered.items()},
        }


def on_signal(lipa: Program) -> SignalCli:
    """The Signal that it talks on."""
    assert lipa.signal_cli is not None
    return lipa.signal_cli


def change_keys(lipa: Program, keys: str) -> None:
    """All that begins from now on has these."""
    lipa.close()
    lipa.settings[KEYS] = keys


async def rotate_to_the_end(lipa: Program) -> None:
    """While people write; then nothing is left under the old key."""
    assert (await lipa.tell("keys", "rotate")).code == 0
    last = (await lipa.tell("keys", "rotate", "--json")).json
    assert (last["rotated"], last["left"], last["unopened"]) == (0, 0, 0), last


async def settle(lipa: Program, crowd: Crowd, seconds: float) -> None:
    """Let everybody come to an end, and the program too."""
    with closing(lipa.open()) as store, heard(store, crowd.walkers):
        await settle_on_signal(crowd, store, seconds)
        await until(lambda: crowd.settled, "everybody is done", seconds, crowd.stuck)
        await until(
            lambda: checks.nothing_waits(store), "nothing waits", seconds, lambda: left(store)
        )
        await until(lambda: crowd.settled, "everybody is done", seconds, crowd.stuck)
    assert await lipa.stop() == 0


async def settle_on_signal(crowd: Crowd, store: Store, seconds: float) -> None:
    """Whoever is not answered though nothing waits any more writes again, as people do."""
    for _time in range(MOST_AGAIN):
        checks.let_pauses_pass(store)
        await until(lambda: quiet(store), "nothing waits on Signal", seconds, lambda: left(store))
        await asyncio.sleep(QUIET)
        unanswered = [walker for walker in crowd.texters if walker.waiting]
        for walker in unanswered if quiet(store) else ():
            walker.write_again()
        if all(walker.done for walker in crowd.texters):
            return


def left(store: Store) -> object:
    """What still waits, and why."""
    return checks.left(store)


def quiet(store: Store) -> bool:
    """Whether all that came in is answered, and all that is due has left."""
    return checks.nothing_waits(store) and checks.nothing_is_kept_back(store)
