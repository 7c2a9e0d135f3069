"""Lease rows that are due, open them, and settle those that nobody can get.

Nothing of a person is leased while something earlier and as urgent is not settled, so that
everybody gets their messages one at a time and in order.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import orjson
from sqlalchemy import BigInteger, bindparam, func, or_, select, tuple_, update

from domain.people.person import PersonId
from domain.reminders.reminder import Reminder, Thing
from domain.speech.messages import Say, say_from_json
from storage.database.instants import milliseconds
from storage.outbox.rows import Due, Priority, RowKind, State, fixed
from storage.outbox.tables import campaigns, outbox
from storage.people.tables import addresses, people
from storage.sealing import crypto
from storage.sealing.crypto import SealError
from storage.session import Session

_now = bindparam("now", type_=BigInteger())
_earlier = outbox.alias("earlier")
_held_up = (
    select(_earlier.c.id)
    .where(
        _earlier.c.person_id == outbox.c.person_id,
        # Theirs alone must be searched, not all that waits on the channel: hence no bare column.
        func.coalesce(_earlier.c.channel, "") == outbox.c.channel,
        _earlier.c.state == fixed(State.WAITING),
        tuple_(_earlier.c.priority, _earlier.c.id) < tuple_(outbox.c.priority, outbox.c.id),
        or_(
            _earlier.c.due_at <= _now,
            _earlier.c.lease_until > _now,
            _earlier.c.error.is_not(None),  # it was tried, and goes again
        ),
    )
    .exists()
)
_found = (  # first these few rows alone, so that no plan reads all that waits and who it is for
    select(
        outbox.c.id,
        outbox.c.person_id,
        outbox.c.campaign_id,
        outbox.c.channel,
        outbox.c.kind,
        outbox.c.priority,
        outbox.c.not_after,
        outbox.c.attempts,
        outbox.c.content_sealed,
        outbox.c.address_sealed.label("own_address"),
        outbox.c.language.label("own_language"),
        outbox.c.thing,
        outbox.c.thing_id,
        outbox.c.ahead_s,
        outbox.c.asks,
        outbox.c.doubts,
        outbox.c.due_at,
    )
    .where(
        outbox.c.channel == bindparam("by"),
        outbox.c.priority == bindparam("priority"),
        outbox.c.state == fixed(State.WAITING),  # a literal, so that a partial index fits
        outbox.c.due_at <= _now,
        or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= _now),
        ~_held_up,
    )
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .subquery("found")
)
# What concerns somebody goes before the news, and needs no yes to news.
_allowed = or_(people.c.may_be_written, _found.c.priority < fixed(Priority.REST))
_due = (
    select(
        *[column for column in _found.c if column.name != "due_at"],
        people.c.key_wrapped,
        people.c.language,
        (_allowed & ~people.c.stopped).label("willing"),
        people.c.quiet_until,
        *(addresses.c[name] for name in ("address_sealed", "paused_until", "changed_at")),
    )
    .join_from(_found, people, people.c.id == _found.c.person_id, isouter=True)
    .join(
        addresses,
        (addresses.c.person_id == _found.c.person_id)
        & (addresses.c.channel == _found.c.channel)
        & addresses.c.reachable,
        isouter=True,
    )
    .order_by(_found.c.due_at, _found.c.id, addresses.c.blind)
)
_lease = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("rows", expanding=True)))
    .values(lease_until=bindparam("until", type_=BigInteger()))
)
_ended = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("rows", expanding=True)))
    .values(state=bindparam("end"), lease_until=None, content_sealed=None)
)
_words = select(campaigns.c.id, campaigns.c.say).where(
    campaigns.c.id.in_(bindparam("campaigns", expanding=True))
)


class _Row(NamedTuple):
    """The columns of `_due`, in their order; cheaper to read than the library's own rows."""

    id: int
    person_id: PersonId | None
    campaign_id: int | None
    channel: str
    kind: str
    priority: int
    not_after: datetime | None
    attempts: int
    content_sealed: bytes
    own_address: bytes
    own_language: str
    thing: str | None
    thing_id: int
    ahead_s: int
    asks: bool
    doubts: int
    key_wrapped: bytes
    language: str
    willing: bool | None
    quiet_until: datetime | None
    address_sealed: bytes | None
    paused_until: datetime | None
    changed_at: datetime | None


def content_place(row: int) -> str:
    """Where the content of a row is sealed; `crypto.open` opens it there and nowhere else."""
    return f"outbox.content_sealed.{row}"


def address_place(row: int) -> str:
    """Where the address of a row without a person is sealed."""
    return f"outbox.address_sealed.{row}"


def claim(
    tx: Session,
    channel: str,
    now: datetime,
    limit: int,
    lease_until: datetime,
    ceiling: Priority,
) -> list[Due]:
    """Lease at most `limit` rows, the most urgent first, none less urgent than `ceiling`.

    Rows that another process leases at this moment are passed over; at most one is of one person.
    One that cannot be opened is leased and passed over: it is tried again when its lease is over,
    and until somebody has mended its key nobody else waits for it.
    """
    at = milliseconds(now)
    while True:
        found = _found_rows(tx, channel, at, limit, ceiling)
        opened = _leased(tx, found, lease_until)
        if opened or not found:
            return opened


def _leased(tx: Session, found: Sequence[_Row], lease_until: datetime) -> list[Due]:
    rows = _one_each(found)
    rows = _without(tx, rows, _no_address, State.UNREACHABLE)
    rows = _without(tx, rows, _unwanted, State.CANCELLED)
    if rows:
        held = {"rows": [row.id for row in rows], "until": milliseconds(lease_until)}
        tx.connection.execute(_lease, held)
    return open_rows(tx, rows)


def _found_rows(tx: Session, channel: str, at: int, limit: int, ceiling: Priority) -> list[_Row]:
    found: list[_Row] = []
    for priority in range(ceiling + 1):
        if len(found) < limit:
            values = {"by": channel, "priority": priority, "now": at, "most": limit - len(found)}
            found += map(_Row._make, tx.connection.execute(_due, values))
    return found


def open_rows(tx: Session, rows: Sequence[_Row]) -> list[Due]:
    """Unseal rows; the content of a campaign is read once for all of them.

    A row that was changed or moved in the tables, or of whose key we do not know, is left out.
    """
    words = {}
    if wanted := {row.campaign_id for row in rows if row.campaign_id is not None}:
        said = tx.connection.execute(_words, {"campaigns": sorted(wanted)})
        words = {row.id: say_from_json(row.say) for row in said}
    opening = _Opening(tx, words)
    return [due for row in rows if (due := opening.due(row)) is not None]


def _without(
    tx: Session, rows: list[_Row], ends: Callable[[_Row], bool], state: State
) -> list[_Row]:
    """The other rows, after those have ended."""
    ended = [row.id for row in rows if ends(row)]
    if not ended:
        return rows
    tx.connection.execute(_ended, {"rows": ended, "end": state.value})
    return [row for row in rows if row.id not in set(ended)]


def _no_address(row: _Row) -> bool:
    return row.person_id is not None and row.address_sealed is None


def _unwanted(row: _Row) -> bool:
    """They said no while its recipients were chosen, or since."""
    return row.campaign_id is not None and not row.willing


def _one_each(rows: Iterable[_Row]) -> list[_Row]:
    """Without what comes second for somebody, and without second addresses."""
    seen: set[tuple[str, int]] = set()
    first = []
    for row in rows:
        who = ("row", row.id) if row.person_id is None else ("person", row.person_id)
        if who not in seen:
            seen.add(who)
            first.append(row)
    return first


class _Opening:
    """Rows on their way out of the tables."""

    def __init__(self, tx: Session, words: Mapping[int, Say]) -> None:
        self._keys = tx.keys
        self._words = words

    def due(self, row: _Row) -> Due | None:
        """The row, unsealed; None when it cannot be."""
        try:
            return self._due(row)
        except SealError:
            self._keys.note(content_place(row.id), row.person_id)
            return None

    def _due(self, row: _Row) -> Due:
        person = row.person_id
        key = self._keys.house if person is None else self._key(person, row.key_wrapped)
        reminder = None
        if row.thing is not None:
            reminder = Reminder(Thing(row.thing), row.thing_id, timedelta(seconds=row.ahead_s))
        return Due(
            id=row.id,
            person=person,
            channel=row.channel,
            address=_address(row, key),
            language=row.language or row.own_language,  # before they chose: what was guessed
            priority=row.priority,
            kind=row.kind,
            say=self._say(row, key),
            campaign=row.campaign_id,
            reminder=reminder,
            erase=tuple(_content(row, key)) if row.kind == RowKind.ERASE else (),
            attempts=row.attempts,
            not_after=row.not_after,
            asks=row.asks,
            doubts=row.doubts,
            quiet_until=row.quiet_until,
            paused_until=row.paused_until,
            new_keys=row.changed_at is not None,
        )

    def _key(self, person: PersonId, wrapped: bytes) -> bytes:
        self._keys.put(person, wrapped)
        return self._keys.of(person)

    def _say(self, row: _Row, key: bytes) -> Say | None:
        if row.campaign_id is not None:
            return self._words[row.campaign_id]
        if row.kind in (RowKind.SAY, RowKind.GOODBYE):
            return say_from_json(_content(row, key))
        return None


def _address(row: _Row, key: bytes) -> str:
    if row.person_id is None:
        return crypto.open(key, address_place(row.id), row.own_address).decode()
    place = f"addresses.address_sealed.{row.person_id}"
    return crypto.open(key, place, row.address_sealed or b"").decode()


def _content(row: _Row, key: bytes) -> Any:
    return orjson.loads(crypto.open(key, content_place(row.id), row.content_sealed))
