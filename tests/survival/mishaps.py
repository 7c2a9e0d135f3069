"""What may go wrong beside a kill, for a while; one thing at a time."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import Enum
from random import Random

from tests.survival.lipa_process import Program

SHARE = 0.7  # of lives in which something goes wrong
SHORTEST, LONGEST = 0.3, 3.0  # seconds


class Ends(Enum):
    """When it must be over."""

    BEFORE_THE_KILL = 1
    BEFORE_THE_NEXT_LIFE = 2
    WHENEVER = 3  # the next process may begin in the middle of it


@dataclass(frozen=True)
class Mishap:
    """What goes wrong as long as `during` lasts, and what it excuses; most excuse nothing.

    `twice`: what is in flight when it begins, too, may come twice. `doubts`: what is announced may
    end as uncertain. `late`: what is bound to a time may have expired.
    """

    name: str
    during: Callable[[Program], AbstractAsyncContextManager[None]]
    twice: bool = False
    doubts: bool = False
    late: bool = False
    ends: Ends = Ends.WHENEVER


class Mishaps:
    """Drawn for each life. `suffered` is how often what happened; `lives` are those it was in."""

    def __init__(self, lipa: Program, random: Random, possible: Sequence[Mishap]) -> None:
        self.suffered: Counter[Mishap] = Counter()
        self.lives: list[list[Mishap]] = []
        self._lipa = lipa
        self._random = random
        self._possible = possible
        self._now: Mishap | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def under_way(self) -> bool:
        """Whether something is wrong now."""
        return self._task is not None and not self._task.done()

    def begin_life(self) -> None:
        """Something may go wrong soon, unless something does already."""
        if not self.under_way:
            drawn = self._possible and self._random.random() < SHARE
            self._now = self._random.choice(self._possible) if drawn else None
            self._task = asyncio.create_task(self._suffer(self._now)) if self._now else None
        self.lives.append([self._now] if self._now else [])

    async def until_the_kill(self) -> None:
        """Sometimes the kill falls into it, sometimes into what follows."""
        if not self.under_way or self._now is None:
            return
        if self._now.ends is Ends.BEFORE_THE_KILL or self._random.random() < 0.5:
            await self.over()
        await asyncio.sleep(self._random.uniform(0.0, 1.0))

    async def until_the_next_life(self) -> None:
        """Whoever is started needs some things."""
        if self._now is not None and self._now.ends is not Ends.WHENEVER:
            await self.over()

    async def over(self) -> None:
        """All is well again when this returns."""
        if self._task is not None:
            await self._task

    async def _suffer(self, mishap: Mishap) -> None:
        await asyncio.sleep(self._random.uniform(0.0, 0.5))
        self.suffered[mishap] += 1
        self._lipa.remark(f"begins: {mishap.name}")
        async with mishap.during(self._lipa):
            await asyncio.sleep(self._random.uniform(SHORTEST, LONGEST))
        self._lipa.remark(f"ends: {mishap.name}")
