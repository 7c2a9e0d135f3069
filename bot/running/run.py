"""`lipa run`: everything in one loop, until a signal comes."""

import asyncio
import gc
import signal
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

import structlog
import uvloop

from bot.clock import system_clock
from bot.running import compose, logs, opening
from bot.running.compose import CHANNELS
from bot.running.faults import WRONG, CommandError
from bot.running.lock import only_one
from bot.running.program import PARTS, Program
from bot.settings.settings import Settings, load
from storage.backups import of_sqlite

log = structlog.get_logger("bot.run")


def main(only: str | None) -> int:
    """Run until a signal comes; the exit code."""
    settings = load()
    parts = chosen(only, settings)
    logs.set_up(settings.log_level)
    for warning in settings.warnings:
        log.warning(warning)
    opening.require_database(settings)
    with _alone(settings), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(serve(settings, parts))


def chosen(only: str | None, settings: Settings) -> tuple[str, ...]:
    """The parts that `--only` names, or all that are configured.

    Raises CommandError for no such part, SettingsError when one is not configured.
    """
    if only is None:
        compose.require_channel(settings)
        absent = {name for name, each in CHANNELS.items() if not each.value(settings)}
        return tuple(part for part in PARTS if part not in absent)
    wanted = tuple(part.strip() for part in only.split(","))
    if not set(wanted) <= set(PARTS):
        raise CommandError(f"must be some of {','.join(PARTS)}", "only", code=WRONG)
    for part in wanted:
        if part in CHANNELS:
            compose.require_channel(settings, part)
        elif part == "sender":
            compose.require_channel(settings)
    return wanted


async def serve(settings: Settings, parts: Sequence[str]) -> int:
    """Run these parts until a signal, or until one of them ends; the exit code."""
    house = compose.house(settings, system_clock)
    try:
        for tag in house.ignored:
            log.warning("a language is not offered: it is not ready, or not known", language=tag)
        program = Program(house, parts)
        # What is built by now stays, and need not be looked through again and again: nor now, for
        # the little that loading leaves behind is not worth a tenth of the time to start.
        gc.freeze()
        return await program.run(_signals())
    finally:
        house.store.close()


def _alone(settings: Settings) -> AbstractContextManager[None]:
    """On SQLite this must be the only process; on a server they agree on who leads what."""
    return nullcontext() if settings.on_server else _on_one_file(settings)


@contextmanager
def _on_one_file(settings: Settings) -> Iterator[None]:
    with only_one(settings.database_path):
        of_sqlite.clear_away(settings.database_url)
        yield


def _signals() -> asyncio.Event:
    """Set when somebody wants us to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
