"""One process leads each part; the others stand by and take over. Time jumps here."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

import pytest

from bot.running.leading import HOLD_EVERY, TRY_EVERY, Leading
from storage.store import Lead, StorageError
from tests.bot.sending.jumping_loop import JumpingLoop

T = TypeVar("T")
SOON = TRY_EVERY + HOLD_EVERY + 0.1


async def directly(act: Callable[..., T], *arguments: Any) -> T:
    """No thread: time would jump over it."""
    return act(*arguments)


class OneLead:
    """A lead that its owner can lose."""

    def __init__(self, server: "Server", name: str) -> None:
        self._server = server
        self._name = name

    def held(self) -> bool:
        """As long as the server says so."""
        return self._server.held.get(self._name) is self

    def release(self) -> None:
        """Let others have it."""
        if self.held():
            del self._server.held[self._name]


class Server:
    """The database that all processes ask."""

    def __init__(self) -> None:
        self.held: dict[str, OneLead] = {}
        self.down = False

    def lead(self, name: str) -> Lead | None:
        """The first one gets it."""
        if self.down:
            raise StorageError("The database server cannot be reached.")
        if name in self.held:
            return None
        self.held[name] = OneLead(self, name)
        return self.held[name]


class Process:
    """One process with one part; `acts` is how often it works right now."""

    def __init__(self, loop: JumpingLoop, server: Server) -> None:
        self.leading = Leading(server, directly)
        self.acts = 0
        self.began = 0
        self.end = asyncio.Event()
        self.fault: Exception | None = None
        self.task = loop.create_task(self.leading.run("jobs", "jobs", self.act))

    async def act(self, _lead: Lead) -> None:
        """Work until told to end."""
        self.acts += 1
        self.began += 1
        try:
            await self.end.wait()
            fault, self.fault = self.fault, None
            if fault is not None:
                self.end.clear()
                raise fault
        finally:
            self.acts -= 1


@pytest.fixture
def loop() -> Iterator[JumpingLoop]:
    """A loop whose time jumps."""
    made = JumpingLoop()
    yield made
    for task in asyncio.all_tasks(made):
        task.cancel()
    made.run_until_complete(asyncio.sleep(0.1))
    made.close()


@pytest.fixture
def server() -> Server:
    """The database."""
    return Server()


def live(loop: JumpingLoop, seconds: float) -> None:
    """Let time pass."""
    loop.run_until_complete(asyncio.sleep(seconds))


def test_one_works_and_the_other_stands_by(loop: JumpingLoop, server: Server) -> None:
    """Each knows which one it is."""
    anna, ben = Process(loop, server), Process(loop, server)

    live(loop, 60)

    assert (anna.acts, ben.acts) == (1, 0)
    assert (anna.leading.leads("jobs"), ben.leading.leads("jobs")) == (True, False)


def test_before_it_has_asked_nobody_knows(loop: JumpingLoop, server: Server) -> None:
    """Neither leading nor standing by."""
    anna = Process(loop, server)

    assert anna.leading.leads("jobs") is None


def test_when_the_leader_stops_the_other_takes_over(loop: JumpingLoop, server: Server) -> None:
    """What it led is free at once."""
    anna, ben = Process(loop, server), Process(loop, server)
    live(loop, 5)

    anna.task.cancel()
    live(loop, 0.01)

    assert (anna.acts, server.held) == (0, {})
    live(loop, TRY_EVERY)
    assert ben.acts == 1


def test_who_loses_the_lead_stops_at_once_and_stands_by(loop: JumpingLoop, server: Server) -> None:
    """And leads again when it can; to lose a lead ends nothing."""
    anna, ben = Process(loop, server), Process(loop, server)
    live(loop, 5)

    server.held.clear()
    live(loop, SOON)

    assert anna.acts + ben.acts == 1
    assert not anna.task.done()
    assert not ben.task.done()


def test_a_database_that_is_away_is_asked_again(loop: JumpingLoop, server: Server) -> None:
    """Nobody leads meanwhile."""
    server.down = True
    anna = Process(loop, server)
    live(loop, 20)
    assert anna.leading.leads("jobs") is False

    server.down = False
    live(loop, SOON)

    assert anna.acts == 1


def test_a_part_that_ends_by_itself_ends(loop: JumpingLoop, server: Server) -> None:
    """The program hears of it, and others may try."""
    anna = Process(loop, server)
    live(loop, 1)

    anna.end.set()
    live(loop, SOON)

    assert anna.task.done()
    assert server.held == {}


def test_a_fault_of_a_part_is_told(loop: JumpingLoop, server: Server) -> None:
    """It is not taken for a lost lead."""
    anna = Process(loop, server)
    live(loop, 1)

    anna.fault = ValueError("a bug")
    anna.end.set()
    live(loop, SOON)

    assert isinstance(anna.task.exception(), ValueError)


def test_a_fault_because_the_lead_is_lost_is_none(loop: JumpingLoop, server: Server) -> None:
    """When the server restarts, everything fails together."""
    anna = Process(loop, server)
    live(loop, 1)

    server.held.clear()
    anna.fault = StorageError("The connection was lost.")
    anna.end.set()
    live(loop, SOON)

    assert not anna.task.done()
    assert anna.began > 1


def test_a_part_begins_anew_when_the_database_refuses_it(loop: JumpingLoop, server: Server) -> None:
    """A standby that may only be read grants leads, too. Meanwhile others may try."""
    anna = Process(loop, server)
    live(loop, 1)

    anna.fault = StorageError("The database is read-only.")
    anna.end.set()
    live(loop, TRY_EVERY / 2)
    assert (anna.acts, server.held) == (0, {})
    live(loop, SOON)

    assert anna.acts == 1
    assert not anna.task.done()


def test_a_lead_that_comes_too_late_is_let_go(loop: JumpingLoop, server: Server) -> None:
    """Stopped while it asked, and granted afterwards."""
    granted = asyncio.Event()

    async def slowly(act: Callable[..., T], *arguments: Any) -> T:
        await granted.wait()
        return act(*arguments)

    async def never(_lead: Lead) -> None:
        raise AssertionError

    asking: Coroutine[Any, Any, None] = Leading(server, slowly).run("jobs", "jobs", never)
    task = loop.create_task(asking)
    live(loop, 1)
    task.cancel()
    granted.set()
    live(loop, 1)

    assert server.held == {}
