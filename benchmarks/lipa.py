"""Lipa's bot for the six turns: all parts as they run in earnest, and no rates of its own.

    python -m benchmarks.lipa URL TOKEN DATABASE [--postgres URL] [--rate N] [--profile FILE]

What is measured is everything an update costs: received, seen to be new, understood, decided,
sealed, committed, answered, and recorded as sent.
"""

import argparse
import asyncio
import cProfile
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import uvloop

from benchmarks.lipa_survey import registry
from bot.channels.base import Rates
from bot.channels.telegram import Telegram
from bot.clock import system_clock
from bot.conversing.batches import Conversations
from bot.conversing.flood import Flood
from bot.running import logs
from bot.sending.sender import Sender
from bot.texts.folder import SAMPLE, read_texts
from flows.engine.engine import Engine
from storage import schema
from storage.sealing.crypto import Keyring, new_key
from storage.store import Store
from translations.catalogues import Catalogues
from translations.reading.reader import Reader
from translations.saying.speaker import Speaker

DRAIN_SECONDS = 5.0


def midday() -> ZoneInfo:
    """A zone where it is about noon: nothing is sent at night."""
    behind = datetime.now(UTC).hour - 12  # noqa: TID251 - the bot itself gets a clock
    return ZoneInfo(f"Etc/GMT{behind:+d}" if behind else "Etc/GMT")


def key_of(path: Path) -> str:
    """The secret key that lies beside a database, made when there is none."""
    kept = path.with_name(f"{path.name}.key")
    if not kept.exists():
        kept.write_text(new_key())
    return kept.read_text()


def open_store(path: Path, url: str = "") -> Store:
    """A database at this place or, with `url`, on a server; made if there is none."""
    place, keyring = url or f"sqlite:///{path}", Keyring.parse(key_of(path))
    if url or not path.exists():
        schema.migrate(place, keyring)
    return Store.open(place, keyring, midday(), journal=path.with_name(f"{path.name}.journal"))


@asynccontextmanager
async def serving(url: str, token: str, store: Store, rate: float = 0.0) -> AsyncIterator[None]:
    """Answers and sends while the block runs, and then lets what is on its way arrive."""
    catalogues = Catalogues.load()
    speaker = Speaker(catalogues, store.zone)
    rates, log = Rates(total=rate, chat=1.0 if rate else 0.0), logging.getLogger("bot")
    telegram = Telegram(token, url, clock=system_clock, log=log, rates=rates)
    sender = Sender(store, {telegram.name: telegram}, speaker, system_clock)
    engine = Engine(registry(), Reader(catalogues, store.zone))
    help_ = read_texts(SAMPLE).help
    talk = Conversations(engine, speaker, sender, help_, system_clock, Flood(0))
    await store.run(lambda work: work.outbox.release_leases(system_clock()))
    handle = partial(talk.handle, account=token.partition(":")[0])
    sending = asyncio.create_task(sender.run())
    receiving = asyncio.create_task(telegram.receive(handle))
    try:
        yield
    finally:
        receiving.cancel()
        await asyncio.wait([receiving])
        await sender.drain(DRAIN_SECONDS)
        await asyncio.wait([sending])
        await telegram.close()


async def serve(url: str, token: str, store: Store, rate: float) -> None:
    """Until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with serving(url, token, store, rate):
        gc.collect()
        gc.freeze()
        await stop.wait()


def main(arguments: Sequence[str]) -> None:
    """Run, and with --profile note where the time goes."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.lipa", description=__doc__)
    options.add_argument("url")
    options.add_argument("token")
    options.add_argument("database", type=Path)
    options.add_argument(
        "--postgres", default="", help="a database on a server, to be used instead"
    )
    options.add_argument("--rate", type=float, default=0.0, help="messages a second; 0: unlimited")
    options.add_argument("--profile", type=Path, help="write a profile of both threads here")
    chosen = options.parse_args(arguments)
    logs.set_up("ERROR")
    store = open_store(chosen.database, chosen.postgres)
    run = partial(uvloop.run, serve(chosen.url, chosen.token, store, chosen.rate))
    if chosen.profile is None:
        run()
    else:
        profiled(run, store, chosen.profile)
    store.close()


def profiled(run: partial[None], store: Store, path: Path) -> None:
    """The loop's thread in PATH, the writer's in PATH.writer; read them with pstats."""
    loop, writer = cProfile.Profile(), cProfile.Profile()
    asyncio.run(store.run(lambda _work: writer.enable()))
    loop.runcall(run)
    asyncio.run(store.run(lambda _work: writer.disable()))
    loop.dump_stats(path)
    writer.dump_stats(path.with_name(f"{path.name}.writer"))


if __name__ == "__main__":
    main(sys.argv[1:])
