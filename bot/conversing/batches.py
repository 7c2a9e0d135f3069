"""A batch of messages in; one transaction; replies left in the outbox.

It answers at most one message of a person: what they wrote next waits for the next round. Each
message is decided in pure code, and all that was decided is written together, so that a batch of
fifty costs little more than one message. A message that fails is tried three times and then set
aside without its words; the person hears one calm sentence.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

import structlog

from bot.clock import Clock
from bot.conversing.arriving import (
    FACTS,
    Arrived,
    concerns,
    is_secret,
    last_tap,
    meant,
    note_fact,
    referring,
    unseen,
)
from bot.conversing.excusing import Excusing
from bot.conversing.flood import LONGEST, TOO_FAST, Flood
from bot.conversing.performing import Performing
from bot.conversing.person_desk import desk_for
from bot.conversing.rounds import Read, next_round
from bot.conversing.timers import with_timer
from bot.lease import LEASE
from domain.operator.help import Help
from domain.people.person import PersonId
from domain.speech.languages import Speak
from domain.speech.messages import Incoming, Kind, Say
from domain.speech.text import Json
from domain.work import Desk
from flows.engine.engine import CALM, Engine, Turn
from flows.engine.heard import OpenPrompt
from flows.engine.place import Place, place_from_json, place_to_json
from storage.outbox.repository import Due, Reply
from storage.store import StorageError, Transaction

MOST_TRIES = 3
NOT_OPENED = "row not opened"

T = TypeVar("T")

log = structlog.get_logger()


@dataclass
class Decided:
    """What a batch came to: written whole, and then its replies may go."""

    timer: int | None  # as the channel's traits have it
    places: dict[PersonId, Json | None] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    accepted: list[Incoming] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    failed: list[Read] = field(default_factory=list)
    left: list[Read] = field(default_factory=list)  # for the next round
    begun: set[PersonId] = field(default_factory=set)  # whose message of this round is taken
    secrets: list[Arrived] = field(default_factory=list)  # to be deleted from phones
    due: list[Due] = field(default_factory=list)
    others_due: bool = False  # a goodbye or an excuse waits in the outbox
    unopened: int = 0  # messages of people whose rows do not open


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
        self._speak = speak
        self._sender = sender
        self._help = help_
        self._clock = clock
        self._flood = flood
        self._excusing = Excusing(engine, speak, help_)
        self.handled = 0
        self.set_aside = 0

    async def handle(
        self, batch: Sequence[Incoming], account: str = "", timer: int | None = None
    ) -> None:
        """Decide and write these messages; when this returns, they may be acknowledged.

        All are of one channel: `account` is ours on it, `timer` is as in its traits. Raises
        StorageError when the database cannot take them now; nothing is written then.
        """
        waiting = [self._read(message) for message in batch]
        while waiting:
            taken, later = next_round(waiting)
            decided = await self._decide(taken, account, timer)
            for read in decided.failed:
                await self._insist(read, account, timer)
            waiting = [*decided.left, *later]

    def _read(self, message: Incoming) -> Read:
        """Read the words now: in the transaction others would wait for that."""
        if message.kind in FACTS:
            return Read(message, self._engine)
        hasty = self._flood.too_fast(message)
        unread = hasty and len(message.words) > LONGEST
        return Read(message, self._engine if unread else self._engine.having_read(message), hasty)

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
        act = partial(self._transact, taken=taken, account=account, timer=timer)
        decided = await self._sender.together(act)
        self.handled += len(decided.accepted)
        self.set_aside += decided.unopened
        self._sender.hand_over(decided.due)
        if decided.others_due:
            self._sender.wake()
        return decided

    # -- inside the transaction -----------------------------------------------------------------

    def _transact(
        self, work: Transaction, taken: Sequence[Read], account: str, timer: int | None
    ) -> Decided:
        now = self._clock()
        decided = Decided(timer)
        work.conversations.hold([read.sender for read in taken])
        fresh = meant(work, unseen(work, [read.message for read in taken], account))
        if not fresh:
            return decided
        reads = {id(read.message): read for read in taken}
        known = work.conversations.of([(m.channel, m.address) for m in fresh], now)
        for arrived in referring(work, fresh, known, now):
            read = reads[id(arrived.message)]
            if arrived.who.opens or arrived.message.kind in FACTS:
                self._one(work, decided, arrived, read, now)
            elif read.hasty:
                decided.accepted.append(arrived.message)
            else:
                self._excuse(work, decided, arrived, account, now)
        self._write(work, decided, account, now)
        return decided

    def _one(
        self, work: Transaction, decided: Decided, arrived: Arrived, read: Read, now: datetime
    ) -> None:
        message = arrived.message
        if message.kind in FACTS:
            note_fact(work, arrived, now)
            decided.accepted.append(message)
            return
        if arrived.who.person.id in decided.begun:
            decided.left.append(read)
            return
        try:
            self._talk(work, decided, arrived, read, now)
        except StorageError:  # the database itself: nothing of the batch stands
            raise
        except Exception:  # the edge of a message: the others of the batch must not suffer
            log.exception("message failed", channel=message.channel)
            decided.failed.append(read)

    def _excuse(
        self, work: Transaction, decided: Decided, arrived: Arrived, account: str, now: datetime
    ) -> None:
        """Somebody's row does not open: it is their message alone that nobody can answer."""
        if self._excusing.heard(work, arrived, now):
            decided.accepted.append(arrived.message)
        else:
            work.inbox.fail(arrived.message, account, NOT_OPENED, now)
            decided.unopened += 1
        decided.others_due = True

    def _talk(
        self, work: Transaction, decided: Decided, arrived: Arrived, read: Read, now: datetime
    ) -> None:
        message, who = arrived.message, arrived.who
        place = place_from_json(who.place) if who.place else Place()
        desk = desk_for(arrived, now, self._help, self._speak, work)
        prompt = arrived.prompt if concerns(arrived, place, now) else None
        if read.hasty and not self._passes(read, place, desk, prompt, arrived.question):
            self._let_go(decided, arrived, desk.language)
            return
        decided.begun.add(who.person.id)
        decided.secrets += [arrived] if is_secret(message, place) else []
        with Performing(work, desk) as performing:
            turn = read.engine.reply(
                place, message, desk, performing.perform, prompt, arrived.question
            )
        if message.kind is Kind.PRESS and who.person.id in work.forgotten:
            decided.accepted.append(last_tap(message))
        turn = with_timer(work, decided.timer, arrived, desk, turn)
        _keep(decided, arrived, desk.language, turn)
        if not who.reachable:
            work.conversations.set_reachable([(who.person.id, who.channel)], reachable=True)

    def _passes(
        self, read: Read, place: Place, desk: Desk, prompt: OpenPrompt | None, quoted: str
    ) -> bool:
        if len(read.message.words) > LONGEST:
            return False
        heard = read.engine.heard(place, read.message, desk, prompt, quoted)
        return self._flood.passes(read.message, heard, place.expects)

    def _let_go(self, decided: Decided, arrived: Arrived, language: str) -> None:
        """Nothing is kept of the message but that it came; the first time, say so."""
        decided.accepted.append(arrived.message)
        if self._flood.tells(arrived.message):
            who = arrived.who
            decided.replies.append(
                Reply(who.person.id, who.channel, who.address, language, Say(TOO_FAST))
            )

    def _write(self, work: Transaction, decided: Decided, account: str, now: datetime) -> None:
        if decided.places:
            work.conversations.keep(decided.places, now)
        if decided.answered:
            work.outbox.mark_answered(decided.answered, now)
        for at in decided.secrets:
            work.outbox.erase_secret(at.who.person.id, at.who.channel, at.message.name, now)
        if decided.replies:
            decided.due = self._add(work, decided.replies, now)
        work.inbox.accept(decided.accepted, account, now)
        left = bool(work.forgotten or work.joined or work.separated or decided.secrets)
        decided.others_due = decided.others_due or left

    def _add(self, work: Transaction, replies: Sequence[Reply], now: datetime) -> list[Due]:
        """Store answers; those on channels that we send on are held for us, and returned."""
        ours = [reply for reply in replies if self._sender.leads(reply.channel)]
        others = [reply for reply in replies if not self._sender.leads(reply.channel)]
        work.outbox.add_replies(others, now, lease_until=None)
        return work.outbox.add_replies(ours, now, lease_until=now + LEASE)

    def _give_up(self, work: Transaction, message: Incoming, account: str) -> list[Due]:
        now = self._clock()
        work.conversations.hold([(message.channel, message.address)])
        work.inbox.fail(message, account, "turn failed", now)
        [who] = work.conversations.of([(message.channel, message.address)], now)
        if not who.opens:
            self._excusing.say(work, Arrived(message, who, None), Say(CALM), now)
            return []
        language = who.person.language or self._speak.closest(message.language) or "en"
        reply = Reply(who.person.id, who.channel, who.address, language, Say(CALM))
        return self._add(work, [reply], now)


def _keep(decided: Decided, arrived: Arrived, language: str, turn: Turn) -> None:
    who = arrived.who
    decided.places[who.person.id] = place_to_json(turn.place)
    decided.accepted.append(arrived.message)
    if turn.answered is not None:
        decided.answered.append(turn.answered)
    decided.replies += [
        Reply(who.person.id, who.channel, who.address, language, say) for say in turn.says
    ]
