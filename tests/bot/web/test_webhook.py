"""The webhook takes what Telegram posts, each update once, and says 200 only when it is kept."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import httpx
import pytest
from starlette.applications import Starlette

from bot.settings.settings import Settings
from bot.web import webhook
from bot.web.webhook import LARGEST, MOST_AT_ONCE, SECRET, Webhook
from storage.store import StorageError

KEY = "s3cret_for-tests_and-nothing-else"
SETTINGS = Settings(
    telegram_webhook_url="https://lipa.example.org/hooks/telegram", telegram_webhook_secret=KEY
)
PATH = "/hooks/telegram"


class Takes:
    """Remembers batches; each waits for `go`, and fails while there are `faults`."""

    def __init__(self) -> None:
        self.batches: list[list[object]] = []
        self.faults: list[Exception] = []
        self.go = asyncio.Event()
        self.go.set()

    async def __call__(self, batch: Sequence[object]) -> None:
        """Take a batch."""
        self.batches.append(list(batch))
        await self.go.wait()
        if self.faults:
            raise self.faults.pop(0)


@pytest.fixture
def takes() -> Takes:
    """What stands behind the page."""
    return Takes()


@pytest.fixture
def hook(takes: Takes) -> Webhook:
    """The page."""
    return Webhook(takes, SETTINGS)


@pytest.fixture
async def http(hook: Webhook) -> AsyncIterator[httpx.AsyncClient]:
    """Telegram, as far as the page can tell."""
    transport = httpx.ASGITransport(Starlette(routes=[hook.route]))
    headers = {SECRET: KEY}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://lipa", headers=headers
    ) as client:
        yield client


async def test_an_update_is_taken_and_answered_with_nothing(
    http: httpx.AsyncClient, takes: Takes
) -> None:
    """An empty 200, whatever the type is called."""
    for kind in ("application/json", "application/json; charset=utf-8", "text/plain"):
        answer = await http.post(PATH, content=b'{"update_id": 1}', headers={"Content-Type": kind})
        assert (answer.status_code, answer.content) == (200, b"")

    assert takes.batches == [[{"update_id": 1}]] * 3


@pytest.mark.parametrize("shown", [None, "", "wrong", KEY + "x", "\xe9"])
async def test_who_does_not_know_the_secret_is_refused(
    http: httpx.AsyncClient, takes: Takes, shown: str | None
) -> None:
    """Before anything of the body is read."""
    del http.headers[SECRET]
    headers = {} if shown is None else {SECRET: shown.encode("latin-1")}

    answer = await http.post(PATH, content=b"not even JSON", headers=headers)  # type: ignore[arg-type]

    assert answer.status_code == 403
    assert takes.batches == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_only_posting_is_allowed(http: httpx.AsyncClient, method: str) -> None:
    """Nobody looks at this page."""
    assert (await http.request(method, PATH)).status_code == 405


async def test_a_body_that_never_ends_is_not_waited_for(
    http: httpx.AsyncClient, takes: Takes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does it make an update."""
    monkeypatch.setattr(webhook, "SLOWEST", 0.05)

    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"update_id": 1'
        await asyncio.Event().wait()

    answer = await http.post(PATH, content=pieces())

    assert answer.status_code == 408
    assert takes.batches == []


async def test_too_much_is_refused_however_it_is_sent(
    http: httpx.AsyncClient, takes: Takes
) -> None:
    """With its length, or in pieces without one."""

    async def pieces() -> AsyncIterator[bytes]:
        for _piece in range(LARGEST // 65536 + 1):
            yield b" " * 65536

    whole = await http.post(PATH, content=b" " * (LARGEST + 1))
    in_pieces = await http.post(PATH, content=pieces())

    assert (whole.status_code, in_pieces.status_code) == (413, 413)
    assert takes.batches == []


@pytest.mark.parametrize("body", [b"", b"{", b"kanarek", b"[" * 100_000, b"\xff", b"9" * 9999])
async def test_what_is_no_json_is_refused_without_its_words(
    http: httpx.AsyncClient, body: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody's words may be in it."""
    answer = await http.post(PATH, content=body)

    assert answer.status_code == 400
    assert "kanarek" not in "".join(capsys.readouterr())


async def test_a_database_in_trouble_makes_telegram_send_again(
    http: httpx.AsyncClient, takes: Takes, capsys: pytest.CaptureFixture[str]
) -> None:
    """In five seconds; the error's own words are not logged."""
    takes.faults = [StorageError("kanarek")]

    refused = await http.post(PATH, json={"update_id": 1})
    taken = await http.post(PATH, json={"update_id": 1})

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert taken.status_code == 200
    assert "kanarek" not in "".join(capsys.readouterr())


async def test_once_closed_nothing_is_taken(
    hook: Webhook, http: httpx.AsyncClient, takes: Takes
) -> None:
    """What was being decided is still acknowledged; the rest comes again, to somebody else."""
    takes.go.clear()
    posting = asyncio.create_task(http.post(PATH, json={"update_id": 1}))
    while not takes.batches:  # noqa: ASYNC110 - one turn of the loop or two
        await asyncio.sleep(0)

    hook.close()
    refused = await http.post(PATH, json={"update_id": 2})
    takes.go.set()

    assert refused.status_code == 503
    assert (await posting).status_code == 200
    assert takes.batches == [[{"update_id": 1}]]


async def test_what_arrives_meanwhile_shares_a_commit(
    hook: Webhook, http: httpx.AsyncClient, takes: Takes
) -> None:
    """In the order in which it came, never more than a hundred together."""
    takes.go.clear()
    first = asyncio.create_task(http.post(PATH, json=0))
    while not takes.batches:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0)
    others = [asyncio.create_task(http.post(PATH, json=n)) for n in range(1, MOST_AT_ONCE + 10)]
    while len(hook._gather._waiting) < len(others):  # noqa: ASYNC110 - as above
        await asyncio.sleep(0)
    takes.go.set()
    answers = await asyncio.gather(first, *others)

    assert [len(batch) for batch in takes.batches] == [1, MOST_AT_ONCE, 9]
    assert {number for batch in takes.batches for number in batch} == set(range(MOST_AT_ONCE + 10))
    assert {answer.status_code for answer in answers} == {200}
