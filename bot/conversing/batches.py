"""Messages in rounds, each round one transaction; replies left in the outbox.

A round answers a few messages of each person: what they wrote next waits for the next round. All
that was decided is written together, so that a batch of fifty costs little more than one message.
A message that fails is tried three times and then set aside without its words; the person hears
one calm sentence.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from bot.clock import Clock
from bot.conversing.arriving import FACTS, Arrived
from bot.conversing.deciding import Decided, Deciding, House
from bot.conversing.excusing import Excusing
from bot.conversing.flood import LONGEST, Flood
from bot.conversing.pondering import Pondering
from bot.conversing.rounds import Read, next_round
from domain.operator.help import Help
from domain.speech.languages import Speak
from domain.speech.messages import Incoming, Say
from flows.engine.engine import CALM, Engine
from storage.outbox.repository import Due, Reply
from storage.store import Transaction

MOST_TRIES = 3

T = TypeVar("T")


class Outgoings(Protocol):
    """The part of `bot.sending.sender.Sender` that conversations need."""

    async def together(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` in one transaction, with what else waits to be written."""
        ...

    def leads(self, channel: str) -> bool:
        """Whether this process sends on the channel; otherwise others claim its answers."""
        ...

    def hand_over(self, rows: Sequence[Due]) -> None:
        """Take answers that are written and held for this process."""
        ...

    def wake(self) -> None:
        """Look soon for what is due; it is cheap, and may be called at any time."""
        ...


class Conversations:
    """Everybody's conversation with Lipa. What `flood` finds too fast is let go unread."""

    def __init__(
        self,
        engine: Engine,
        speak: Speak,
        sender: Outgoings,
        help_: Help,
        clock: Clock,
        flood: Flood,
    ) -> None:
        self._engine = engine
        self._sender = sender
        self._clock = clock
        excusing = Excusing(engine, speak, help_)
        self._house = House(speak, help_, flood, excusing, sender.leads)
        self._pondering = Pondering()
        self.handled = 0
        self.set_aside = 0

    async def handle(
        self, batch: Sequence[Incoming], account: str = "", timer: int | None = None
    ) -> None:
        """Decide and write these messages; when this returns, they may be acknowledged.

        All are of one channel: `account` is ours on it, `timer` is as in its traits. Raises
        StorageError when the database cannot take them now; nothing is written then.
        """
        waiting = [self._came(message) for message in batch]
        while waiting:
            taken, later = next_round(waiting)
            read = await self._pondering.over([each.read() for each in taken])
            decided = await self._decide(read, account, timer)
            for failed in decided.failed:
                await self._insist(failed, account, timer)
            waiting = [*decided.left, *later]

    def _came(self, message: Incoming) -> Read:
        """What is to be done with a message; its words are read when its round has come."""
        if message.kind in FACTS:
            return Read(message, self._engine, unread=False)
        hasty = self._house.flood.too_fast(message)
        return Read(message, self._engine, hasty, not hasty or len(message.words) <= LONGEST)

    async def _insist(self, read: Read, account: str, timer: int | None) -> None:
        """Try a failed message alone, then set it aside."""
        for _try in range(MOST_TRIES - 1):
            if not (await self._decide([read], account, timer)).failed:
                return
        act = partial(self._give_up, message=read.message, account=account)
        due = await self._sender.together(act)
        self.set_aside += 1
        self._sender.hand_over(due)

    async def _decide(self, taken: Sequence[Read], account: str, timer: int | None) -> Decided:
        def act(work: Transaction) -> Decided:
            return Deciding(self._house, work, self._clock(), account, timer).all_of(taken)

        decided = await self._sender.together(act)
        self.handled += len(decided.accepted)
        self.set_aside += decided.unopened
        self._sender.hand_over(decided.due)
        if decided.others_due:
            self._sender.wake()
        return decided

    def _give_up(self, work: Transaction, message: Incoming, account: str) -> list[Due]:
        now, house = self._clock(), self._house
        work.conversations.hold([(message.channel, message.address)])
        work.inbox.fail(message, account, "turn failed", now)
        [who] = work.conversations.of([(message.channel, message.address)], now)
        if not who.opens:
            house.excusing.say(work, Arrived(message, who, None), Say(CALM), now)
            return []
        language = who.person.language or house.speak.closest(message.language) or "en"
        reply = Reply(who.person.id, who.channel, who.address, language, Say(CALM))
        return house.add(work, [reply], now)
