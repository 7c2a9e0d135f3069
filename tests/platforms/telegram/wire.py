"""HTTP/1.1 as far as the Bot API needs it, quick: keep-alive, pipelining, both kinds of bodies.

A connection has one request in hand at a time; what is pipelined behind it waits until the answer
is written. The answer may come later (long polling, simulated latency) or never (a simulated
timeout).
"""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import parse_qsl

import orjson

from tests.platforms.telegram.calls.facts import Params, Upload, WrongCall

REASONS = {
    200: b"OK",
    400: b"Bad Request",
    401: b"Unauthorized",
    403: b"Forbidden",
    404: b"Not Found",
    409: b"Conflict",
    413: b"Request Entity Too Large",
    429: b"Too Many Requests",
    500: b"Internal Server Error",
    502: b"Bad Gateway",
}
LINE = b"\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
ANSWER = b"HTTP/1.1 %d %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n%b\r\n%b"


@dataclass(slots=True)
class Request:
    """One request; headers stay unparsed unless asked for."""

    verb: bytes
    target: bytes
    head: bytes
    body: bytes
    low: bytes = field(repr=False, default=b"")

    def header(self, name: bytes) -> bytes:
        """The value of a header, by its lower-case name; empty when it is missing."""
        return _header(self.head, self.low, name)

    def params(self) -> Params:
        """The parameters of a call: of the query, then of the JSON, form or multipart body."""
        _, _, query = self.target.partition(b"?")
        params: Params = dict(parse_qsl(query.decode(), keep_blank_values=True)) if query else {}
        if self.body:
            kind = self.header(b"content-type")
            params.update(_body(kind, self.body))
        return params


Receive = Callable[["Connection", Request], None]


class Connection(asyncio.Protocol):
    """One client's connection: parses requests, hands them on, writes their answers."""

    def __init__(self, receive: Receive, connections: set["Connection"]) -> None:
        self.receive = receive
        self.connections = connections
        self.latency: Sequence[float] = ()
        self.on_lost: Callable[[], None] | None = None
        self._transport: asyncio.Transport | None = None
        self._chunks: list[bytes] = []
        self._have = 0
        self._need = 1
        self._busy = False
        self._close = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the new connection."""
        self._transport = cast("asyncio.Transport", transport)
        self.connections.add(self)

    def connection_lost(self, _exception: Exception | None) -> None:
        """Forget the connection, and whatever waits for it."""
        self._transport = None
        self.connections.discard(self)
        if self.on_lost is not None:
            self.on_lost()

    def data_received(self, data: bytes) -> None:
        """Take bytes, and the requests that are complete in them."""
        self._chunks.append(data)
        self._have += len(data)
        if not self._busy and self._have >= self._need:
            self._next()

    def answer(self, status: int, body: bytes, headers: bytes = b"", kind: bytes = b"") -> None:
        """Answer the request in hand, after the simulated latency."""
        if status == 200 and not headers and not kind:
            raw = OK % (len(body), body)
        else:
            kind = kind or b"application/json"
            reason = REASONS.get(status, b"Status")
            raw = ANSWER % (status, reason, kind, len(body), headers, body)
        if self.latency:
            delay = random.uniform(*self.latency)
            asyncio.get_running_loop().call_later(delay, self._write, raw)
        else:
            self._write(raw)

    def drop(self) -> None:
        """Break the connection without an answer."""
        if self._transport is not None:
            self._transport.abort()

    def _write(self, raw: bytes) -> None:
        if self._transport is None:
            return
        self._transport.write(raw)
        if self._close:
            self._transport.close()
            return
        if self._busy:
            self._busy = False
            if self._have >= self._need:
                asyncio.get_running_loop().call_soon(self._next)

    def _next(self) -> None:
        while self._have >= self._need and not self._busy and self._transport is not None:
            data = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
            request, used = self._parse(data)
            rest = data[used:] if used else data
            self._chunks = [rest] if rest else []
            self._have = len(rest)
            if request is None:
                return
            self._need = 1
            self._busy = True
            self.receive(self, request)

    def _parse(self, data: bytes) -> tuple[Request | None, int]:
        end = data.find(b"\r\n\r\n")
        if end < 0:
            self._need = len(data) + 1
            return None, 0
        head = data[:end]
        low = head.lower()
        start = end + 4
        length = _header(head, low, b"content-length")
        if length:
            stop = start + int(length)
            if len(data) < stop:
                self._need = stop
                return None, 0
            body = data[start:stop]
        elif b"chunked" in _header(head, low, b"transfer-encoding").lower():
            unpacked = _unchunk(data, start)
            if unpacked is None:
                self._need = len(data) + 1
                return None, 0
            body, stop = unpacked
        else:
            body, stop = b"", start
        verb, target, _ = head[: head.find(LINE) if LINE in head else end].split(b" ", 2)
        self._close = b"\r\nconnection: close" in low
        return Request(verb, target, head, body, low), stop


def _header(head: bytes, low: bytes, name: bytes) -> bytes:
    at = low.find(b"\r\n" + name + b":")
    if at < 0:
        return b""
    at += len(name) + 3
    end = head.find(LINE, at)
    return head[at : end if end >= 0 else len(head)].strip()


def _unchunk(data: bytes, at: int) -> tuple[bytes, int] | None:
    """Join a chunked body; None while it is incomplete. Trailers are not understood."""
    parts: list[bytes] = []
    while True:
        end = data.find(LINE, at)
        if end < 0:
            return None
        size = int(data[at:end].partition(b";")[0], 16)
        start, stop = end + 2, end + 2 + size
        if len(data) < stop + 2:
            return None
        if size == 0:
            return b"".join(parts), stop + 2
        parts.append(data[start:stop])
        at = stop + 2


def _body(kind: bytes, body: bytes) -> Params:
    if kind.startswith(b"application/json"):
        try:
            params = orjson.loads(body)
        except ValueError:
            raise WrongCall("the body is no JSON") from None
        if type(params) is not dict:
            raise WrongCall("the body is no JSON object")
        return params
    if kind.startswith(b"application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    if kind.startswith(b"multipart/form-data"):
        return multipart(kind, body)
    raise WrongCall(f"a body of type {kind.decode(errors='replace')!r}")


def multipart(kind: bytes, body: bytes) -> Params:
    """Take a multipart form apart: fields become strings, files become uploads."""
    boundary = _option(kind, b"boundary")
    params: Params = {}
    for part in body.split(b"--" + boundary)[1:-1]:
        head, _, content = part.removeprefix(LINE).partition(b"\r\n\r\n")
        content = content.removesuffix(LINE)
        head = LINE + head
        disposition = _header(head, head.lower(), b"content-disposition")
        name = _option(disposition, b"name").decode()
        if b"filename" in disposition:
            filename = _option(disposition, b"filename").decode()
            media = _header(head, head.lower(), b"content-type").decode()
            params[name] = Upload(filename, media or "application/octet-stream", content)
        else:
            params[name] = content.decode()
    return params


def _option(header: bytes, name: bytes) -> bytes:
    for option in header.split(b";")[1:]:
        key, _, value = option.strip().partition(b"=")
        if key.lower() == name:
            return value.strip(b'"')
    return b""
