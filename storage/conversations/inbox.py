"""Which messages were handled already. Channels deliver twice; we act once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, bindparam, delete, insert, select

from domain.speech.messages import Incoming
from storage.conversations.tables import inbox
from storage.database.engines import DIALECTS, insert_for
from storage.database.instants import milliseconds
from storage.database.prepared import LookUp, Many
from storage.session import Session

KEPT = timedelta(days=30)

_handled = LookUp(select(inbox.c.blind), inbox.c.blind)
_accepted = Many(
    lambda _dialect: insert(inbox).values(
        blind=bindparam("blind"),
        channel=bindparam("channel"),
        at=bindparam("at", type_=BigInteger()),
    )
)
_set_aside = {dialect: insert_for(dialect, inbox).on_conflict_do_nothing() for dialect in DIALECTS}


class InboxTable:
    """Fingerprints of messages: no word, no sender. `account` is our own name on the channel."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection
        self._keys = session.keys
        self._known: dict[tuple[str, str, str, str], bytes] = {}

    def unseen(self, messages: Sequence[Incoming], account: str) -> list[Incoming]:
        """Those that were neither handled nor set aside, each once, in this order."""
        fresh: dict[bytes, Incoming] = {}
        for message in messages:
            fresh.setdefault(self._blind(message, account), message)
        for (blind,) in _handled.run(self._connection, list(fresh)):
            fresh.pop(blind, None)  # a piece of the list may name the same one twice
        return list(fresh.values())

    def accept(self, messages: Sequence[Incoming], account: str, now: datetime) -> None:
        """Note that these are handled.

        The database refuses what another process noted meanwhile, so that nobody acts twice. They
        are known for KEPT, longer than any channel delivers again.
        """
        at = milliseconds(now)
        rows = [
            {"channel": m.channel, "blind": self._blind(m, account), "at": at} for m in messages
        ]
        _accepted.run(self._connection, rows)

    def fail(self, message: Incoming, account: str, error_kind: str, now: datetime) -> None:
        """Set a message aside that cannot be handled: only the kind of the failure is kept."""
        self._connection.execute(
            _set_aside[self._connection.dialect.name],
            {
                "channel": message.channel,
                "blind": self._blind(message, account),
                "at": now,
                "error": error_kind[:200],
            },
        )

    def purge(self, now: datetime) -> int:
        """Let go of what no channel can deliver again."""
        return self._connection.execute(delete(inbox).where(inbox.c.at < now - KEPT)).rowcount

    def _blind(self, message: Incoming, account: str) -> bytes:
        parts = (message.channel, account, message.address, message.key)
        blind = self._known.get(parts)
        if blind is None:
            blind = self._known[parts] = self._keys.blind("inbox", *parts)
        return blind
