"""A chat with the shell around the engine, on a real database, without a channel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.channels.base import Traits
from bot.channels.signal.channel import FOUR_WEEKS
from bot.conversing.batches import Conversations
from bot.conversing.flood import Flood
from bot.sending.rendering import Renderer
from domain.operator.help import EmergencyNumber, Help
from domain.people.person import ChooseLanguage, DecideConsent, Purpose
from domain.rules import perform
from domain.speech.messages import Incoming, Kind, Outgoing
from domain.speech.text import Content
from flows.contents import contents
from flows.engine.engine import Engine
from flows.engine.registry import Registry
from storage.outbox.repository import Due, Settled, State
from storage.sealing.crypto import Keyring
from storage.store import Store, Transaction
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.samples import KEY, NOW, ZONE, person
from translations.catalogues import Catalogues
from translations.reading.reader import Reader
from translations.saying.speaker import Speaker

T = TypeVar("T")

CATALOGUES = Catalogues.load()
SPEAK = Speaker(CATALOGUES, ZONE)
READER = Reader(CATALOGUES, ZONE)
HELP = Help(Content({"en": "Test house"}), (EmergencyNumber(Content({"en": "Police"}), "113"),))
TRAITS = {"telegram": Traits(buttons=True), "signal": Traits(timer=FOUR_WEEKS)}


@dataclass
class Tray:
    """Takes what the conversations hand over."""

    store: Store
    rows: list[Due] = field(default_factory=list)

    async def together(self, act: Callable[[Transaction], T]) -> T:
        """Nothing else waits."""
        return self.store.write(act)

    def wake(self) -> None:
        """Nothing else waits."""

    def leads(self, _channel: str) -> bool:
        """All of them."""
        return True

    def hand_over(self, rows: Sequence[Due]) -> None:
        """Keep them."""
        self.rows += rows

    def last(self) -> Outgoing:
        """The newest answer as its reader sees it."""
        row = self.rows[-1]
        assert row.say is not None
        return Renderer(SPEAK).outgoing(row, row.say, TRAITS[row.channel])


@dataclass
class Chat:
    """Ben writes; the clock stands still unless it is moved."""

    store: Store
    tray: Tray
    registry: Registry
    channel: str = "telegram"
    now: datetime = NOW
    written: int = 0
    flood: Flood = field(default_factory=lambda: Flood(0))

    async def __call__(self, words: str = "", **more: Any) -> Outgoing:
        """One message and the last answer to it."""
        await self.handle(self.message(words, **more))
        return self.tray.last()

    def message(
        self, words: str = "", press: str = "", quoted: str = "", kind: Kind = Kind.WORDS
    ) -> Incoming:
        """A message that nobody has seen yet."""
        self.written += 1
        kind = Kind.PRESS if press else kind
        key = f"k{self.written}"
        return Incoming(self.channel, "1001", key, self.now, kind, words, press, quoted)

    def arrive(self, row: Due, name: str) -> None:
        """The channel delivers this answer and calls it so."""
        self.store.write(lambda tx: tx.outbox.settle([Settled(row, State.SENT, self.now, name)]))

    async def handle(self, *messages: Incoming) -> None:
        """Hand over a batch."""
        engine = Engine(self.registry, READER)
        clock = lambda: self.now  # noqa: E731 - the shortest clock there is
        talk = Conversations(engine, SPEAK, self.tray, HELP, clock, self.flood)
        await talk.handle(messages, "bot", TRAITS[self.channel].timer)


def opened(folder: Path, channel: str = "telegram", url: str = "") -> Chat:
    """A chat on a database of its own, with somebody who has said yes to everything."""
    store = Store.open(url or migrated(folder / "lipa.db", KEY), Keyring.parse(KEY), ZONE)
    ben = person(store, channel=channel)
    for command in (
        ChooseLanguage("en"),
        DecideConsent(Purpose.TAKE_PART, given=True),
        DecideConsent(Purpose.BE_WRITTEN, given=True),
    ):
        store.write(lambda tx, command=command: perform(command, tx.work(ben, NOW)))  # type: ignore[misc]  # the loop's own command
    return Chat(store, Tray(store), contents(), channel)
