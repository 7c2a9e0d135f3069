"""What is in one `dataMessage` of signal-cli."""

from typing import Any

from domain.speech.messages import Kind

Json = dict[str, Any]

LONGEST_WORDS = 8192  # more than a letter to the team may have, so that it is cut nowhere
MENTION = "\ufffc"  # stands where a name is mentioned; the name itself is none of our business
LONG_TEXT = "text/x-signal-plain"
ALWAYS_THERE = {"timestamp", "message", "expiresInSeconds", "viewOnce"}
NOT_SAID = ("pollTerminate", "pinMessage", "unpinMessage", "adminDelete")
STRANGE = ("contacts", "payment", "pollCreate", "giftBadge", "storyContext")


class EventError(ValueError):
    """An event that is not shaped as signal-cli's events are. Its text holds nothing of it."""


def sub(holder: Json, name: str) -> Json | None:
    """The object of this name; None where there is none. Raises EventError for anything else."""
    value = holder.get(name)
    if value is not None and not isinstance(value, dict):
        raise EventError(f"{name} is no object")
    return value


def text(value: object) -> str:
    """Words that every database can keep: no half characters, no zero bytes.

    Raises EventError for what is no words.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise EventError("words that are no words")
    whole = value.encode(errors="replace").decode().replace("\0", "")
    return whole.strip()[:LONGEST_WORDS]


def stamp(envelope: Json) -> int | None:
    """When the phone says it was sent, which is also what the message is called."""
    at = envelope.get("timestamp")
    return at if isinstance(at, int) and not isinstance(at, bool) and at > 0 else None


def is_timer(data: Json) -> bool:
    """A new disappearing timer. Before 0.13.21 nothing marked it: an otherwise empty message."""
    if "isExpirationUpdate" in data:
        return data["isExpirationUpdate"] is True
    return not text(data.get("message")) and not data.get("viewOnce") and not _parts(data)


def unsaid(data: Json) -> str:
    """What the app does, and nobody says; empty for what somebody says."""
    found = next((name for name in NOT_SAID if data.get(name)), "")
    empty = not text(data.get("message")) and not data.get("viewOnce")
    return found or ("empty" if empty and not _parts(data) else "")


def content(data: Json) -> tuple[Kind, str]:
    """What kind of message it is, and the words in it."""
    words = text(_without_mentions(data.get("message")))
    attached = _attached(data)
    if data.get("viewOnce") or any(data.get(name) for name in STRANGE):
        return Kind.OTHER, ""
    if attached:
        return _kind_of(attached[0]), words
    if data.get("sticker"):
        return Kind.STICKER, ""
    return (Kind.WORDS, words) if words else (Kind.OTHER, "")


def long_text(data: Json) -> str:
    """The id of the attachment that holds the whole text, which signal-cli before 0.14 cuts."""
    found = data.get("attachments")
    for each in found if isinstance(found, list) else []:
        if isinstance(each, dict) and each.get("contentType") == LONG_TEXT:
            return text(each.get("id"))
    return ""


def quoted(data: Json, sender: str, account: str) -> str:
    """The name of our message that was quoted; empty when they quote themselves."""
    quote = sub(data, "quote")
    if quote is None or not is_ours(quote, "author", sender, account):
        return ""
    number = quote.get("id")
    return str(number) if isinstance(number, int) else ""


def is_ours(holder: Json, author: str, sender: str, account: str) -> bool:
    """Whether we wrote it. Between two people, whoever did not send this is the other one."""
    uuid = holder.get(f"{author}Uuid")
    if account in (uuid, holder.get(author), holder.get(f"{author}Number")):
        return True
    return holder.get(f"{author}Number") is None and bool(uuid) and uuid != sender


def _kind_of(attachment: Json) -> Kind:
    media = text(attachment.get("contentType"))
    kinds = {"audio": Kind.VOICE, "image": Kind.PHOTO}
    return kinds.get(media.partition("/")[0], Kind.FILE)


def _attached(data: Json) -> list[Json]:
    found = data.get("attachments") or []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise EventError("attachments that are no attachments")
    return [each for each in found if each.get("contentType") != LONG_TEXT]


def _without_mentions(message: object) -> object:
    return message.replace(MENTION, "") if isinstance(message, str) else message


def _parts(data: Json) -> set[str]:
    """Everything that is there besides words and times."""
    return {name for name, value in data.items() if value} - ALWAYS_THERE - {"isExpirationUpdate"}
