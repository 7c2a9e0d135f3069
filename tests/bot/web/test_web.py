"""Health says the truth, metrics count, and neither names a person."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import httpx
import pytest
from prometheus_client import CollectorRegistry, Counter

from bot.web.health import Health, Sending, Watched
from bot.web.serving import application
from storage.outbox.silence.silences import Silence
from storage.store import StorageError

NOW = 1000.0  # seconds of the steady clock
Get = Callable[..., httpx.AsyncClient]


def well() -> None:
    """A database that answers."""


def locked() -> None:
    """A database that does not."""
    raise StorageError("The disk is full: free some space, then start again.")


@dataclass
class Telegram:
    """What health sees of a channel."""

    last_poll: float | None
    alarm: str = ""


def client(
    database: Callable[[], object] = well,
    polled: float | None = NOW,
    leads: bool | None = True,
    alarm: str = "",
    sending: Callable[[], dict[str, Sending]] = dict,
) -> httpx.AsyncClient:
    """A client of the pages, without a network."""
    watched = Watched(Telegram(polled, alarm), lambda: leads)
    health = Health(database, {"telegram": watched}, lambda: NOW, sending)
    registry = CollectorRegistry()
    Counter("lipa_updates", "Updates handled", registry=registry).inc(3)
    transport = httpx.ASGITransport(application(health, registry))
    return httpx.AsyncClient(transport=transport, base_url="http://lipa")


@pytest.fixture
async def healthy() -> AsyncIterator[httpx.AsyncClient]:
    """All is well."""
    async with client() as open_client:
        yield open_client


async def test_a_turning_loop_is_alive(healthy: httpx.AsyncClient) -> None:
    """Whatever else is wrong."""
    assert (await healthy.get("/health/live")).status_code == 200


async def test_all_well_is_ready(healthy: httpx.AsyncClient) -> None:
    """And says how old the last poll is."""
    answer = await healthy.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "database": {"ready": True},
        "channels": {"telegram": {"ready": True, "leads": True, "polled_seconds_ago": 0.0}},
    }


async def test_a_database_that_does_not_answer_is_not_ready() -> None:
    """The reason is the operator's sentence."""
    async with client(database=locked) as http:
        answer = await http.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["database"]["reason"].startswith("The disk is full")


@pytest.mark.parametrize("polled", [None, NOW - 91])
async def test_a_channel_that_was_not_heard_lately_is_not_ready(polled: float | None) -> None:
    """Ninety seconds are enough for three long polls."""
    async with client(polled=polled) as http:
        answer = await http.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["channels"]["telegram"]["ready"] is False


async def test_a_process_that_stands_by_is_ready() -> None:
    """Another one polls; this one can take over at any moment."""
    async with client(polled=None, leads=False) as http:
        answer = await http.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json()["channels"]["telegram"] == {"ready": True, "leads": False}


async def test_before_anybody_knows_who_leads_it_is_not_ready() -> None:
    """Else a start would look well before the first poll."""
    async with client(polled=None, leads=None) as http:
        assert (await http.get("/health/ready")).status_code == 503


async def test_an_alarm_is_the_reason() -> None:
    """The operator reads what to mend."""
    async with client(polled=None, alarm="Telegram refuses the token.") as http:
        answer = await http.get("/health/ready")

    assert answer.json()["channels"]["telegram"]["reason"] == "Telegram refuses the token."


async def test_metrics_are_served_as_prometheus_reads_them(healthy: httpx.AsyncClient) -> None:
    """From a registry of our own: no process is described."""
    answer = await healthy.get("/metrics")

    assert "lipa_updates_total 3.0" in answer.text
    assert "python_info" not in answer.text


@pytest.mark.parametrize(
    ("sending", "status", "told"),
    [
        (Sending(Silence()), 200, {"ready": True}),
        (Sending(Silence(chats=2)), 200, {"ready": True, "chats_paused": 2}),
        (Sending(Silence(unreached=7.04)), 200, {"ready": True, "unreached_seconds": 7.0}),
        (
            Sending(Silence(seconds=19.52, chats=2)),
            200,
            {
                "ready": True,
                "paused_seconds": 19.5,
                "chats_paused": 2,
                "warning": "The platform wants nothing of ours for 19.5 s.",
            },
        ),
        (Sending(Silence(), unsent=90), 200, {"ready": True}),
        (
            Sending(Silence(), unsent=91),
            503,
            {
                "ready": False,
                "reason": "Answers have waited for 91 s and none goes out: see the log.",
            },
        ),
        (
            Sending(Silence(seconds=10), unsent=91),
            200,
            {
                "ready": True,
                "paused_seconds": 10,
                "warning": "The platform wants nothing of ours for 10 s.",
            },
        ),
        (
            Sending(Silence(), "3 people in a row were refused"),
            503,
            {"ready": False, "reason": "3 people in a row were refused"},
        ),
    ],
)
async def test_a_channel_on_which_nothing_leaves_is_not_ready(
    sending: Sending, status: int, told: dict[str, object]
) -> None:
    """One silent chat is told and spoils nothing; a silence that is wished for is a warning."""
    async with client(sending=lambda: {"telegram": sending}) as http:
        answer = await http.get("/health/ready")

    assert answer.status_code == status
    assert answer.json()["channels"]["telegram"] == told | {
        "leads": True,
        "polled_seconds_ago": 0.0,
    }


async def test_that_a_channel_is_not_reached_is_said_before_all_else() -> None:
    """Silence is the smaller trouble."""
    paused = {"telegram": Sending(Silence(seconds=20))}
    async with client(polled=None, sending=lambda: paused) as http:
        answer = await http.get("/health/ready")

    assert answer.json()["channels"]["telegram"]["reason"] == "It has not been reached yet."


async def test_a_channel_that_others_receive_on_is_told_when_nothing_leaves() -> None:
    """This process may be the one that sends there; whoever stands by is well."""
    sending = {
        "telegram": Sending(Silence(), "refused"),
        "signal": Sending(Silence(), "refused"),
        "other": Sending(Silence()),
    }
    async with client(leads=False, sending=lambda: sending) as http:
        channels = (await http.get("/health/ready")).json()["channels"]

    assert {name: how["ready"] for name, how in channels.items()} == {
        "telegram": True,
        "signal": False,
    }


async def test_a_database_that_fails_in_between_is_no_error_of_the_page() -> None:
    """It is told of apart."""

    def away() -> dict[str, Sending]:
        raise StorageError("The disk is full.")

    async with client(sending=away) as http:
        assert (await http.get("/health/ready")).status_code == 200
