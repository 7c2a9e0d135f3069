"""What platforms have asked for, channel by channel, for health and metrics. No person in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.outbox import pauses
from storage.people.tables import addresses
from storage.session import Session


@dataclass(frozen=True, slots=True)
class Silence:
    """For how many seconds nothing goes on a channel, and in how many chats alone nothing goes."""

    seconds: float = 0.0
    chats: int = 0


def silences(tx: Session, now: datetime) -> Mapping[str, Silence]:
    """By channel; a channel on which no silence was ever asked for may be left out."""
    left = {
        channel: max(0.0, (until - now).total_seconds())
        for channel, until in pauses.every(tx).items()
    }
    silent = (
        select(addresses.c.channel, func.count())
        .where(addresses.c.paused_until > now)
        .group_by(addresses.c.channel)
    )
    chats = {row[0]: row[1] for row in tx.connection.execute(silent)}
    return {
        channel: Silence(left.get(channel, 0.0), chats.get(channel, 0))
        for channel in left.keys() | chats.keys()
    }
