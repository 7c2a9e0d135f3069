"""What a batch of messages comes to, inside its transaction: decided one by one, written together.

What one person writes one after the other is decided in order, each as the one before has left
them. It comes to the same as if each had a transaction of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from bot.conversing.arriving import (
    FACTS,
    Arrived,
    References,
    is_secret,
    last_tap,
    meant,
    note_fact,
    standing,
    unseen,
)
from bot.conversing.excusing import Excusing
from bot.conversing.flood import LONGEST, TOO_FAST, Flood
from bot.conversing.performing import Performing
from bot.conversing.person_desk import desk_for
from bot.conversing.rounds import Read
from bot.conversing.runs import Runs
from bot.conversing.timers import with_timer
from bot.lease import LEASE
from domain.operator.help import Help
from domain.people.person import PersonId
from domain.speech.languages import Speak
from domain.speech.messages import Incoming, Kind, Say
from domain.speech.text import Json
from domain.work import Desk
from flows.engine.ear.heard import OpenPrompt
from flows.engine.engine import Turn
from flows.engine.place import Place, place_from_json, place_to_json
from storage.conversations.repository import Known
from storage.outbox.repository import Due, Reply
from storage.store import StorageError, Transaction

NOT_OPENED = "row not opened"

log = structlog.get_logger()


@dataclass(frozen=True)
class House:
    """What deciding needs, whatever the batch. `leads`: whether this process sends on a channel."""

    speak: Speak
    help: Help
    flood: Flood
    excusing: Excusing
    leads: Callable[[str], bool]

    def add(self, work: Transaction, replies: Sequence[Reply], now: datetime) -> list[Due]:
        """Store answers; those on channels that we send on are held for us, and returned."""
        ours = [reply for reply in replies if self.leads(reply.channel)]
        others = [reply for reply in replies if not self.leads(reply.channel)]
        work.outbox.add_replies(others, now, lease_until=None)
        return work.outbox.add_replies(ours, now, lease_until=now + LEASE)


@dataclass
class Decided:
    """What a batch came to."""

    accepted: list[Incoming] = field(default_factory=list)
    failed: list[Read] = field(default_factory=list)
    left: list[Read] = field(default_factory=list)  # for the next round
    due: list[Due] = field(default_factory=list)
    others_due: bool = False  # a goodbye or an excuse waits in the outbox
    unopened: int = 0  # messages of people whose rows do not open


@dataclass
class Unwritten:
    """What was decided and stands in memory only."""

    places: dict[PersonId, Json] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    secrets: list[Arrived] = field(default_factory=list)  # to be deleted from phones


class Deciding:
    """One batch of one channel. `account` is ours on it, `timer` is as in its traits."""

    def __init__(
        self, house: House, work: Transaction, now: datetime, account: str, timer: int | None
    ) -> None:
        self._house = house
        self._work = work
        self._now = now
        self._account = account
        self._timer = timer
        self._decided = Decided()
        self._unwritten = Unwritten()

    def all_of(self, taken: Sequence[Read]) -> Decided:
        """Decide these messages and write what came of it."""
        work = self._work
        work.unwritten = self._write_before
        work.conversations.hold([read.sender for read in taken])
        fresh = meant(work, unseen(work, [read.message for read in taken], self._account))
        if fresh:
            reads = {id(read.message): read for read in taken}
            self._each([reads[id(message)] for message in fresh])
            self._end()
        return self._decided

    def _each(self, fresh: Sequence[Read]) -> None:
        senders, messages = [read.sender for read in fresh], [read.message for read in fresh]
        known = self._work.conversations.of(senders, self._now)
        references = References(self._work, messages, known, self._now)
        runs = Runs(self._work, dict(zip(senders, known, strict=True)))
        for read in fresh:
            who = runs.who(read.sender)
            if who is None:
                self._decided.left.append(read)
            else:
                self._one(read, references.arrived(read.message, who), runs)

    def _one(self, read: Read, arrived: Arrived, runs: Runs) -> None:
        if read.message.kind in FACTS:
            note_fact(self._work, arrived, self._now)
            self._decided.accepted.append(read.message)
        elif arrived.who.opens:
            self._try(read, arrived, runs)
        elif read.hasty:
            self._decided.accepted.append(read.message)
        else:
            self._excuse(arrived)

    def _excuse(self, arrived: Arrived) -> None:
        """Somebody's row does not open: it is their message alone that nobody can answer."""
        if self._house.excusing.heard(self._work, arrived, self._now):
            self._decided.accepted.append(arrived.message)
        else:
            self._work.inbox.fail(arrived.message, self._account, NOT_OPENED, self._now)
            self._decided.unopened += 1
        self._decided.others_due = True

    def _try(self, read: Read, arrived: Arrived, runs: Runs) -> None:
        try:
            self._talk(read, arrived, runs)
        except StorageError:  # the database itself: nothing of the batch stands
            raise
        except Exception:  # the edge of a message: the others of the batch must not suffer
            log.exception("message failed", channel=read.message.channel)
            self._decided.failed.append(read)
            runs.end(read.sender)

    def _talk(self, read: Read, arrived: Arrived, runs: Runs) -> None:
        message, who = arrived.message, arrived.who
        place = place_from_json(who.place) if who.place else Place()
        desk = desk_for(arrived, self._now, self._house.help, self._house.speak, self._work)
        prompt = standing(arrived, place, self._now)
        if read.hasty and not self._passes(read, place, desk, prompt, arrived.question):
            self._let_go(arrived, desk.language)
            return
        self._unwritten.secrets += [arrived] if is_secret(message, place) else []
        with Performing(self._work, desk) as performing:
            turn = read.engine.reply(
                place, message, desk, performing.perform, prompt, arrived.question
            )
        if message.kind is Kind.PRESS and who.person.id in self._work.forgotten:
            self._decided.accepted.append(last_tap(message))
        said = with_timer(self._work, self._timer, arrived, desk, turn)
        packed = self._keep(arrived, desk.language, said)
        if not who.reachable:
            self._work.conversations.set_reachable([(who.person.id, who.channel)], reachable=True)
        timer = who.timer if said is turn else self._timer
        left = {"person": desk.person, "place": packed, "new": False, "timer": timer}
        runs.go_on(read.sender, replace(who, reachable=True, **left))

    def _passes(
        self, read: Read, place: Place, desk: Desk, prompt: OpenPrompt | None, quoted: str
    ) -> bool:
        if len(read.message.words) > LONGEST:
            return False
        heard = read.engine.heard(place, read.message, desk, prompt, quoted)
        return self._house.flood.passes(read.message, heard, place.expects)

    def _let_go(self, arrived: Arrived, language: str) -> None:
        """Nothing is kept of the message but that it came; the first time, say so."""
        self._decided.accepted.append(arrived.message)
        if self._house.flood.tells(arrived.message):
            self._unwritten.replies.append(_reply(arrived.who, language, Say(TOO_FAST)))

    def _keep(self, arrived: Arrived, language: str, turn: Turn) -> Json:
        """Note what came of a message; where they are now."""
        who, unwritten = arrived.who, self._unwritten
        packed = place_to_json(turn.place)
        unwritten.places[who.person.id] = packed
        unwritten.replies += [_reply(who, language, say) for say in turn.says]
        unwritten.answered += [] if turn.answered is None else [turn.answered]
        self._decided.accepted.append(arrived.message)
        return packed

    # -- writing --------------------------------------------------------------------------------

    def _write_before(self, person: PersonId) -> None:
        """A command, a quote or a look at all that is kept follows messages of this person."""
        if person in self._unwritten.places:
            self._write()

    def _write(self) -> None:
        work, now = self._work, self._now
        unwritten, self._unwritten = self._unwritten, Unwritten()
        work.conversations.keep(unwritten.places, now)
        work.outbox.mark_answered(unwritten.answered, now)
        for at in unwritten.secrets:
            work.outbox.erase_secret(at.who.person.id, at.who.channel, at.message.name, now)
            self._decided.others_due = True
        if unwritten.replies:
            self._decided.due += self._house.add(work, unwritten.replies, now)

    def _end(self) -> None:
        work, decided = self._work, self._decided
        self._write()
        work.inbox.accept(decided.accepted, self._account, self._now)
        if work.forgotten or work.joined or work.separated:
            decided.others_due = True
            decided.due = [row for row in decided.due if not _is_gone(row, work)]


def _is_gone(row: Due, work: Transaction) -> bool:
    """Whether the row went, after it was written, with the person or the phone it was for."""
    return row.person in work.forgotten or (row.person, row.channel) in work.separated


def _reply(who: Known, language: str, say: Say) -> Reply:
    return Reply(who.person.id, who.channel, who.address, language, say)
