"""`lipa run`: everything in one loop, started together and stopped in order.

A part that ends by itself stops the whole program with exit code 1: a supervisor starts it anew,
and nothing is lost, for all that matters is in the database. A signal lets what is in work finish.
"""

import asyncio
import gc
import signal
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

import structlog
import uvloop

from bot import compose, logs, web
from bot.channels.base import DeliveryError
from bot.channels.telegram import Telegram
from bot.clock import system_clock
from bot.commands.answers import WRONG, CommandError
from bot.compose import House
from bot.conversations import Conversations
from bot.introduction import IN_GROUP, introductions
from bot.lock import only_one
from bot.metrics import Sources, registry
from bot.settings import Settings, load
from domain.languages import Speak
from domain.messages import Incoming, Kind, Outgoing

PARTS = ("telegram", "sender", "jobs", "web")
NEED_A_TOKEN = frozenset({"telegram", "sender"})
FINISH = 2.5  # seconds for the batch in work
DRAIN = 5.0  # seconds for what is on its way
END = 1.0  # seconds for everything else

log = structlog.get_logger("bot.run")


def main(only: str | None) -> int:
    """Run until a signal comes; the exit code."""
    settings = load()
    parts = chosen(only)
    if NEED_A_TOKEN & set(parts):
        compose.require_token(settings)
    logs.set_up(settings.log_level)
    for warning in settings.warnings:
        log.warning(warning)
    compose.require_database(settings)
    with only_one(settings.database_path), asyncio.Runner(loop_factory=uvloop.new_event_loop) as r:
        return r.run(serve(settings, parts))


def chosen(only: str | None) -> tuple[str, ...]:
    """The parts that `--only` names, or all."""
    if only is None:
        return PARTS
    wanted = [part.strip() for part in only.split(",")]
    if not set(wanted) <= set(PARTS):
        raise CommandError(f"must be some of {','.join(PARTS)}", "only", code=WRONG)
    return tuple(wanted)


async def serve(settings: Settings, parts: Sequence[str]) -> int:
    """Run these parts until a signal, or until one of them ends; the exit code."""
    house = compose.house(settings, system_clock)
    try:
        for tag in house.ignored:
            log.warning("a language is not offered: it is not ready, or not known", language=tag)
        program = Program(house, parts)
        gc.collect()
        gc.freeze()  # what is built by now stays; it need not be looked through again and again
        return await program.run(_signals())
    finally:
        house.store.close()


class Program:
    """The parts, each a task."""

    def __init__(self, house: House, parts: Sequence[str]) -> None:
        self._house = house
        self._parts = parts
        self._channel = None
        if NEED_A_TOKEN & set(parts):
            self._channel = compose.telegram(house.settings, house.clock)
        channel = self._channel if "sender" in parts else None
        self.sender = house.sender({} if channel is None else {channel.name: channel})
        self.conversations = house.conversations(self.sender)
        self.handling = Handling(self.conversations, house.speak, self._channel)

    async def run(self, stop: asyncio.Event) -> int:
        """Until `stop`, or until a part ends by itself; the exit code."""
        if "sender" in self._parts:
            now = self._house.clock()
            await self._house.store.run(lambda work: work.outbox.release_leases(now))
        tasks = {name: asyncio.create_task(part) for name, part in self._begin().items()}
        log.info("started", parts=sorted(tasks))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([stopping, *tasks.values()], return_when=asyncio.FIRST_COMPLETED)
        crashed = _report(tasks)
        stopping.cancel()
        await self._shut_down(tasks)
        log.info("stopped")
        return 1 if crashed else 0

    def _begin(self) -> Mapping[str, Coroutine[Any, Any, None]]:
        parts: dict[str, Coroutine[Any, Any, None]] = {}
        if "web" in self._parts:
            parts["web"] = self._web()
        if "sender" in self._parts:
            parts["sender"] = self.sender.run()
        if "jobs" in self._parts:
            parts["jobs"] = self._house.jobs(self.sender).run()
        if self._channel is not None and "telegram" in self._parts:
            parts["telegram"] = self._receive(self._channel)
        return parts

    async def _receive(self, channel: Telegram) -> None:
        """Receive for ever; meanwhile tell Telegram how we introduce ourselves."""
        texts = introductions(self._house.speak)
        introducing = asyncio.create_task(channel.introduce(texts))
        try:
            await channel.receive(self.handling)
        finally:
            introducing.cancel()
            await asyncio.gather(introducing, return_exceptions=True)

    def _web(self) -> Coroutine[Any, Any, None]:
        settings, store = self._house.settings, self._house.store
        channel = self._channel if "telegram" in self._parts else None
        polled = {} if channel is None else {"telegram": lambda: channel.last_poll}
        health = web.Health(lambda: store.read(lambda _work: None), polled, self._house.clock)
        sources = Sources(
            store,
            self._house.clock,
            lambda: self.conversations.handled,
            lambda: self.conversations.set_aside,
            lambda: self.sender.counts,
            polled,
        )
        listener = compose.listener(settings)
        log.info("listening", port=listener.getsockname()[1])
        return web.serve(web.application(health, registry(sources)), listener)

    async def _shut_down(self, tasks: Mapping[str, asyncio.Task[None]]) -> None:
        """First nothing new, then what is in work, then what must leave."""
        for name in ("telegram", "jobs"):
            if name in tasks:
                tasks[name].cancel()
        await self.handling.finish(FINISH)
        if "sender" in tasks and not tasks["sender"].done():
            await self.sender.drain(DRAIN)
        for task in tasks.values():
            task.cancel()
        await asyncio.wait(tasks.values(), timeout=END)
        if self._channel is not None:
            await self._channel.close()


class Handling:
    """Hands messages to the conversations. A batch in work is finished, also when stopped."""

    def __init__(
        self, conversations: Conversations, speak: Speak, channel: Telegram | None
    ) -> None:
        self._conversations = conversations
        self._speak = speak
        self._channel = channel
        self._working: set[asyncio.Task[None]] = set()

    async def __call__(self, batch: Sequence[Incoming]) -> None:
        """Decide these messages."""
        task = asyncio.create_task(self._handle(batch))
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        await asyncio.shield(task)

    async def finish(self, seconds: float) -> None:
        """Wait for what is in work."""
        if self._working:
            await asyncio.wait(self._working, timeout=seconds)

    async def _handle(self, batch: Sequence[Incoming]) -> None:
        account = self._channel.account if self._channel else ""
        talk = [m for m in batch if m.kind is not Kind.GROUP]
        await self._conversations.handle(talk, account)
        for message in batch:
            if message.kind is Kind.GROUP and self._channel is not None:
                await self._excuse(message, self._channel)

    async def _excuse(self, message: Incoming, channel: Telegram) -> None:
        """Say that we talk with one person at a time, and leave the group."""
        language = self._speak.closest(message.language) or "en"
        [said] = self._speak.say([IN_GROUP], language)
        try:
            await channel.send(message.address, Outgoing(said.words))
            await channel.leave(message.address)
        except DeliveryError as error:
            log.warning("a group was not left", meaning=error.meaning.value)


def _report(tasks: Mapping[str, asyncio.Task[None]]) -> bool:
    """Log the parts that ended by themselves; whether there were any."""
    ended = {name: task for name, task in tasks.items() if task.done()}
    for name, task in ended.items():
        log.critical("a part ended by itself", part=name, exc_info=task.exception())
    return bool(ended)


def _signals() -> asyncio.Event:
    """Set when somebody wants us to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
