"""From a channel to the conversations: what is in work is finished, also when we are stopped."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, Protocol

import structlog

from bot.channels.base import Channel, DeliveryError
from bot.conversing.batches import Conversations
from domain.speech.languages import Speak
from domain.speech.messages import Incoming, Kind, Outgoing
from domain.speech.text import _

log = structlog.get_logger()


class InGroups(Channel, Protocol):
    """A channel on which somebody may put us into a group."""

    async def leave(self, address: str) -> None:
        """Leave a group. Raises DeliveryError when the platform did not let us."""
        ...


class Handling:
    """Hands one channel's messages to the conversations."""

    def __init__(self, conversations: Conversations, speak: Speak, channel: InGroups) -> None:
        self._conversations = conversations
        self._speak = speak
        self._channel = channel
        self._working: set[asyncio.Task[None]] = set()

    async def __call__(self, batch: Sequence[Incoming]) -> None:
        """Decide these messages; when this returns, they may be acknowledged."""
        await asyncio.shield(self._work(self._handle(batch)))

    async def finish(self, seconds: float) -> None:
        """Wait for what is in work, at most so many seconds."""
        if self._working:
            await asyncio.wait(self._working, timeout=seconds)

    def _work(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        return task

    async def _handle(self, batch: Sequence[Incoming]) -> None:
        talk = [message for message in batch if message.kind is not Kind.GROUP]
        channel = self._channel
        await self._conversations.handle(talk, channel.account, channel.traits.timer)
        for message in batch:
            if message.kind is Kind.GROUP:
                self._work(self._excuse(message))  # the platform may be slow; nobody waits for it

    async def _excuse(self, message: Incoming) -> None:
        """Say that we talk with one person at a time, and leave the group."""
        language = self._speak.closest(message.language) or "en"
        [said] = self._speak.say([IN_GROUP], language)
        try:
            await self._channel.send(message.address, Outgoing(said.words))
            await self._channel.leave(message.address)
        except DeliveryError as error:
            log.warning("a group was not left", meaning=error.meaning.value)


IN_GROUP = _("I only talk with one person at a time. Please write to me in a private chat.")
