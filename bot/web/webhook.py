"""Telegram's webhook: what is posted is acknowledged only once it is committed.

Updates that arrive while a batch is being decided make the next batch: under load one commit holds
many, and alone an update waits for nobody. Telegram sends again what we do not answer with 200.
"""

import asyncio
import hmac
import traceback
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram.errors import loads
from bot.settings.settings import Settings
from bot.web import hardening

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST = hardening.LARGEST  # bytes; also of what does not say how long it is
SLOWEST = 30.0  # seconds until all of a body must have come
MOST_AT_ONCE = 100
AGAIN = {"Retry-After": "5"}  # seconds, which Telegram keeps to

Take = Callable[[Sequence[object]], Awaitable[None]]

log = structlog.get_logger()


class Gathering:
    """Makes batches of what arrives at the same time."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._waiting: deque[tuple[object, asyncio.Future[None]]] = deque()
        self._working: asyncio.Task[None] | None = None

    async def __call__(self, update: object) -> None:
        """Returns when this update is committed; raises what kept its batch from it."""
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((update, done))
        if self._working is None:
            self._working = asyncio.create_task(self._work())
        await done

    async def _work(self) -> None:
        try:
            while self._waiting:
                many = min(MOST_AT_ONCE, len(self._waiting))
                await self._decide([self._waiting.popleft() for _ in range(many)])
        finally:
            self._working = None

    async def _decide(self, batch: Sequence[tuple[object, "asyncio.Future[None]"]]) -> None:
        try:
            await self._take([update for update, _done in batch])
        except Exception as error:  # noqa: BLE001 - each of those who wait hears of it
            for _update, done in batch:
                if not done.done():
                    done.set_exception(error)
        else:
            for _update, done in batch:
                if not done.done():
                    done.set_result(None)


class Webhook:
    """The page that Telegram posts to; whoever does not show the secret is refused."""

    def __init__(self, take: Take, settings: Settings) -> None:
        self.route = Route(
            urlsplit(settings.telegram_webhook_url).path, self._page, methods=["POST"]
        )
        self._secret = settings.telegram_webhook_secret.encode()
        self._gather = Gathering(take)
        self._closed = False

    def close(self) -> None:
        """Take nothing more; what was taken is finished and acknowledged."""
        self._closed = True

    async def _page(self, request: Request) -> Response:
        shown = request.headers.get(SECRET, "").encode("latin-1")
        if not hmac.compare_digest(shown, self._secret):
            return Response(status_code=403)
        if self._closed:
            return Response(status_code=503, headers=AGAIN)
        try:
            async with asyncio.timeout(SLOWEST):
                body = await _body(request)
            update = None if body is None else loads(body)
        except ClientDisconnect:
            return Response(status_code=400)
        except TimeoutError:
            return Response(status_code=408)
        except ValueError:
            log.warning("what was posted to the webhook is no JSON")
            return Response(status_code=400)
        return Response(status_code=413) if body is None else await self._taken(update)

    async def _taken(self, update: object) -> Response:
        try:
            await self._gather(update)
        except Exception as error:  # noqa: BLE001 - the edge: Telegram sends it again
            trace = "".join(traceback.format_tb(error.__traceback__))  # without the error's words
            log.error("an update was not handled", error=type(error).__name__, trace=trace)  # noqa: TRY400
            return Response(status_code=503, headers=AGAIN)
        return Response()


async def _body(request: Request) -> bytes | None:
    """What was posted; None when it is too much, however it is sent."""
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > LARGEST:
        return None
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return None
    return bytes(body)
