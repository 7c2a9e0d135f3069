"""Telegram's updates, asked for and handed over; nothing is acknowledged before it is handled.

Asking with a higher offset is what acknowledges, so the offset moves only after `handle` has
returned. A library that asks again while a batch is still being handled loses it in a crash.
"""

import asyncio
import logging
import random
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from bot.channels.base import Handle, Meaning
from bot.channels.telegram.errors import CallError
from bot.channels.telegram.presses import Presses
from bot.channels.telegram.request import TelegramRequest
from bot.channels.telegram.updates import (
    WANTED,
    UpdateError,
    key_of,
    kind_of,
    number_of,
    parse,
    press_of,
)
from bot.clock import Clock, Steady, steady_clock
from domain.speech.messages import Incoming

LONG_POLL_SECONDS = 30
GRACE_SECONDS, MOST_GRACE = 5.0, 10.0  # for the answer, after the long poll should have ended
LIMIT = 100
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 4.0  # people have written meanwhile
REFUSED_PAUSE = 60.0  # until somebody has mended it
LONGEST_OF_OURS = 3.0  # after a fault of ours: people wait, and nobody else is bothered
WATCH_SECONDS = 30.0

SetAside = Callable[[str, str], None]
Sleep = Callable[[float], Awaitable[None]]

REFUSED = "Telegram refuses the token: is LIPA_TELEGRAM_TOKEN right?"
CONFLICT = "Another program asks Telegram for this bot's messages: is a second one running?"


class Polling:
    """Asks for updates for ever. `last_poll` and `alarm` are what health is read from."""

    def __init__(
        self,
        request: TelegramRequest,
        clock: Clock,
        log: logging.Logger,
        set_aside: SetAside,
        sleep: Sleep = asyncio.sleep,
        steady: Steady = steady_clock,
    ) -> None:
        self.last_poll: float | None = None  # on the steady clock
        self.alarm = ""
        self.counts: Counter[str] = Counter()  # what was passed over, by kind
        self._request = request
        self._clock = clock
        self._steady = steady
        self._log = log
        self._set_aside = set_aside
        self._sleep = sleep
        self._offset = 0
        self._wait = 0  # the first poll returns at once, so that health is known
        self._grace = GRACE_SECONDS
        self._asking: asyncio.Timeout | None = None
        self._pause = FIRST_PAUSE
        self._presses = Presses(request, self.counts)

    async def run(self, handle: Handle) -> None:
        """Hand messages over, in order, until cancelled."""
        while True:
            pause = await self._round(handle)
            if pause:
                await self._sleep(pause)

    async def watch(self, url: str, secret: str) -> None:
        """Keep a webhook set, and know whether Telegram still answers, until cancelled."""
        wanted = {"url": url, "allowed_updates": WANTED}
        if secret:
            wanted["secret_token"] = secret
        current = ""
        while True:
            try:
                if current != url:
                    await self._request.call("setWebhook", wanted)
                info = await self._request.call("getWebhookInfo", {})
                current = info.get("url", "") if isinstance(info, dict) else ""
                self._all_is_well()
                pause = WATCH_SECONDS
            except CallError as error:
                pause = await self._trouble(error)
            await self._sleep(pause)

    async def take(self, updates: Sequence[object], handle: Handle) -> None:
        """Read updates, answer the presses among them, hand over what was said."""
        presses = dict.fromkeys(press for update in updates if (press := press_of(update)))
        if presses:
            await self._presses.answer(list(presses))
        incoming = [said for update in updates if (said := self._read(update)) is not None]
        if incoming:
            await handle(incoming)

    def renew(self) -> None:
        """Ask anew at once: what waits may hang on a connection that is dead without a word."""
        asking, self._asking = self._asking, None
        if asking is not None:
            asking.reschedule(asyncio.get_running_loop().time())

    async def close(self) -> None:
        """Stop answering presses; asking for updates ends when its task is cancelled."""
        await self._presses.close()

    async def _round(self, handle: Handle) -> float:
        """Ask once; how long to wait before asking again."""
        try:
            updates = await self._fetch()
        except CallError as error:
            return await self._trouble(error)
        except TimeoutError:  # nothing is lost: what was not acknowledged comes again
            self._wait = 0
            return 0.0
        self._all_is_well()
        try:
            await self.take(updates, handle)
        except Exception as error:  # noqa: BLE001 - the edge: the same batch comes again
            return self._not_handled(error)
        return self._acknowledge(updates)

    async def _fetch(self) -> list[object]:
        """Raises CallError; TimeoutError when `renew` was called."""
        wait, begun = self._wait, self._steady()
        ask = {"offset": self._offset, "timeout": wait, "limit": LIMIT, "allowed_updates": WANTED}
        try:
            async with asyncio.timeout(None) as self._asking:
                updates = await self._request.call("getUpdates", ask, wait + self._grace)
        finally:
            self._asking = None
        if not isinstance(updates, list):
            raise CallError(Meaning.UNCERTAIN, "updates that are no list")
        if self._steady() - begun - wait < GRACE_SECONDS:
            self._grace = GRACE_SECONDS
        return updates

    def _all_is_well(self) -> None:
        self.last_poll = self._steady()
        self._wait = LONG_POLL_SECONDS
        if self.alarm:
            self._log.info("Telegram answers again.")
        self.alarm = ""

    def _acknowledge(self, updates: Sequence[object]) -> float:
        """Move on; a batch in which nothing has a number must not be asked for at once again."""
        numbers = [number for update in updates if (number := number_of(update)) is not None]
        if updates and not numbers:
            return self._next_pause()
        self._offset = max(numbers, default=self._offset - 1) + 1
        self._pause = FIRST_PAUSE
        return 0.0

    def _read(self, update: object) -> Incoming | None:
        kind = kind_of(update)
        try:
            incoming = parse(update, self._clock())
        except UpdateError:
            self.counts["set_aside"] += 1
            self._set_aside(key_of(update), kind)
            return None
        if incoming is None:
            self.counts[kind] += 1
        return incoming

    def _not_handled(self, error: Exception) -> float:
        """The trace without the error's own words, which might be somebody's."""
        trace = "".join(traceback.format_tb(error.__traceback__))
        self._log.error("A batch was not handled: %s\n%s", type(error).__name__, trace)
        self._wait = 0
        return min(self._next_pause(), LONGEST_OF_OURS)

    async def _trouble(self, error: CallError) -> float:
        self._wait = 0
        if error.meaning is Meaning.UNCERTAIN:  # it hangs, or is slow: both are given a chance
            self._grace = MOST_GRACE
        if error.asked_to_stop:
            return self._raise_alarm(REFUSED, REFUSED_PAUSE)
        if error.status == 409 and "webhook" in error.detail.lower():
            return await self._remove_webhook()
        if error.status == 409:
            return self._raise_alarm(CONFLICT, self._next_pause())
        pause = self._next_pause()
        if error.retry_after is not None:
            pause = max(pause, error.retry_after.total_seconds())
        self._log.warning("Telegram did not answer (%s); again in %.1f s", error.detail, pause)
        return pause

    def _raise_alarm(self, alarm: str, pause: float) -> float:
        self.alarm = alarm
        self._log.error("%s Again in %.1f s.", alarm, pause)
        return pause

    async def _remove_webhook(self) -> float:
        """Somebody set a webhook once; the settings say that we ask. Nothing that waits is lost."""
        self._log.warning("A webhook is set where the settings ask for polling; removing it.")
        try:
            await self._request.call("deleteWebhook", {"drop_pending_updates": False})
        except CallError as error:
            self._log.warning("The webhook was not removed (%s)", error.detail)
        return self._next_pause()

    def _next_pause(self) -> float:
        """Twice as long each time, and never together with everybody else."""
        pause = self._pause * random.uniform(0.75, 1.25)  # noqa: S311 - no secret
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        return min(pause, LONGEST_PAUSE)
