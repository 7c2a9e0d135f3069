"""A batch of messages in; one transaction; replies left in the outbox.

A batch holds at most one message of a person: what they wrote next waits for the next batch. Each
message is decided in pure code, and all that was decided is written together, so that a batch of
fifty costs little more than one message. A message that fails is tried three times and then set
aside without its words; the person hears one calm sentence.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

import structlog

from bot.clock import Clock
from bot.desk import PersonDesk
from bot.outbox import LEASE
from domain.help import Help
from domain.languages import Speak
from domain.messages import Incoming, Kind, Say
from domain.outcome import Outcome, Refused
from domain.people import PersonId
from domain.rules import Command, perform
from domain.text import Json
from flows.engine import CALM, Engine, Turn
from flows.heard import OpenPrompt
from flows.place import Place, place_from_json, place_to_json
from storage.conversations import Known
from storage.outbox import Due, Reply
from storage.store import Rollback, Transaction

MOST_TRIES = 3
TALK = (Kind.WORDS, Kind.PRESS, Kind.VOICE, Kind.PHOTO, Kind.FILE, Kind.STICKER, Kind.OTHER)

T = TypeVar("T")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message of the batch, whose it is, and the outside prompt that it may answer."""

    message: Incoming
    who: Known
    prompt: OpenPrompt | None


@dataclass
class Decided:
    """What a batch came to: written whole, and then its replies may go."""

    places: dict[PersonId, Json | None] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    accepted: list[Incoming] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    failed: list[Incoming] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    others_due: bool = False  # a goodbye waits in the outbox


class Outgoings(Protocol):
    """The part of `bot.outbox.Sender` that conversations need."""

    async def together(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` in one transaction, with what else waits to be written."""
        ...

    def hand_over(self, rows: Sequence[Due]) -> None:
        """Take answers that are written and held for this process."""
        ...

    def wake(self) -> None:
        """Look for what is due."""
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

    async def handle(self, batch: Sequence[Incoming], account: str = "") -> None:
        """Decide and write these messages; when this returns, they may be acknowledged.

        Raises StorageError when the database cannot take them now; nothing is written then.
        """
        for messages in one_per_person(batch):
            failed = await self._decide(messages, account)
            for message in failed:
                await self._insist(message, account)

    async def _insist(self, message: Incoming, account: str) -> None:
        """Try a failed message alone, then set it aside."""
        for _try in range(MOST_TRIES - 1):
            if not await self._decide([message], account):
                return
        due = await self._sender.together(lambda work: self._give_up(work, message, account))
        self.set_aside += 1
        self._sender.hand_over(due)

    async def _decide(self, messages: Sequence[Incoming], account: str) -> list[Incoming]:
        act = partial(self._transact, messages=messages, account=account)
        decided = await self._sender.together(act)
        self.handled += len(decided.accepted)
        self._sender.hand_over(decided.due)
        if decided.others_due:
            self._sender.wake()
        return decided.failed

    # -- inside the transaction -----------------------------------------------------------------

    def _transact(self, work: Transaction, messages: Sequence[Incoming], account: str) -> Decided:
        now = self._clock()
        decided = Decided()
        fresh = work.inbox.unseen(messages, account)
        if not fresh:
            return decided
        known = work.conversations.of([(m.channel, m.address) for m in fresh], now)
        for arrived in _with_prompts(work, fresh, known, now):
            self._one(work, decided, arrived, now)
        self._write(work, decided, account, now)
        return decided

    def _one(self, work: Transaction, decided: Decided, arrived: Arrived, now: datetime) -> None:
        message, who = arrived.message, arrived.who
        if message.kind not in TALK:
            reachable = message.kind is not Kind.LEFT
            work.conversations.set_reachable([(who.person.id, who.channel)], reachable=reachable)
            decided.accepted.append(message)
            return
        try:
            self._talk(work, decided, arrived, now)
        except Exception:  # the edge of a message: the others of the batch must not suffer
            log.exception("message failed", channel=message.channel)
            decided.failed.append(message)

    def _talk(self, work: Transaction, decided: Decided, arrived: Arrived, now: datetime) -> None:
        message, who = arrived.message, arrived.who
        place = place_from_json(who.place) if who.place else Place()
        hint = "" if who.person.language else self._speak.closest(message.language) or ""
        desk = PersonDesk(who.person, hint, now, self._help, self._speak, work)
        prompt = arrived.prompt if _concerns(arrived, place) else None
        with Performing(work, desk) as performing:
            turn = self._engine.reply(place, message, desk, performing.perform, prompt)
        _keep(decided, arrived, desk.language, turn)
        if not who.reachable:
            work.conversations.set_reachable([(who.person.id, who.channel)], reachable=True)

    def _write(self, work: Transaction, decided: Decided, account: str, now: datetime) -> None:
        if decided.places:
            work.conversations.keep(decided.places, now)
        if decided.answered:
            work.outbox.mark_answered(decided.answered, now)
        if decided.replies:
            replies = [r for r in decided.replies if r.person not in work.forgotten]
            decided.due = work.outbox.add_replies(replies, now, lease_until=now + LEASE)
        work.inbox.accept(decided.accepted, account, now)
        decided.others_due = bool(work.forgotten)

    def _give_up(self, work: Transaction, message: Incoming, account: str) -> list[Due]:
        now = self._clock()
        work.inbox.fail(message, account, "turn failed", now)
        [who] = work.conversations.of([(message.channel, message.address)], now)
        language = who.person.language or self._speak.closest(message.language) or "en"
        reply = Reply(who.person.id, who.channel, who.address, language, Say(CALM))
        return work.outbox.add_replies([reply], now, lease_until=now + LEASE)


class Performing:
    """Runs the commands of one message; all of them are undone when the message fails."""

    def __init__(self, work: Transaction, desk: PersonDesk) -> None:
        self._work = work
        self._desk = desk
        self._message = ExitStack()
        self._begun = False

    def __enter__(self) -> "Performing":
        self._message.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._message.__exit__(*error)  # type: ignore[arg-type]  # the triple python hands over

    def perform(self, command: Command) -> Outcome:
        """Decide one command in a savepoint of its own; a refusal leaves nothing behind."""
        if not self._begun:
            self._message.enter_context(self._work.savepoint())
            self._begun = True
        outcome: Outcome | None = None
        with self._work.savepoint():
            outcome = perform(command, self._work.work(self._desk.person.id, self._desk.now))
            if isinstance(outcome, Refused):
                raise Rollback
        self._desk.look_again()
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


def _with_prompts(
    work: Transaction, fresh: Sequence[Incoming], known: Sequence[Known], now: datetime
) -> list[Arrived]:
    """For a press or a quote the message it belongs to; for words the newest one still open."""
    talking = [
        who.person.id
        for message, who in zip(fresh, known, strict=True)
        if message.kind is Kind.WORDS and not who.new
    ]
    newest = work.outbox.open_prompts(talking, now) if talking else {}
    arrived = []
    for message, who in zip(fresh, known, strict=True):
        prompt = _pressed(work, message, who) or _quoted(work, message, who)
        if prompt is None and who.person.id in newest:
            row, say, sent_at = newest[who.person.id]
            prompt = OpenPrompt(row, say, sent_at.timestamp())
        arrived.append(Arrived(message, who, prompt))
    return arrived


def _pressed(work: Transaction, message: Incoming, who: Known) -> OpenPrompt | None:
    name = message.press.partition(":")[0]
    if not (name.startswith("o") and name[1:].isascii() and name[1:].isdecimal()):
        return None
    row = int(name[1:19])  # no row has a longer number; what follows would overflow the column
    say = work.outbox.prompt(row, who.person.id)
    return None if say is None else OpenPrompt(row, say)


def _quoted(work: Transaction, message: Incoming, who: Known) -> OpenPrompt | None:
    """Words that quote a message answer that one, however old it is."""
    if message.kind is not Kind.WORDS or not message.quoted or who.new:
        return None
    found = work.outbox.quoted(who.person.id, who.channel, message.quoted)
    return None if found is None else OpenPrompt(*found, sent_at=math.inf)


def _concerns(arrived: Arrived, place: Place) -> bool:
    """Bare words answer the newest question: an outside one only if it came last."""
    if arrived.prompt is None:
        return False
    return arrived.message.kind is Kind.PRESS or arrived.prompt.sent_at > place.asked_at


def _keep(decided: Decided, arrived: Arrived, language: str, turn: Turn) -> None:
    who = arrived.who
    decided.places[who.person.id] = place_to_json(turn.place)
    decided.accepted.append(arrived.message)
    if turn.answered is not None:
        decided.answered.append(turn.answered)
    decided.replies += [
        Reply(who.person.id, who.channel, who.address, language, say) for say in turn.says
    ]
