"""What may stand in a message: words, captions, keyboards, files."""

from typing import Any

from tests.platforms.telegram.calls.facts import Params, Upload
from tests.platforms.telegram.calls.markup import parse_html
from tests.platforms.telegram.calls.refusals import Refused, bad
from tests.platforms.telegram.chats import Chat, Json, label
from tests.platforms.telegram.world import Stored, World

MEGABYTE = 1 << 20
ACTIONS = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
]


def words(params: Params) -> Json:
    """The ``text`` of a call, parsed and measured, with its entities."""
    raw = params["text"]
    if not raw:
        raise bad("message text is empty")
    text, entities = formatted(raw, params.get("parse_mode"), params.get("entities"))
    if len(text) > 4096:
        raise bad("message is too long")
    if not text or text.isspace():
        raise bad("text must be non-empty")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption(params: Params) -> Json:
    """The ``caption`` of a call, parsed and measured."""
    raw = params.get("caption")
    if not raw:
        return {}
    entities = params.get("caption_entities")
    text, entities = formatted(raw, params.get("parse_mode"), entities)
    if len(text) > 1024:
        raise bad("message caption is too long")
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def formatted(raw: str, mode: str | None, entities: Any) -> tuple[str, list[Json]]:
    """Words without their tags, and entities."""
    if len(raw) > 8192 and len(raw.encode()) > 32768:
        raise bad("text is too long")
    if not mode:
        return raw, entities or []
    if mode.lower() == "html":
        return parse_html(raw)
    if mode.lower() in ("markdown", "markdownv2"):
        raise bad("FAKE: this server reads no Markdown")
    raise bad("unsupported parse_mode")


def keyboard(params: Params) -> Json | None:
    """The keyboard of a call, or None."""
    markup: Json | None = params.get("reply_markup")
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        rows = markup["inline_keyboard"]
        _measure(rows)
        for row in rows:
            for button in row:
                _inline(button)
        return markup if rows else None
    if "keyboard" in markup:
        _measure(markup["keyboard"])
        if not all(label(b) for row in markup["keyboard"] for b in row):
            raise bad("FAKE: a button without words silently disappears")
        placeholder = markup.get("input_field_placeholder")
        if placeholder is not None and not 1 <= len(placeholder) <= 64:
            raise bad("FAKE: input_field_placeholder has 1 to 64 characters")
    return markup


def _measure(rows: list[list[Any]]) -> None:
    if any(len(row) > 8 for row in rows):
        raise bad("FAKE: more than 8 buttons in a row")
    if sum(map(len, rows)) > 100:
        raise bad("FAKE: more than 100 buttons")


def _inline(button: Json) -> None:
    data = button.get("callback_data")
    if data is None or len(button) != 2:
        actions = [name for name in ACTIONS if name in button]
        if not actions:
            words = "Text buttons are unallowed in the inline keyboard"
            raise bad(f"can't parse inline keyboard button: {words}")
        if len(actions) > 1:
            raise bad(f"FAKE: a button with {len(actions)} actions: {', '.join(actions)}")
        if not 1 <= len(button.get("copy_text", {"text": "x"})["text"]) <= 256:
            raise bad("FAKE: copy_text has 1 to 256 characters")
    if data is not None and not 1 <= len(data.encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if not button["text"]:
        raise bad("FAKE: a button without words silently disappears")


def reply(params: Params, chat: Chat) -> Json:
    """The quoted message, where one is quoted and still there."""
    wanted = params.get("reply_parameters")
    if wanted is None:
        return {}
    bubble = chat.bubbles.get(wanted["message_id"])
    if bubble is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    return {"reply_to_message": {k: v for k, v in bubble.message.items() if k != QUOTED}}


QUOTED = "reply_to_message"


def file(world: World, params: Params, kind: str) -> Stored:
    """The uploaded or earlier file that a call sends."""
    given = params[kind]
    if isinstance(given, str) and given.startswith("attach://"):
        given = params.get(given.removeprefix("attach://"))
    if isinstance(given, Upload):
        _weigh(given, kind)
        return world.store(given, f"{kind}s" if kind != "voice" else kind)
    stored = world.files.get(given) if isinstance(given, str) else None
    if stored is None:
        raise bad("wrong file identifier/HTTP URL specified")
    return stored


def _weigh(upload: Upload, kind: str) -> None:
    size = len(upload.data)
    if size == 0:
        raise bad("file must be non-empty")
    if size > 50 * MEGABYTE:
        raise Refused(413, "Request Entity Too Large")
    if kind == "photo" and size > 10 * MEGABYTE:
        raise bad("file is too big for a photo")


def media(stored: Stored, kind: str, params: Params) -> Json:
    """How the bot sees the file in its own message."""
    about: Json = {"file_id": stored.file_id, "file_unique_id": stored.unique}
    about["file_size"] = stored.size
    if kind == "photo":
        return {"photo": [about | {"width": 640, "height": 480}]}
    if kind == "voice" and stored.size <= MEGABYTE:
        mime = {"mime_type": "audio/ogg"}
        return {"voice": about | {"duration": params.get("duration", 1)} | mime}
    about |= {"file_name": stored.name} if stored.name else {}
    about |= {"mime_type": stored.media_type} if stored.media_type else {}
    return {"document": about}
