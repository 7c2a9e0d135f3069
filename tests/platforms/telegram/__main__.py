"""The fake server as a process: ``python -m tests.platforms.telegram --port 0`` prints its port.

With ``--script`` (a JSON file with a list of turns) people start talking once the bot polls or
has set its webhook; when they are done, their numbers are printed as one JSON line and the
process ends, unless it shall stay.
"""

import argparse
import asyncio
import gc
import random
import signal
import sys
from pathlib import Path
from typing import Any

import orjson
import uvloop

from tests.platforms.telegram.chats import State
from tests.platforms.telegram.faults import Faults
from tests.platforms.telegram.people import People, Turn
from tests.platforms.telegram.rates import Mode, Rates
from tests.platforms.telegram.server import TOKEN, BotApi


def parser() -> argparse.ArgumentParser:
    """The command line."""
    options = argparse.ArgumentParser(
        prog="python -m tests.platforms.telegram", description=__doc__
    )
    add = options.add_argument
    add("--port", type=int, default=0)
    add("--token", default=TOKEN)
    add("--rate", type=float, help="messages per second in all; turns rates on")
    add("--chat-rate", type=float, default=1)
    add("--burst", type=float, default=3)
    add("--rates", choices=[m.value for m in Mode], help="default: enforce with --rate, else off")
    add("--latency-ms", default="0", help="one number or a span, such as 20-80")
    add("--error-share", type=float, default=0, help="share of sends answered 500 without effect")
    add("--lost-share", type=float, default=0, help="share of sends whose answer is lost")
    add("--users", type=int, default=0, help="people who have started the bot")
    add("--first-id", type=int, default=1_000_000)
    add("--blocked-share", type=float, default=0, help="share of them who have blocked it")
    add("--keep", type=int, default=100_000, help="how many calls to remember")
    add("--history", type=int, default=200, help="how many messages stay in a chat")
    add("--seed", type=int, default=1)
    add("--poll-pauses", action="store_true", help="slow down hasty polling, as the real one does")
    _load_options(options)
    return options


def _load_options(options: argparse.ArgumentParser) -> None:
    add = options.add_argument
    add("--webhook-backoff", type=float, default=2, help="seconds before the second retry")
    add("--script", type=Path, help="JSON: the turns of a conversation")
    add("--people", type=int, default=100)
    add("--conversations", type=int, help="default: one for each")
    add("--turn-timeout", type=float, default=30)
    add("--stay", action="store_true", help="go on serving after the load")
    add("--ramp", type=float, default=0, help="seconds over which people begin")


def build(options: argparse.Namespace) -> BotApi:
    """The server that the options describe."""
    mode = Mode(options.rates or ("enforce" if options.rate else "off"))
    rates = Rates(mode, options.rate or 30, options.chat_rate, options.burst)
    faults = Faults(options.error_share, options.lost_share, options.seed)
    low, _, high = options.latency_ms.partition("-")
    latency = (float(low) / 1000, float(high or low) / 1000)
    api = BotApi(
        options.token,
        rates,
        faults,
        port=options.port,
        latency=latency if latency[1] else None,
        keep=options.keep,
        history=options.history,
        strict=False,
    )
    api.world.updates.pauses = options.poll_pauses
    api.world.webhook.backoff = options.webhook_backoff
    chance = random.Random(options.seed)
    for number in range(options.first_id, options.first_id + options.users):
        blocked = chance.random() < options.blocked_share
        api.user(number, state=State.BLOCKED if blocked else State.OPEN)
    return api


async def serve(options: argparse.Namespace) -> None:
    """Run until the load is done, or until a signal comes."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    async with build(options) as api:
        _say({"port": api.port, "url": api.url, "token": api.token})
        waiting: list[asyncio.Task[Any]] = [asyncio.create_task(ended.wait())]
        if options.script:
            waiting.append(asyncio.create_task(_load(api, options)))
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()


async def _load(api: BotApi, options: argparse.Namespace) -> None:
    turns = [Turn(**turn) for turn in orjson.loads(options.script.read_bytes())]
    number = options.conversations or options.people
    pace = (options.turn_timeout, options.ramp)
    await api.world.updates.polled.wait()
    people = People(api, turns, options.people, number, *pace)
    people.start()
    await people.finished.wait()
    _say(people.result())
    if options.stay:
        await asyncio.Event().wait()


def _say(line: Any) -> None:
    sys.stdout.write(orjson.dumps(line).decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    gc.set_threshold(200_000, 20, 100)  # what is remembered is long-lived; looking often is dear
    uvloop.run(serve(parser().parse_args()))
