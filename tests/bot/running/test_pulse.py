"""Whether the database takes writes is found by writing, and health waits for nobody."""

import threading
from contextlib import suppress

import pytest

from bot.running.impatient import SILENT, Impatient
from bot.running.pulse import Pulse
from storage.store import StorageError

FULL = StorageError("The disk is full: free some space, then start again.")


class Beating:
    """A database whose next write may fail, and a clock beside it."""

    def __init__(self) -> None:
        self.now = 100.0
        self.error: Exception | None = None
        self.pulse = Pulse(self.beat, lambda: self.now)

    async def beat(self) -> None:
        """Write, or not."""
        if self.error is not None:
            raise self.error


async def test_a_write_that_fails_once_is_no_problem_yet() -> None:
    """Five seconds without any are; then the reason is the database's own."""
    house = Beating()
    await house.pulse.once()
    house.error = FULL
    house.now += 5
    await house.pulse.once()
    assert house.pulse.problem == ""

    house.now += 1
    assert house.pulse.problem == str(FULL)
    assert house.pulse.age == 6

    house.error = None
    await house.pulse.once()
    assert (house.pulse.problem, house.pulse.age) == ("", 0)


async def test_a_writer_that_is_stuck_has_no_reason_of_its_own() -> None:
    """Its age says enough."""
    house = Beating()
    house.now += 7

    assert house.pulse.problem.startswith("The database has taken no write for 7 s")


async def test_a_bug_is_told_by_its_kind_only() -> None:
    """Its words might be somebody's."""
    house = Beating()
    house.error = ValueError("Anna")
    await house.pulse.once()
    house.now += 6

    assert house.pulse.problem == "A write failed (ValueError)."


def test_whoever_reads_for_health_waits_for_no_one() -> None:
    """A database that does not answer is said to be silent, however many ask."""
    free = threading.Event()

    class Stuck:
        """Answers when it is free."""

        def read(self, act: object) -> object:
            asked.append(act)
            free.wait(10)
            return act

    asked: list[object] = []
    reads = Impatient(Stuck(), longest=0.02)  # type: ignore[arg-type]  # it answers nothing
    for _time in range(3):
        with pytest.raises(StorageError, match=SILENT):
            reads.read(lambda _tx: None)
    assert len(asked) == 1
    free.set()
    answered = False
    while not answered:
        with suppress(StorageError):  # what it owes us comes first
            answered = bool(reads.read(lambda _tx: None))
    reads.close()
