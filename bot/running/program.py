"""The parts of `lipa run`, each a task, begun together and stopped in order.

A part that ends by itself stops the whole program with exit code 1: a supervisor starts it anew,
and nothing is lost, for all that matters is in the database. To lose a lead is no end.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial
from typing import Any

import structlog

from bot.channels.base import Channel
from bot.channels.signal import Signal
from bot.channels.telegram import Telegram
from bot.clock import steady_clock
from bot.conversing.handling import Handling
from bot.running import compose
from bot.running.compose import House
from bot.running.fares import Fares
from bot.running.impatient import Impatient
from bot.running.key_watch import KeyWatch
from bot.running.leading import Leading
from bot.running.pulse import Pulse
from bot.web import feed, serving
from bot.web.health import Health, Watched
from bot.web.metrics import Sources, registry
from bot.web.webhook import Webhook
from storage.store import Lead

PARTS = (*compose.CHANNELS, "sender", "jobs", "web")
QUIET = 1.0  # seconds until a channel gives us nothing more
FINISH = 2.0  # seconds for the batch in work
DRAIN = 5.0  # seconds for what is on its way
END = 1.0  # seconds for everything else

Part = Coroutine[Any, Any, None]
Tasks = Mapping[str, "asyncio.Task[None]"]

log = structlog.get_logger("bot.run")


class Program:
    """Everything that this process does: the parts that were asked for, and no others."""

    def __init__(self, house: House, parts: Sequence[str]) -> None:
        self._house = house
        self._parts = parts
        self.sender = house.sender({})
        self.leading = Leading(house.store)
        self.key_watch = KeyWatch(house.store)
        self.pulse = Pulse(house.store.beat)
        self._reads = Impatient(house.store)
        self.conversations = house.conversations(self.sender)
        self.telegram, self.signal = house.telegram(), house.signal(self.sender)
        both = (each for each in (self.telegram, self.signal) if each is not None)
        self.channels: dict[str, Telegram | Signal] = {each.name: each for each in both}
        self.handlings = {
            name: Handling(self.conversations, house.speak, channel, house.clock)
            for name, channel in self.channels.items()
        }
        self.webhook = self._webhook()

    async def run(self, stop: asyncio.Event) -> int:
        """Until `stop`, or until a part ends by itself; the exit code."""
        tasks = {name: asyncio.create_task(part) for name, part in self._begin().items()}
        listening = self._house.store.listen(self._heard(asyncio.get_running_loop()))
        log.info("started", parts=sorted(self._parts))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([stopping, *tasks.values()], return_when=asyncio.FIRST_COMPLETED)
        crashed = _report(tasks)
        stopping.cancel()
        await self._shut_down(tasks)
        await asyncio.to_thread(listening.close)
        self._reads.close()
        log.info("stopped")
        return 1 if crashed else 0

    def _heard(self, loop: asyncio.AbstractEventLoop) -> Callable[[], None]:
        """Another process wrote something that may be due now."""

        def heard() -> None:
            loop.call_soon_threadsafe(self.sender.wake)

        return heard

    def _begin(self) -> dict[str, Part]:
        parts: dict[str, Part] = {"keys": self.key_watch.run()}
        if "web" in self._parts:
            parts |= {"web": self._web(), "pulse": self.pulse.run()}
        if "sender" in self._parts:
            parts["sender"] = self.sender.run()
            parts |= {f"sender:{c.name}": self._send_on(c) for c in self.channels.values()}
        if "jobs" in self._parts:
            jobs = self._house.jobs(self.sender)
            parts["jobs"] = self.leading.run("jobs", "jobs", lambda _lead: jobs.run())
        for name, channel in self.channels.items():
            if name in self._parts:
                parts[name] = self._led(name, channel, partial(self._receive, channel))
        return parts

    def _led(self, part: str, channel: Channel, act: Any) -> Part:
        """Only one process at a time does this for our account."""
        return self.leading.run(part, f"{part}:{channel.account}", act)

    def _send_on(self, channel: Channel) -> Part:
        fenced = self._house.settings.on_server

        def act(lead: Lead) -> Part:
            return self.sender.send_on(channel, lead.held if fenced else None)

        return self._led(f"sender:{channel.name}", channel, act)

    async def _receive(self, channel: Channel, _lead: Lead) -> None:
        await channel.receive(self.handlings[channel.name])

    def _webhook(self) -> Webhook | None:
        settings, telegram = self._house.settings, self.telegram
        if "web" not in self._parts or telegram is None or not settings.telegram_webhook_url:
            return None
        handling = self.handlings[telegram.name]
        return Webhook(lambda batch: telegram.take(batch, handling), settings)

    def _web(self) -> Part:
        store, clock = self._house.store, self._house.clock
        opens = KeyWatch(self._reads).require_all_open
        fares, stuck = self._fares().look, lambda: self.pulse.problem
        health = Health(opens, self._watched(), steady_clock, fares, stuck)
        listener = compose.listener(self._house.settings)
        log.info("listening", port=listener.getsockname()[1])
        routes = [feed.route(lambda now: store.read(lambda tx: tx.events.to_come(now)), clock)]
        routes += [] if self.webhook is None else [self.webhook.route]
        desk = self._house.desk()
        app = serving.application(health, registry(self._sources()), routes, desk)
        return serving.serve(app, listener)

    def _watched(self) -> dict[str, Watched]:
        return {
            name: Watched(channel, partial(self.leading.leads, name), self._waits(name))
            for name, channel in self.channels.items()
            if name in self._parts
        }

    def _waits(self, name: str) -> Callable[[], float]:
        return lambda: self.handlings[name].waits

    def _fares(self) -> Fares:
        return Fares(self._reads, self._house.clock, self.sender, tuple(self.channels))

    def _sources(self) -> Sources:
        return Sources(
            self._reads,
            self._house.clock,
            lambda: self.conversations.handled,
            lambda: self.conversations.set_aside,
            lambda: self.sender.counts,
            {name: each for name, each in self.channels.items() if name in self._parts},
            lambda: self.leading.parts,
            KeyWatch(self._reads).look,
            self.sender.alarms,
            lambda: self.pulse.age,
            {name: self._waits(name) for name in self.channels if name in self._parts},
        )

    async def _shut_down(self, tasks: Tasks) -> None:
        """First nothing new, then what is in work, then what must leave."""
        await self._receive_no_more(tasks)
        await asyncio.gather(*(each.finish(FINISH) for each in self.handlings.values()))
        if "sender" in tasks and not tasks["sender"].done():
            await self.sender.drain(DRAIN)
        for task in tasks.values():
            task.cancel()
        await asyncio.wait(tasks.values(), timeout=END)
        for channel in self.channels.values():
            await channel.close()

    async def _receive_no_more(self, tasks: Tasks) -> None:
        """Nor lead anything new; a channel that acknowledges by itself is asked to keep quiet."""
        if self.webhook is not None:
            self.webhook.close()
        for name, task in tasks.items():
            if name == "jobs" or self.leading.parts.get(name) is False:
                task.cancel()
        for name, channel in self.channels.items():
            if name in tasks and (leads := self.leading.leads(name)) is not False:
                if leads:
                    await _quiet(channel)
                tasks[name].cancel()


async def _quiet(channel: Channel) -> None:
    try:
        async with asyncio.timeout(QUIET):
            await channel.stop_receiving()
    except Exception as error:  # noqa: BLE001 - the edge of a stop, which must go on
        kind = type(error).__name__
        log.warning("a channel could not be asked to keep quiet", channel=channel.name, error=kind)


def _report(tasks: Tasks) -> bool:
    """Log the parts that ended by themselves; whether there were any."""
    ended = {name: task for name, task in tasks.items() if task.done()}
    for name, task in ended.items():
        log.critical("a part ended by itself", part=name, exc_info=task.exception())
    return bool(ended)
