"""What each refusal means; the descriptions are the real server's."""

from datetime import timedelta

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import TelegramError

from bot.channels.base import DeliveryError, Meaning
from bot.channels.telegram.errors import loads, refusal

GONE, WRONG, ALARM = Meaning.UNREACHABLE, Meaning.CONTENT, Meaning.ALARM
ODD = Meaning.REFUSED


def body(code: int, description: str, **parameters: object) -> bytes:
    """An answer with `ok: false`."""
    answer: dict[str, object] = {"ok": False, "error_code": code, "description": description}
    return orjson.dumps(answer | ({"parameters": parameters} if parameters else {}))


@pytest.mark.parametrize(
    ("status", "description", "meaning"),
    [
        (400, "Bad Request: chat not found", GONE),
        (400, "Bad Request: private chat not found", GONE),
        (400, "Bad Request: chat_id is empty", GONE),
        (400, "Bad Request: PEER_ID_INVALID", GONE),
        (400, "Bad Request: group chat was upgraded to a supergroup chat", GONE),
        (400, "Bad Request: have no rights to send a message", GONE),
        (400, 'Bad Request: can\'t parse entities: Unsupported start tag "br"', WRONG),
        (400, "Bad Request: message text is empty", WRONG),
        (400, "Bad Request: message is too long", WRONG),
        (400, "Bad Request: message caption is too long", WRONG),
        (400, "Bad Request: BUTTON_DATA_INVALID", WRONG),
        (400, "Button_data_invalid", WRONG),
        (400, "Bad Request: reply markup is too long", WRONG),
        (400, "Bad Request: wrong file identifier/HTTP URL specified", WRONG),
        (400, "Bad Request: unsupported parse_mode", WRONG),
        (400, "Bad Request: MESSAGE_TOO_LONG", WRONG),
        (400, "Bad Request: ENTITY_BOUNDS_INVALID", WRONG),
        (400, "Bad Request: strings must be encoded in UTF-8", WRONG),
        (400, "Bad Request: file must be non-empty", WRONG),
        (400, "Bad Request: something of next year", ODD),
        (400, "Bad Request: USER_ID_INVALID", ODD),
        (400, "Bad Request: CHAT_RESTRICTED", ODD),
        (400, "Bad Request: VOICE_MESSAGES_FORBIDDEN", ODD),
        (400, "Bad Request: CHAT_SEND_MEDIA_FORBIDDEN", ODD),
        (400, "Bad Request: not enough stars", ODD),
        (418, "I'm a teapot", ODD),
        (413, "Request Entity Too Large", WRONG),
        (401, "Unauthorized", ALARM),
        (404, "Not Found", ALARM),
        (409, "Conflict: terminated by other getUpdates request", ALARM),
        (301, "Moved Permanently", ALARM),
        (403, "Forbidden: bot was blocked by the user", GONE),
        (403, "Forbidden: user is deactivated", GONE),
        (403, "Forbidden: bot can't initiate conversation with a user", GONE),
        (403, "Forbidden: bot was kicked from the group chat", GONE),
        (403, "FORBIDDEN: THE BOT CAN'T SEND MESSAGES TO THE BOT", GONE),
        (429, "Too Many Requests: retry after 7", Meaning.LIMITED),
        (500, "Internal Server Error", Meaning.NETWORK),
        (502, "Bad Gateway", Meaning.NETWORK),
        (503, "Service Unavailable", Meaning.NETWORK),
        (504, "Gateway Timeout", Meaning.UNCERTAIN),
    ],
)
def test_a_refusal_has_a_meaning(status: int, description: str, meaning: Meaning) -> None:
    """In whatever case it is written."""
    for words in (description, description.upper(), description.lower()):
        assert refusal(status, body(status, words)).meaning is meaning


@pytest.mark.parametrize(
    ("status", "meaning"),
    [(502, Meaning.NETWORK), (403, Meaning.NETWORK), (404, ALARM), (200, Meaning.UNCERTAIN)],
)
def test_a_page_of_some_proxy_is_about_nobody(status: int, meaning: Meaning) -> None:
    """And nothing of the page is repeated."""
    failure = refusal(status, b"<html>GET /bot42:token/sendMessage</html>")

    assert failure.meaning is meaning
    assert "token" not in str(failure)


def test_a_429_says_how_long_to_wait() -> None:
    """The server's seconds, or a few where it forgot them."""
    words = "Too Many Requests: retry after 35"

    assert refusal(429, body(429, words, retry_after=35)).retry_after == timedelta(seconds=35)
    assert refusal(429, body(429, words, retry_after="x")).retry_after == timedelta(seconds=5)
    assert refusal(429, b"").retry_after == timedelta(seconds=5)
    assert not refusal(429, body(429, words)).only_this_chat


def test_a_detail_repeats_no_quotation_and_no_number() -> None:
    """They could be somebody's words or address."""
    words = 'Bad Request: tag "Amina" at 1001234 is wrong\nsecond line'

    assert refusal(400, body(400, words)).detail == "400 Bad Request: tag … at … is wrong"


def test_the_library_and_the_outbox_both_know_a_failure_for_what_it_is() -> None:
    """So one exception passes through both."""
    failure = refusal(403, body(403, "Forbidden: user is deactivated"))

    assert isinstance(failure, DeliveryError)
    assert isinstance(failure, TelegramError)
    assert str(failure) == "unreachable: 403 Forbidden: user is deactivated"


@given(
    st.integers(100, 599), st.binary() | st.builds(body, st.integers(-(2**60), 2**60), st.text())
)
def test_any_answer_at_all_has_a_meaning(status: int, answer: bytes) -> None:
    """Nothing that a server says can raise anything else."""
    assert isinstance(refusal(status, answer).meaning, Meaning)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (b'{"text":"\\ud83d"}', {"text": "\ud83d"}),
        (b'{"text":"\xff"}', {"text": "\ufffd"}),
        (b'{"id":' + b"9" * 40 + b"}", None),
    ],
)
def test_json_that_strict_readers_refuse_is_read(raw: bytes, read: object) -> None:
    """One odd message must not hide those beside it."""
    assert read is None or loads(raw) == read
    assert isinstance(loads(raw), dict)


@pytest.mark.parametrize("raw", [b"", b"<html>", b"[" * 100_000])
def test_what_is_no_json_raises_one_kind_of_error(raw: bytes) -> None:
    """However deep it is nested."""
    with pytest.raises(ValueError, match=r".*"):
        loads(raw)
