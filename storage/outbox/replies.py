"""The statements of the hot path: replies are stored many at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, insert, select, update

from storage.database.prepared import LookUp, Many
from storage.outbox.rows import Due, Priority, Reply, RowKind, State, fixed
from storage.outbox.tables import outbox

_at = bindparam("at", type_=BigInteger())
NEW_REPLIES = Many(
    lambda _dialect: insert(outbox).values(
        id=bindparam("row"),
        person_id=bindparam("person"),
        channel=bindparam("by"),
        kind=fixed(RowKind.SAY),
        priority=fixed(Priority.REPLY),
        state=fixed(State.WAITING),
        due_at=_at,
        not_after=bindparam("until", type_=BigInteger()),
        lease_until=bindparam("lease", type_=BigInteger()),
        content_sealed=bindparam("content"),
        language=bindparam("says_in"),
        asks=bindparam("says_asks"),
        prompt=bindparam("says_prompt"),
    )
)
KEPT_WORDS = Many(
    lambda _dialect: (
        update(outbox)
        .where(outbox.c.id == bindparam("row"))
        .values(content_sealed=bindparam("content"))
    )
)
_person: Any = outbox.c.person_id
_unheld = LookUp(
    select(outbox.c.person_id, outbox.c.channel).where(
        outbox.c.state == fixed(State.WAITING),
        outbox.c.priority == fixed(Priority.REPLY),
        outbox.c.lease_until.is_(None),
    ),
    _person,
)


def behind(connection: Connection, rows: Sequence[Due]) -> set[int]:
    """Those of these new rows before which something to the same phone waits that nobody holds.

    They are not born leased: whoever holds them would send them first.
    """
    persons: list[Any] = sorted({row.person for row in rows if row.person is not None})
    found = _unheld.run(connection, persons)
    phones = {(person, channel) for person, channel in found}
    return {row.id for row in rows if (row.person, row.channel) in phones}


def due_of(row: int, reply: Reply, not_after: datetime) -> Due:
    """The stored reply as it is sent, without reading it again."""
    return Due(
        id=row,
        person=reply.person,
        channel=reply.channel,
        address=reply.address,
        language=reply.language,
        priority=Priority.REPLY,
        kind=RowKind.SAY,
        say=reply.say,
        campaign=None,
        reminder=None,
        erase=(),
        attempts=0,
        not_after=not_after,
        asks=reply.say.asks is not None,
    )
