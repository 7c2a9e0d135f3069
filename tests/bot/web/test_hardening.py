"""Every answer carries the same headers, and no request goes beyond its bounds."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import count

import httpx
import pytest
from prometheus_client import CollectorRegistry
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web import feed, serving
from bot.web.hardening import (
    HEADERS,
    LARGEST,
    LONGEST_ADDRESS,
    LONGEST_HEAD,
    MOST_AT_ONCE,
    MOST_HEADERS,
    Hardened,
)
from bot.web.health import Health
from bot.web.serving import application

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Port = int


def failing(_request: Request) -> Response:
    """A bug."""
    raise ZeroDivisionError("kanarek")


async def posted(request: Request) -> Response:
    """A page that is posted to."""
    return Response(str(len(await request.body())), headers={"x-frame-options": "ALLOWALL"})


@pytest.fixture
async def port() -> AsyncIterator[Port]:
    """The pages, served for real."""
    routes = [
        Route("/fails", failing),
        Route("/hook", posted, methods=["POST"]),
        feed.route(lambda _now: [], lambda: NOW),
    ]
    app = application(Health(lambda: None, {}, lambda: 0.0), CollectorRegistry(), routes)
    listener = serving.listen("127.0.0.1", 0)
    task = asyncio.create_task(serving.serve(app, listener))
    yield listener.getsockname()[1]
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.fixture
async def http(port: Port) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who asks."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        yield client


async def raw(port: Port, request: bytes) -> bytes:
    """What comes back until the connection ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    async with asyncio.timeout(5):
        answer = await reader.read()
    writer.close()
    return answer


def require_hardened(headers: httpx.Headers, keeps: str = "no-store") -> None:
    """All of ours once, and nothing about the program."""
    for name, value in HEADERS.items():
        assert headers.get_list(name) == [value]
    assert headers.get_list("Cache-Control") == [keeps]
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/health/live", 200),
        ("HEAD", "/health/live", 200),
        ("GET", "/health/ready", 200),
        ("GET", "/metrics", 200),
        ("POST", "/hook", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/", 404),
        ("GET", "/health/live/", 404),
        ("GET", "/%2e%2e/etc/passwd", 404),
        ("POST", "/health/live", 405),
        ("GET", "/hook", 405),
        ("GET", "/fails", 500),
        *((odd, "/health/live", 405) for odd in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH")),
        *((odd, "/nowhere", 405) for odd in ("PUT", "CONNECT", "BREW")),
        ("GET", "/health/live?" + "x" * LONGEST_ADDRESS, 414),
        ("GET", "/" + "x" * (LONGEST_ADDRESS + 1), 414),
    ],
)
async def test_every_answer_is_hardened(
    http: httpx.AsyncClient, method: str, path: str, code: int
) -> None:
    """Pages, errors, and what is refused."""
    answer = await http.request(method, path)

    assert answer.status_code == code
    require_hardened(answer.headers)
    assert "kanarek" not in answer.text


async def test_what_may_be_kept_says_so_itself(http: httpx.AsyncClient) -> None:
    """The public calendar, and nothing else."""
    answer = await http.get("/events.ics")

    assert answer.status_code == 200
    require_hardened(answer.headers, feed.FRESH)


@pytest.mark.parametrize(
    ("many", "length", "code"),
    [(MOST_HEADERS - 10, 1, 200), (MOST_HEADERS, 1, 431), (200, 1, 431), (1, LONGEST_HEAD, 431)],
)
async def test_headers_are_counted(
    http: httpx.AsyncClient, many: int, length: int, code: int
) -> None:
    """Telegram and proxies send a dozen short ones."""
    headers = {f"x-{n}": "1" * length for n in range(many)}

    answer = await http.get("/health/live", headers=headers)

    assert answer.status_code == code
    require_hardened(answer.headers)


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 2 * LONGEST_HEAD,
        b"kanarek\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ],
    ids=["long", "no HTTP", "two hosts", "negative", "two lengths"],
)
async def test_what_is_no_request_is_refused_with_the_same_headers(
    port: Port, request_: bytes
) -> None:
    """Also what never comes to a page."""
    head, _blank, body = (await raw(port, request_)).partition(b"\r\n\r\n")
    lines = [line.split(": ", 1) for line in head.decode().splitlines()[1:]]

    assert head.startswith(b"HTTP/1.1 400 ")
    require_hardened(httpx.Headers([(name, value) for name, value in lines]))
    assert b"kanarek" not in body


@pytest.mark.parametrize(
    ("method", "path", "headers", "code"),
    [
        ("POST", "/hook", {"Content-Length": str(LARGEST + 1)}, 413),
        ("POST", "/hook", {"Content-Length": "9" * 19}, 413),
        ("GET", "/health/live", {"Content-Length": "5"}, 413),
        ("GET", "/health/live", {"Transfer-Encoding": "chunked"}, 413),
    ],
)
async def test_a_body_that_is_too_long_is_refused_unread(
    port: Port, method: str, path: str, headers: dict[str, str], code: int
) -> None:
    """The connection ends with it: nobody waits for the rest."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())

    answer = await raw(port, f"{method} {path} HTTP/1.1\r\nHost: x\r\n{lines}\r\n".encode())

    assert answer.startswith(f"HTTP/1.1 {code} ".encode())


async def test_whoever_says_nothing_is_not_waited_for(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor who says it letter by letter."""
    monkeypatch.setattr(serving, "SLOWEST_HEAD", 0.05)

    assert await raw(port, b"") == b""
    assert await raw(port, b"GET /health/live HT") == b""


async def test_too_many_at_once_are_asked_to_come_again() -> None:
    """Those that are being answered are answered."""
    go, full = asyncio.Event(), asyncio.Event()
    running = count(1)

    async def waits(_request: Request) -> Response:
        if next(running) == MOST_AT_ONCE:
            full.set()
        await go.wait()
        return Response("done")

    app = Hardened(Route("/", waits).app)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://lipa") as client:
        many = [asyncio.create_task(client.get("/")) for _each in range(MOST_AT_ONCE)]
        await full.wait()
        refused = await client.get("/")
        go.set()
        answers = await asyncio.gather(*many)

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    require_hardened(refused.headers)
    assert {each.status_code for each in answers} == {200}
