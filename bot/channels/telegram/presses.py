"""Answers to button presses, which let the little clock on the button stop."""

import asyncio
from collections import Counter
from collections.abc import Sequence

from bot.channels.telegram.errors import CallError
from bot.channels.telegram.request import TelegramRequest

ANSWER_SECONDS = 5.0
MOST_WAITING = 100


class Presses:
    """Answers leave before the work begins, and the work does not wait for them."""

    def __init__(self, request: TelegramRequest, counts: Counter[str]) -> None:
        self._request = request
        self._counts = counts
        self._tasks: set[asyncio.Task[None]] = set()

    async def answer(self, presses: Sequence[str]) -> None:
        """Send the answers; only while a hundred earlier ones hang is there a short wait."""
        if len(self._tasks) > MOST_WAITING:
            await asyncio.wait(self._tasks, timeout=1)
        for press in presses:
            task = asyncio.create_task(self._answer(press))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        await asyncio.sleep(0)  # each task writes its request now

    async def close(self) -> None:
        """Give up on answers that are on their way."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, press: str) -> None:
        params = {"callback_query_id": press}
        try:
            await self._request.call("answerCallbackQuery", params, ANSWER_SECONDS)
        except CallError:  # too old, mostly; the person sees our message anyway
            self._counts["press_not_answered"] += 1
