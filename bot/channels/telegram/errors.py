"""What Telegram's refusals mean.

The words are the server's own, matched in any case. Only what is listed as being about the content
stops an announcement; a refusal that nobody listed is that person's alone.
"""

import json
import re
from datetime import timedelta
from typing import Any

import orjson
from telegram.error import TelegramError

from bot.channels.base import DeliveryError, Meaning

PERSON_IS_GONE = (
    "chat not found",
    "chat_id is empty",
    "user not found",
    "peer_id_invalid",
    "user_is_blocked",
    "input_user_deactivated",
    "user is deactivated",
    "group chat was upgraded",  # we do not talk in groups
    "have no rights to send",
    "not enough rights to send",
    "chat_write_forbidden",
)
CONTENT_IS_WRONG = (
    "can't parse",
    "can't find end",
    "entity_",
    "entities_",
    "text is empty",
    "must be non-empty",
    "message_empty",
    "media_empty",
    "too long",
    "too_long",
    "too big",
    "too_big",
    "button_data_invalid",
    "button_type_invalid",
    "button_url_invalid",
    "button_invalid",
    "inline keyboard",
    "keyboard button",
    "reply markup",
    "reply_markup",
    "parse_mode",
    "encoded in utf-8",
    "wrong file",
    "wrong remote file",
    "wrong http url",
    "http url content",
    "web page content",
    "file_parts_invalid",
    "document_invalid",
    "photo_invalid",
    "image_process_failed",
    "media_invalid",
)
BY_STATUS = {
    401: Meaning.ALARM,  # the token is not valid
    403: Meaning.UNREACHABLE,  # blocked, deactivated, never started, removed from the group
    404: Meaning.ALARM,  # the token is malformed
    413: Meaning.CONTENT,
    409: Meaning.ALARM,  # another program polls, or a webhook is set
    429: Meaning.LIMITED,
    504: Meaning.UNCERTAIN,  # somebody between us and Telegram got no answer
}
OF_TELEGRAM_ALONE = (400, 403, 409)  # without its words, a wall in between says so of everybody
DEFAULT_WAIT = 5
LONGEST_WAIT = 1_000_000
LONGEST_DETAIL = 160
QUOTED = re.compile(r'"[^"]*"|\d{5,}')


class CallError(DeliveryError, TelegramError):
    """A failed call. It is a TelegramError too, so that the library hands it on untouched."""

    status = 0  # of the answer; 0 where there was none

    @property
    def asked_to_stop(self) -> bool:
        """Whether the token itself is refused, so that asking again soon is of no use."""
        return self.status in (401, 404)


def loads(body: bytes) -> Any:
    """JSON, also where a lone surrogate or a broken byte would upset a strict reader.

    One such message must not hide the ninety-nine beside it. Raises ValueError.
    """
    try:
        return orjson.loads(body)
    except ValueError:
        try:
            return json.loads(body.decode(errors="replace"))
        except RecursionError:
            raise ValueError("JSON that is too deep") from None


def refusal(status: int, body: bytes) -> CallError:
    """The failure that an answer other than success stands for."""
    answer = _fields(body)
    if not answer and status in OF_TELEGRAM_ALONE:
        return CallError(Meaning.NETWORK, f"{status} from somebody between us and Telegram")
    words = str(answer.get("description", ""))
    code = answer.get("error_code")
    status = code if isinstance(code, int) and 400 <= code < 600 else status
    meaning = meaning_of(status, words)
    failure = CallError(
        meaning,
        _detail(status, words),
        _wait(answer) if meaning is Meaning.LIMITED else None,
    )
    failure.status = status
    return failure


def meaning_of(status: int, words: str) -> Meaning:
    """What a status and the server's description say."""
    if status in BY_STATUS:
        return BY_STATUS[status]
    if status >= 500:
        return Meaning.NETWORK
    if 300 <= status < 400:
        return Meaning.ALARM  # Telegram never redirects: the address in the settings is wrong
    if 200 <= status < 300:
        return Meaning.UNCERTAIN  # success, but not in Telegram's words
    words = words.lower()
    if any(part in words for part in PERSON_IS_GONE):
        return Meaning.UNREACHABLE
    wrong = any(part in words for part in CONTENT_IS_WRONG)
    return Meaning.CONTENT if wrong else Meaning.REFUSED


def _fields(body: bytes) -> dict[str, Any]:
    try:
        answer = loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _detail(status: int, words: str) -> str:
    """The description without what it may quote from a message or say of an address."""
    words = QUOTED.sub("…", words).split("\n", 1)[0][:LONGEST_DETAIL]
    return f"{status} {words}".rstrip()


def _wait(answer: dict[str, Any]) -> timedelta:
    parameters = answer.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if isinstance(seconds, int | float) and 0 < seconds < LONGEST_WAIT:
        return timedelta(seconds=seconds)
    return timedelta(seconds=DEFAULT_WAIT)
