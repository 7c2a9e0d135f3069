"""Events of a platform that will not give them again: kept sealed until they are handled."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, delete, select

from storage.conversations.tables import arrivals
from storage.database.engines import insert_for
from storage.sealing import crypto
from storage.session import Session


@dataclass(frozen=True, slots=True)
class Arrival:
    """One event as it stood on the wire; `sender` and `key` tell it from all others."""

    sender: str = field(repr=False)
    key: str
    raw: bytes = field(repr=False)


class ArrivalTable:
    """What has arrived and was not handled yet. `account` is our own name on the channel."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection

    def keep(self, channel: str, account: str, events: Sequence[Arrival], now: datetime) -> None:
        """Store these events in this order; one that waits already is not stored twice."""
        rows = [
            {
                "channel": channel,
                "blind": blind,
                "raw_sealed": crypto.seal(self._session.keys.house, _place(blind), event.raw),
                "at": now,
            }
            for event in events
            for blind in [
                self._session.keys.blind("arrival", channel, account, event.sender, event.key)
            ]
        ]
        if rows:
            insert = insert_for(self._connection.dialect.name, arrivals)
            self._connection.execute(insert.on_conflict_do_nothing(), rows)

    def waiting(
        self, channel: str, most: int, besides: Collection[int] = ()
    ) -> list[tuple[int, bytes]]:
        """The oldest events that wait, besides these: their number and what stood on the wire.

        One that cannot be opened is passed over, and stays for `lipa check` to name.
        """
        number: ColumnElement[int] = arrivals.c.id
        rows = self._connection.execute(
            select(arrivals.c.id, arrivals.c.blind, arrivals.c.raw_sealed)
            .where(arrivals.c.channel == channel, number.not_in(besides))
            .order_by(arrivals.c.id)
        )
        opened = ((row.id, self._opened(row.blind, row.raw_sealed)) for row in rows)
        return list(islice(((number, raw) for number, raw in opened if raw is not None), most))

    def done(self, ids: Collection[int]) -> None:
        """These were handled: their rows go, and the bytes leave the files after the commit."""
        if ids:
            number: ColumnElement[int] = arrivals.c.id
            self._connection.execute(delete(arrivals).where(number.in_(ids)))
            self._session.erased = True

    def _opened(self, blind: bytes, sealed: bytes) -> bytes | None:
        return self._session.keys.open(None, _place(blind), sealed)


def _place(blind: bytes) -> str:
    return f"arrivals.raw_sealed.{blind.hex()}"
