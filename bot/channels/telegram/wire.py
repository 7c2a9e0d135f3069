"""HTTP/1.1 to one server over kept connections, and exact about what may have arrived.

A general HTTP client costs three to five times the CPU, and sending is where that is felt. Every
failure is NETWORK while no byte of the request has left us, and UNCERTAIN afterwards. Texts of
failures name neither the address nor what was sent.
"""

import asyncio
import ssl
from collections.abc import Callable
from socket import SOCK_STREAM
from urllib.parse import urlsplit

from aiohappyeyeballs import start_connection

from bot.channels.base import Meaning
from bot.channels.telegram.errors import CallError
from bot.channels.telegram.http_answer import HttpAnswer

CONNECT_SECONDS = 5.0
KEEP_SECONDS = 15.0  # an unused connection is not trusted for longer
NEXT_ADDRESS_SECONDS = 0.25  # then the server's next address is tried beside the first
MOST_CONNECTIONS = 256


class Connection(asyncio.Protocol):
    """One connection, with one request in hand at a time."""

    def __init__(self, lost: Callable[["Connection"], None]) -> None:
        self.idle_since = 0.0
        self._lost = lost
        self._transport: asyncio.Transport | None = None
        self._answer = HttpAnswer()
        self._waiter: asyncio.Future[None] | None = None

    @property
    def usable(self) -> bool:
        """Whether another request may go out here."""
        transport = self._transport
        return transport is not None and not transport.is_closing() and self._answer.keep

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write; called by the loop once it is connected."""
        self._transport = transport  # type: ignore[assignment]  # uvloop's have no common base

    def data_received(self, data: bytes) -> None:
        """Take what came; whatever comes unasked ends the connection."""
        waiter = self._waiter
        if waiter is None or waiter.done():
            self.abort()
            return
        try:
            if self._answer.feed(data):
                waiter.set_result(None)
        except ValueError:
            self._fail("an answer that is no HTTP")

    def connection_lost(self, _error: Exception | None) -> None:
        """The other side, or we, ended it."""
        self._transport = None
        self._lost(self)
        waiter = self._waiter
        if waiter is None or waiter.done():
            return
        if self._answer.end():
            waiter.set_result(None)
        else:
            self._fail("the connection broke before the answer")

    async def ask(self, request: bytes, seconds: float) -> tuple[int, bytes]:
        """Send a request and wait for the whole answer: its status and its body.

        Raises CallError: NETWORK where it surely did not leave us, UNCERTAIN where it may have.
        """
        if self._transport is None or self._transport.is_closing():
            raise CallError(Meaning.NETWORK, "the connection was gone")
        loop = asyncio.get_running_loop()
        self._answer = answer = HttpAnswer()
        self._waiter = loop.create_future()
        timer = loop.call_later(seconds, self._fail, "no answer in time")
        self._transport.write(request)
        try:
            await self._waiter
        finally:
            timer.cancel()
            self._waiter = None
            if not answer.whole:
                self.abort()
        return answer.status, answer.body

    def abort(self) -> None:
        """End the connection now, without sending what waits; twice does no harm."""
        if self._transport is not None:
            self._transport.abort()

    def _fail(self, why: str) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(CallError(Meaning.UNCERTAIN, why))


class Wire:
    """The connections to one server: made when needed, kept while they are used."""

    def __init__(self, url: str, most: int = MOST_CONNECTIONS) -> None:
        parts = urlsplit(url)
        self.secure = parts.scheme == "https"
        self.host = parts.hostname or ""
        self.port = parts.port or (443 if self.secure else 80)
        self._slots = asyncio.Semaphore(most)
        self._idle: list[Connection] = []
        self._all: set[Connection] = set()
        self._context = _context() if self.secure else None

    async def exchange(self, request: bytes, seconds: float) -> tuple[int, bytes]:
        """Send a whole request; its answer's status and body. Raises only CallError."""
        await self._slot()
        try:
            connection = self._waiting() or await self._connect()
            try:
                return await connection.ask(request, seconds)
            finally:
                self._put_back(connection)
        finally:
            self._slots.release()

    def distrust(self) -> None:
        """Use none of the connections that wait; what is on its way goes on."""
        idle, self._idle = self._idle, []
        for connection in idle:
            connection.abort()

    async def close(self) -> None:
        """End every connection, whatever it is doing."""
        for connection in tuple(self._all):
            connection.abort()
        self._idle.clear()
        await asyncio.sleep(0)  # the loop tells the connections

    async def _slot(self) -> None:
        if not self._slots.locked():
            await self._slots.acquire()
            return
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await self._slots.acquire()
        except TimeoutError:
            raise CallError(Meaning.NETWORK, "too many requests of ours at once") from None

    def _waiting(self) -> Connection | None:
        """The connection used last, which is the one most surely alive."""
        oldest = asyncio.get_running_loop().time() - KEEP_SECONDS
        while self._idle:
            connection = self._idle.pop()
            if connection.usable and connection.idle_since >= oldest:
                return connection
            connection.abort()
        return None

    def _put_back(self, connection: Connection) -> None:
        if connection.usable:
            connection.idle_since = asyncio.get_running_loop().time()
            self._idle.append(connection)
        else:
            connection.abort()

    async def _connect(self) -> Connection:
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                return await self._open()
        except ssl.SSLCertVerificationError:
            why = "the server's certificate is not trusted"
        except TimeoutError:
            why = "no connection in time"
        except OSError as error:
            why = f"no connection ({type(error).__name__})"
        raise CallError(Meaning.NETWORK, why)

    async def _open(self) -> Connection:
        loop = asyncio.get_running_loop()
        places = await loop.getaddrinfo(self.host, self.port, type=SOCK_STREAM)
        socket = await start_connection(places, happy_eyeballs_delay=NEXT_ADDRESS_SECONDS)
        name = self.host if self.secure else None
        _, connection = await loop.create_connection(
            lambda: Connection(self._forget), sock=socket, ssl=self._context, server_hostname=name
        )
        self._all.add(connection)
        return connection

    def _forget(self, connection: Connection) -> None:
        self._all.discard(connection)
        if connection in self._idle:
            self._idle.remove(connection)


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context
