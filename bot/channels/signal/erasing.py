"""Our own messages deleted on people's phones, as far as Signal lets us."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from bot.channels import message_names
from bot.channels.base import DeliveryError, Meaning
from bot.channels.signal.errors import CallError
from bot.channels.signal.transmitting import Transmitting
from bot.channels.unfinished import Unfinished
from bot.clock import Clock, Steady

ERASABLE = timedelta(hours=48)  # Signal's apps send deletions for a day, and take them for two
SECONDS = 25.0  # the outbox gives up after 30
BURST = 20  # deletions in a row; Signal takes 60 messages to one person, then one a second


class Erasing:
    """Deletes one message after the other; a second try goes on where the first one stopped."""

    def __init__(self, sending: Transmitting, clock: Clock, steady: Steady) -> None:
        self._sending = sending
        self._clock = clock
        self._unfinished = Unfinished(steady)

    async def erase(self, address: str, messages: Sequence[str]) -> None:
        """Delete these; old ones and refusals are passed over. Raises when nobody answers."""
        done = self._unfinished.pop(address, tuple(messages))
        names = [name for name in self._young(messages) if name not in done]
        try:
            async with asyncio.timeout(SECONDS):
                for name in names[:BURST]:
                    await self._delete(address, name)
                    done.append(name)
        except TimeoutError:
            raise self._later(address, messages, done, "no time for all") from None
        except DeliveryError:
            self._unfinished.keep(address, tuple(messages), sent=done)
            raise
        if len(names) > BURST:
            raise self._later(address, messages, done, "more must be deleted")

    async def _delete(self, address: str, name: str) -> None:
        try:
            await self._sending.call(address, "remoteDelete", targetTimestamp=int(name))
        except DeliveryError as error:
            if not error.permanent:
                raise

    def _later(
        self, address: str, messages: Sequence[str], done: Sequence[str], why: str
    ) -> CallError:
        self._unfinished.keep(address, tuple(messages), sent=done)
        return CallError(Meaning.LIMITED, why, timedelta(seconds=BURST), only_this_chat=True)

    def _young(self, messages: Sequence[str]) -> list[str]:
        """The timestamps of all parts that phones may still delete."""
        oldest = (self._clock() - ERASABLE).timestamp() * 1000
        names = message_names.parts(messages)
        return [name for name in names if name.isdecimal() and int(name) > oldest]
