"""The chats that exist, what stands in them, and whether the bot may write there."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.platforms.telegram.calls.refusals import Refused, bad

Json = dict[str, Any]
UNREAD = 500


class State(StrEnum):
    """Whether the bot may write to a chat."""

    OPEN = "open"
    NEW = "new"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    KICKED = "kicked"
    DELETED = "deleted"


NO_ENTRY = {
    State.NEW: "bot can't initiate conversation with a user",
    State.BLOCKED: "bot was blocked by the user",
    State.DEACTIVATED: "user is deactivated",
    State.KICKED: "bot was kicked from the group chat",
    State.DELETED: "the group chat was deleted",
}


@dataclass(slots=True, eq=False)
class Bubble:
    """A message as it stands in a chat now."""

    message_id: int
    own: bool
    at: float
    message: Json
    edits: int = 0
    markup: Json | None = None

    @property
    def text(self) -> str:
        """The words, or the caption."""
        return str(self.message.get("text") or self.message.get("caption") or "")

    @property
    def kind(self) -> str:
        """What the message carries: ``text``, ``document``, ``voice`` and so on."""
        return next((k for k in KINDS if k in self.message), "text")

    @property
    def buttons(self) -> list[Json]:
        """The inline buttons in reading order."""
        markup = self.message.get("reply_markup")
        return [b for row in markup["inline_keyboard"] for b in row] if markup else []

    @property
    def labels(self) -> list[str]:
        """The words on the inline buttons, or else on the reply keyboard that came with it."""
        if self.markup and "keyboard" in self.markup:
            return [label(b) for row in self.markup["keyboard"] for b in row]
        return [b["text"] for b in self.buttons]

    def __str__(self) -> str:
        words = [] if self.kind == "text" else [f"({self.describe()})"]
        words += [self.text] if self.text else []
        words += [f"[{' | '.join(self.labels)}]"] if self.labels else []
        return " ".join(words)

    def describe(self) -> str:
        """The kind of content, with its name where it has one."""
        content = self.message[self.kind]
        if not isinstance(content, dict):
            return self.kind
        return f"{self.kind} {content.get('file_name') or content.get('emoji') or ''}".strip()


KINDS = ("document", "voice", "photo", "sticker", "location", "contact", "video", "audio")
Watcher = Callable[[Bubble, str], None]


def label(button: Json | str) -> str:
    """The words on a reply-keyboard button, which may be a bare string."""
    return button if isinstance(button, str) else str(button["text"])


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat or a group, as both sides see it."""

    id: int
    json: Json
    person: Json | None = None
    state: State = State.OPEN
    migrated_to: int | None = None
    bubbles: dict[int, Bubble] = field(default_factory=dict)
    keyboard: Json | None = None
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    # What is temporary: who waits for something to happen here.
    unread: deque[Bubble] = field(default_factory=deque)
    waiters: deque[asyncio.Future[None]] = field(default_factory=deque)
    watcher: Watcher | None = None

    @property
    def private(self) -> bool:
        """Whether this is a chat with one person."""
        return self.person is not None

    def enter(self) -> None:
        """Refuse the bot where it may not write."""
        if self.state is State.OPEN and self.migrated_to is None:
            return
        if self.migrated_to is not None:
            words = "group chat was upgraded to a supergroup chat"
            raise bad(words, migrate_to_chat_id=self.migrated_to)
        raise Refused(403, NO_ENTRY[self.state])

    def show(self, bubble: Bubble, change: str) -> None:
        """Let the people in the chat see a new, edited or deleted message of the bot."""
        if self.watcher is not None:
            self.watcher(bubble, change)
            return
        if change == "new":
            self.unread.append(bubble)
            if len(self.unread) > UNREAD:
                self.unread.popleft()
        while self.waiters:
            waiter = self.waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)

    def transcript(self) -> list[str]:
        """What the person sees on the phone now, a line for each message."""
        return [f"{'bot' if b.own else 'you'}: {b}" for b in self.bubbles.values()]
