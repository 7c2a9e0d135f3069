"""What holds for every request and every answer, whichever page it is, errors included.

Nobody browses here: answers may run nothing, are shown in no frame and kept by nobody who was not
told to. Requests have bounds before a page sees them.
"""

from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UNLESS_SAID = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
METHODS = ("GET", "HEAD", "POST")
LARGEST = 1 << 20  # bytes of a body; Telegram's are a few thousand
LARGEST_AT_THE_DESK = 30_000_000  # bytes: a workbook, a picture
LONGEST_ADDRESS = 2048  # bytes, with what follows the question mark
MOST_HEADERS = 64
LONGEST_HEAD = 16_384  # bytes of all headers
MOST_AT_ONCE = 500  # requests; Telegram opens at most 100 connections

Raw = list[tuple[bytes, bytes]]


class Hardened:
    """An application behind bounds; whatever leaves it carries HEADERS."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST) -> None:
        self._app = app
        self._largest = largest
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; what is no HTTP is not answered at all."""
        if scope["type"] != "http":
            return

        async def hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = with_headers(message.get("headers", ()))
            await send(message)

        refusal = self._refusal(scope)
        self._running += 1
        try:
            await (refusal or self._app)(scope, receive, hardened)
        finally:
            self._running -= 1

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if self._running >= MOST_AT_ONCE:
            return _refused(503, "Too busy", {"Retry-After": "5"})
        if scope["method"] not in METHODS:
            return _refused(405, "Method Not Allowed", {"Allow": ", ".join(METHODS)})
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            return _refused(414, "URI Too Long")
        head = sum(len(name) + len(value) for name, value in scope["headers"])
        if len(scope["headers"]) > MOST_HEADERS or head > LONGEST_HEAD:
            return _refused(431, "Request Header Fields Too Large")
        too_much = _is_too_much(scope, self._largest)
        return _refused(413, "Content Too Large") if too_much else None


def with_headers(given: Iterable[tuple[bytes, bytes]]) -> Raw:
    """These, then ours: each of ours once, whatever the page has said; some only if it has not."""
    ours = {name.lower().encode(): value.encode() for name, value in HEADERS.items()}
    kept = [(name, value) for name, value in given if name.lower() not in ours]
    said = {name.lower() for name, _value in kept}
    missing = {name.lower().encode(): value.encode() for name, value in UNLESS_SAID.items()}
    return [*kept, *ours.items(), *((n, v) for n, v in missing.items() if n not in said)]


def _is_too_much(scope: Scope, largest: int) -> bool:
    """A body where none is read, or one that says itself that it is too long."""
    told = [value for name, value in scope["headers"] if name == b"content-length"]
    length = int(told[0]) if told and told[0].isdigit() and len(told[0]) < 20 else 0
    pieces = any(name == b"transfer-encoding" for name, _value in scope["headers"])
    if scope["method"] != "POST":
        return length > 0 or pieces
    return length > largest or bool(told and len(told[0]) >= 20)


def _refused(code: int, words: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    """The rest of such a request is not read: the connection ends with it."""
    return PlainTextResponse(words, code, headers={"Connection": "close", **(headers or {})})
