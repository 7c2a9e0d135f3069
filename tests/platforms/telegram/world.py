"""Everything there is besides the wire: chats, files, presses, names, and the bot itself."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from tests.platforms.telegram.calls.facts import Facts, Upload
from tests.platforms.telegram.calls.refusals import Refused, bad
from tests.platforms.telegram.chats import Bubble, Chat, Json, State
from tests.platforms.telegram.clock import Clock
from tests.platforms.telegram.faults import Faults
from tests.platforms.telegram.journal import Journal, Violation
from tests.platforms.telegram.rates import Rates
from tests.platforms.telegram.updates import Updates
from tests.platforms.telegram.webhook import Webhook

BOT: Json = {
    "id": 4200000042,
    "is_bot": True,
    "first_name": "Lipa",
    "username": "lipa_test_bot",
}
ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_guest_queries": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
    "has_topics_enabled": False,
    "allows_users_to_create_topics": False,
    "can_manage_bots": False,
}


@dataclass(slots=True)
class Press:
    """A button press, and the bot's answer to it."""

    id: str
    at: float
    data: str
    answers: list[Json] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        """Whether the little clock on the button has gone."""
        return bool(self.answers)


@dataclass(slots=True)
class Stored:
    """A file that Telegram holds."""

    file_id: str
    unique: str
    size: int
    name: str
    media_type: str
    path: str
    data: bytes | None = None

    def content(self) -> bytes:
        """The bytes; made up, but always the same, where nobody uploaded them."""
        if self.data is None:
            seed = hashlib.sha256(self.file_id.encode()).digest()
            self.data = (seed * (self.size // len(seed) + 1))[: self.size]
        return self.data


class World:
    """The state of the simulated Telegram.

    ``keep`` bounds how many calls are remembered, ``history`` how many messages stay in a chat.
    """

    def __init__(
        self,
        rates: Rates,
        faults: Faults,
        keep: int | None = None,
        history: int | None = None,
    ) -> None:
        self.clock = Clock()
        self.facts = Facts()
        self.journal = Journal(keep)
        self.rates = rates
        self.faults = faults
        self.updates = Updates(self.clock)
        self.webhook = Webhook(self.updates, self.clock)
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files: dict[str, Stored] = {}
        self.settings: dict[tuple[str, str, str], Any] = {}
        self.last_message_id = 0
        self.last_press = 5_000_000_000_000
        self.history = history
        self.bot = BOT

    def number(self) -> int:
        """A new message id; private chats and groups share one sequence, as for real bots."""
        self.last_message_id += 1
        return self.last_message_id

    def chat(self, chat_id: int | str) -> Chat:
        """The chat, if it exists."""
        chat = self.chats.get(chat_id) if type(chat_id) is int else None
        if chat is None:
            raise bad("chat not found")
        return chat

    def open_chat(self, chat_id: int | str, method: str) -> Chat:
        """The chat, if the bot may put a new message there now."""
        chat = self.chat(chat_id)
        if chat.state is not State.OPEN or chat.migrated_to is not None:
            chat.enter()
        if self.rates.mode != "off":
            self._pace(chat.id, method)
        return chat

    def press(self, data: str) -> Press:
        """A new button press; the newest hundred thousand are remembered."""
        self.last_press += 1
        press = Press(str(self.last_press), self.clock.now(), data)
        self.presses[press.id] = press
        if len(self.presses) > 100_000:
            del self.presses[next(iter(self.presses))]
        return press

    def violate(self, method: str, what: str) -> None:
        """Record something that a test should fail for."""
        self.journal.violations.append(Violation(self.clock.now(), method, what))

    def store(self, upload: Upload | None, kind: str, **facts: Any) -> Stored:
        """Keep a file; the same bytes always get the same unique id."""
        data = upload.data if upload else None
        number = len(self.files) + 1
        unique = hashlib.sha256(data if data is not None else b"%d" % number).hexdigest()[:14]
        stored = Stored(
            file_id=f"BQAC{number:06d}{unique}",
            unique=f"AgAD{unique}",
            size=len(data) if data is not None else facts.get("size", 1000),
            name=upload.name if upload else facts.get("name", ""),
            media_type=upload.media_type if upload else facts.get("media_type", ""),
            path=f"{kind}/file_{number}",
            data=data,
        )
        self.files[stored.file_id] = stored
        return stored

    def post(self, chat: Chat, content: Json, markup: Json | None, extra: Json) -> Bubble:
        """Put a message of the bot into a chat and show it."""
        now = self.clock.now()
        number = self.number()
        message = {"message_id": number, "from": self.bot, "chat": chat.json, "date": int(now)}
        message |= extra
        message |= content
        bubble = Bubble(number, True, now, message)
        if markup is not None:
            if "inline_keyboard" in markup:
                message["reply_markup"] = markup
            else:
                bubble.markup = markup
                chat.keyboard = markup if "keyboard" in markup else None
        chat.bubbles[number] = bubble
        if self.history is not None and len(chat.bubbles) > self.history:
            del chat.bubbles[next(iter(chat.bubbles))]
        chat.show(bubble, "new")
        return bubble

    def _pace(self, chat_id: int, method: str) -> None:
        excess = self.rates.excess(chat_id)
        if excess is None:
            return
        which, seconds = excess
        if self.rates.mode == "enforce":
            raise Refused(429, f"retry after {seconds}", retry_after=seconds)
        self.violate(method, f"faster than allowed for {which}")
