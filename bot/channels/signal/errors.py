"""What signal-cli's refusals mean.

Its sentences hold numbers, uuids and words, so they are read here and never handed on: each failure
has a sentence of ours, and a fingerprint, which is the same for the same. What was
said of the recipient counts first, then the code, then the words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import blake2s
from typing import Any

from bot.channels.base import DeliveryError, Meaning

Json = Mapping[str, Any]

LIMITED_FOR = timedelta(days=1)  # what Signal mostly says beside a puzzle: 86,400 seconds
UNSAID_FOR = timedelta(hours=1)  # where nothing is said: a day is no guess to make about a person
LONGEST_LIMIT = timedelta(days=7)


class Type(StrEnum):
    """What became of a message to one recipient, in signal-cli's words."""

    SUCCESS = "SUCCESS"
    LIMITED = "RATE_LIMIT_FAILURE"
    IDENTITY = "IDENTITY_FAILURE"
    NETWORK = "NETWORK_FAILURE"
    UNREGISTERED = "UNREGISTERED_FAILURE"
    PRE_KEY = "INVALID_PRE_KEY_FAILURE"
    NONE = ""


class Code:
    """The codes of JSON-RPC, and those of signal-cli."""

    UNEXPECTED = -32603
    PARAMS = -32602
    NO_METHOD = -32601
    REQUEST = -32600
    PARSE = -32700
    USER = -1
    IO = -3
    UNTRUSTED = -4
    LIMITED = -5
    CAPTCHA = -6


@dataclass(frozen=True, slots=True)
class Reason:
    """What one kind of failure means, and our sentence for it."""

    meaning: Meaning
    detail: str
    type: Type = Type.NONE
    one_chat: bool = False  # it says nothing about anybody else


LIMITED = Reason(Meaning.LIMITED, "Signal asks us to wait", Type.LIMITED)
IDENTITY = Reason(Meaning.NETWORK, "the safety number is new", Type.IDENTITY, one_chat=True)
NETWORK = Reason(Meaning.NETWORK, "signal-cli could not reach Signal", Type.NETWORK)
UNREGISTERED = Reason(
    Meaning.NETWORK, "Signal does not know the account", Type.UNREGISTERED, one_chat=True
)
PRE_KEY = Reason(Meaning.NETWORK, "the phone's keys cannot be used", Type.PRE_KEY, one_chat=True)
UNKNOWN = Reason(Meaning.UNCERTAIN, "signal-cli answered in a way that we do not know")
GROUP = Reason(Meaning.UNREACHABLE, "we cannot write to this group", one_chat=True)
WRONG = Reason(Meaning.CONTENT, "signal-cli refuses what the message holds")
REFUSED_USER = Reason(Meaning.REFUSED, "signal-cli refuses this message")
UNEXPECTED = Reason(Meaning.REFUSED, "signal-cli met something unexpected")
TIMED_OUT = Reason(Meaning.UNCERTAIN, "signal-cli waited for Signal in vain")
CAPTCHA = Reason(Meaning.CONTENT, "Signal did not accept the captcha")
NO_METHOD = Reason(Meaning.ALARM, "signal-cli does not know a method: it is too old")
OUR_CALL = Reason(Meaning.ALARM, "signal-cli does not understand our calls")
NO_ACCOUNT = Reason(Meaning.ALARM, "signal-cli does not have our account")
OUR_ACCOUNT = Reason(Meaning.ALARM, "Signal refuses our account")
TOO_OLD = Reason(Meaning.ALARM, "Signal refuses this version of signal-cli")

BY_TYPE = {  # the gravest first: a message to a group may fail in several ways
    reason.type: reason for reason in (LIMITED, IDENTITY, NETWORK, UNREGISTERED, PRE_KEY)
}
BY_CODE = {
    Code.PARSE: OUR_CALL,
    Code.REQUEST: OUR_CALL,
    Code.NO_METHOD: NO_METHOD,
    Code.PARAMS: NO_ACCOUNT,
    Code.IO: NETWORK,
    Code.UNTRUSTED: IDENTITY,
    Code.LIMITED: LIMITED,
    Code.CAPTCHA: CAPTCHA,
    Code.USER: REFUSED_USER,
    Code.UNEXPECTED: UNEXPECTED,
}
ABOUT_CONTENT = (  # nothing else stops an announcement
    ("no message text", WRONG),
    ("text style", WRONG),
    ("mention", WRONG),
    ("attachment", WRONG),
    ("nosuchfile", WRONG),
    ("poll", WRONG),
    ("too long", WRONG),
    ("too large", WRONG),
    ("toolarge", WRONG),
)
BY_WORDS = (  # for -1 and -32603, which say the rest in words only
    ("authorizationfailed", OUR_ACCOUNT),
    ("deprecatedversion", TOO_OLD),
    ("ratelimit", LIMITED),
    ("captcha rejected", CAPTCHA),
    ("is not registered", UNREGISTERED),
    ("group", GROUP),
    *ABOUT_CONTENT,
)
BY_WORDS_OF_A_BUG = (
    *BY_WORDS[:3],
    ("timeout", TIMED_OUT),
    ("timed out", TIMED_OUT),
    ("ioexception", NETWORK),
    ("socketexception", NETWORK),
    ("no connection", NETWORK),
    ("unknownhost", NETWORK),
    *ABOUT_CONTENT,
)
NAMES = re.compile(r'"[^"]*"|\S*\d\S*')  # whatever may be somebody's


class CallError(DeliveryError):
    """A failed call. `code` is signal-cli's, 0 where it did not answer."""

    longest_rest = timedelta(minutes=15)  # Signal says a day, and means those whom it names

    code = 0
    type = Type.NONE


def failed(
    reason: Reason, *, code: int = 0, message: str = "", token: Json | None = None, words: str = ""
) -> CallError:
    """The failure for a reason; `token` holds what Signal wants before it lets us speak.

    `words` are signal-cli's own; no more than their fingerprint is kept.
    """
    limited = reason.meaning is Meaning.LIMITED
    error = CallError(
        reason.meaning,
        reason.detail,
        _wait(token or {}) if limited else None,
        only_this_chat=reason.one_chat,
        challenge=str((token or {}).get("token") or "") if limited else "",
        perhaps=message,
    )
    error.code, error.type = code, reason.type
    error.alike = _fingerprint(code, words) if words else reason.detail
    return error


def refusal(error: object) -> CallError:
    """The failure that the `error` of an answer stands for."""
    fields = error if isinstance(error, dict) else {}
    code = fields.get("code")
    code = code if isinstance(code, int) else 0
    results, message = _response(fields.get("data"))
    if results and (worst := _worst(results)) is not None:
        reason, result = worst
        return failed(reason, code=code, message=message, token=result)
    words = str(fields.get("message", ""))
    return failed(_by_code(code, words), code=code, message=message, words=words)


def sent(result: object) -> str:
    """The timestamp of a message that went out. Raises CallError where it did not."""
    fields = result if isinstance(result, dict) else {}
    results, message = _response({"response": fields})
    if not message:
        raise failed(UNKNOWN)
    if results and not any(each.get("type") == Type.SUCCESS for each in results):
        reason, found = _worst(results) or (UNKNOWN, {})
        raise failed(reason, message=message, token=found)
    return message


def _response(data: object) -> tuple[Sequence[Json], str]:
    response = data.get("response") if isinstance(data, dict) else None
    if not isinstance(response, dict):
        return [], ""
    results = response.get("results")
    listed = (
        [each for each in results if isinstance(each, dict)] if isinstance(results, list) else []
    )
    at = response.get("timestamp")
    return listed, str(at) if isinstance(at, int) and not isinstance(at, bool) else ""


def _worst(results: Sequence[Json]) -> tuple[Reason, Json] | None:
    found = {Type.LIMITED if each.get("token") else each.get("type"): each for each in results}
    return next(((why, found[kind]) for kind, why in BY_TYPE.items() if kind in found), None)


def _by_code(code: int, words: str) -> Reason:
    table = {Code.USER: BY_WORDS, Code.UNEXPECTED: BY_WORDS_OF_A_BUG}.get(code, ())
    words = words.lower()
    return next((why for part, why in table if part in words), BY_CODE.get(code, UNKNOWN))


def _fingerprint(code: int, words: str) -> str:
    """The same for two people who are refused for the same reason; nothing can be read from it."""
    words = " ".join(NAMES.sub("", words).split())
    return blake2s(f"{code} {words}".encode(errors="replace")).hexdigest()


def _wait(result: Json) -> timedelta:
    seconds = result.get("retryAfterSeconds")
    if isinstance(seconds, int | float) and 0 < seconds <= LONGEST_LIMIT.total_seconds():
        return timedelta(seconds=seconds)
    return LIMITED_FOR if result.get("token") else UNSAID_FOR
