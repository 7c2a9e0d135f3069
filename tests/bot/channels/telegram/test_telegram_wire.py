"""Connections: what may have arrived is told apart from what surely has not."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
import uvloop
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Meaning
from bot.channels.telegram.errors import CallError
from bot.channels.telegram.http_answer import HttpAnswer
from bot.channels.telegram.request import TelegramRequest
from tests.bot.channels.telegram.telegram_kit import crooked, request_of, turn

OK = b'{"ok":true,"result":7}'
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n" + OK
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"a;x=y\r\n" + OK[:10] + b"\r\nC\r\n" + OK[10:] + b"\r\n0\r\nTrailer: x\r\n\r\n"
)
CHUNKED_WITHOUT_TRAILER = CHUNKED.replace(b"Trailer: x\r\n", b"")
CONTINUED = b"HTTP/1.1 100 Continue\r\n\r\n" + PLAIN


@pytest.mark.parametrize("raw", [PLAIN, CHUNKED, CHUNKED_WITHOUT_TRAILER, CONTINUED])
def test_an_answer_is_read_however_its_bytes_arrive(raw: bytes) -> None:
    """In one piece, in two, byte by byte."""
    for cut in range(len(raw)):
        answer = HttpAnswer()
        assert not answer.feed(raw[:cut])
        assert answer.feed(raw[cut:])
        assert (answer.status, answer.body, answer.keep) == (200, OK, True)
    answer = HttpAnswer()
    for place in range(len(raw)):
        answer.feed(raw[place : place + 1])
    assert answer.whole
    assert answer.body == OK


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN + b"x",
        CHUNKED + b"x",
        PLAIN.replace(b"1.1", b"1.0"),
        PLAIN.replace(b"OK\r\n", b"OK\r\nConnection: Close\r\n"),
    ],
)
def test_a_connection_is_not_used_again_where_it_should_not_be(raw: bytes) -> None:
    """Old servers, those that say so, and those that say too much."""
    answer = HttpAnswer()

    assert answer.feed(raw)
    assert not answer.keep


def test_an_answer_without_a_length_ends_with_its_connection() -> None:
    """One with a length that it does not reach is not whole."""
    endless, short = HttpAnswer(), HttpAnswer()
    endless.feed(b"HTTP/1.0 502 Bad Gateway\r\n\r\n<html>")
    short.feed(PLAIN[:-1])

    assert endless.end()
    assert (endless.status, endless.body) == (502, b"<html>")
    assert not short.end()


@given(st.binary())
def test_bytes_that_are_no_http_raise_one_kind_of_error(raw: bytes) -> None:
    """Whatever a crooked server says."""
    for start in (b"", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"):
        with contextlib.suppress(ValueError):
            HttpAnswer().feed(start + raw + b"\r\n\r\n")


def asking(url: str) -> TelegramRequest:
    """A request class for a crooked server."""
    return TelegramRequest(url, "42:secret")


async def trouble(request: TelegramRequest, seconds: float = 5) -> CallError:
    """The failure of one call."""
    with pytest.raises(CallError) as caught:
        await request.call("sendMessage", {"text": "private"}, seconds)
    await request.shutdown()
    return caught.value


async def test_a_refused_connection_was_surely_not_sent() -> None:
    """Nobody listens there."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"

        failure = await trouble(asking(url))

    assert failure.meaning is Meaning.NETWORK


async def test_a_name_that_does_not_exist_was_surely_not_sent() -> None:
    """And the failure does not say where to."""
    failure = await trouble(asking("http://nowhere.invalid"))

    assert failure.meaning is Meaning.NETWORK
    assert "nowhere" not in str(failure)


async def test_an_encrypted_connection_that_fails_was_surely_not_sent() -> None:
    """A plain server where an encrypted one should be."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with crooked(serve) as url:
        failure = await trouble(asking(url.replace("http:", "https:")))

    assert failure.meaning is Meaning.NETWORK


async def test_silence_after_sending_is_uncertain() -> None:
    """The message may have gone out."""

    async def serve(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await request_of(reader)
        await reader.read()

    async with crooked(serve) as url:
        failure = await trouble(asking(url), seconds=0.05)

    assert failure.meaning is Meaning.UNCERTAIN


@pytest.mark.parametrize("said", [b"", PLAIN[:20], PLAIN[:-1], CHUNKED[:-4], b"SSH-2.0\r\n\r\n"])
async def test_a_broken_answer_is_uncertain(said: bytes) -> None:
    """However much of it came."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_of(reader)
        writer.write(said)
        writer.close()

    async with crooked(serve) as url:
        failure = await trouble(asking(url))

    assert failure.meaning is Meaning.UNCERTAIN


async def test_success_that_is_no_json_is_uncertain() -> None:
    """Some hotel's page instead of Telegram's answer."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_of(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")

    async with crooked(serve) as url:
        failure = await trouble(asking(url))

    assert failure.meaning is Meaning.UNCERTAIN


async def test_a_connection_is_used_again_and_replaced_when_it_has_ended() -> None:
    """Three calls and a server that ends each connection after two: nobody notices."""
    met = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        met.append(writer)
        for _ in range(2):
            await request_of(reader)
            writer.write(PLAIN)
        writer.close()

    async with crooked(serve) as url:
        request = asking(url)
        results = [await request.call("getMe", {}) for _ in range(2)]
        while request._wire._all:
            await turn()
        results.append(await request.call("getMe", {}))
        await request.shutdown()

    assert results == [7, 7, 7]
    assert len(met) == 2


async def test_words_that_nobody_asked_for_end_the_connection() -> None:
    """They must not be taken for the next answer."""
    met = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        met.append(writer)
        while True:
            await request_of(reader)
            writer.write(PLAIN)
            await writer.drain()
            writer.write(PLAIN.replace(b"7", b"8"))

    async with crooked(serve) as url:
        request = asking(url)
        first = await request.call("getMe", {})
        while request._wire._all:
            await turn()
        second = await request.call("getMe", {})
        await request.shutdown()

    assert (first, second) == (7, 7)
    assert len(met) == 2


async def test_a_call_that_is_given_up_leaves_no_answer_for_the_next() -> None:
    """Its connection ends with it."""
    met = []
    asked_for_updates = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        met.append(writer)
        if b"getUpdates" in await request_of(reader):
            asked_for_updates.set()
            await reader.read()
        writer.write(PLAIN)

    async with crooked(serve) as url:
        request = asking(url)
        poll = asyncio.create_task(request.call("getUpdates", {}))
        await asked_for_updates.wait()
        poll.cancel()
        await asyncio.gather(poll, return_exceptions=True)
        result = await request.call("getMe", {})
        await request.shutdown()

    assert result == 7
    assert len(met) == 2


async def test_a_call_says_where_to_and_what_in_json() -> None:
    """The bytes on the wire, once in full."""
    asked = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await request_of(reader))
        writer.write(PLAIN)

    async with crooked(serve) as url:
        request = asking(url + "/mirror/")
        await request.call("getMe", {"a": "č"})
        await request.shutdown()

    host = url.removeprefix("http://").encode()
    assert asked == [
        b"POST /mirror/bot42:secret/getMe HTTP/1.1\r\nHost: " + host + b"\r\n"
        b'Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a":"\xc4\x8d"}'
    ]


@pytest.mark.parametrize(
    "test",
    [
        test_a_refused_connection_was_surely_not_sent,
        test_an_encrypted_connection_that_fails_was_surely_not_sent,
        test_silence_after_sending_is_uncertain,
        test_a_connection_is_used_again_and_replaced_when_it_has_ended,
        test_words_that_nobody_asked_for_end_the_connection,
        test_a_call_that_is_given_up_leaves_no_answer_for_the_next,
    ],
)
def test_it_holds_on_the_loop_that_the_bot_runs_on(
    test: Callable[[], Coroutine[Any, Any, None]],
) -> None:
    """Loops differ in how they tell of an end."""
    uvloop.run(test())
