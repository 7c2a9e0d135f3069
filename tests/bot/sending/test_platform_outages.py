"""An outage as the platforms make one: the real channels on servers that misbehave for a moment."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.base import Channel
from bot.channels.signal import Signal
from bot.channels.telegram import Telegram
from bot.lease import LEASE
from bot.sending import outage as reaching
from bot.sending import verdicts
from bot.sending.delivery import UNLIMITED_WINDOW
from bot.sending.sender import Sender
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from storage.outbox.repository import Reply
from storage.outbox.tables import outbox
from storage.sealing.crypto import Keyring
from storage.store import Store, Transaction
from tests.bot.channels.signal.signal_kit import GOOD, MemorySafe, signal_on
from tests.bot.channels.telegram.telegram_kit import LOG
from tests.bot.sending.in_english import English
from tests.bot.sending.sender_world import ZONE
from tests.platforms.signal import SignalCli
from tests.platforms.signal import Trouble as SignalTrouble
from tests.platforms.telegram import TOKEN, BotApi, Fault, State
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.samples import KEY

PEOPLE = 6
PATIENCE = 20.0
FASTER = 10  # than in life
OUT = 1.2 / FASTER  # seconds


def now() -> datetime:
    """The instant."""
    return datetime.now(UTC)  # noqa: TID251 - the servers are real, and so are their seconds


@pytest.fixture(autouse=True)
def _faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outages as in life, in a tenth of the time."""
    for name in ("FIRST_PROBE", "PROBE_BOUND", "NEXT_TRIAL", "LOOK_AGAIN", "GRACE"):
        monkeypatch.setattr(reaching, name, getattr(reaching, name) / FASTER)
    monkeypatch.setattr(verdicts, "FIRST_PAUSE", verdicts.FIRST_PAUSE / FASTER)


class House:
    """A database, a sender, and one channel."""

    def __init__(self, folder: Path, channel: Channel) -> None:
        self.store = Store.open(migrated(folder / "lipa.db", KEY), Keyring.parse(KEY), ZONE)
        self.channel = channel
        self.sender = Sender(self.store, {channel.name: channel}, English(), now)

    def reply(self, addresses: list[str], *texts: str) -> None:
        """Answers to all of them."""

        def act(tx: Transaction) -> list[Reply]:
            who = [(self.channel.name, address) for address in addresses]
            known = zip(addresses, tx.conversations.of(who, now()), strict=True)
            return [
                Reply(each.person.id, self.channel.name, address, "en", Say(Verbatim(text)))
                for address, each in known
                for text in texts
            ]

        replies = self.store.write(act)
        until = now() + LEASE
        rows = self.store.write(lambda tx: tx.outbox.add_replies(replies, now(), lease_until=until))
        self.sender.hand_over(rows)

    def states(self) -> Counter[str]:
        """Where all rows are."""
        rows = self.store.read(lambda tx: tx.connection.execute(outbox.select()).fetchall())
        return Counter(row.state for row in rows)

    async def all_sent(self, many: int) -> None:
        """Wait until so many are sent, and nothing else is there."""
        async with asyncio.timeout(PATIENCE):
            while self.states() != {"sent": many}:  # noqa: ASYNC110 - nobody could tell us
                await asyncio.sleep(0.05)


@asynccontextmanager
async def house(folder: Path, channel: Channel) -> AsyncIterator[House]:
    """It sends as long as the block runs."""
    made = House(folder, channel)
    running = asyncio.create_task(made.sender.run())
    try:
        yield made
    finally:
        await made.sender.drain(0.1)
        await running
        await channel.close()
        made.store.close()


TELEGRAM = {
    "reset": Fault("reset"),
    "reset after the effect": Fault("reset", after=True),
    "reset, and yet getMe answers": Fault("reset", method="sendMessage"),
    "502": Fault(502),
    "429": Fault(429, retry_after=1),
}


@pytest.mark.parametrize("kind", TELEGRAM)
async def test_telegram_out_of_reach(kind: str, tmp_path: Path) -> None:
    """Two answers for each of several people, begun in the middle of it."""
    fault = TELEGRAM[kind]
    fault.times = 10**6
    async with BotApi() as api:
        people = [str(7000 + each) for each in range(PEOPLE)]
        for each in people:
            api.user(int(each), state=State.OPEN)
        async with house(tmp_path, Telegram(TOKEN, api.url, clock=now, log=LOG)) as lipa:
            with api.world.faults.during(fault):
                lipa.reply(people, "a", "b")
                await asyncio.sleep(OUT)
            await lipa.all_sent(2 * PEOPLE)

        for each in people:
            texts = [call.text for call in api.sent if str(call.chat_id) == each]
            assert list(dict.fromkeys(texts)) == ["a", "b"]
            assert len(texts) <= (3 if fault.after else 2)
        assert len(api.sent) - 2 * PEOPLE <= UNLIMITED_WINDOW


async def test_telegram_that_is_not_there(tmp_path: Path) -> None:
    """Nobody listens; then somebody does, at the same address."""
    async with BotApi() as api:
        people = [str(7000 + each) for each in range(PEOPLE)]
        for each in people:
            api.user(int(each), state=State.OPEN)
        async with house(tmp_path, Telegram(TOKEN, api.url, clock=now, log=LOG)) as lipa:
            await api.stop()
            lipa.reply(people, "a", "b")
            await asyncio.sleep(OUT)
            await api.start()
            await lipa.all_sent(2 * PEOPLE)

        assert Counter(call.text for call in api.sent) == {"a": PEOPLE, "b": PEOPLE}


SIGNAL: dict[str, Callable[[SignalCli], object]] = {
    "the connection ends": lambda cli: cli.fault(SignalTrouble.CLOSE, times=3),
    "signal-cli has no network": lambda cli: cli.fault(SignalTrouble.IO, times=4),
    "Signal does not answer it": lambda cli: cli.fault(SignalTrouble.NETWORK, times=3),
}


@pytest.mark.parametrize("kind", SIGNAL)
async def test_signal_out_of_reach(kind: str, tmp_path: Path) -> None:
    """What signal-cli itself makes of an outage behind it, or of its own end."""
    async with SignalCli(version=GOOD) as cli:
        people = [cli.person(1001 + each) for each in range(PEOPLE)]
        channel: Signal = signal_on(cli.rpc, MemorySafe(), clock=now, sleep=asyncio.sleep)
        async with house(tmp_path, channel) as lipa:
            SIGNAL[kind](cli)
            lipa.reply([each.uuid for each in people], "a", "b")
            await lipa.all_sent(2 * PEOPLE)

        for each in people:
            assert list(dict.fromkeys(b.text for b in each.bubbles)) == ["a", "b"]


async def test_a_signal_cli_that_ends_and_is_started_again(tmp_path: Path) -> None:
    """Nothing can be sent meanwhile; all of it goes some seconds later, once."""
    async with SignalCli(version=GOOD) as cli:
        people = [cli.person(1001 + each) for each in range(PEOPLE)]
        channel: Signal = signal_on(cli.rpc, MemorySafe(), clock=now, sleep=asyncio.sleep)
        async with house(tmp_path, channel) as lipa:
            await channel.probe()
            await cli.kill()
            lipa.reply([each.uuid for each in people], "a", "b")
            await asyncio.sleep(OUT)
            await cli.start()
            await lipa.all_sent(2 * PEOPLE)

        assert all([b.text for b in each.bubbles] == ["a", "b"] for each in people)
