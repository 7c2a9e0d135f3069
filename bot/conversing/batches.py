"""A batch of messages in; one transaction; replies left in the outbox.

A batch holds at most one message of a person: what they wrote next waits for the next batch. Each
message is decided in pure code, and all that was decided is written together, so that a batch of
fifty costs little more than one message. A message that fails is tried three times and then set
aside without its words; the person hears one calm sentence.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

import structlog

from bot.clock import Clock
from bot.conversing.arriving import FACTS, Arrived, concerns, note_fact, referring
from bot.conversing.person_desk import desk_for, look_again
from bot.lease import LEASE
from domain.operator.help import Help
from domain.outcome import Command, Outcome, Refused
from domain.people.person import PersonId
from domain.rules import perform
from domain.speech.languages import Speak
from domain.speech.messages import Incoming, Say
from domain.speech.text import Json, _
from domain.work import Desk
from flows.engine.engine import CALM, Engine, Turn
from flows.engine.place import Place, place_from_json, place_to_json
from storage.outbox.repository import Due, Reply
from storage.store import Rollback, StorageError, Transaction

MOST_TRIES = 3
GO_BY_THEMSELVES = _(
    "Messages in this chat disappear after 4 weeks, on your phone and with us. You can change that "
    "in the settings of this chat."
)

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
    failed: list[Incoming] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    others_due: bool = False  # a goodbye waits in the outbox


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
    """Everybody's conversation with Lipa. `accounts` names our own account on each channel."""

    def __init__(
        self, engine: Engine, speak: Speak, sender: Outgoings, help_: Help, clock: Clock
    ) -> None:
        self._engine = engine
        self._speak = speak
        self._sender = sender
        self._help = help_
        self._clock = clock
        self.handled = 0
        self.set_aside = 0

    async def handle(
        self, batch: Sequence[Incoming], account: str = "", timer: int | None = None
    ) -> None:
        """Decide and write these messages; when this returns, they may be acknowledged.

        All are of one channel: `account` is ours on it, `timer` is as in its traits. Raises
        StorageError when the database cannot take them now; nothing is written then.
        """
        for messages in one_per_person(batch):
            failed = await self._decide(messages, account, timer)
            for message in failed:
                await self._insist(message, account, timer)

    async def _insist(self, message: Incoming, account: str, timer: int | None) -> None:
        """Try a failed message alone, then set it aside."""
        for _try in range(MOST_TRIES - 1):
            if not await self._decide([message], account, timer):
                return
        due = await self._sender.together(lambda work: self._give_up(work, message, account))
        self.set_aside += 1
        self._sender.hand_over(due)

    async def _decide(
        self, messages: Sequence[Incoming], account: str, timer: int | None
    ) -> list[Incoming]:
        act = partial(self._transact, messages=messages, account=account, timer=timer)
        decided = await self._sender.together(act)
        self.handled += len(decided.accepted)
        self._sender.hand_over(decided.due)
        if decided.others_due:
            self._sender.wake()
        return decided.failed

    # -- inside the transaction -----------------------------------------------------------------

    def _transact(
        self, work: Transaction, messages: Sequence[Incoming], account: str, timer: int | None
    ) -> Decided:
        now = self._clock()
        decided = Decided(timer)
        work.conversations.hold([(m.channel, m.address) for m in messages])
        fresh = work.inbox.unseen(messages, account)
        if not fresh:
            return decided
        known = work.conversations.of([(m.channel, m.address) for m in fresh], now)
        for arrived in referring(work, fresh, known, now):
            self._one(work, decided, arrived, now)
        self._write(work, decided, account, now)
        return decided

    def _one(self, work: Transaction, decided: Decided, arrived: Arrived, now: datetime) -> None:
        message = arrived.message
        if message.kind in FACTS:
            note_fact(work, arrived, now)
            decided.accepted.append(message)
            return
        try:
            self._talk(work, decided, arrived, now)
        except StorageError:  # the database itself: nothing of the batch stands
            raise
        except Exception:  # the edge of a message: the others of the batch must not suffer
            log.exception("message failed", channel=message.channel)
            decided.failed.append(message)

    def _talk(self, work: Transaction, decided: Decided, arrived: Arrived, now: datetime) -> None:
        message, who = arrived.message, arrived.who
        place = place_from_json(who.place) if who.place else Place()
        desk = desk_for(arrived, now, self._help, self._speak, work)
        prompt = arrived.prompt if concerns(arrived, place) else None
        with Performing(work, desk) as performing:
            turn = self._engine.reply(
                place, message, desk, performing.perform, prompt, arrived.question
            )
        turn = _with_timer(work, decided.timer, arrived, desk, turn)
        _keep(decided, arrived, desk.language, turn)
        if not who.reachable:
            work.conversations.set_reachable([(who.person.id, who.channel)], reachable=True)

    def _write(self, work: Transaction, decided: Decided, account: str, now: datetime) -> None:
        if decided.places:
            work.conversations.keep(decided.places, now)
        if decided.answered:
            work.outbox.mark_answered(decided.answered, now)
        if decided.replies:
            decided.due = self._add(work, decided.replies, now)
        work.inbox.accept(decided.accepted, account, now)
        decided.others_due = bool(work.forgotten or work.joined or work.separated)

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
        language = who.person.language or self._speak.closest(message.language) or "en"
        reply = Reply(who.person.id, who.channel, who.address, language, Say(CALM))
        return self._add(work, [reply], now)


class Performing:
    """Runs the commands of one message; all of them are undone when the message fails."""

    def __init__(self, work: Transaction, desk: Desk) -> None:
        self._work = work
        self._desk = desk
        self._message = ExitStack()
        self._begun = False

    def __enter__(self) -> "Performing":
        self._message.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._message.__exit__(*error)  # type: ignore[arg-type]  # the triple python hands over

    def perform(self, command: Command[T]) -> Outcome[T]:
        """Decide one command in a savepoint of its own; a refusal leaves nothing behind.

        `Rollback` is raised inside that savepoint and never leaves it.
        """
        if not self._begun:
            self._message.enter_context(self._work.savepoint())
            self._begun = True
        outcome: Outcome[T] | None = None
        with self._work.savepoint():
            outcome = perform(command, self._work.work(self._desk.person.id, self._desk.now))
            if isinstance(outcome, Refused):
                raise Rollback
        look_again(self._desk, self._work)
        assert outcome is not None  # noqa: S101 - only a refusal raises Rollback
        return outcome


def one_per_person(batch: Sequence[Incoming]) -> Iterator[list[Incoming]]:
    """The messages in rounds that hold each sender at most once, everybody's in order."""
    waiting = list(batch)
    while waiting:
        taken: dict[tuple[str, str], Incoming] = {}
        for message in waiting:
            taken.setdefault((message.channel, message.address), message)
        yield list(taken.values())
        waiting = [m for m in waiting if taken[m.channel, m.address] is not m]


def _with_timer(
    work: Transaction, seconds: int | None, arrived: Arrived, desk: Desk, turn: Turn
) -> Turn:
    """Once, as soon as they have a language: let messages go by themselves, and say so."""
    who = arrived.who
    if seconds is None or who.timer is not None or not desk.person.language:
        return turn
    if who.person.id in work.forgotten or not turn.says:
        return turn
    work.conversations.set_timer(desk.person.id, who.channel, seconds)
    notice = Say(GO_BY_THEMSELVES, timer=seconds)
    return replace(turn, says=(*turn.says[:-1], notice, turn.says[-1]))


def _keep(decided: Decided, arrived: Arrived, language: str, turn: Turn) -> None:
    who = arrived.who
    decided.places[who.person.id] = place_to_json(turn.place)
    decided.accepted.append(arrived.message)
    if turn.answered is not None:
        decided.answered.append(turn.answered)
    decided.replies += [
        Reply(who.person.id, who.channel, who.address, language, say) for say in turn.says
    ]
