"""Health and metrics over HTTP, in the same loop as everything else.

`/health/live` says that the loop turns; `/health/ready` what `bot/web/health.py` finds; `/metrics`
counts. Nothing here names a person.
"""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

import h11
import uvicorn
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.web.hardening import LARGEST_AT_THE_DESK, LONGEST_HEAD, Hardened, with_headers
from bot.web.health import Health

ENDING = "lipa.ending"  # in the scope of each request: set when long answers must end
SLOWEST_HEAD = 10.0  # seconds until the first request must have come whole


def application(
    health: Health,
    registry: CollectorRegistry,
    routes: Sequence[Route] = (),
    desk: tuple[str, ASGIApp] | None = None,
) -> ASGIApp:
    """The pages for health and metrics, and these routes beside them; hardened.

    `desk` are the pages of staff, and the name of the host under which alone they are found.
    """

    async def live(_request: Request) -> Response:
        return JSONResponse({"live": True})

    async def ready(_request: Request) -> Response:
        parts = await health.look()
        well = parts["database"]["ready"] and all(c["ready"] for c in parts["channels"].values())
        return JSONResponse({"ready": well, **parts}, 200 if well else 503)

    async def metrics(_request: Request) -> Response:
        page = await asyncio.to_thread(generate_latest, registry)
        return Response(page, media_type=CONTENT_TYPE_LATEST)

    pages = {"/health/live": live, "/health/ready": ready, "/metrics": metrics}
    app = Starlette(routes=[*(Route(path, page) for path, page in pages.items()), *routes])
    app.router.redirect_slashes = False  # it would repeat whatever host a request names
    ours = Hardened(app)
    if desk is None:
        return ours
    host, site = desk
    return _Parted(ours, frozenset({*pages, *(route.path for route in routes)}), host, site)


class _Parted:
    """Two applications behind one port: the desk is there under its own name only."""

    def __init__(self, ours: ASGIApp, paths: frozenset[str], host: str, site: ASGIApp) -> None:
        self._ours, self._paths, self._host = ours, paths, host
        self._site = Hardened(site, LARGEST_AT_THE_DESK)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, to whom it is for."""
        theirs = scope["type"] == "http" and scope["path"] not in self._paths
        app = self._site if theirs and _host_of(scope) == self._host else self._ours
        await app(scope, receive, send)


def _host_of(scope: Scope) -> str:
    """The name that a request asks for, without its port."""
    named = next((value for name, value in scope["headers"] if name == b"host"), b"")
    return urlsplit(f"//{named.decode('latin-1')}").hostname or ""


def listen(host: str, port: int) -> socket.socket:
    """A socket on this address. Raises OSError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener


async def serve(app: ASGIApp, listener: socket.socket) -> None:
    """Answer requests until cancelled; then those under way are finished."""
    ending = asyncio.Event()

    async def told(scope: Scope, receive: Receive, send: Send) -> None:
        scope[ENDING] = ending
        await app(scope, receive, send)

    config = uvicorn.Config(
        told,
        http=_Connection,
        ws="none",
        log_config=None,
        access_log=False,
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_graceful_shutdown=2,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve([listener]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        ending.set()
        server.should_exit = True
        await serving
        raise


class _Server(uvicorn.Server):
    """A server that leaves the signals to `bot/running/run.py`."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class _Connection(H11Protocol):
    """A connection that waits for a request only so long, and refuses in our words."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn's own
        """Somebody is there."""
        super().connection_made(transport)
        self._late = self.loop.call_later(SLOWEST_HEAD, self._end_if_silent)

    def connection_lost(self, exc: Exception | None) -> None:
        """They are gone."""
        self._late.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP, or has a head too long, is refused with the same headers."""
        plain = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        head = h11.Response(status_code=400, headers=with_headers(plain), reason=b"Bad Request")
        for event in (head, h11.Data(data=msg.encode("ascii")), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _end_if_silent(self) -> None:
        if getattr(self, "cycle", None) is None:  # it is made with the first request
            self.transport.close()
