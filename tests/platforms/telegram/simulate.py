"""People with phones: what they write, press, send, quote, block.

Every action gives back what it made: a message id, a press, an update id. An action that a phone
would not offer (a button that is not there, a message to a blocked bot) raises `NotPossible`.
"""

import asyncio
from typing import Any

from tests.platforms.telegram.chats import Bubble, Chat, Json, State, label
from tests.platforms.telegram.world import Press, World


class NotPossible(Exception):  # noqa: N818  # reads as a sentence where it is raised
    """Something that nobody could do on a phone."""


class User:
    """A person, and the private chat with the bot."""

    def __init__(self, world: World, chat: Chat, strict: bool) -> None:
        self.world = world
        self.chat = chat
        self.strict = strict
        assert chat.person is not None
        self.person: Json = chat.person
        self.id: int = chat.id

    # What they see.

    @property
    def transcript(self) -> list[str]:
        """What stands on the phone now."""
        return self.chat.transcript()

    @property
    def bubbles(self) -> list[Bubble]:
        """The messages of the bot that stand on the phone now."""
        return [b for b in self.chat.bubbles.values() if b.own]

    @property
    def last(self) -> Bubble:
        """The newest message of the bot."""
        if not self.bubbles:
            raise NotPossible("the bot has written nothing here")
        return self.bubbles[-1]

    async def next_message(self, timeout: float = 5) -> Bubble:  # noqa: ASYNC109  # as a test says it
        """The next message of the bot that was not yet given out; waits for it."""
        async with asyncio.timeout(timeout):
            while not self.chat.unread:
                await self._change()
        return self.chat.unread.popleft()

    async def next_edit(self, bubble: Bubble, timeout: float = 5) -> Bubble:  # noqa: ASYNC109  # as above
        """Wait until a message is edited again."""
        edits = bubble.edits
        async with asyncio.timeout(timeout):
            while bubble.edits == edits:
                await self._change()
        return bubble

    async def _change(self) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.chat.waiters.append(waiter)
        await waiter

    # What they send.

    def say(self, text: str, quoting: int | None = None, group: int | None = None) -> int:
        """Send words or a command; give the message id."""
        content: Json = {"text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0].encode("utf-16-le")) // 2
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return self.send(content, quoting, group)

    def start(self, code: str = "") -> int:
        """Press the Start button, perhaps after a deep link."""
        return self.say(f"/start {code}".strip())

    def send(self, content: Json, quoting: int | None = None, group: int | None = None) -> int:
        """Send a message with any content, such as ``{"location": {...}}``."""
        chat = self.chat if group is None else self.world.chat(group)
        if chat.state is State.NEW:
            chat.state = State.OPEN
        if chat.state is not State.OPEN:
            raise NotPossible(f"the chat is {chat.state}")
        now = self.world.clock.now()
        number = self.world.number()
        message = {"message_id": number, "from": self.person, "chat": chat.json, "date": int(now)}
        if quoting is not None:
            message["reply_to_message"] = self._at(chat, quoting).message
        message |= content
        chat.bubbles[number] = Bubble(number, False, now, message)
        self.emit("message", message)
        return number

    def send_file(self, kind: str, size: int = 1000, name: str = "", **more: Any) -> int:
        """Send a ``document``, ``voice`` or ``photo`` of a size; its bytes can be downloaded."""
        caption = more.pop("caption", None)
        stored = self.world.store(None, f"{kind}s", size=size, name=name)
        about: Json = {"file_id": stored.file_id, "file_unique_id": stored.unique}
        about |= {"file_size": size} | more
        if kind == "document":
            about |= {"file_name": name or "file.bin", "mime_type": "application/octet-stream"}
        if kind == "voice":
            about = {"duration": 3, "mime_type": "audio/ogg"} | about
        content: Any = [about | {"width": 640, "height": 480}] if kind == "photo" else about
        return self.send({kind: content} | ({"caption": caption} if caption else {}))

    def send_sticker(self, emoji: str = "👍") -> int:
        """Send a sticker."""
        stored = self.world.store(None, "stickers", size=9000)
        about = {"file_id": stored.file_id, "file_unique_id": stored.unique, "type": "regular"}
        shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self.send({"sticker": about | shape | {"emoji": emoji}})

    def send_location(self, latitude: float = 46.05, longitude: float = 14.51) -> int:
        """Send a place."""
        return self.send({"location": {"latitude": latitude, "longitude": longitude}})

    def send_contact(self, phone: str = "+38640000000") -> int:
        """Send one's own number."""
        contact = {"phone_number": phone, "user_id": self.id}
        return self.send({"contact": contact | {"first_name": self.person["first_name"]}})

    def edit(self, message_id: int, text: str) -> None:
        """Change an earlier message."""
        bubble = self._at(self.chat, message_id)
        if bubble.own:
            raise NotPossible("people edit their own messages only")
        edited = {"text": text, "edit_date": int(self.world.clock.now())}
        bubble.message = bubble.message | edited
        self.emit("edited_message", bubble.message)

    def press(self, button: str | int, message: int | None = None) -> Press:
        """Press an inline button, by words or index, of one message or the newest that fits."""
        bubble, found = self._button(button, message)
        if "callback_data" not in found:
            raise NotPossible(f"{found['text']!r} sends the bot nothing")
        return self.press_data(bubble, found["callback_data"])

    def press_data(self, bubble: Bubble, data: str) -> Press:
        """Send a press as some phones do even after the button has gone."""
        press = self.world.press(data)
        query = {"id": press.id, "from": self.person, "message": bubble.message, "data": data}
        self.emit("callback_query", query | {"chat_instance": str(self.id)})
        return press

    def tap(self, words: str) -> int:
        """Tap a button of the keyboard under the text field, which sends its words."""
        rows = (self.chat.keyboard or {"keyboard": []})["keyboard"]
        if words not in [label(b) for row in rows for b in row]:
            raise NotPossible(f"no key {words!r} under the text field")
        return self.say(words)

    def _button(self, button: str | int, message: int | None) -> tuple[Bubble, Json]:
        bubbles = self.bubbles[::-1] if message is None else [self._at(self.chat, message)]
        for bubble in bubbles:
            buttons = bubble.buttons
            if isinstance(button, int) and -len(buttons) <= button < len(buttons):
                return bubble, buttons[button]
            for found in buttons:
                if found["text"] == button:
                    return bubble, found
        seen = [b.labels for b in bubbles if b.labels][:3]
        raise NotPossible(f"no button {button!r}; there are {seen}")

    def _at(self, chat: Chat, message_id: int) -> Bubble:
        if message_id not in chat.bubbles:
            raise NotPossible(f"no message {message_id} stands in this chat")
        return chat.bubbles[message_id]

    # What they decide about the bot.

    def block(self) -> None:
        """Block the bot."""
        self._member("member", "kicked")
        self.chat.state = State.BLOCKED

    def unblock(self) -> None:
        """Let the bot write again."""
        self.chat.state = State.OPEN
        self._member("kicked", "member")

    def leave_telegram(self) -> None:
        """Delete the account."""
        self.chat.state = State.DEACTIVATED

    def react(self, message_id: int, emoji: str) -> None:
        """React to a message; the bot hears of it only if it asked for reactions."""
        self._at(self.chat, message_id)
        reaction = [{"type": "emoji", "emoji": emoji}]
        about = {"chat": self.chat.json, "message_id": message_id, "user": self.person}
        about |= {"date": int(self.world.clock.now()), "old_reaction": []}
        self.emit("message_reaction", about | {"new_reaction": reaction})

    def _member(self, old: str, new: str) -> None:
        self.emit("my_chat_member", membership(self.world, self.chat, self.person, old, new))

    def emit(self, kind: str, content: Any) -> int:
        """Queue an update, after a look whether the real server could send it."""
        if self.strict:
            problem = self.world.facts.problem("Update", {"update_id": 1, kind: content})
            if problem:
                raise AssertionError(problem)
        return self.world.updates.add(kind, content)


def membership(world: World, chat: Chat, person: Json, old: str, new: str) -> Json:
    """A change of what the bot is in a chat."""

    def member(status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"status": status, "user": world.bot} | until

    change = {"chat": chat.json, "from": person, "date": int(world.clock.now())}
    return change | {"old_chat_member": member(old), "new_chat_member": member(new)}
