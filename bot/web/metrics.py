"""What Prometheus reads: how much was handled, sent and waits. No label names a person."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.clock import Clock, Steady, steady_clock
from storage.outbox.backlog import Backlog, answers, backlog
from storage.outbox.repository import Priority
from storage.outbox.silence.silences import silences
from storage.store import StorageError, Transaction

T = TypeVar("T")


class Reads(Protocol):
    """The part of `storage.store.Store` that numbers come from."""

    def read(self, act: Callable[[Transaction], T]) -> T:
        """Run `act` on one view of the database."""
        ...


class Counted(Protocol):
    """The part of a channel that is counted."""

    @property
    def last_poll(self) -> float | None:
        """When the platform last answered us, on the steady clock; None: not yet."""
        ...

    @property
    def counts(self) -> Counter[str]:
        """What happened on it, by kind, since the start."""
        ...


@dataclass(frozen=True)
class Sources:
    """Where the numbers come from, read anew at each scrape."""

    store: Reads
    clock: Clock
    handled: Callable[[], int]
    set_aside: Callable[[], int]
    sent: Callable[[], Counter[tuple[str, str]]]  # (channel, outcome)
    channels: Mapping[str, Counted]
    leads: Callable[[], Mapping[str, bool]]  # by part
    unopened: Callable[[], int]  # rows; raises StorageError
    alarms: Callable[[], Mapping[str, str]] = dict  # by channel; about what leaves
    unwritten: Callable[[], float] = float  # seconds since the database last took a write
    undecided: Mapping[str, Callable[[], float]] = field(default_factory=dict)  # by channel
    steady: Steady = steady_clock


class Numbers(Collector):
    """All metrics of this program, read from their sources when Prometheus asks."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def collect(self) -> Iterable[Metric]:
        """The numbers as they are now; called in a thread, so it may wait for the database."""
        sources = self._sources
        yield _counter("lipa_updates_handled", "Messages decided", sources.handled())
        yield _counter("lipa_updates_set_aside", "Messages that failed", sources.set_aside())
        yield self._sent()
        yield self._happened()
        yield self._polls()
        yield self._leads()
        yield self._alarms()
        about = "Since the database last took a write"
        yield GaugeMetricFamily("lipa_write_age_seconds", about, value=sources.unwritten())
        yield self._undecided()
        yield from self._silences()
        yield from self._backlog()
        yield from self._answers()
        yield from self._unopened()

    def _sent(self) -> Metric:
        family = CounterMetricFamily(
            "lipa_sends", "Messages by what became of them", labels=("channel", "outcome")
        )
        for (channel, outcome), many in sorted(self._sources.sent().items()):
            family.add_metric((channel, outcome), many)
        return family

    def _polls(self) -> Metric:
        family = GaugeMetricFamily(
            "lipa_poll_age_seconds", "Since a platform last answered", labels=("channel",)
        )
        for channel, each in self._sources.channels.items():
            at = each.last_poll
            if at is not None:
                family.add_metric((channel,), self._sources.steady() - at)
        return family

    def _happened(self) -> Metric:
        family = CounterMetricFamily(
            "lipa_channel_events", "What else a channel had to do with", labels=("channel", "kind")
        )
        for channel, each in self._sources.channels.items():
            for kind, many in sorted(each.counts.items()):
                family.add_metric((channel, kind), many)
        return family

    def _leads(self) -> Metric:
        family = GaugeMetricFamily("lipa_leads", "1 where this process leads", labels=("part",))
        for part, leads in sorted(self._sources.leads().items()):
            family.add_metric((part,), int(leads))
        return family

    def _alarms(self) -> Metric:
        family = GaugeMetricFamily(
            "lipa_refused_in_a_row", "1 while several were refused alike", labels=("channel",)
        )
        for channel in sorted(self._sources.alarms()):
            family.add_metric((channel,), 1)
        return family

    def _undecided(self) -> Metric:
        family = GaugeMetricFamily(
            "lipa_message_wait_seconds", "Of the oldest that is not decided", labels=("channel",)
        )
        for channel, waits in sorted(self._sources.undecided.items()):
            family.add_metric((channel,), waits())
        return family

    def _answers(self) -> Iterator[Metric]:
        try:
            found = self._sources.store.read(lambda work: answers(work, self._sources.clock()))
        except StorageError:
            return  # as below
        family = GaugeMetricFamily(
            "lipa_answer_wait_seconds", "Of the oldest that we could send", labels=("channel",)
        )
        for channel, seconds in sorted(found.items()):
            family.add_metric((channel,), seconds)
        yield family

    def _silences(self) -> Iterator[Metric]:
        try:
            found = self._sources.store.read(lambda work: silences(work, self._sources.clock()))
        except StorageError:
            return  # as below
        channel = GaugeMetricFamily(
            "lipa_paused_seconds", "For which a platform wants silence", labels=("channel",)
        )
        chats = GaugeMetricFamily(
            "lipa_chats_paused", "Chats alone in which it does", labels=("channel",)
        )
        out = GaugeMetricFamily(
            "lipa_unreached_seconds", "For which nobody was reached; else 0", labels=("channel",)
        )
        for name, silence in sorted(found.items()):
            channel.add_metric((name,), silence.seconds)
            chats.add_metric((name,), silence.chats)
            out.add_metric((name,), silence.unreached)
        yield from (channel, chats, out)

    def _backlog(self) -> Iterator[Metric]:
        try:
            found = self._sources.store.read(lambda work: backlog(work, self._sources.clock()))
        except StorageError:
            return  # readiness says so; a scrape must not fail for it
        yield _gauge("lipa_outbox_due", "Messages due and not sent", found, lambda b: b.waiting)
        yield _gauge("lipa_outbox_late_seconds", "Of the oldest of them", found, lambda b: b.late)

    def _unopened(self) -> Iterator[Metric]:
        try:
            many = self._sources.unopened()
        except StorageError:
            return  # as above
        yield GaugeMetricFamily("lipa_rows_unopened", "Rows that cannot be opened", value=many)


def registry(sources: Sources) -> CollectorRegistry:
    """A registry with these numbers and nothing about the process."""
    made = CollectorRegistry()
    made.register(Numbers(sources))
    return made


def _counter(name: str, about: str, value: int) -> Metric:
    return CounterMetricFamily(name, about, value=value)


def _gauge(
    name: str, about: str, found: Mapping[Priority, Backlog], read: Callable[[Backlog], float]
) -> Metric:
    family = GaugeMetricFamily(name, about, labels=("priority",))
    for priority, each in found.items():
        family.add_metric((priority.name.lower(),), read(each))
    return family
