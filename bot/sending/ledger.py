"""What happened and is not written yet; one transaction writes all of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.campaigns.campaign import CampaignId
from storage.outbox.repository import Due, Settled, State
from storage.transaction import Transaction

SENSITIVE_STAYS = timedelta(hours=46)  # a platform lets us delete for 48


@dataclass(frozen=True, slots=True)
class Pause:
    """A platform asked for silence; `challenge` is what it wants an operator to answer first."""

    until: datetime
    challenge: str = ""


@dataclass(slots=True)
class Ledger:
    """Outcomes in the order in which they happened, pauses, and campaigns that failed.

    `chats` are pauses of single chats, by channel and address.
    """

    results: list[Settled] = field(default_factory=list)
    pauses: dict[str, Pause] = field(default_factory=dict)
    failures: dict[int, str] = field(default_factory=dict)
    chats: dict[tuple[str, str], datetime] = field(default_factory=dict, repr=False)

    def __bool__(self) -> bool:
        return bool(self.results or self.pauses or self.failures or self.chats)

    def then(self, later: "Ledger") -> "Ledger":
        """A new ledger of both, this one first; of two pauses of a channel the later ledger's."""
        return Ledger(
            [*self.results, *later.results],
            self.pauses | later.pauses,
            self.failures | later.failures,
            self.chats | later.chats,
        )

    def write(self, tx: Transaction) -> None:
        """Settle everything; sensitive messages leave the phone again in time."""
        tx.outbox.settle(self.results)
        for channel, pause in self.pauses.items():
            tx.outbox.pause(channel, pause.until, pause.challenge)
        tx.outbox.pause_chats(self.chats)
        for campaign, reason in self.failures.items():
            tx.campaigns.fail(CampaignId(campaign), reason)
        for each in self.results:
            if each.state is State.SENT and _is_sensitive(each.row):
                tx.outbox.erase_later(each.row, each.message, each.at + SENSITIVE_STAYS)


def _is_sensitive(row: Due) -> bool:
    return row.say is not None and row.say.sensitive
