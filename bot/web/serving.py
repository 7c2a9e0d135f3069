"""Health and metrics over HTTP, in the same loop as everything else.

`/health/live` says that the loop turns; `/health/ready` that the database answers, that what it
keeps can be opened, and that every channel which this process leads has heard from its platform
lately, may write, and is not refused again and again; `/metrics` counts. Nothing here names a
person.
"""

import asyncio
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import h11
import uvicorn
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.clock import Clock
from bot.web.hardening import LONGEST_HEAD, Hardened, with_headers
from storage.outbox.silence.silences import Silence
from storage.store import StorageError

FRESH = timedelta(seconds=90)
SLOWEST_HEAD = 10.0  # seconds until the first request must have come whole
WELL = {"ready": True}
SILENT = "The platform wants nothing of ours for {seconds} s."
LONGEST_LOOK = 5.0  # seconds; a database that needs longer does not answer


class Polled(Protocol):
    """The part of a channel that readiness looks at."""

    @property
    def last_poll(self) -> datetime | None:
        """When the platform last answered us, in UTC; None: not yet."""
        ...

    @property
    def alarm(self) -> str:
        """What an operator must mend; empty while all is well."""
        ...


@dataclass(frozen=True)
class Watched:
    """A channel, and whether this process receives on it; None: it is not known yet."""

    channel: Polled
    leads: Callable[[], bool | None]


@dataclass(frozen=True)
class Sending:
    """How what leaves on a channel fares; `alarm` is what an operator must look at."""

    silence: Silence
    alarm: str = ""


@dataclass(frozen=True)
class Health:
    """What readiness looks at: the database, when each channel's platform last answered, and how
    sending fares. `sending` asks the database, too, and raises StorageError.
    """

    database: Callable[[], object]  # asks it something small; raises StorageError, with the reason
    channels: Mapping[str, Watched]
    clock: Clock
    sending: Callable[[], Mapping[str, Sending]] = dict

    async def look(self) -> dict[str, Any]:
        """Each part, whether it is well, and why not."""
        database = await self._database()
        return {"database": database, "channels": self._channels(await self._sending())}

    async def _sending(self) -> Mapping[str, Sending]:
        try:
            return await asyncio.wait_for(asyncio.to_thread(self.sending), LONGEST_LOOK)
        except (StorageError, TimeoutError):
            return {}  # that the database does not answer is said already

    async def _database(self) -> dict[str, Any]:
        try:
            await asyncio.wait_for(asyncio.to_thread(self.database), LONGEST_LOOK)
        except StorageError as error:
            return {"ready": False, "reason": str(error)}
        except TimeoutError:
            return {"ready": False, "reason": "The database does not answer."}
        return {"ready": True}

    def _channels(self, sending: Mapping[str, Sending]) -> dict[str, dict[str, Any]]:
        """Those that we receive on; others only while something is wrong with what leaves there."""
        found = {name: self._channel(watched) for name, watched in self.channels.items()}
        every = {name: _with(found.get(name, WELL), how) for name, how in sending.items()}
        return found | {name: how for name, how in every.items() if how != WELL}

    def _channel(self, watched: Watched) -> dict[str, Any]:
        leads = watched.leads()
        if leads is False:  # it stands by, and is ready to take over
            return {"ready": True, "leads": False}
        how: dict[str, Any] = {"ready": False, "leads": bool(leads)}
        polled, alarm = watched.channel.last_poll, watched.channel.alarm
        if polled is None:
            return how | {"reason": alarm or "It has not been reached yet."}
        age = self.clock() - polled
        how["polled_seconds_ago"] = round(age.total_seconds(), 1)
        if age > FRESH:
            return how | {"reason": alarm or "It does not answer."}
        return how | {"ready": True}


def _with(known: Mapping[str, Any], how: Sending) -> dict[str, Any]:
    """What is known of a channel, and what keeps messages from leaving there.

    Whoever stands by is well whatever the other process may not do.
    """
    found = dict(known)
    reason = how.alarm
    if how.silence.chats:
        found["chats_paused"] = how.silence.chats
    if how.silence.seconds:
        found["paused_seconds"] = round(how.silence.seconds, 1)
        reason = reason or SILENT.format(seconds=found["paused_seconds"])
    if how.silence.unreached:
        found["unreached_seconds"] = round(how.silence.unreached, 1)
    if reason and known.get("leads") is not False:
        found["ready"] = False
        found.setdefault("reason", reason)
    return found


def application(
    health: Health, registry: CollectorRegistry, routes: Sequence[Route] = ()
) -> ASGIApp:
    """The pages for health and metrics, and these routes beside them; hardened."""

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
    return Hardened(app)


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
    config = uvicorn.Config(
        app,
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
