"""The statements of the hot path: replies are stored many at a time."""

from datetime import datetime

from sqlalchemy import BigInteger, bindparam, insert, update

from storage.database.prepared import Many
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
