"""HTTP as bots speak it."""

import asyncio

import aiohttp
import orjson
import pytest

from tests.platforms.telegram import BotApi
from tests.platforms.telegram.calls.facts import Upload
from tests.platforms.telegram.wire import multipart

HEAD = "POST /bot{token}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


def request(api: BotApi, text: str) -> bytes:
    """A complete request."""
    body = orjson.dumps({"chat_id": 1001, "text": text})
    return HEAD.format(token=api.token).encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body


async def answers(api: BotApi, raw: list[bytes], count: int) -> list[str]:
    """Send bytes in these pieces; give the texts of the messages that came back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", api.port)
    for piece in raw:
        writer.write(piece)
        await asyncio.sleep(0)
    texts = []
    for _ in range(count):
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].split()[0])
        texts.append(orjson.loads(await reader.readexactly(length))["result"]["text"])
    writer.close()
    return texts


async def test_pipelined_requests_are_answered_in_order(api: BotApi) -> None:
    """Three requests in one packet give three answers."""
    api.user().start()
    raw = b"".join(request(api, text) for text in "abc")

    assert await answers(api, [raw], 3) == ["a", "b", "c"]


async def test_a_request_may_come_in_any_pieces(api: BotApi) -> None:
    """Byte by byte, the request is the same."""
    api.user().start()
    raw = request(api, "slow")

    assert await answers(api, [raw[i : i + 1] for i in range(len(raw))], 1) == ["slow"]


async def test_a_chunked_body_is_joined(api: BotApi) -> None:
    """Transfer-Encoding: chunked is understood, also with another request behind it."""
    api.user().start()
    body = orjson.dumps({"chat_id": 1001, "text": "chunked"})
    head = HEAD.format(token=api.token).encode() + b"Transfer-Encoding: chunked\r\n\r\n"
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:5], body[5:]))
    raw = head + chunks + b"0\r\n\r\n" + request(api, "next")

    assert await answers(api, [raw[:150], raw[150:]], 2) == ["chunked", "next"]


@pytest.mark.parametrize("way", ["params", "data", "json"])
async def test_parameters_come_in_three_ways(api: BotApi, way: str) -> None:
    """Query, form and JSON mean the same; method names are case-insensitive."""
    ben = api.user()
    ben.start()
    url = f"{api.base_url}{api.token}/SENDMESSAGE"
    markup = '{"inline_keyboard":[[{"text":"Yes","callback_data":"y"}]]}'
    params = {"chat_id": "1001", "text": "ž & ü", "reply_markup": markup}

    async with aiohttp.ClientSession() as session:
        answer = await session.post(url, **{way: params})  # type: ignore[arg-type]  # one of three
        assert (await answer.json())["ok"]

    assert ben.transcript[-1] == "bot: ž & ü [Yes]"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/botWRONG/getMe", 401, "Unauthorized"),
        ("/bot{token}/getNothing", 404, "Not Found"),
        ("/elsewhere", 404, "Not Found"),
    ],
)
async def test_wrong_addresses(api: BotApi, path: str, status: int, words: str) -> None:
    """The token and the method are checked first."""
    async with aiohttp.ClientSession() as session:
        answer = await session.get(api.url + path.format(token=api.token))

        assert answer.status == status
        assert (await answer.json())["description"] == words


def test_a_multipart_form_is_taken_apart() -> None:
    """Fields become strings, files become uploads, bytes stay as they are."""
    form = (
        b'--b\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n1\r\n'
        b'--b\r\nContent-Disposition: form-data; name="voice"; filename="a.ogg"\r\n'
        b"Content-Type: audio/ogg\r\n\r\nOgg\r\n\r\nS\r\n--b--\r\n"
    )

    params = multipart(b"multipart/form-data; boundary=b", form)

    assert params == {"chat_id": "1", "voice": Upload("a.ogg", "audio/ogg", b"Ogg\r\n\r\nS")}
