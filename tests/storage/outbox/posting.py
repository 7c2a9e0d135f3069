"""People who are written to, and a store in which what is sent waits."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from domain.people.person import PersonId
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from storage.outbox.repository import Due, Reply
from storage.people.tables import people
from storage.store import Store, Transaction

T = TypeVar("T")

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)  # at noon in Ljubljana, a Monday
CHANNEL = "telegram"
LEASE = NOON + timedelta(minutes=2)


class Posting:
    """A store at noon."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def write(self, act: Callable[[Transaction], T]) -> T:
        """One transaction."""
        return self.store.write(act)

    def invite(self, *addresses: str, language: str = "en") -> list[PersonId]:
        """People who allow everything."""

        def act(tx: Transaction) -> list[PersonId]:
            who = [(CHANNEL, address) for address in addresses]
            known = [each.person.id for each in tx.conversations.of(who, NOON)]
            allowed = {"language": language, "takes_part": True, "may_be_written": True}
            change = people.update().where(people.c.id.in_(known)).values(allowed)
            tx.connection.execute(change)
            return known

        return self.write(act)

    def reply(self, person: PersonId, address: str, *texts: str, leased: bool = True) -> list[Due]:
        """Answers as a conversation leaves them."""
        replies = [Reply(person, CHANNEL, address, "en", Say(Verbatim(text))) for text in texts]
        lease = LEASE if leased else None
        return self.write(lambda tx: tx.outbox.add_replies(replies, NOON, lease_until=lease))
