"""When a platform has asked us to be silent: every process obeys, an operator may end it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from storage.database.engines import insert_for
from storage.outbox.tables import pauses
from storage.session import Session


def begin(tx: Session, channel: str, until: datetime, challenge: str) -> None:
    """Be silent until then; a pause is never made shorter, the newest challenge counts."""
    tx.held.names([f"pause {channel}"])
    known = paused(tx, channel)
    if known is not None and known >= until and not challenge:
        return
    values = {"until": max(until, known or until), "challenge": challenge or None}
    statement = insert_for(tx.connection.dialect.name, pauses)
    tx.connection.execute(
        statement.values(channel=channel, **values).on_conflict_do_update(
            index_elements=["channel"], set_=values
        )
    )


def end(tx: Session, channel: str) -> None:
    """Every process may send on this channel again, and is rung; twice does no harm."""
    tx.connection.execute(delete(pauses).where(pauses.c.channel == channel))
    tx.rings = True


def paused(tx: Session, channel: str) -> datetime | None:
    """Until when this channel is silent, in UTC; also an instant that is over. None: never was."""
    return tx.connection.scalar(select(pauses.c.until).where(pauses.c.channel == channel))


def every(tx: Session) -> Mapping[str, datetime]:
    """Every pause there was, by channel, also those that are over; instants are in UTC."""
    rows = tx.connection.execute(select(pauses.c.channel, pauses.c.until))
    return {row.channel: row.until for row in rows}


def challenge(tx: Session, channel: str) -> str:
    """What the platform wants an operator to answer; empty when it wants nothing."""
    asked = select(pauses.c.challenge).where(pauses.c.channel == channel)
    return tx.connection.scalar(asked) or ""
