"""What a channel's rows believe of the clock: what was written is of use to whoever comes next.

Rows mean instants by the wall clock as it was when they were written. A process that takes a
channel over knows by the last bearing of the same machine, since it was switched on, whether the
clock was set meanwhile: also while nothing ran, or when whoever should have told was killed.
"""

import math
from collections.abc import Collection

from sqlalchemy import func, select

from storage.database.engines import insert_for
from storage.outbox.tables import bearings
from storage.session import Session


def of(tx: Session, channel: str, boot: str) -> float | None:
    """By how many seconds the wall clock was ahead of the steady one; None: nobody knows.

    `boot` names this machine since it was switched on: another one's steady clock says nothing.
    """
    found = select(bearings.c.ahead).where(bearings.c.channel == channel, bearings.c.boot == boot)
    ahead = tx.connection.scalar(found)
    return None if ahead is None else ahead / 1000


def set_at(tx: Session, boot: str) -> float:
    """When the clock of this machine was last set, in seconds of its steady one; or long ago."""
    latest = select(func.max(bearings.c.set_at)).where(bearings.c.boot == boot)
    found = tx.connection.scalar(latest)
    return -math.inf if found is None else found / 1000


def note(
    tx: Session, channels: Collection[str], boot: str, ahead: float, set_at: float = -math.inf
) -> None:
    """The rows of these channels know of the clock as it is now, and when it was last set.

    `ahead` and `set_at` are as in `of` and `set_at`.
    """
    was_set = None if set_at == -math.inf else round(set_at * 1000)
    row = {"boot": boot, "ahead": round(ahead * 1000), "set_at": was_set}
    for channel in channels:
        statement = insert_for(tx.connection.dialect.name, bearings)
        tx.connection.execute(
            statement.values(channel=channel, **row).on_conflict_do_update(
                index_elements=["channel"], set_=row
            )
        )
