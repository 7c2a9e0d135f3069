"""Questions that were sent outside a conversation, and what their buttons mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, cast

import orjson
from sqlalchemy import BigInteger, bindparam, select, text, update

from domain.people.person import PersonId
from domain.speech.messages import Say, say_from_json
from storage.database.instants import milliseconds
from storage.database.prepared import LookUp
from storage.outbox import unnoted
from storage.outbox.leasing import content_place
from storage.outbox.rows import State, fixed
from storage.outbox.tables import campaigns, outbox
from storage.people.tables import people
from storage.session import Session

OPEN_FOR = timedelta(days=7)  # bare words after that mean something else; buttons still work

_asked = (
    select(
        outbox.c.id,
        outbox.c.person_id,
        outbox.c.content_sealed,
        outbox.c.sent_at,
        outbox.c.not_after,
        people.c.key_wrapped,
        campaigns.c.say,
    )
    .join_from(outbox, people)
    .join(campaigns, campaigns.c.id == outbox.c.campaign_id, isouter=True)
    .where(outbox.c.asks)
)
_person: Any = outbox.c.person_id
_open = LookUp(
    _asked.where(
        outbox.c.state.in_([fixed(State.SENT), fixed(State.UNCERTAIN)]),
        outbox.c.answered_at.is_(None),
        outbox.c.sent_at > bindparam("since", type_=BigInteger()),
    ),
    _person,
)
_one = _asked.where(outbox.c.id == bindparam("row"), outbox.c.person_id == bindparam("person"))
_named = (
    select(outbox.c.id, outbox.c.prompt, outbox.c.asks)
    .where(
        outbox.c.person_id == bindparam("person"),
        outbox.c.channel == bindparam("by"),
    )
    .order_by(outbox.c.id.desc())
    .limit(1)
)
_whole = _named.where(outbox.c.message == bindparam("name"))
_part = _named.where(  # a long message has the names of its parts, with commas between them
    text("outbox.message LIKE '%,%'"),  # as the index has it: few messages are long
    ("," + outbox.c.message + ",").contains(bindparam("part"), autoescape=False),
)
_answered = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(answered_at=bindparam("at", type_=BigInteger()))
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A message of ours that somebody refers to. `question`: which one of their conversation it
    shows, as in `Say.prompt`; `say`: what it asked, if that was outside a conversation.
    """

    row: int
    question: str
    say: Say | None


class _Asked(NamedTuple):
    """The columns of `_asked`, in their order, as the database has them."""

    id: int
    person_id: PersonId
    content_sealed: bytes | None
    sent_at: int | None
    not_after: int | None
    key_wrapped: bytes
    say: Any

    def is_open(self, now: int) -> bool:
        """Whether bare words may still answer it."""
        return self.not_after is None or self.not_after > now

    def age(self) -> tuple[int, int]:
        """What sorts the newest last."""
        return self.sent_at or 0, self.id


def open_of(
    tx: Session, persons: Sequence[PersonId], now: datetime
) -> dict[PersonId, tuple[int, Say, datetime]]:
    """The newest question of each person that was neither answered nor has expired."""
    at, since = milliseconds(now), milliseconds(now - OPEN_FOR)
    found = _open.run(tx.connection, cast("list[Any]", persons), since=since)
    still = [row for row in map(_Asked._make, found) if row.is_open(at)]
    newest = {row.person_id: row for row in sorted(still, key=_Asked.age)}
    said = {person: (row, _say(tx, row)) for person, row in newest.items()}
    return {
        person: (row.id, say, datetime.fromtimestamp((row.sent_at or 0) / 1000, UTC))
        for person, (row, say) in said.items()
        if say is not None
    }


def get(tx: Session, row: int, person: PersonId) -> Say | None:
    """What this row asked this person; None when it is not theirs, or its words are gone.

    Whoever presses or quotes it has it on their phone, also when nobody has noted that it left.
    """
    found = tx.connection.execute(_one, {"row": row, "person": person}).first()
    return None if found is None else _say(tx, found)


def quoted(tx: Session, person: PersonId, channel: str, message: str) -> Quoted | None:
    """The message that this person quotes; None when we do not know it any more.

    A name that is not known yet is looked for as `unnoted` says.
    """
    values = {"person": person, "by": channel, "name": message, "part": f",{message},"}
    noted = tx.connection.execute(_whole, values).first()
    noted = noted or tx.connection.execute(_part, values).first()
    found = noted or unnoted.owner(tx, person, channel, message)
    if found is None:
        return None
    say = get(tx, found.id, person) if found.asks else None
    return Quoted(found.id, found.prompt, say)


def mark_answered(tx: Session, rows: Sequence[int], now: datetime) -> None:
    """Bare words answer these no more, from `now` on; their buttons still do."""
    if rows:
        at = milliseconds(now)
        tx.connection.execute(_answered, [{"row": row, "at": at} for row in rows])


def _say(tx: Session, row: Any) -> Say | None:
    if row.say is not None:
        return say_from_json(orjson.loads(row.say) if isinstance(row.say, str) else row.say)
    if row.content_sealed is None:
        return None
    tx.keys.put(row.person_id, row.key_wrapped)
    place = content_place(row.id)
    plain = tx.keys.open(row.person_id, place, row.content_sealed)
    return None if plain is None else say_from_json(orjson.loads(plain))
