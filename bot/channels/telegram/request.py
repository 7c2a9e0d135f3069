"""Calls to the Bot API: quick ones by name, and all others through python-telegram-bot.

The token is part of every address that is asked. It stands in no failure, log or `repr` of ours.
"""

import secrets
from typing import Any
from urllib.parse import urlsplit

import orjson
from telegram.request import BaseRequest, RequestData

from bot.channels.base import Meaning
from bot.channels.telegram.errors import CallError, loads, refusal
from bot.channels.telegram.wire import Wire

ANSWER_SECONDS = 15.0
UPLOAD_SECONDS = 60.0
JSON = b"application/json"


class TelegramRequest(BaseRequest):
    """One Bot API server, asked over kept connections with JSON bodies.

    `call` is the short way for what happens thousands of times; `telegram.Bot` uses the rest.
    """

    def __init__(self, api_url: str, token: str) -> None:
        self._wire = Wire(api_url)
        self._root = urlsplit(api_url).path.rstrip("/") + f"/bot{token}/"
        self._heads: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return f"TelegramRequest({self._wire.host})"

    @property
    def read_timeout(self) -> float:
        """How many seconds an answer may take, where a call does not say another number."""
        return ANSWER_SECONDS

    async def call(
        self, method: str, params: dict[str, Any], seconds: float = ANSWER_SECONDS
    ) -> Any:
        """The result of a method. Raises CallError, and nothing else."""
        body = _dumps(params)
        head = self._heads.get(method)
        if head is None:
            head = self._heads[method] = self._head(b"POST", self._root + method, JSON)
        raw = b"%b%d\r\n\r\n%b" % (head, len(body), body)
        status, answer = await self._wire.exchange(raw, seconds)
        if status != 200:
            raise refusal(status, answer)
        return _result(answer)

    def distrust(self) -> None:
        """The next calls make connections of their own."""
        self._wire.distrust()

    async def initialize(self) -> None:
        """Connections are made when they are needed."""

    async def shutdown(self) -> None:
        """End all connections; calls that wait for an answer fail."""
        await self._wire.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - the library's own shape
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - as above
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - as above
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - as above
    ) -> tuple[int, bytes]:
        """A call of the library's. Raises CallError for a refusal, with its meaning."""
        kind, body = _body(request_data)
        head = self._head(method.encode(), urlsplit(url).path, kind)
        raw = b"%b%d\r\n\r\n%b" % (head, len(body), body)
        uploads = request_data is not None and request_data.contains_files
        seconds = UPLOAD_SECONDS if uploads else ANSWER_SECONDS
        if isinstance(read_timeout, int | float):
            seconds = read_timeout
        status, answer = await self._wire.exchange(raw, seconds)
        if status != 200:
            raise refusal(status, answer)
        return status, answer

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer's JSON; the library's own reader would log what it cannot read."""
        return {"result": _result(payload)}

    def _head(self, verb: bytes, target: str, kind: bytes) -> bytes:
        """A request's head up to the number of its body's bytes."""
        default = 443 if self._wire.secure else 80
        port = "" if self._wire.port == default else f":{self._wire.port}"
        host = f"[{self._wire.host}]" if ":" in self._wire.host else self._wire.host
        lines = (
            b"%b %b HTTP/1.1" % (verb, target.encode()),
            b"Host: %b" % f"{host}{port}".encode(),
            b"Content-Type: %b" % kind,
            b"Content-Length: ",
        )
        return b"\r\n".join(lines)


def _dumps(params: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(params)
    except TypeError:  # half a character, or a number without end
        raise CallError(Meaning.CONTENT, "a message that JSON cannot carry") from None


def _result(answer: bytes) -> Any:
    try:
        fields = loads(answer)
    except ValueError:
        raise CallError(Meaning.UNCERTAIN, "an answer that is no JSON") from None
    if not isinstance(fields, dict) or fields.get("ok") is not True or "result" not in fields:
        raise refusal(200, answer)
    return fields["result"]


def _body(data: RequestData | None) -> tuple[bytes, bytes]:
    """The media type and the bytes of what the library wants to send."""
    if data is None:
        return JSON, b""
    if data.contains_files:
        return _multipart(data)
    return JSON, _dumps(data.parameters)


def _multipart(data: RequestData) -> tuple[bytes, bytes]:
    boundary = secrets.token_hex(16).encode()
    parts = [_part(boundary, name, value.encode()) for name, value in data.json_parameters.items()]
    for name, (filename, content, media_type) in data.multipart_data.items():
        raw = content if isinstance(content, bytes) else content.read()
        about = f'; filename="{_quoted(filename)}"\r\nContent-Type: {media_type}'
        parts.append(_part(boundary, name, raw, about.encode()))
    closing = b"--%b--\r\n" % boundary
    return b"multipart/form-data; boundary=" + boundary, b"".join(parts) + closing


def _part(boundary: bytes, name: str, value: bytes, about: bytes = b"") -> bytes:
    head = b'--%b\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n'
    return head % (boundary, name.encode(), about) + value + b"\r\n"


def _quoted(filename: str) -> str:
    """A file's name as it may stand between quotation marks in a head."""
    return "".join(c for c in filename if c.isprintable() and c not in '"\\')
