"""Signal's events as messages that came in: the only place that reads them.

No name, number, place or picture leaves this module. What signal-cli's shape forbids raises
EventError; what is of no interest is let go, by a name under which it is counted.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from bot.channels.signal import event_contents
from bot.channels.signal.event_contents import EventError
from bot.channels.signal.event_store import RawEvent
from bot.channels.signal.rpc import loads
from domain.speech.messages import Incoming, Kind

Json = dict[str, Any]
Presses = Callable[[str, int], str]  # the poll's name and the place of an option: what it brings

CHANNEL = "signal"
GROUP = "group."  # what the address of a group begins with
LONGEST_ADDRESS = 64
UNTRUSTED = "UntrustedIdentityException"
SAID = ("dataMessage", "editMessage")
NOT_SAID = ("receiptMessage", "typingMessage", "callMessage", "storyMessage", "syncMessage")


@dataclass(frozen=True, slots=True)
class Receipt:
    """The phone behind `address` has got these messages of ours, named by their timestamps."""

    address: str = field(repr=False)
    messages: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """What an event says. `long_text` names an attachment that holds all of its words."""

    incoming: Incoming
    long_text: str = ""


def sift(line: bytes, account: str, now: datetime) -> RawEvent | Receipt | str:
    """What to do with an event at once: keep it, note that ours arrived, or let it go."""
    event = _event(line)
    envelope = event.get("envelope")
    if not isinstance(envelope, dict):
        return "exception" if "exception" in event else "unknown"
    if account in (envelope.get("sourceNumber"), envelope.get("sourceUuid")):
        return "own"
    sender, at = event_contents.text(envelope.get("sourceUuid")), event_contents.stamp(envelope)
    if not sender or len(sender) > LONGEST_ADDRESS or at is None:
        return "unknown_sender"
    return _sifted(line, event, Incoming(CHANNEL, sender, str(at), now))


def _sifted(line: bytes, event: Json, said: Incoming) -> RawEvent | Receipt | str:
    envelope, sender, at = event["envelope"], said.address, said.key
    if _is_untrusted(event):
        return RawEvent(sender, f"changed:{at}", line)
    if any(isinstance(envelope.get(name), dict) for name in SAID):
        return RawEvent(sender, at, line)
    if _delivered(envelope.get("receiptMessage")):
        return Receipt(sender, _names(envelope["receiptMessage"]), said.at)
    return next((name for name in NOT_SAID if name in envelope), "unknown")


def changed(address: str, now: datetime) -> bytes:
    """An event of our own, as signal-cli says it: the keys behind an address are new."""
    envelope = {"sourceUuid": address, "timestamp": round(now.timestamp() * 1000)}
    event = {"exception": {"type": UNTRUSTED}, "envelope": envelope}
    return json.dumps({"method": "receive", "params": event}).encode()


def parse(line: bytes, account: str, now: datetime, presses: Presses) -> Heard | str:
    """What an event says, or the name of what it is when there is nothing to answer.

    Raises EventError, without words of anybody, where it is no event that we can read.
    """
    event = _event(line)
    envelope = event_contents.sub(event, "envelope")
    if envelope is None:
        raise EventError("no envelope")
    said = _blank(envelope, now)
    if _is_untrusted(event):
        return Heard(replace(said, key=f"changed:{said.key}", kind=Kind.CHANGED))
    if (edit := event_contents.sub(envelope, "editMessage")) is not None:
        return _edit(edit, said)
    data = event_contents.sub(envelope, "dataMessage")
    if data is None:
        raise EventError("neither a message nor an edit")
    if (group := event_contents.sub(data, "groupInfo")) is not None:
        return _group(group, data, said)
    return _message(data, said, account, presses)


def _message(data: Json, said: Incoming, account: str, presses: Presses) -> Heard | str:
    if (deleted := event_contents.sub(data, "remoteDelete")) is not None:
        return _deletion(deleted, said)
    if (reaction := event_contents.sub(data, "reaction")) is not None:
        return _reaction(reaction, said, account)
    if (vote := event_contents.sub(data, "pollVote")) is not None:
        return _vote(vote, said, presses)
    if event_contents.is_timer(data):
        return Heard(replace(said, kind=Kind.TIMER, words=str(data.get("expiresInSeconds", 0))))
    unsaid = event_contents.unsaid(data)
    if unsaid:
        return unsaid
    kind, words = event_contents.content(data)
    quoted = event_contents.quoted(data, said.address, account)
    heard = replace(said, kind=kind, words=words, quoted=quoted)
    return Heard(heard, event_contents.long_text(data))


def _edit(edit: Json, said: Incoming) -> Heard | str:
    data = event_contents.sub(edit, "dataMessage")
    target = edit.get("targetSentTimestamp")
    if data is None or not isinstance(target, int):
        raise EventError("an edit of nothing")
    if "groupInfo" in data:
        return "group_edit"
    _kind, words = event_contents.content(data)
    return Heard(replace(said, kind=Kind.EDITED, words=words, quoted=str(target)))


def _deletion(deletion: Json, said: Incoming) -> Heard | str:
    target = deletion.get("timestamp")
    if not isinstance(target, int):
        raise EventError("a deletion of nothing")
    return Heard(replace(said, kind=Kind.DELETED, quoted=str(target)))


def _reaction(reaction: Json, said: Incoming, account: str) -> Heard | str:
    target = reaction.get("targetSentTimestamp")
    ours = event_contents.is_ours(reaction, "targetAuthor", said.address, account)
    if reaction.get("isRemove") or not ours or not isinstance(target, int):
        return "reaction"
    words = event_contents.text(reaction.get("emoji"))
    return Heard(replace(said, kind=Kind.REACTION, words=words, quoted=str(target)))


def _vote(vote: Json, said: Incoming, presses: Presses) -> Heard | str:
    """One option of a poll. After a restart we only know its place, which is its number."""
    target, chosen = vote.get("targetSentTimestamp"), vote.get("optionIndexes")
    if not isinstance(target, int) or not isinstance(chosen, list):
        raise EventError("a vote without a poll")
    if not chosen or not isinstance(chosen[0], int):
        return "withdrawn_vote"
    press, name = presses(str(target), chosen[0]), str(target)
    if press:
        return Heard(replace(said, kind=Kind.PRESS, press=press, quoted=name))
    return Heard(replace(said, words=str(chosen[0] + 1), quoted=name))


def _group(group: Json, data: Json, said: Incoming) -> Heard | str:
    """Where somebody spoke in a group; what was said stays there."""
    number = event_contents.text(group.get("groupId"))
    if group.get("type") != "DELIVER" or not event_contents.text(data.get("message")) or not number:
        return "group"
    return Heard(replace(said, address=GROUP + number, kind=Kind.GROUP))


def _blank(envelope: Json, now: datetime) -> Incoming:
    sender, at = event_contents.text(envelope.get("sourceUuid")), event_contents.stamp(envelope)
    if not sender or at is None:
        raise EventError("nobody said it")
    server = envelope.get("serverReceivedTimestamp")  # a phone's own clock may be years wrong
    when = server if isinstance(server, int) and server > 0 else at
    return Incoming(CHANNEL, sender, str(at), _instant(when, now))


def _instant(at: int, now: datetime) -> datetime:
    """When it was said; never later than now, whatever a phone believes."""
    return datetime.fromtimestamp(at / 1000, UTC) if at < now.timestamp() * 1000 else now


def _event(line: bytes) -> Json:
    message = loads(line) or {}
    params = event_contents.sub(message, "params")
    if params is None:
        raise EventError("no event")
    result = params.get("result", params)
    return result if isinstance(result, dict) else params


def _is_untrusted(event: Json) -> bool:
    exception = event.get("exception")
    return isinstance(exception, dict) and exception.get("type") == UNTRUSTED


def _delivered(receipt: object) -> bool:
    return isinstance(receipt, dict) and receipt.get("isDelivery") is True and bool(_names(receipt))


def _names(receipt: Json) -> tuple[str, ...]:
    found = receipt.get("timestamps")
    return (
        tuple(str(each) for each in found if isinstance(each, int))
        if isinstance(found, list)
        else ()
    )


def with_words(said: Incoming, words: str) -> Incoming:
    """The same message with all of its words."""
    return replace(said, words=event_contents.text(words))
