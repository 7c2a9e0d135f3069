"""Several messages of one person in one transaction: each meets what the one before has left.

They are read from the database once and written once; in between they stand here. A run ends where
somebody is no longer who they were (erased, joined to another phone, separated from one), and at a
message that failed: what follows waits for the next round, and meets the database.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversing.rounds import Sender
from domain.people.person import PersonId
from storage.conversations.repository import Known
from storage.store import Transaction


class Runs:
    """Everybody who wrote something of this batch, as they are now."""

    def __init__(self, work: Transaction, known: Mapping[Sender, Known]) -> None:
        self._work = work
        self._known = dict(known)
        self._begun: dict[PersonId, Sender] = {}
        self._ended: set[Sender] = set()
        self._gone_on: set[Sender] = set()

    def who(self, sender: Sender) -> Known | None:
        """Whose turn it is, as the messages before have left them; None: it is for the next round.

        Once it is None it stays so, since messages of one sender go in order.
        """
        who = self._known[sender]
        elsewhere = self._begun.setdefault(who.person.id, sender) != sender
        if elsewhere or self._is_another(who):
            self._ended.add(sender)
        if sender in self._ended:
            return None
        return self._as_read_again(who) if sender in self._gone_on else who

    def go_on(self, sender: Sender, who: Known) -> None:
        """So the next message of this sender finds them."""
        self._known[sender] = who
        self._gone_on.add(sender)

    def end(self, sender: Sender) -> None:
        """Nothing more of theirs in this batch."""
        self._ended.add(sender)

    def _as_read_again(self, who: Known) -> Known:
        return replace(who, place=self._work.conversations.as_kept(who.place))

    def _is_another(self, who: Known) -> bool:
        person, work = who.person.id, self._work
        joined = person in work.joined or person in work.joined.values()
        return joined or person in work.forgotten or (person, who.channel) in work.separated
