"""Groups that somebody put us into: one excuse, in the language that is likely theirs; we leave.

What was said there before we left needs no second excuse, however late we hear of it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

import structlog

from bot.channels.base import Channel, DeliveryError
from bot.clock import Clock
from domain.speech.languages import Speak
from domain.speech.messages import Incoming, Kind, Outgoing
from domain.speech.text import _

MOST = 1000  # groups that are remembered at once
UNKNOWN = "en"  # where no platform tells anybody's language

log = structlog.get_logger()


class InGroups(Channel, Protocol):
    """A channel on which somebody may put us into a group."""

    async def leave(self, address: str) -> None:
        """Leave a group. Raises DeliveryError when the platform did not let us."""
        ...


class Excuses:
    """Those of one channel. All is in memory only: a restart may cost a second excuse."""

    def __init__(self, channel: InGroups, speak: Speak, clock: Clock) -> None:
        self._channel = channel
        self._speak = speak
        self._clock = clock
        self._busy: set[str] = set()  # groups that are being left
        self._said: set[str] = set()  # those that have heard it and would not let us go
        self._left: dict[str, datetime] = {}

    def owed(self, batch: Sequence[Incoming]) -> Mapping[str, Sequence[Incoming]]:
        """What was said in which groups that `make` must be called for, once each."""
        groups: dict[str, list[Incoming]] = {}
        for message in batch:
            if message.kind is Kind.GROUP and self._is_new(message):
                groups.setdefault(message.address, []).append(message)
        self._busy.update(groups)
        return groups

    async def make(self, group: str, heard: Sequence[Incoming]) -> None:
        """Say that we talk with one person at a time, and leave; to leave matters more."""
        try:
            if group not in self._said:
                await self._say(group, heard)
            await self._leave(group)
        finally:
            self._busy.discard(group)

    def _is_new(self, message: Incoming) -> bool:
        left = self._left.get(message.address)
        return message.address not in self._busy and (
            left is None or message.at > left or left > self._clock()
        )

    async def _say(self, group: str, heard: Sequence[Incoming]) -> None:
        [said] = self._speak.say([IN_GROUP], self._language(heard))
        try:
            await self._channel.send(
                group, Outgoing(said.words, right_to_left=said.right_to_left, digits=said.digits)
            )
        except DeliveryError as error:
            log.warning("no excuse in a group", meaning=error.meaning.value)
        else:
            self._said.add(group)

    async def _leave(self, group: str) -> None:
        try:
            await self._channel.leave(group)
        except DeliveryError as error:
            log.warning("a group was not left", meaning=error.meaning.value)
            return
        self._said.discard(group)
        if len(self._left) >= MOST:
            self._left.clear()
        self._left[group] = self._clock()

    def _language(self, heard: Sequence[Incoming]) -> str:
        """That of whoever spoke last and has one that we speak."""
        tags = (self._speak.closest(each.language) for each in reversed(heard) if each.language)
        return next((tag for tag in tags if tag), UNKNOWN)


IN_GROUP = _("I only talk with one person at a time. Please write to me in a private chat.")
