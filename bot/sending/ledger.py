"""What happened and is not written yet; one transaction writes all of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from domain.campaigns.campaign import CampaignId
from storage.outbox import outcomes
from storage.outbox.repository import Due, Settled, State
from storage.outbox.silence import outages
from storage.transaction import Transaction

log = structlog.get_logger()

SENSITIVE_STAYS = timedelta(hours=46)  # a platform lets us delete for 48


@dataclass(frozen=True, slots=True)
class Pause:
    """A platform asked for silence; `challenge` is what it wants an operator to answer first."""

    until: datetime
    challenge: str = ""

    def then(self, later: "Pause") -> "Pause":
        """Both: the longer silence, and the newest challenge that there is."""
        return Pause(max(self.until, later.until), later.challenge or self.challenge)


@dataclass(slots=True)
class Ledger:
    """Outcomes in the order in which they happened, pauses, and campaigns that failed.

    `chats` are pauses of single chats, by channel and address. `outages` says since when a channel
    is out of reach; None: it is no more.
    """

    results: list[Settled] = field(default_factory=list)
    pauses: dict[str, Pause] = field(default_factory=dict)
    failures: dict[int, str] = field(default_factory=dict)
    chats: dict[tuple[str, str], datetime] = field(default_factory=dict, repr=False)
    outages: dict[str, datetime | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        some = self.results or self.pauses or self.failures or self.chats or self.outages
        return bool(some)

    def then(self, later: "Ledger") -> "Ledger":
        """A new ledger of both, this one first; of two pauses the longer one."""
        both = Ledger(
            [*self.results, *later.results],
            dict(self.pauses),
            self.failures | later.failures,
            dict(self.chats),
            self.outages | later.outages,
        )
        for channel, pause in later.pauses.items():
            both.pause(channel, pause)
        for chat, until in later.chats.items():
            both.pause_chat(chat, until)
        return both

    def pause(self, channel: str, pause: Pause) -> None:
        """A platform asked for silence on a channel; an earlier pause is never made shorter."""
        known = self.pauses.get(channel)
        self.pauses[channel] = pause if known is None else known.then(pause)

    def pause_chat(self, chat: tuple[str, str], until: datetime) -> None:
        """The same in one chat, of this channel and address."""
        self.chats[chat] = max(until, self.chats.get(chat, until))

    def write(self, tx: Transaction, *, apart: bool = False) -> None:
        """Settle everything; sensitive messages leave the phone again in time.

        `apart`: each outcome by itself, since one of them may be what keeps the others.
        """
        written = self._settle_apart(tx) if apart else self._settle(tx)
        for channel, pause in self.pauses.items():
            tx.outbox.pause(channel, pause.until, pause.challenge)
        tx.outbox.pause_chats(self.chats)
        for channel, since in self.outages.items():
            if since is None:
                outages.end(tx, channel)
            else:
                outages.begin(tx, channel, since)
        for campaign, reason in self.failures.items():
            tx.campaigns.fail(CampaignId(campaign), reason)
        for each in written:
            if each.state is State.SENT and _is_sensitive(each.row):
                tx.outbox.erase_later(each.row, each.message, each.at + SENSITIVE_STAYS)

    def _settle(self, tx: Transaction) -> list[Settled]:
        tx.outbox.settle(self.results)
        return self.results

    def _settle_apart(self, tx: Transaction) -> list[Settled]:
        """Those outcomes that could be written; the others are set aside."""
        odd = outcomes.settle_apart(tx, self.results)
        if odd:
            log.error("outcomes cannot be recorded, and are set aside", rows=odd)
        return [each for each in self.results if each.row.id not in odd]


def _is_sensitive(row: Due) -> bool:
    return row.say is not None and row.say.sensitive
