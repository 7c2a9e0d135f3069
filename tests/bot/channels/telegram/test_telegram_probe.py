"""Whether Telegram is there: every kind of outage looks like one, and its end like its end."""

import asyncio
import socket
from collections.abc import Callable

import pytest

from bot.channels.base import DeliveryError, Meaning
from bot.channels.telegram.errors import CallError, refusal
from domain.speech.messages import Outgoing
from tests.bot.channels.telegram.telegram_kit import Serve, crooked, request_of, telegram
from tests.platforms.telegram import BotApi, State

OUT = (Meaning.NETWORK, Meaning.UNCERTAIN)
HTML = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def answering(head: bytes, body: bytes) -> Serve:
    """A server that says the same to everybody."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await request_of(reader)
            writer.write(b"HTTP/1.1 %b\r\nContent-Length: %d\r\n\r\n%b" % (head, len(body), body))

    return serve


async def resetting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The request arrives, and the connection breaks."""
    await request_of(reader)
    writer.transport.abort()


async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Nothing ever comes."""
    await request_of(reader)
    await asyncio.Event().wait()


async def refused_by_a_wall(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """What is said is no HTTP, and no TLS."""
    writer.write(b"GO AWAY\r\n")


KINDS = {
    "reset": resetting,
    "silent": silent,
    "no http": refused_by_a_wall,
    "502": answering(b"502 Bad Gateway", HTML),
    "503": answering(b"503 Service Unavailable", HTML),
    "504": answering(b"504 Gateway Timeout", HTML),
    "a page": answering(b"200 OK", HTML),
    "forbidden": answering(b"403 Forbidden", HTML),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_an_outage_is_no_answer(kind: str) -> None:
    """Neither to a probe nor to a message; nobody is given up for what a machine between says."""
    async with crooked(KINDS[kind]) as url:
        channel = telegram(url)
        for call in (channel.probe, lambda: channel.send("7", Outgoing("hello"))):
            assert await failure(call) in OUT
        await channel.close()


async def failure(call: Callable[[], object]) -> Meaning:
    """What a call's failure means; one that takes too long is ended as the sender does it."""
    try:
        async with asyncio.timeout(0.3):
            await call()  # type: ignore[misc]  # both are coroutines
    except TimeoutError:
        return Meaning.UNCERTAIN
    except DeliveryError as error:
        return error.meaning
    raise AssertionError("it was answered")


async def test_an_address_where_nobody_listens_is_an_outage() -> None:
    """Refused at once."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        channel = telegram(f"http://127.0.0.1:{taken.getsockname()[1]}")

        assert await failure(channel.probe) is Meaning.NETWORK


async def test_no_name_service_is_an_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has left us."""

    async def gone(*_args: object, **_more: object) -> object:
        raise socket.gaierror(socket.EAI_AGAIN, "no name service")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", gone)

    assert await failure(telegram("http://api.example").probe) is Meaning.NETWORK


async def test_a_server_that_speaks_no_tls_is_an_outage() -> None:
    """As one whose certificate is wrong."""
    async with crooked(refused_by_a_wall) as url:
        channel = telegram(url.replace("http", "https"))

        assert await failure(channel.probe) is Meaning.NETWORK


async def test_a_dead_connection_does_not_hide_that_all_is_well() -> None:
    """A probe makes a new one, and so do the messages after it."""
    async with BotApi() as api:
        api.user(7, state=State.OPEN)
        channel = telegram(api.url)
        await channel.send("7", Outgoing("one"))
        api.fault("timeout", method="sendMessage")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await channel.send("7", Outgoing("two"))

        await channel.probe()
        await channel.send("7", Outgoing("three"))
        await channel.close()

    assert api.counters["getMe"] == 1


@pytest.mark.parametrize(("code", "meaning"), [(401, Meaning.ALARM), (429, Meaning.LIMITED)])
async def test_a_refusal_is_an_answer(code: int, meaning: Meaning) -> None:
    """The platform is there, whatever it says."""
    async with BotApi() as api:
        api.fault(code, method="getMe")
        channel = telegram(api.url)

        assert await failure(channel.probe) is meaning
        await channel.close()


@pytest.mark.parametrize("status", [400, 403, 409])
def test_a_page_is_not_telegrams_word(status: int) -> None:
    """A wall that forbids everything says nothing about a person."""
    found = refusal(status, HTML)

    assert isinstance(found, CallError)
    assert found.meaning is Meaning.NETWORK
