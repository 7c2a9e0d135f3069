"""How what leaves fares on each channel of ours, for readiness."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.clock import Clock, Steady, steady_clock
from bot.running.impatient import Reads
from bot.web.health import Sending
from storage.outbox.backlog import answers
from storage.outbox.silence.silences import Silence, silences
from storage.store import Transaction


class Sends(Protocol):
    """The part of `bot.sending.sender.Sender` that is looked at."""

    @property
    def sent_at(self) -> Mapping[str, float]:
        """By channel, when something was last sent, on the steady clock."""
        ...

    def alarms(self) -> Mapping[str, str]:
        """What an operator must look at, by channel."""
        ...

    def leads(self, channel: str) -> bool:
        """Whether this process sends there."""
        ...


class Fares:
    """Looked at again and again; it asks the database each time."""

    def __init__(
        self,
        store: Reads,
        clock: Clock,
        sender: Sends,
        channels: Sequence[str],
        steady: Steady = steady_clock,
    ) -> None:
        self._store = store
        self._clock = clock
        self._sender = sender
        self._channels = channels
        self._steady = steady
        self._begun = steady()

    def look(self) -> Mapping[str, Sending]:
        """By channel. Raises StorageError."""
        alarms, now = self._sender.alarms(), self._clock()
        silent, waiting = self._store.read(lambda tx: _asked(tx, now))
        return {
            name: Sending(
                silent.get(name, Silence()),
                alarms.get(name, ""),
                min(waiting.get(name, 0.0), self._without(name)),
            )
            for name in self._channels
        }

    def _without(self, channel: str) -> float:
        """For how many seconds this process has sent nothing there, though it is to send."""
        if not self._sender.leads(channel):
            return 0.0
        return self._steady() - self._sender.sent_at.get(channel, self._begun)


def _asked(tx: Transaction, now: datetime) -> tuple[Mapping[str, Silence], Mapping[str, float]]:
    return silences(tx, now), answers(tx, now)
