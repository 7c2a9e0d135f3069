"""Since when a platform is out of reach, for the next process, health and metrics.

Whoever leads a channel writes it; nobody else decides by it.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from storage.database.engines import insert_for
from storage.outbox.tables import outages
from storage.session import Session


def begin(tx: Session, channel: str, since: datetime) -> None:
    """It is out of reach since then; twice does no harm."""
    statement = insert_for(tx.connection.dialect.name, outages)
    tx.connection.execute(
        statement.values(channel=channel, since=since).on_conflict_do_update(
            index_elements=["channel"], set_={"since": since}
        )
    )


def end(tx: Session, channel: str) -> None:
    """It answers again; that it always did does no harm."""
    tx.connection.execute(delete(outages).where(outages.c.channel == channel))


def every(tx: Session) -> Mapping[str, datetime]:
    """Every channel that is out of reach, and since when, in UTC."""
    rows = tx.connection.execute(select(outages.c.channel, outages.c.since))
    return {row.channel: row.since for row in rows}
