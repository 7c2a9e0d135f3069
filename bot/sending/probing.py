"""Ask a platform whether it is there, for as long as somebody wonders."""

import asyncio
import math
from collections.abc import Callable

import structlog

from bot.channels.base import Channel, DeliveryError, Meaning
from bot.clock import Steady
from bot.sending.outage import Outage

SILENT = (Meaning.NETWORK, Meaning.UNCERTAIN)  # any other refusal is an answer

log = structlog.get_logger()


class Prober:
    """`heard` is called after each probe; `look` begins to ask where there is a reason to."""

    def __init__(
        self, channel: Channel, outage: Outage, heard: Callable[[], None], steady: Steady
    ) -> None:
        self._channel = channel
        self._outage = outage
        self._heard = heard
        self._steady = steady
        self._task: asyncio.Task[None] | None = None

    def look(self) -> None:
        """Ask in time, unless that is being done."""
        if self._outage.probe_at < math.inf and (self._task is None or self._task.done()):
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Ask no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while self._outage.probe_at < math.inf:
            await asyncio.sleep(max(0.0, self._outage.probe_at - self._steady()))
            answered = await self._ask()
            self._outage.probed(answered=answered, now=self._steady())
            self._heard()

    async def _ask(self) -> bool:
        """Whether there was an answer. A bug of ours must not keep a channel silent."""
        try:
            async with asyncio.timeout(self._outage.bound):
                await self._channel.probe()
        except TimeoutError:
            return False
        except DeliveryError as error:
            return error.meaning not in SILENT
        except Exception:  # the edge of a job: a message will show whether it is so
            log.exception("a platform could not be asked", channel=self._channel.name)
        return True
