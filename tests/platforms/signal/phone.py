"""A phone: what stands on it, and what the bot does to it."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.platforms.signal import envelopes
from tests.platforms.signal.bubble import Bubble

if TYPE_CHECKING:
    from tests.platforms.signal.world import World

MOST_EDITS = 10
EDITABLE = 24 * 3600.0
DELETABLE = 24 * 3600.0


class NotPossible(Exception):  # noqa: N818  # reads as a sentence where it is raised
    """Something that nobody could do on a phone."""


class Phone:
    """One with Signal on it. `reads`: sends read receipts; `awake`: it is on."""

    def __init__(self, world: "World", uuid: str, name: str | None, number: str | None) -> None:
        self.world = world
        self.uuid = uuid
        self.name = name
        self.number = number
        self.device = 1
        self.identity = 1  # a new phone has new keys
        self.registered = self.awake = self.confirms = True
        self.reads = self.blocked = False
        self.timer = 0
        self.typing = False
        self.polls_hidden = False
        self.bubbles_ever: dict[int, Bubble] = {}
        self.unread: deque[Bubble] = deque()
        self.read_by_bot: list[int] = []
        self.watcher: Callable[[Bubble, str], None] | None = None
        self._shelf: list[Callable[[], None]] = []
        self._changed = asyncio.Event()

    # What they see.

    @property
    def screen(self) -> list[Bubble]:
        """Everything that stands in the chat now."""
        now = self.world.clock.now()
        every = self.bubbles_ever.values()
        there = [b for b in every if not b.deleted and not b.group]
        return [b for b in there if not (b.expires and b.at + b.expires <= now)]

    @property
    def bubbles(self) -> list[Bubble]:
        """The bot's messages that stand there now."""
        return [bubble for bubble in self.screen if bubble.own]

    @property
    def last(self) -> Bubble:
        """The bot's newest message."""
        if not self.bubbles:
            raise NotPossible("the bot has written nothing here")
        return self.bubbles[-1]

    @property
    def transcript(self) -> list[str]:
        """The chat as text."""
        return [str(bubble) for bubble in self.screen]

    async def next_message(self, timeout: float = 5) -> Bubble:  # noqa: ASYNC109  # as a test says it
        """The next message of the bot that was not yet given out; waits for it."""
        async with asyncio.timeout(timeout):
            while not self.unread:
                self._changed.clear()
                await self._changed.wait()
        return self.unread.popleft()

    async def until(self, true: Callable[[], bool], timeout: float = 5) -> None:  # noqa: ASYNC109  # as above
        """Wait until something is so; looked at whenever anything changes on the phone."""
        async with asyncio.timeout(timeout):
            while not true():
                self._changed.clear()
                await self._changed.wait()

    # What leaves it.

    def emit(self, stamp: int, **parts: Any) -> int:
        """Anything at all."""
        if not self.registered or self.blocked:
            raise NotPossible("somebody who has left or blocked the bot writes nothing")
        self.world.arrive(self, envelopes.event(self.world, self, stamp, **parts))
        return stamp

    # What the bot does to it.

    def take(self, act: Callable[["Phone"], None], stamp: int, *, confirm: bool) -> None:
        """Something arrives: now, or when the phone is on again; nobody hears of a block."""
        if self.blocked:
            return
        if not self.awake:
            self._shelf.append(lambda: self.take(act, stamp, confirm=confirm))
            return
        act(self)
        self._changed.set()
        if confirm and self.confirms:
            self._receipt(stamp, read=False)
        if confirm and self.reads:
            self._receipt(stamp, read=True)

    def _receipt(self, stamp: int, *, read: bool) -> None:
        now = self.world.stamp()
        self.emit(now, receiptMessage=envelopes.receipt(now, [stamp], read=read))

    def show(self, bubble: Bubble) -> None:
        """A new message of the bot."""
        self.bubbles_ever[bubble.timestamp] = bubble
        if bubble.group:
            return
        self.unread.append(bubble)
        self._tell(bubble, "new")

    def change(self, target: int, stamp: int, new: Bubble) -> None:
        """The bot's message is another now, unless it is too late or was changed too often."""
        bubble = self.named(target)
        late = bubble is None or self.world.clock.now() - bubble.at > EDITABLE
        if bubble is None or late or len(bubble.earlier) >= MOST_EDITS or bubble.deleted:
            self.world.violate("send", "an edit that no phone shows")
            return
        bubble.earlier.append(bubble.text)
        bubble.names.add(stamp)
        bubble.text, bubble.styles, bubble.files = new.text, new.styles, new.files
        self._tell(bubble, "edit")

    def erase(self, target: int) -> None:
        """The bot's message goes, if it is not too old."""
        bubble = self.named(target)
        if bubble is not None and self.world.clock.now() - bubble.at <= DELETABLE:
            bubble.deleted = True
            self._tell(bubble, "delete")

    def named(self, stamp: int) -> Bubble | None:
        """The bot's message with this timestamp, its own or that of an edit."""
        every = self.bubbles_ever.values()
        return next((b for b in every if b.own and stamp in b.names), None)

    def _tell(self, bubble: Bubble, change: str) -> None:
        if self.watcher is not None:
            self.watcher(bubble, change)
