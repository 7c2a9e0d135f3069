"""Questions that were sent outside a conversation, and what their buttons mean."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import BigInteger, bindparam, or_, select, update

from domain.messages import Say, say_from_json
from domain.people import PersonId
from storage import crypto
from storage.claims import content_place
from storage.instants import milliseconds
from storage.outbox_rows import State
from storage.tables import campaigns, outbox, people

if TYPE_CHECKING:
    from storage.transaction import Transaction

OPEN_FOR = timedelta(days=7)  # bare words after that mean something else; buttons still work

_now = bindparam("now", type_=BigInteger())
_asked = (
    select(
        outbox.c.id,
        outbox.c.person_id,
        outbox.c.content_sealed,
        outbox.c.sent_at,
        people.c.key_wrapped,
        campaigns.c.say,
    )
    .join_from(outbox, people)
    .join(campaigns, campaigns.c.id == outbox.c.campaign_id, isouter=True)
    .where(
        outbox.c.state.in_([State.SENT.value, State.UNCERTAIN.value]),
        outbox.c.asks,
    )
)
_open = _asked.where(
    outbox.c.person_id.in_(bindparam("persons", expanding=True)),
    outbox.c.answered_at.is_(None),
    outbox.c.sent_at > bindparam("since", type_=BigInteger()),
    or_(outbox.c.not_after.is_(None), outbox.c.not_after > _now),
).order_by(outbox.c.sent_at, outbox.c.id)
_one = _asked.where(outbox.c.id == bindparam("row"), outbox.c.person_id == bindparam("person"))
_answered = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(answered_at=bindparam("at", type_=BigInteger()))
)


def open_of(
    tx: "Transaction", persons: Sequence[PersonId], now: datetime
) -> dict[PersonId, tuple[int, Say, datetime]]:
    """The newest question of each person that was neither answered nor has expired."""
    values = {
        "persons": list(persons),
        "now": milliseconds(now),
        "since": milliseconds(now - OPEN_FOR),
    }
    newest = {PersonId(row.person_id): row for row in tx.connection.execute(_open, values)}
    found = {person: (row.id, _say(tx, row), row.sent_at) for person, row in newest.items()}
    return {p: (row, say, at) for p, (row, say, at) in found.items() if say is not None}


def get(tx: "Transaction", row: int, person: PersonId) -> Say | None:
    """What this row asked this person."""
    found = tx.connection.execute(_one, {"row": row, "person": person}).first()
    return None if found is None else _say(tx, found)


def mark_answered(tx: "Transaction", rows: Sequence[int], now: datetime) -> None:
    """These were answered."""
    if rows:
        at = milliseconds(now)
        tx.connection.execute(_answered, [{"row": row, "at": at} for row in rows])


def _say(tx: "Transaction", row: Any) -> Say | None:
    if row.say is not None:
        return say_from_json(row.say)
    if row.content_sealed is None:
        return None
    tx.keys.put(row.person_id, row.key_wrapped)
    place = content_place(row.id)
    plain = crypto.open(tx.keys.of(row.person_id), place, row.content_sealed)
    return say_from_json(orjson.loads(plain))
