"""What a message refers to: the question it answers, the message it quotes, the fact it tells."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.speech.digits import digits_of
from domain.speech.messages import Incoming, Kind
from flows.engine.ear.heard import OpenPrompt
from flows.engine.kit import Words
from flows.engine.place import Place
from storage.conversations.repository import Known
from storage.outbox.prompts import Quoted
from storage.store import Transaction

LAST = "last:"  # no channel names a message so
UNKNOWN = "unknown"  # no question has this name
FACTS = (Kind.LEFT, Kind.RETURNED, Kind.TIMER, Kind.CHANGED)  # noted; nobody awaits an answer
# What whoever we do not know has not written to us with.
OF_SOMEBODY = (*FACTS, Kind.REACTION, Kind.EDITED, Kind.DELETED)


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message of the batch, whose it is, and what it refers to.

    `prompt` is the message from outside that it may answer, `question` the one of the conversation
    that it quotes or puts a sign on; UNKNOWN when that message is too old to be known.
    """

    message: Incoming
    who: Known
    prompt: OpenPrompt | None
    question: str = ""


def unseen(work: Transaction, messages: Sequence[Incoming], account: str) -> list[Incoming]:
    """Those that were not handled yet, without a second tap on a button that has erased somebody.

    Else that tap would be the first message of a stranger, and bring a row back.
    """
    taps = [last_tap(m) for m in messages if m.kind is Kind.PRESS]
    fresh = work.inbox.unseen([*messages, *taps], account)
    left = {(m.address, m.key) for m in fresh}
    said = (m for m in fresh if not m.key.startswith(LAST))
    return [m for m in said if m.kind is not Kind.PRESS or (m.address, last_tap(m).key) in left]


def last_tap(press: Incoming) -> Incoming:
    """What is noted beside a press that has erased somebody: this button does nothing more."""
    return replace(press, key=f"{LAST}{press.quoted}:{press.press}")


def meant(work: Transaction, fresh: Sequence[Incoming]) -> list[Incoming]:
    """Without what is about nobody: whoever never wrote, or was erased, leaves no row by leaving.

    Nothing is noted of it, not even that it was handled: handled again, it is nothing again.
    Somebody whose first words came before it is nobody no more.
    """
    about = {(m.channel, m.address) for m in fresh if m.kind in OF_SOMEBODY}
    nobody = about - work.conversations.known(list(about)) if about else about
    kept = []
    for message in fresh:
        if message.kind not in OF_SOMEBODY:
            nobody.discard((message.channel, message.address))
        if (message.channel, message.address) not in nobody:
            kept.append(message)
    return kept


class References:
    """What the messages of one batch refer to, as it stands when their turn comes.

    Open questions are read once: whoever was answered in this batch was asked something since, and
    bare words mean that.
    """

    def __init__(
        self, work: Transaction, fresh: Sequence[Incoming], known: Sequence[Known], now: datetime
    ) -> None:
        talking = {
            who.person.id
            for message, who in zip(fresh, known, strict=True)
            if message.kind is Kind.WORDS and not who.new
        }
        self._work = work
        self._newest = work.outbox.open_prompts(list(talking), now) if talking else {}

    def arrived(self, message: Incoming, who: Known) -> Arrived:
        """For a press or a quote the message it belongs to; for words the newest one still open."""
        quoted = _quoted(self._work, message, who)
        prompt = _pressed(self._work, message, who) or _asked(quoted)
        if prompt is None and quoted is None and message.kind is Kind.WORDS:
            prompt = self._open(who)
        question = quoted.question if quoted else UNKNOWN if _quotes(message, who) else ""
        return Arrived(message, who, prompt, question)

    def _open(self, who: Known) -> OpenPrompt | None:
        if who.person.id not in self._newest:
            return None
        row, say, sent_at = self._newest[who.person.id]
        return OpenPrompt(row, say, sent_at.timestamp())


def _pressed(work: Transaction, message: Incoming, who: Known) -> OpenPrompt | None:
    name = message.press.partition(":")[0]
    if not (name.startswith("o") and name[1:].isascii() and name[1:].isdecimal()):
        return None
    row = int(name[1:19])  # no row has a longer number; what follows would overflow the column
    say = work.outbox.prompt(row, who.person.id)
    return None if say is None else OpenPrompt(row, say)


def _quoted(work: Transaction, message: Incoming, who: Known) -> Quoted | None:
    """The message of ours that words quote or that a sign was put on, however old it is."""
    if not _quotes(message, who):
        return None
    work.unwritten(who.person.id)
    return work.outbox.quoted(who.person.id, who.channel, message.quoted)


def _quotes(message: Incoming, who: Known) -> bool:
    return message.kind in (Kind.WORDS, Kind.REACTION) and bool(message.quoted) and not who.new


def _asked(quoted: Quoted | None) -> OpenPrompt | None:
    if quoted is None or quoted.say is None:
        return None
    return OpenPrompt(quoted.row, quoted.say, sent_at=math.inf)


def note_fact(work: Transaction, arrived: Arrived, now: datetime) -> None:
    """What a platform tells about an address."""
    message, who = arrived.message, arrived.who
    match message.kind:
        case Kind.TIMER:
            seconds = int(message.words) if message.words.isdecimal() else 0
            work.conversations.set_timer(who.person.id, who.channel, seconds)
        case Kind.CHANGED:
            work.links.doubt(who.person.id, who.channel, now)
            # Whoever holds the phone now does not go on with what was half said before.
            work.conversations.keep({who.person.id: None}, now)
        case _:
            reachable = message.kind is not Kind.LEFT
            work.conversations.set_reachable([(who.person.id, who.channel)], reachable=reachable)


def is_secret(message: Incoming, place: Place) -> bool:
    """Whether digits were typed where a secret is awaited, right or wrong, and may be deleted."""
    awaited = isinstance(place.expects, Words) and place.expects.secret
    typed = message.kind is Kind.WORDS and bool(digits_of(message.words))
    return awaited and typed and bool(message.name)


def standing(arrived: Arrived, place: Place, now: datetime) -> OpenPrompt | None:
    """The message from outside that this may answer: the newest question, or what is still kept."""
    prompt = arrived.prompt
    if prompt is None or _concerns(arrived, prompt, place, now):
        return prompt
    return replace(prompt, older=True) if prompt.say.offer else None


def _concerns(arrived: Arrived, prompt: OpenPrompt, place: Place, now: datetime) -> bool:
    """Bare words answer the newest question: an outside one only if it came last.

    What was asked in a time that has not come was asked before the clock was set back.
    """
    if arrived.message.kind is Kind.PRESS or prompt.sent_at == math.inf:
        return True
    seconds = now.timestamp()
    asked, sent = place.asked_at, prompt.sent_at
    return (sent <= seconds, sent) > (asked <= seconds, asked)
