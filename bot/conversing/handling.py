"""From a channel to the conversations: what is in work is finished, also when we are stopped."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

from bot.clock import Clock, Steady, steady_clock, system_clock
from bot.conversing.batches import Conversations
from bot.conversing.leaving_groups import Excuses, InGroups
from domain.speech.languages import Speak
from domain.speech.messages import Incoming, Kind


class Handling:
    """Hands one channel's messages to the conversations."""

    def __init__(
        self,
        conversations: Conversations,
        speak: Speak,
        channel: InGroups,
        clock: Clock = system_clock,
        steady: Steady = steady_clock,
    ) -> None:
        self._conversations = conversations
        self._channel = channel
        self._excuses = Excuses(channel, speak, clock)
        self._working: set[asyncio.Task[None]] = set()
        self._steady = steady
        self._begun: dict[int, float] = {}  # batches in work
        self._failing: float | None = None  # since then every batch has failed

    @property
    def waits(self) -> float:
        """For how many seconds the oldest message has waited that was not decided; 0: none does."""
        since = [*self._begun.values(), *([] if self._failing is None else [self._failing])]
        return self._steady() - min(since) if since else 0.0

    async def __call__(self, batch: Sequence[Incoming]) -> None:
        """Decide these messages; when this returns, they may be acknowledged."""
        await asyncio.shield(self._work(self._watched(batch)))

    async def finish(self, seconds: float) -> None:
        """Wait for what is in work, at most so many seconds."""
        if self._working:
            await asyncio.wait(self._working, timeout=seconds)

    def _work(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        return task

    async def _watched(self, batch: Sequence[Incoming]) -> None:
        begun = self._begun[id(batch)] = self._steady()
        try:
            await self._handle(batch)
        except BaseException:
            self._failing = begun if self._failing is None else self._failing
            raise
        else:
            self._failing = None
        finally:
            del self._begun[id(batch)]

    async def _handle(self, batch: Sequence[Incoming]) -> None:
        talk = [message for message in batch if message.kind is not Kind.GROUP]
        channel = self._channel
        await self._conversations.handle(talk, channel.account, channel.traits.timer)
        for group, heard in self._excuses.owed(batch).items():
            self._work(self._excuses.make(group, heard))  # the platform may be slow; nobody waits
