"""The fake signal-cli as one object: for tests in the same process, and for the command line."""

import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.platforms.signal.calls import versions
from tests.platforms.signal.daemon import Daemon
from tests.platforms.signal.faults import Fault, Trouble
from tests.platforms.signal.journal import Call, Violation
from tests.platforms.signal.person import Person
from tests.platforms.signal.rates import Rates
from tests.platforms.signal.world import Trust, World
from tests.platforms.telegram.clock import Clock


class SignalCli:
    """``async with SignalCli() as signal:`` serves on ``signal.path`` until the block ends."""

    def __init__(
        self,
        path: Path | None = None,
        *,
        tcp: int | None = None,
        version: str = versions.DEFAULT,
        trust: Trust = Trust.FIRST_USE,
        rates: Rates | None = None,
        latency: tuple[float, float] = (0.0, 0.0),
        keep: int | None = None,
        strict: bool = True,
    ) -> None:
        self.world = World(version, trust, keep)
        self.world.rates = rates or Rates()
        self.port = tcp
        self.latency = latency
        self.strict = strict
        self._folder = None if path else Path(tempfile.mkdtemp(prefix="sc-"))
        self.path = path or Path(str(self._folder)) / "s"
        self._daemon: Daemon | None = None

    # Life.

    @property
    def rpc(self) -> str:
        """Where the bot finds it: LIPA_SIGNAL_RPC."""
        return f"unix:{self.path}"

    @property
    def account(self) -> str:
        """The bot's number: LIPA_SIGNAL_ACCOUNT."""
        return self.world.account

    @property
    def daemon(self) -> Daemon:
        """The process that runs now."""
        assert self._daemon is not None, "the daemon is not running"
        return self._daemon

    @property
    def running(self) -> bool:
        """Whether there is a process now."""
        return self._daemon is not None and self._daemon.dying is None

    async def start(self) -> None:
        """A new process; what it kept on its disk is still there.

        The real one refuses to start beside the socket that a killed one has left: whoever starts
        it takes that away before, and so does this.
        """
        assert not self.running, "the daemon is running"
        self._daemon = Daemon(self.world, self.latency)
        self.port = await self._daemon.start(self.path, self.port)

    async def kill(self, unsaved: int = 0) -> None:
        """Pull the plug. `unsaved`: so many were handed over and not yet noted as handed."""
        daemon, self._daemon = self.daemon, None
        await (daemon.dying or daemon.end())
        self.world.unsave(unsaved)

    async def stop(self) -> None:
        """Ask it to stop: the socket goes, too."""
        await self.kill()
        self.path.unlink(missing_ok=True)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._daemon is not None:
            await self.stop()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        if kind is None and self.strict:
            assert not self.violations, self.violations

    # People.

    def person(
        self, number: int = 1001, name: str | None = "Ben", phone: str | None = None
    ) -> Person:
        """Somebody; the same `number` gives the same person. Most do not show their `phone`."""
        return self.world.person(f"00000000-0000-4000-8000-{number:012d}", name, phone)

    def coordinator_types(self, person: Person, words: str) -> int:
        """Somebody answers by hand, on a linked device of the bot's account."""
        return self.world.coordinator_types(person, words)

    # Trouble.

    def fault(self, trouble: Trouble | str, times: int = 1, **more: Any) -> Fault:
        """Let the next calls fail; see `Fault` for ``method``, ``after`` and more."""
        fault = Fault(Trouble(trouble), times, **more)
        self.world.faults.waiting.append(fault)
        return fault

    def swap(self, many: int) -> None:
        """Give the next so many answers in the reverse order."""
        self.daemon.swap(many)

    def drop_clients(self) -> None:
        """End all connections."""
        self.daemon.drop_clients()

    @property
    def silent(self) -> bool:
        """Whether it takes lines and never answers, nor hands anything over."""
        return self.daemon.silent

    @silent.setter
    def silent(self, silent: bool) -> None:
        self.daemon.silent = self.daemon.subscriptions.silent = silent
        self.world.stirred.set()

    @property
    def loaded(self) -> bool:
        """Whether it knows its account; started offline, it does not."""
        return self.world.loaded

    @loaded.setter
    def loaded(self, loaded: bool) -> None:
        self.world.loaded = loaded
        self.world.stirred.set()

    @property
    def online(self) -> bool:
        """Whether Signal can be reached."""
        return self.world.online

    @online.setter
    def online(self, online: bool) -> None:
        self.world.online = online
        self.world.stirred.set()

    # What happened.

    @property
    def clock(self) -> Clock:
        """The simulated time."""
        return self.world.clock

    @property
    def calls(self) -> list[Call]:
        """The calls that had their effect, in order."""
        return list(self.world.journal.calls)

    @property
    def sent(self) -> list[Call]:
        """Those that put a new message on a phone."""
        return self.world.journal.sent()

    @property
    def violations(self) -> list[Violation]:
        """What the bot did wrong; in a strict simulation the block fails for it."""
        return self.world.journal.violations

    @property
    def counters(self) -> dict[str, int]:
        """How often each method was called, and refused with which code."""
        return dict(self.world.journal.counters)

    @property
    def subscribed(self) -> int:
        """How many are told what comes in."""
        return len(self.daemon.subscriptions) if self.running else 0

    async def wanted(self) -> None:
        """Wait until somebody subscribes to this process."""
        await self.daemon.subscriptions.wanted()
