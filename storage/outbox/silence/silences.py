"""What keeps a channel silent, for health and metrics. No person in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.outbox.silence import outages, pauses
from storage.people.tables import addresses
from storage.session import Session


@dataclass(frozen=True, slots=True)
class Silence:
    """For how many seconds nothing goes on a channel, and in how many chats alone nothing goes.

    `unreached`: for how many seconds nobody has got through on it; 0 while the platform answers.
    """

    seconds: float = 0.0
    chats: int = 0
    unreached: float = 0.0


def silences(tx: Session, now: datetime) -> Mapping[str, Silence]:
    """By channel; a channel that was never silent may be left out."""
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
    out = {
        channel: max(0.0, (now - since).total_seconds())
        for channel, since in outages.every(tx).items()
    }
    return {
        channel: Silence(left.get(channel, 0.0), chats.get(channel, 0), out.get(channel, 0.0))
        for channel in left.keys() | chats.keys() | out.keys()
    }
