"""What a failed delivery means for others: nothing, a chat's rest, the channel's, an end.

One person's odd refusal is that person's, one chat's limit is that chat's. What several hear in a
row is everybody's.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.channels.base import Channel, DeliveryError, Meaning
from bot.sending import verdicts
from bot.sending.limits import Limits
from bot.sending.pacing import Pacing
from bot.sending.repetition import Refusals
from storage.outbox.repository import Due

OUTAGE = 3  # network failures in a row after which the whole channel rests
LONGEST_REST = 30.0
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
        self.refusals = Refusals(channel.name)
        self.limits = Limits(channel.name, pacing)
        self._channel = channel.name
        self._pacing = pacing
        self._failures, self._rested = 0, -math.inf  # network failures in a row; the last rest
        self._failing: set[str] = set()  # the chats in which they were
        self._sent = 0
        self._alarming: dict[int, int] = {}  # rows, and how many were sent when they alarmed us

    @property
    def outage(self) -> bool:
        """Whether nobody on this channel gets through, whoever's trouble that is."""
        return self._failures >= OUTAGE

    @property
    def rests(self) -> bool:
        """Whether it is the whole channel's: several chats have met it."""
        return self.outage and len(self._failing) > 1

    def over(self, row: Due) -> None:
        """Somebody got theirs."""
        self._sent += 1
        self._answered()
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

    def learn(self, row: Due, error: DeliveryError, now: datetime, begun_at: float) -> Lesson:
        """What this failure of a row, begun at `begun_at`, means for others."""
        if error.meaning not in (Meaning.NETWORK, Meaning.UNCERTAIN):
            self._answered()
        match error.meaning:
            case Meaning.NETWORK if not error.only_this_chat:
                return self._no_network(row, now, begun_at)
            case Meaning.LIMITED:
                return self._limited(row, error, now)
            case Meaning.ALARM:
                log.error("the channel refuses our account", channel=self._channel)
                return Lesson(rest=now + verdicts.pause_of(error))
            case Meaning.CONTENT:
                return Lesson(stop=error.detail)
            case Meaning.REFUSED:
                return self.refused(row, error.alike, error.detail, now)
        return Lesson()

    def refused(self, row: Due, alike: str, detail: str, now: datetime) -> Lesson:
        """It is this person's, unless others before them heard the same."""
        too_many = self.refusals.heard(row, alike, detail, now)
        return Lesson(stop=detail) if too_many else Lesson()

    def _limited(self, row: Due, error: DeliveryError, now: datetime) -> Lesson:
        """The chat rests; the channel does once a second chat hears it, or we must prove much."""
        pause = verdicts.pause_of(error)
        if error.challenge:
            return Lesson(rest=now + pause, asked=True)
        if error.only_this_chat:
            self._pacing.pause_chat(self._channel, row.address, (now + pause).timestamp())
            return Lesson()
        rest = None
        if self.limits.heard(row.address, now, pause):
            rest = now + min(pause, error.longest_rest or pause)
        return Lesson(rest, asked=True, chat=now + pause)

    def _answered(self) -> None:
        self._failures = 0
        self._failing.clear()

    def _was_alarming(self, row: Due) -> bool:
        """Whether somebody got theirs since this row alarmed us first."""
        if len(self._alarming) >= MOST_ALARMING:
            self._alarming.clear()
        return self._alarming.setdefault(row.id, self._sent) < self._sent

    def _no_network(self, row: Due, now: datetime, begun_at: float) -> Lesson:
        """Failures that began before we noticed an outage teach nothing new."""
        if begun_at < self._rested:
            return Lesson()
        self._failures += 1
        self._failing.add(row.address)
        if not self.rests:
            return Lesson()
        self._rested = now.timestamp()
        rest = min(LONGEST_REST, 2.0 ** (self._failures - OUTAGE + 1))
        return Lesson(rest=now + timedelta(seconds=rest))
