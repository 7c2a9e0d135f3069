"""Rows with words of their own for one person, who did not just write: notices and letters.

The row comes first, since what is sealed is bound to its number.
"""

from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import func, insert

from domain.people.person import PersonId
from domain.speech.messages import Say, say_to_json
from storage.outbox.leasing import address_place, content_place
from storage.outbox.routing import channel_of
from storage.outbox.rows import REPLY_LASTS, Priority, RowKind, State
from storage.outbox.tables import outbox
from storage.sealing import crypto
from storage.sealing.crypto import SealError
from storage.session import Session


def add_notice(tx: Session, person: PersonId, channel: str, say: Say, now: datetime) -> None:
    """Plan something that the person must hear on this channel, however late it gets there."""
    values = {"channel": channel, "priority": Priority.REPLY.value, "due_at": now}
    _add_for(tx, person, values, say)


def add_letter(
    tx: Session,
    person: PersonId,
    say: Say,
    now: datetime,
    not_after: datetime | None = None,
    priority: Priority = Priority.REMINDER,
) -> None:
    """Plan something for the channel on which the person is written to."""
    values = {
        "channel": func.coalesce(channel_of(person), ""),
        "priority": priority.value,
        "due_at": now,
        "not_after": not_after,
        "asks": say.asks is not None,
    }
    _add_for(tx, person, values, say)


def add_excuse(
    tx: Session, channel: str, address: str, language: str, say: Say, now: datetime
) -> None:
    """Plan an answer to somebody whose key does not open, sealed under the house key instead."""
    values = {
        "channel": channel,
        "kind": RowKind.SAY.value,
        "priority": Priority.REPLY.value,
        "due_at": now,
        "not_after": now + REPLY_LASTS,
        "language": language,
    }
    content = orjson.dumps(say_to_json(say))
    sealed = {"address_sealed": address.encode(), "content_sealed": content}
    fill(tx, add_row(tx, values), tx.keys.house, sealed)


def _add_for(tx: Session, person: PersonId, values: dict[str, Any], say: Say) -> None:
    """Where their key does not open nothing is planned: it could be neither kept nor read.

    Whoever else is told the same, and the rule that tells it, must not fail for that.
    """
    try:
        key = tx.keys.of(person)
    except SealError:
        return
    row = add_row(tx, values | {"person_id": person, "kind": RowKind.SAY.value})
    fill(tx, row, key, {"content_sealed": orjson.dumps(say_to_json(say))})


def add_row(tx: Session, values: dict[str, Any]) -> int:
    """Write a row that waits, with these columns; its number. Whoever sends is rung."""
    tx.rings = True
    statement = insert(outbox).values(values | {"state": State.WAITING.value})
    return int(tx.connection.scalar(statement.returning(outbox.c.id)) or 0)


def fill(tx: Session, row: int, key: bytes, plain: dict[str, bytes]) -> None:
    """Seal these columns of the row under the key."""
    places = {"address_sealed": address_place, "content_sealed": content_place}
    sealed = {name: crypto.seal(key, places[name](row), what) for name, what in plain.items()}
    tx.connection.execute(outbox.update().where(outbox.c.id == row).values(sealed))
