"""Telegram's updates as messages that came in: the only place that reads them.

No name, user name, phone number, place or picture leaves this module. What Telegram's shape
forbids raises UpdateError; what is of no interest is None.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from domain.speech.messages import Incoming, Kind

Json = dict[str, Any]

CHANNEL = "telegram"
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
GROUPS = ("group", "supergroup")
LONGEST_WORDS = 4096
LONGEST_PRESS = 64
COMMAND_FOR_A_BOT = re.compile(r"^(/\w{1,32})@\w+", re.ASCII)
KINDS = {
    "voice": Kind.VOICE,
    "photo": Kind.PHOTO,
    "sticker": Kind.STICKER,
    "document": Kind.FILE,
    "video": Kind.FILE,
    "video_note": Kind.FILE,
    "animation": Kind.FILE,
    "audio": Kind.FILE,
}
NOT_SAID = (  # what the app does, and nobody says
    "pinned_message",
    "message_auto_delete_timer_changed",
    "chat_background_set",
    "write_access_allowed",
    "delete_chat_photo",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
)


class UpdateError(ValueError):
    """An update that is not shaped as Telegram's updates are. Its text holds nothing of it."""


def key_of(update: object) -> str:
    """The name of an update, also of one that is otherwise unreadable."""
    number = number_of(update)
    return "update:unknown" if number is None else f"update:{number}"


def number_of(update: object) -> int | None:
    """The number of an update, also of one that cannot be read; None where it has none."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def kind_of(update: object) -> str:
    """What Telegram calls this kind of update."""
    if not isinstance(update, dict):
        return "unknown"
    return next((kind for kind in WANTED if kind in update), "other")


def press_of(update: object) -> str:
    """The number under which a press is answered; empty where nothing was pressed."""
    query = update.get("callback_query") if isinstance(update, dict) else None
    name = query.get("id") if isinstance(query, dict) else None
    return name if isinstance(name, str) else ""


def parse(update: object, now: datetime) -> Incoming | None:
    """What an update says; None where there is nothing to answer.

    Raises UpdateError, without words of anybody, where it is none that we can read.
    """
    if not isinstance(update, dict) or number_of(update) is None:
        raise UpdateError("no update")
    key = key_of(update)
    if "message" in update:
        return _message(_object(update, "message"), key, now)
    if "edited_message" in update:
        return _edit(_object(update, "edited_message"), key, now)
    if "callback_query" in update:
        return _press(_object(update, "callback_query"), key, now)
    if "my_chat_member" in update:
        return _member(_object(update, "my_chat_member"), key, now)
    return None


def _message(message: Json, key: str, now: datetime) -> Incoming | None:
    chat, sender = _object(message, "chat"), message.get("from")
    if not isinstance(sender, dict) or sender.get("is_bot"):
        return None
    at = _at(message, now)
    if chat.get("type") in GROUPS:
        spoken = "text" in message or "caption" in message
        return _in_group(chat, key, at, sender) if spoken else None
    if chat.get("type") != "private" or any(name in message for name in NOT_SAID):
        return None
    kind, words = _content(message)
    said = Incoming(CHANNEL, _id(chat), key, at, kind, words, language=_tag(sender))
    return replace(said, quoted=_quoted(message), name=_name(message))


def _edit(message: Json, key: str, now: datetime) -> Incoming | None:
    """Telegram tells bots of edits, and never that somebody deleted a message."""
    said = _message(message, key, now)
    if said is None or said.kind is not Kind.WORDS:
        return None
    return replace(said, kind=Kind.EDITED, quoted=said.name)


def _name(message: Json) -> str:
    """What Telegram calls a message: it lets a bot delete it in a private chat for two days."""
    number = message.get("message_id")
    return str(number) if isinstance(number, int) and not isinstance(number, bool) else ""


def _content(message: Json) -> tuple[Kind, str]:
    if "text" in message:
        words = COMMAND_FOR_A_BOT.sub(r"\1", _words(message["text"]), count=1)
        return (Kind.WORDS, words) if words else (Kind.OTHER, "")
    kind = next((KINDS[name] for name in KINDS if name in message), Kind.OTHER)
    return kind, _words(message.get("caption", ""))


def _press(query: Json, key: str, now: datetime) -> Incoming | None:
    sender, message = _object(query, "from"), query.get("message")
    if "data" not in query or sender.get("is_bot"):
        return None
    message = message if isinstance(message, dict) else {}
    chat = message.get("chat", sender)
    if isinstance(chat, dict) and chat.get("type") in GROUPS:
        return _in_group(chat, key, now, sender)
    data = _words(query["data"])
    if len(data.encode()) > LONGEST_PRESS:
        raise UpdateError("a press of more than 64 bytes")
    quoted = str(message.get("message_id", ""))
    return Incoming(
        CHANNEL, _id(sender), key, now, Kind.PRESS, "", data, quoted, language=_tag(sender)
    )


def _member(change: Json, key: str, now: datetime) -> Incoming | None:
    """Somebody blocked or unblocked us, or put us into a group."""
    chat = _object(change, "chat")
    status = _object(change, "new_chat_member").get("status")
    inside = status in ("member", "administrator")
    if chat.get("type") in GROUPS:
        by = _object(change, "from")
        return _in_group(chat, key, _at(change, now), by) if inside else None
    if chat.get("type") != "private" or not (inside or status == "kicked"):
        return None
    kind = Kind.RETURNED if inside else Kind.LEFT
    tag = _tag(_object(change, "from"))
    return Incoming(CHANNEL, _id(chat), key, _at(change, now), kind, language=tag)


def _in_group(chat: Json, key: str, at: datetime, sender: Json) -> Incoming:
    """Where somebody spoke in a group, and in which language their app is."""
    return Incoming(CHANNEL, _id(chat), key, at, Kind.GROUP, language=_tag(sender))


def _object(holder: Json, name: str) -> Json:
    value = holder.get(name)
    if not isinstance(value, dict):
        raise UpdateError(f"no {name}")
    return value


def _id(holder: object) -> str:
    value = holder.get("id") if isinstance(holder, dict) else None
    if not isinstance(value, int) or isinstance(value, bool):
        raise UpdateError("no id")
    return str(value)


def _at(holder: Json, now: datetime) -> datetime:
    """When it was said; never later than now, whatever the platform believes."""
    date = holder.get("date")
    if isinstance(date, int) and 0 < date < now.timestamp():
        return datetime.fromtimestamp(date, UTC)
    return now


def _words(value: object) -> str:
    """Typed words that every database can keep: no half characters, no zero bytes."""
    if not isinstance(value, str):
        raise UpdateError("words that are no words")
    whole = value.encode(errors="replace").decode().replace("\0", "")
    return whole.strip()[:LONGEST_WORDS]


def _quoted(message: Json) -> str:
    """The name of our message that was quoted; empty when they quote themselves."""
    answered = message.get("reply_to_message")
    if not isinstance(answered, dict):
        return ""
    number, sender = answered.get("message_id"), answered.get("from")
    ours = isinstance(sender, dict) and sender.get("is_bot") is True
    return str(number) if ours and isinstance(number, int) else ""


def _tag(sender: Json) -> str:
    tag = sender.get("language_code")
    return tag[:35] if isinstance(tag, str) and tag.isascii() else ""
