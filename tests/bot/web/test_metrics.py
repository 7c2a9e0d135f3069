"""What Prometheus reads: counts by channel and kind, and what this process leads."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from prometheus_client.exposition import generate_latest

from bot.web.metrics import Sources, registry
from storage.outbox.silence import outages
from storage.store import StorageError, Transaction
from tests.bot.sending.sender_world import NOON, World

T = TypeVar("T")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Away:
    """A database that does not answer: a scrape must not fail for it."""

    def read(self, _act: Callable[[Transaction], T]) -> T:
        """Say why."""
        raise StorageError("The database server cannot be reached.")


@dataclass
class Signal:
    """What is counted of a channel."""

    last_poll: float | None = 1000.0 - 5
    counts: Counter[str] = field(default_factory=lambda: Counter(receipt=3))


def test_everything_is_counted_and_nobody_is_named() -> None:
    """Labels are channels, kinds, outcomes and parts."""
    sources = Sources(
        Away(),
        lambda: NOW,
        lambda: 7,
        lambda: 1,
        lambda: Counter({("signal", "sent"): 4}),
        {"signal": Signal()},
        lambda: {"signal": True, "sender:signal": False},
        lambda: 2,
        unwritten=lambda: 1.5,
        undecided={"signal": lambda: 0.5},
        steady=lambda: 1000.0,
    )

    page = generate_latest(registry(sources)).decode()

    lines = {line for line in page.splitlines() if not line.startswith("#")}
    assert lines == {
        "lipa_updates_handled_total 7.0",
        "lipa_updates_set_aside_total 1.0",
        'lipa_sends_total{channel="signal",outcome="sent"} 4.0',
        'lipa_channel_events_total{channel="signal",kind="receipt"} 3.0',
        'lipa_poll_age_seconds{channel="signal"} 5.0',
        'lipa_leads{part="sender:signal"} 0.0',
        'lipa_leads{part="signal"} 1.0',
        "lipa_write_age_seconds 1.5",
        'lipa_message_wait_seconds{channel="signal"} 0.5',
        "lipa_rows_unopened 2.0",
    }


def test_silence_and_refusals_in_a_row_are_counted(tmp_path: Path) -> None:
    """Of the channel, and of chats alone; no number of anybody's."""
    world = World(tmp_path)
    world.invite("1", "2")
    until = NOON + timedelta(seconds=90)
    world.write(lambda tx: tx.outbox.pause("signal", until))
    world.write(lambda tx: tx.outbox.pause_chats({("telegram", each): until for each in "12"}))
    world.write(lambda tx: outages.begin(tx, "signal", NOON - timedelta(seconds=30)))
    sources = Sources(
        world.store, lambda: NOON, int, int, Counter, {}, dict, int, lambda: {"telegram": "refused"}
    )

    page = generate_latest(registry(sources)).decode()

    world.close()
    assert {
        'lipa_paused_seconds{channel="signal"} 90.0',
        'lipa_paused_seconds{channel="telegram"} 0.0',
        'lipa_unreached_seconds{channel="signal"} 30.0',
        'lipa_unreached_seconds{channel="telegram"} 0.0',
        'lipa_chats_paused{channel="signal"} 0.0',
        'lipa_chats_paused{channel="telegram"} 2.0',
        'lipa_refused_in_a_row{channel="telegram"} 1.0',
    } <= set(page.splitlines())
