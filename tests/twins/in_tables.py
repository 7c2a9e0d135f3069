"""The world of the tables."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

import orjson
from sqlalchemy import Row, select, update

from domain.people.person import PersonId
from domain.reminders.reminder import Reminder, Thing
from domain.speech.messages import Say, say_from_json
from domain.speech.text import Text, Verbatim
from domain.staff.audit import Looked
from domain.work import Work
from storage.outbox.leasing import content_place
from storage.outbox.repository import Priority, Reply, RowKind, Settled, State
from storage.outbox.tables import outbox
from storage.people.tables import addresses
from storage.sealing import crypto
from storage.store import Store, Transaction
from tests.storage.samples import NOW
from tests.twins.worlds import Twin, Waits, by_due

T = TypeVar("T")
NOBODY = PersonId(0)


class InTables(Twin):
    """A migrated database."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    def do(self, act: Callable[[Work], T]) -> T:
        """Written, or nothing of it."""
        return self.store.write(lambda tx: act(tx.work(NOBODY, NOW)))

    def person(self, channel: str = "telegram") -> PersonId:
        """Whoever writes is somebody."""
        who = [(channel, str(next(self.numbers)))]
        [known] = self.store.write(lambda tx: tx.conversations.of(who, NOW))
        return known.person.id

    def hear(self, person: PersonId, at: datetime) -> None:
        """They are in a conversation."""
        self.store.write(lambda tx: tx.conversations.keep({person: {"flow": "menu"}}, at))

    def lose(self, person: PersonId, channel: str) -> None:
        """As when a message comes back."""
        theirs = (addresses.c.person_id == person, addresses.c.channel == channel)
        lost = update(addresses).where(*theirs).values(reachable=False)
        self.store.write(lambda tx: tx.connection.execute(lost))

    def doubt(self, person: PersonId) -> None:
        """By their phone."""
        self.store.write(lambda tx: tx.staff.doubt(person, NOW))

    def arrive(self, person: PersonId, message: str, at: datetime) -> None:
        """Stored as an answer, and settled."""
        reply = Reply(person, "telegram", "x", "en", Say(Verbatim("Here.")))

        def sent(tx: Transaction) -> None:
            [row] = tx.outbox.add_replies([reply], at, lease_until=at)
            tx.outbox.settle([Settled(row, State.SENT, at, message)])

        self.store.write(sent)

    def waits(self, person: PersonId) -> list[Waits]:
        """Rows that wait, opened."""
        kinds = [kind.value for kind in (RowKind.SAY, RowKind.REMINDER, RowKind.ERASE)]
        theirs = (outbox.c.person_id == person, outbox.c.kind.in_(kinds))
        waiting = select(outbox).where(*theirs, outbox.c.state == State.WAITING.value)
        ordered = waiting.order_by(outbox.c.id)
        return self.store.read(
            lambda tx: by_due([_waits(tx, row) for row in tx.connection.execute(ordered)])
        )

    def goodbyes(self) -> list[Text]:
        """Rows without a person."""
        rows = select(outbox).where(outbox.c.kind == RowKind.GOODBYE.value).order_by(outbox.c.id)

        def said(tx: Transaction) -> list[Text]:
            found = tx.connection.execute(rows)
            return [say_from_json(_opened(tx.keys.house, row)).text for row in found]

        return self.store.read(said)

    def looked(self) -> Sequence[Looked]:
        """The whole chain."""
        return self.store.read(lambda tx: tx.audit.all())


def _waits(tx: Transaction, row: Row[Any]) -> Waits:
    urgent = row.priority == Priority.REPLY
    if row.kind == RowKind.REMINDER:
        ahead = timedelta(seconds=row.ahead_s)
        what = Reminder(Thing(row.thing), row.thing_id, ahead)
        return Waits(what, row.channel, row.due_at, row.not_after, urgent)
    content = _opened(tx.keys.of(PersonId(row.person_id)), row)
    if row.kind == RowKind.ERASE:
        return Waits(tuple(content), row.channel, row.due_at, None, urgent)
    return Waits(say_from_json(content), row.channel, row.due_at, row.not_after, urgent)


def _opened(key: bytes, row: Row[Any]) -> Any:
    return orjson.loads(crypto.open(key, content_place(row.id), row.content_sealed))
