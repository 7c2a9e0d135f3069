"""Empty a phone of our messages, and say farewell to somebody who is about to be erased.

The rows of a goodbye have no person: address and content stand in the row, sealed under the house
key, and are wiped as soon as the row is settled.
"""

from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Select, select

from domain.people.person import PersonId
from domain.speech.messages import Say, say_to_json
from domain.speech.text import Text
from storage.outbox.letters import add_row, fill
from storage.outbox.rows import ERASABLE, Due, Priority, RowKind
from storage.outbox.tables import outbox
from storage.people.addresses import addresses_of
from storage.people.tables import people
from storage.session import Session

FAREWELL_LASTS = timedelta(hours=24)


def add(
    tx: Session,
    person: PersonId,
    farewell: Text,
    now: datetime,
    *,
    only: str = "",
    language: str | None = None,
) -> None:
    """Per address of the person, or on one channel: an erasure of what is there, a farewell.

    It is said in this language, or without one in that of the person; to whoever has chosen none,
    in that of what they were told last.
    """
    if language is None:
        language = tx.connection.scalar(select(people.c.language).where(people.c.id == person))
        language = language or tx.connection.scalar(_last_language(person))
    sent = sent_of(tx, person, now - ERASABLE)
    words = orjson.dumps(say_to_json(Say(farewell)))
    for channel, address in addresses_of(tx, person):
        if only not in ("", channel):
            continue
        there = [message for by, message in sent if by == channel]
        base = {"channel": channel, "language": language or "", "due_at": now}
        if there:
            values = base | {"kind": RowKind.ERASE.value, "not_after": now + ERASABLE}
            _add(tx, values, address, orjson.dumps(there))
        values = base | {"kind": RowKind.GOODBYE.value, "not_after": now + FAREWELL_LASTS}
        _add(tx, values, address, words)


def _last_language(person: PersonId) -> Select[str]:
    theirs = select(outbox.c.language).where(outbox.c.person_id == person)
    return theirs.order_by(outbox.c.id.desc()).limit(1)


def add_erasure(tx: Session, row: Due, message: str, due: datetime) -> None:
    """Plan to delete one message that a person has got."""
    if row.person is not None:
        _add_for(tx, (row.person, row.channel), [message], due, Priority.REST)


def add_secret(tx: Session, person: PersonId, channel: str, message: str, now: datetime) -> None:
    """Plan to delete at once what a person has written."""
    _add_for(tx, (person, channel), [message], now, Priority.REPLY)


def take_away(tx: Session, person: PersonId, since: datetime, now: datetime) -> None:
    """Plan one deletion for each channel; what is deleted is not referred to any more."""
    by_channel: dict[str, list[str]] = {}
    for channel, message in sent_of(tx, person, since):
        by_channel.setdefault(channel, []).append(message)
    for channel, messages in by_channel.items():
        _add_for(tx, (person, channel), messages, now, Priority.REPLY)
    sent = (outbox.c.person_id == person, outbox.c.sent_at > since)
    tx.connection.execute(outbox.update().where(*sent).values(message=None))


def sent_of(tx: Session, person: PersonId, since: datetime) -> list[tuple[str, str]]:
    """The (channel, message) of what the person has got since then and still has, each once.

    Two rows name the same message where the second one changed what the first had said.
    """
    rows = tx.connection.execute(
        select(outbox.c.channel, outbox.c.message)
        .where(
            outbox.c.person_id == person,
            outbox.c.sent_at > since,
            outbox.c.message.is_not(None),
            outbox.c.message != "",
        )
        .order_by(outbox.c.id)
    )
    return list(dict.fromkeys((row.channel, row.message) for row in rows))


def _add_for(
    tx: Session,
    phone: tuple[PersonId, str],
    messages: list[str],
    due: datetime,
    priority: Priority,
) -> None:
    person, channel = phone
    values = {
        "person_id": person,
        "channel": channel,
        "kind": RowKind.ERASE.value,
        "priority": priority.value,
        "due_at": due,
        "not_after": due + ERASABLE,
    }
    content = {"content_sealed": orjson.dumps(messages)}
    fill(tx, add_row(tx, values), tx.keys.of(person), content)


def _add(tx: Session, values: dict[str, Any], address: str, content: bytes) -> None:
    row = add_row(tx, values | {"priority": Priority.REPLY.value})
    sealed = {"address_sealed": address.encode(), "content_sealed": content}
    fill(tx, row, tx.keys.house, sealed)
