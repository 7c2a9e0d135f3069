"""Answers that wait by our own fault are found; those that a platform holds back are not."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.office.checks.findings import Severity
from bot.office.checks.waiting_findings import waiting
from bot.running.fares import Fares
from storage.outbox.backlog import answers
from tests.bot.sending.sender_world import CHANNEL, World

LONG = timedelta(seconds=100)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """One answer that has waited for long."""
    world = World(tmp_path)
    [anna] = world.invite("1")
    world.reply(anna, "1", "a", leased=False)
    world.start += LONG
    yield world
    world.close()


def found(world: World) -> dict[str, Severity]:
    """What `lipa check` says."""
    return {each.message: each.state for each in waiting(world.store.read, world.now())}


def test_an_answer_that_nobody_sends_is_found(world: World) -> None:
    """By health, as long as nothing else goes out; and by `lipa check`."""
    fares = Fares(world.store, world.now, world.sender, (CHANNEL,), lambda: world.now().timestamp())
    assert fares.look()[CHANNEL].unsent == 0  # we have just begun
    world.start += LONG

    assert fares.look()[CHANNEL].unsent == LONG.total_seconds()
    assert list(found(world).values()) == [Severity.BROKEN]

    world.run(1)
    assert fares.look()[CHANNEL].unsent == 0
    assert found(world) == {"No answer waits for long.": Severity.WELL}


def test_what_a_platform_holds_back_is_no_fault(world: World) -> None:
    """In one chat it is not counted, on a channel it is a warning."""
    until = world.now() + LONG
    world.write(lambda tx: tx.outbox.pause(CHANNEL, until))
    assert list(found(world).values()) == [Severity.WARNING]

    world.write(lambda tx: tx.outbox.pause_chats({(CHANNEL, "1"): until}))
    assert world.write(lambda tx: answers(tx, world.now())) == {}
