"""A world to send in: a loop whose time jumps, a real database, and a channel that remembers."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.channels.base import DeliveryError, Handle, Rates, Traits
from bot.lease import LEASE
from bot.sending.sender import Sender
from domain.campaigns.campaign import CampaignId, Counts, NewCampaign, Recipients
from domain.people.audience import Audience
from domain.people.person import AgeGroup, PersonId
from domain.speech.messages import Outgoing, Say
from domain.speech.text import Content, Verbatim
from storage.outbox.repository import Due, Reply
from storage.outbox.tables import outbox
from storage.people.tables import people
from storage.sealing.crypto import Keyring
from storage.store import Store, Transaction
from tests.bot.sending.in_english import English
from tests.bot.sending.jumping_loop import JumpingLoop
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.samples import KEY

T = TypeVar("T")
Trouble = Callable[[str, str], Exception | None]

ZONE = ZoneInfo("Europe/Ljubljana")
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)  # at noon in Ljubljana, a Monday
CHANNEL = "telegram"
NEWS = Say(Content({"en": "Football on Sunday", "fr": "Football dimanche"}))


@dataclass
class Remembering:
    """A channel that remembers what it was given; `trouble` says what goes wrong."""

    clock: Callable[[], datetime]
    traits: Traits
    name: str = CHANNEL
    account: str = "ours"
    alarm: str = ""
    takes: float = 0.05
    trouble: Trouble = lambda _address, _text: None
    sent: list[tuple[datetime, str, str]] = field(default_factory=list)
    tried: list[tuple[datetime, str, str]] = field(default_factory=list)
    erased: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    probed: list[datetime] = field(default_factory=list)
    unreached: Callable[[], Exception | None] = lambda: None
    outgoing: list[Outgoing] = field(default_factory=list)
    busy: set[str] = field(default_factory=set)
    last_poll: float | None = None

    async def send(self, address: str, outgoing: Outgoing) -> str:
        """Take a while, then succeed or be in trouble."""
        assert address not in self.busy, "two messages at once to one address"
        self.busy.add(address)
        self.tried.append((self.clock(), address, outgoing.text))
        try:
            await asyncio.sleep(self.takes)
            error = self.trouble(address, outgoing.text)
            if error is not None:
                raise error
            self.sent.append((self.clock(), address, outgoing.text))
            self.outgoing.append(outgoing)
            return f"m{len(self.sent)}"
        finally:
            self.busy.discard(address)

    async def erase(self, address: str, messages: Sequence[str]) -> None:
        """Remember what is gone."""
        self.erased.append((address, tuple(messages)))

    async def probe(self) -> None:
        """Answer, unless nobody can be reached."""
        self.probed.append(self.clock())
        await asyncio.sleep(0.01)
        error = self.unreached()
        if error is not None:
            raise error

    async def receive(self, handle: Handle) -> None:
        """Nobody writes here."""
        raise NotImplementedError

    async def stop_receiving(self) -> None:
        """Nobody writes here."""

    async def close(self) -> None:
        """Nothing to let go of."""

    def texts(self, address: str) -> list[str]:
        """What arrived at one address, in order."""
        return [text for _at, to, text in self.sent if to == address]


class Inline:
    """A store whose writer is this thread, so that time stands still while it writes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.fails: list[Exception] = []

    async def run(self, act: Callable[[Transaction], T]) -> T:
        """A millisecond passes; then all is written, or the next failure is raised."""
        await asyncio.sleep(0.001)
        if self.fails:
            raise self.fails.pop(0)
        return self.store.write(act)


class World:
    """Everything at once. `run` lives through seconds in no time."""

    def __init__(self, folder: Path, rates: Rates | None = None) -> None:
        url = migrated(folder / "lipa.db", KEY)
        self.store = Store.open(url, Keyring.parse(KEY), ZONE)
        self.loop = JumpingLoop()
        self.start = NOON
        self.lived = 0.0  # seconds, by the processes before this one
        self.rates = rates or Rates()
        self.channel = Remembering(self.now, Traits(buttons=True, rates=self.rates))
        self.writes = Inline(self.store)
        self.sender = self.new_sender()
        self._running: asyncio.Task[None] | None = None

    def now(self) -> datetime:
        """The instant in this world."""
        return self.start + timedelta(seconds=self.loop.time())

    def steady(self) -> float:
        """Seconds that nobody can set."""
        return self.lived + self.loop.time()

    def set_clock(self, step: timedelta) -> None:
        """Somebody sets the clock by so much."""
        self.start += step

    def sleep(self, span: timedelta) -> None:
        """The machine sleeps for so long: no clock is set, and nothing is done meanwhile."""
        self.loop.jump.now += span.total_seconds()

    def new_sender(self) -> Sender:
        """A sender as a process that has just started has one."""
        channels = {self.channel.name: self.channel}
        return Sender(self.writes, channels, English(), self.now, self.steady)

    def write(self, act: Callable[[Transaction], T]) -> T:
        """One transaction."""
        return self.store.write(act)

    def invite(self, *addresses: str, language: str = "en") -> list[PersonId]:
        """Grown-ups who allow everything."""
        told = {"language": language, "age_group": AgeGroup.GROWN.value}

        def act(tx: Transaction) -> list[PersonId]:
            who = [(self.channel.name, address) for address in addresses]
            known = [each.person.id for each in tx.conversations.of(who, self.now())]
            tx.connection.execute(
                people.update()
                .where(people.c.id.in_(known))
                .values(**told, takes_part=True, may_be_written=True)
            )
            return known

        return self.write(act)

    def reply(self, person: PersonId, address: str, *texts: str, leased: bool = True) -> list[Due]:
        """Answers as a conversation leaves them."""
        name = self.channel.name
        replies = [Reply(person, name, address, "en", Say(Verbatim(text))) for text in texts]
        lease = self.now() + LEASE if leased else None
        return self.write(lambda tx: tx.outbox.add_replies(replies, self.now(), lease_until=lease))

    def begin(self) -> None:
        """Let the sender run."""
        self._running = self.loop.create_task(self.sender.run())

    def run(self, seconds: float) -> None:
        """Let so many seconds pass, with the sender running."""
        if self._running is None:
            self.begin()
        self.loop.run_until_complete(asyncio.sleep(seconds))

    def do(self, what: Coroutine[Any, Any, T]) -> T:
        """Run something to its end."""
        return self.loop.run_until_complete(what)

    def hand_over(self, rows: Sequence[Due]) -> None:
        """What a conversation does after its commit."""
        if self._running is None:
            self.begin()
        self.loop.call_soon(self.sender.hand_over, rows)

    def restart(self, after: timedelta = timedelta()) -> None:
        """The process is killed; `after` a while another one starts."""
        self.start, self.lived = self.now() + after, self.steady() + after.total_seconds()
        self._abandon()
        self.loop = JumpingLoop()
        self.channel.busy.clear()
        self.writes = Inline(self.store)
        self.write(lambda tx: tx.outbox.release_leases(self.now()))
        self.sender = self.new_sender()
        self._running = None

    def take_over(self) -> None:
        """The next process leads the channel, and learns what the one before knew of it."""
        self.sender = Sender(self.writes, {}, English(), self.now, self.steady)
        self.begin()
        self.leading = self.loop.create_task(self.sender.send_on(self.channel))

    def close(self) -> None:
        """The end of the world."""
        self._abandon()
        self.store.close()

    def _abandon(self) -> None:
        """End all tasks without letting them do anything more to the database."""
        self.writes.fails = [ConnectionError("the process is gone")] * 1000
        tasks = [self._running, *asyncio.all_tasks(self.loop)]
        for task in (task for task in tasks if task is not None):
            task.cancel()
            with suppress(BaseException):
                self.loop.run_until_complete(task)
        self.loop.close()


Make = Callable[[Rates], World]


def worlds(folder: Path) -> Iterator[Make]:
    """Makes worlds, for a fixture; they end with the test."""
    made: list[World] = []

    def make(rates: Rates) -> World:
        made.append(World(folder, rates))
        return made[-1]

    yield make
    for world in made:
        world.close()


def announce(world: World, say: Say = NEWS, not_after: datetime | None = None) -> CampaignId:
    """A message to everybody, now."""
    campaign = NewCampaign("news", say, Recipients(Audience()), world.now(), not_after)
    return world.write(lambda tx: tx.campaigns.add(campaign, world.now()))


def counts(world: World, campaign: CampaignId) -> Counts:
    """Where its messages are."""
    return world.write(lambda tx: tx.campaigns.counts(campaign))


def states(world: World, person: PersonId) -> list[str]:
    """Where this person's rows are, the oldest first."""
    query = outbox.select().where(outbox.c.person_id == person).order_by(outbox.c.id)
    return [row.state for row in world.write(lambda tx: tx.connection.execute(query).fetchall())]


def once(error: DeliveryError, *, times: int = 1) -> Trouble:
    """Trouble that ends after so many messages."""
    left = [error] * times
    return lambda _address, _text: left.pop() if left else None
