"""What a failed delivery means for others: nothing, a chat's rest, the channel's, an end.

One person's odd refusal is that person's, one chat's limit is that chat's. What several hear in a
row is everybody's.
"""

from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.channels.base import Channel, DeliveryError, Meaning
from bot.sending import verdicts
from bot.sending.limits import Limits
from bot.sending.outage import Outage, Reach
from bot.sending.pacing import Pacing
from bot.sending.probing import SILENT
from bot.sending.repetition import Refusals
from storage.outbox.repository import Due

MOST_ALARMING = 1000  # rows that are remembered at once

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is to be done beyond the row that failed; empty: nothing."""

    rest: datetime | None = None  # of the whole channel
    asked: bool = False  # the platform asked for that rest: every process must know
    chat: datetime | None = None  # until then the platform wants nothing of ours in this chat
    stop: str = ""  # why the row's announcement must end


class Trouble:
    """All failures of one channel, and what they teach."""

    def __init__(self, channel: Channel, pacing: Pacing) -> None:
        self.refusals = Refusals(channel.name, pacing.now)
        self.limits = Limits(channel.name, pacing)
        self._channel = channel.name
        self._pacing = pacing
        self.outage = Outage()
        self._sent = 0
        self._alarming: dict[int, int] = {}  # rows, and how many were sent when they alarmed us

    def over(self, row: Due, begun: float) -> None:
        """Somebody got theirs; `begun` is when it was begun, on the steady clock."""
        self._sent += 1
        self.outage.answered(begun)
        self.refusals.got_through(row)

    def taken(self, row: Due, error: DeliveryError) -> DeliveryError:
        """The error as it is to be taken; judge and learn by this one.

        What looks like our account's fault is this person's when others got through since.
        """
        if error.meaning is not Meaning.ALARM or not self._was_alarming(row):
            return error
        odd = DeliveryError(Meaning.REFUSED, error.detail)
        odd.alike = error.alike
        return odd

    def reach(self, row: Due, error: DeliveryError, begun: float, now: float) -> None:
        """What this failure says of the platform; times are of the steady clock."""
        if error.meaning not in SILENT:
            self.outage.answered(begun)
        elif error.only_this_chat:
            self.outage.passed(now)
        else:
            self.outage.failed(row.address, begun, now)

    def is_undecided(self, error: DeliveryError) -> bool:
        """Whether a probe will show what became of this message: its own bad luck, or an outage."""
        doubted = self.outage.state is Reach.DOUBTED
        return doubted and error.meaning is Meaning.UNCERTAIN and not error.only_this_chat

    def learn(self, row: Due, error: DeliveryError, now: datetime) -> Lesson:
        """What this failure of a row means for others, beside whether anybody gets through."""
        match error.meaning:
            case Meaning.LIMITED:
                return self._limited(row, error, now)
            case Meaning.ALARM:
                log.error("the channel refuses our account", channel=self._channel)
                return Lesson(rest=now + verdicts.pause_of(error))
            case Meaning.CONTENT:
                return Lesson(stop=error.detail)
            case Meaning.REFUSED:
                return self.refused(row, error.alike, error.detail)
        return Lesson()

    def refused(self, row: Due, alike: str, detail: str) -> Lesson:
        """It is this person's, unless others before them heard the same."""
        too_many = self.refusals.heard(row, alike, detail)
        return Lesson(stop=detail) if too_many else Lesson()

    def _limited(self, row: Due, error: DeliveryError, now: datetime) -> Lesson:
        """The chat rests; the channel does once a second chat hears it, or we must prove much."""
        pause = verdicts.pause_of(error)
        if error.challenge:
            return Lesson(rest=now + pause, asked=True)
        if error.only_this_chat:
            self._pacing.pause_chat(self._channel, row.address, self._pacing.at(now + pause, now))
            return Lesson()
        rest = None
        if self.limits.heard(row.address, pause):
            rest = now + min(pause, error.longest_rest or pause)
        return Lesson(rest, asked=True, chat=now + pause)

    def _was_alarming(self, row: Due) -> bool:
        """Whether somebody got theirs since this row alarmed us first."""
        if len(self._alarming) >= MOST_ALARMING:
            self._alarming.clear()
        return self._alarming.setdefault(row.id, self._sent) < self._sent
