"""The methods that act on messages; each takes the world and checked parameters."""

from collections.abc import Callable
from typing import Any

from tests.platforms.telegram.calls import content
from tests.platforms.telegram.calls.facts import Params
from tests.platforms.telegram.calls.refusals import Refused, bad
from tests.platforms.telegram.chats import Bubble, Chat, Json, State
from tests.platforms.telegram.updates import PRESS
from tests.platforms.telegram.world import ABILITIES, World

Method = Callable[[World, Params], Any]
TWO_DAYS = 48 * 3600.0
TOO_BIG = 20_971_520
GIFTS = [
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
]
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
DOING = {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"}
DOING |= {"upload_document", "choose_sticker", "find_location", "record_video_note"}
DOING |= {"upload_video_note"}


def get_me(world: World, _params: Params) -> Json:
    """``getMe``."""
    return world.bot | ABILITIES


def send_message(world: World, params: Params) -> Json:
    """``sendMessage``."""
    text = content.words(params)
    markup = content.keyboard(params) if "reply_markup" in params else None
    chat = world.open_chat(params["chat_id"], "sendMessage")
    extra = content.reply(params, chat) if "reply_parameters" in params else {}
    return world.post(chat, text, markup, extra).message


def send_file(kind: str) -> Method:
    """``sendDocument``, ``sendVoice``, ``sendPhoto``."""

    def send(world: World, params: Params) -> Json:
        caption = content.caption(params)
        markup = content.keyboard(params)
        if params.get("thumbnail") and kind != "document":
            raise bad("FAKE: no thumbnail here")
        chat = world.open_chat(params["chat_id"], f"send{kind.title()}")
        media = content.media(content.file(world, params, kind), kind, params)
        return world.post(chat, media | caption, markup, content.reply(params, chat)).message

    return send


def send_location(world: World, params: Params) -> Json:
    """``sendLocation``."""
    markup = content.keyboard(params)
    chat = world.open_chat(params["chat_id"], "sendLocation")
    place = {"latitude": params["latitude"], "longitude": params["longitude"]}
    return world.post(chat, {"location": place}, markup, content.reply(params, chat)).message


def send_action(world: World, params: Params) -> bool:
    """``sendChatAction``."""
    if params["action"] not in DOING:
        raise bad("wrong parameter action in request")
    chat = world.chat(params["chat_id"])
    chat.enter()
    chat.actions.append(params["action"])
    return True


def react(world: World, params: Params) -> bool:
    """``setMessageReaction``."""
    chat = world.chat(params["chat_id"])
    chat.enter()
    if params["message_id"] not in chat.bubbles:
        raise bad("message to react not found")
    reactions = params.get("reaction", [])
    if len(reactions) > 1:
        raise bad("REACTIONS_TOO_MANY")
    chat.reactions[params["message_id"]] = reactions
    return True


def edit_text(world: World, params: Params) -> Json:
    """``editMessageText``: without a keyboard in the call, the old one goes."""
    chat, bubble = _own(world, params)
    if "text" not in bubble.message:
        raise bad("there is no text in the message to edit")
    new = content.words(params)
    return _edit(
        chat, bubble, int(world.clock.now()), new, content.keyboard(params), ("text", "entities")
    )


def edit_caption(world: World, params: Params) -> Json:
    """``editMessageCaption``."""
    chat, bubble = _own(world, params)
    if "text" in bubble.message:
        raise bad("there is no caption in the message to edit")
    new = content.caption(params)
    markup = content.keyboard(params)
    return _edit(chat, bubble, int(world.clock.now()), new, markup, ("caption", "caption_entities"))


def edit_markup(world: World, params: Params) -> Json:
    """``editMessageReplyMarkup``."""
    chat, bubble = _own(world, params)
    return _edit(chat, bubble, int(world.clock.now()), {}, content.keyboard(params), ())


def _own(world: World, params: Params) -> tuple[Chat, Bubble]:
    if "chat_id" not in params or "message_id" not in params:
        raise bad("message identifier is not specified")
    chat = world.chat(params["chat_id"])
    chat.enter()
    bubble = chat.bubbles.get(params["message_id"])
    if bubble is None:
        raise bad("message to edit not found")
    if not bubble.own:
        raise bad("message can't be edited")
    return chat, bubble


def _edit(
    chat: Chat, bubble: Bubble, at: int, new: Json, markup: Json | None, replaced: tuple[str, ...]
) -> Json:
    if markup is not None and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    old = bubble.message
    same_words = all(old.get(key) == new.get(key) for key in replaced)
    if same_words and old.get("reply_markup") == markup:
        raise bad(NOT_MODIFIED)
    gone = (*replaced, "reply_markup")
    message = {k: v for k, v in old.items() if k not in gone} | new
    message["edit_date"] = at
    if markup is not None:
        message["reply_markup"] = markup
    bubble.message = message
    bubble.edits += 1
    chat.show(bubble, "edit")
    return message


def delete_message(world: World, params: Params) -> bool:
    """``deleteMessage``."""
    chat = world.chat(params["chat_id"])
    bubble = chat.bubbles.get(params["message_id"])
    if bubble is None:
        raise bad("message to delete not found")
    if not _may_delete(world, chat, bubble):
        raise bad("message can't be deleted")
    _delete(chat, bubble)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """``deleteMessages``: those that cannot be found or deleted are skipped in silence."""
    numbers = params["message_ids"]
    if not numbers:
        raise bad("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad("too many message identifiers specified")
    if len(set(numbers)) < len(numbers):
        world.violate("deleteMessages", "the same message twice")
    chat = world.chat(params["chat_id"])
    for number in numbers:
        bubble = chat.bubbles.get(number)
        if bubble is not None and _may_delete(world, chat, bubble):
            _delete(chat, bubble)
    return True


def _may_delete(world: World, chat: Chat, bubble: Bubble) -> bool:
    young = world.clock.now() - bubble.at < TWO_DAYS
    return young and (bubble.own or chat.private)


def _delete(chat: Chat, bubble: Bubble) -> None:
    del chat.bubbles[bubble.message_id]
    if bubble in chat.unread:
        chat.unread.remove(bubble)
    chat.show(bubble, "delete")


def answer_press(world: World, params: Params) -> bool:
    """``answerCallbackQuery``."""
    press = world.presses.get(params["callback_query_id"])
    if press is None or world.clock.now() - press.at > PRESS:
        raise bad(TOO_OLD)
    if len(params.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    press.answers.append({k: v for k, v in params.items() if k != "callback_query_id"})
    return True


def get_file(world: World, params: Params) -> Json:
    """``getFile``; the path never exists on this machine's disk."""
    stored = world.files.get(params["file_id"])
    if stored is None:
        raise bad("invalid file_id")
    if stored.size > TOO_BIG:
        raise bad("file is too big")
    about: Json = {"file_id": stored.file_id, "file_unique_id": stored.unique}
    return about | {"file_size": stored.size, "file_path": stored.path}


def get_chat(world: World, params: Params) -> Json:
    """``getChat``, with the least that it always says."""
    chat = world.chat(params["chat_id"])
    gifts = dict.fromkeys(GIFTS, True)
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    return chat.json | full


def leave(world: World, params: Params) -> bool:
    """``leaveChat``."""
    chat = world.chat(params["chat_id"])
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    if chat.state is not State.OPEN:
        raise Refused(403, "bot is not a member of the group chat")
    chat.state = State.KICKED
    return True


ON_MESSAGES: dict[str, Method] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendDocument": send_file("document"),
    "sendVoice": send_file("voice"),
    "sendPhoto": send_file("photo"),
    "sendLocation": send_location,
    "sendChatAction": send_action,
    "setMessageReaction": react,
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_press,
    "getFile": get_file,
    "getChat": get_chat,
    "leaveChat": leave,
}
