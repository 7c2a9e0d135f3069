"""`lipa chat`: talk to the bot in a terminal, through the very same house as everybody else.

Only this person's messages are sent from here, so it can run beside `lipa run`, and beside the
terminals of other people.
"""

import asyncio
import signal
import sys
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import uvloop

from bot.channels.terminal import Screen, Terminal
from bot.clock import system_clock
from bot.running import compose, logs
from bot.running.compose import House
from bot.running.faults import WRONG, CommandError
from bot.running.keyboard import Keyboard
from bot.sending.sender import Sender
from bot.settings.settings import load
from domain.speech.messages import Incoming
from storage.store import StorageError

LONGEST_NAME = 40
QUIET = 3.0  # seconds to wait for answers before the next line is read
LOOK = 0.01
DRAIN = 2.0
MIND_EVERY = 1.0
BACK = "\r\x1b[K"  # over the prompt that waits
PROMPT = "> "
HINT = "Write something, as on a phone. 0 is the menu; /quit ends.\n"


def main(person: str, language: str) -> int:
    """Talk until the person quits; the exit code.

    Raises CommandError for a name that is too long or empty, or a language not offered.
    """
    settings = load()
    logs.set_up("critical")  # the screen is the person's
    if not 0 < len(person) <= LONGEST_NAME or not person.isprintable():
        raise CommandError(f"must be a name of 1 to {LONGEST_NAME} letters", "as", code=WRONG)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_talk(compose.house(settings, system_clock), person, language))


async def _talk(house: House, person: str, language: str) -> int:
    try:
        _check_language(house, language)
        screen = on_this_terminal(house.settings.database_path.parent / "files")
        terminal = Terminal(person, screen, house.clock, language)
        async with Talking(house, terminal) as talking:
            if sys.stdin.isatty():
                screen.write(HINT)
            await until_a_signal(terminal.receive(talking.handle))
    finally:
        house.store.close()
    return 0


class Talking:
    """Terminals with their sender, as long as the block lasts."""

    def __init__(self, house: House, *terminals: Terminal) -> None:
        self.sender: Sender = house.sender({terminal.name: terminal for terminal in terminals})
        self._conversations = house.conversations(self.sender)
        self._jobs = house.jobs(self.sender)

    async def __aenter__(self) -> "Talking":
        self._sending = asyncio.create_task(self.sender.run())
        self._minding = asyncio.create_task(self._mind())
        return self

    async def __aexit__(self, *error: object) -> None:
        self._minding.cancel()
        await self.sender.drain(DRAIN)
        await asyncio.gather(self._sending, self._minding, return_exceptions=True)

    async def _mind(self) -> None:
        """See to campaigns that fall due, whether or not `lipa run` does so, too."""
        while True:
            with suppress(StorageError):
                await self._jobs.campaigns()
            await asyncio.sleep(MIND_EVERY)

    async def handle(self, batch: Sequence[Incoming]) -> None:
        """Decide, and wait until the answers are on the screen."""
        try:
            await self._conversations.handle(batch)
        except StorageError as error:
            click.echo(str(error), err=True)
        await self.answered()

    async def answered(self) -> None:
        """Wait until nothing is on its way, but never for long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(QUIET):
                while self.sender.waiting or self.sender.in_flight:  # noqa: ASYNC110 - it is short
                    await asyncio.sleep(LOOK)


def on_this_terminal(files: Path) -> Screen:
    """The screen and keyboard of this process; a pipe's lines are shown as if they were typed."""
    keyboard = Keyboard()
    typed, shown = sys.stdin.isatty(), sys.stdout.isatty()

    async def read() -> str | None:
        line = await keyboard.line()
        if line is not None and not typed:
            click.echo(f"{PROMPT}{line}\n")
        return line

    def write(text: str) -> None:
        click.echo(f"{BACK if shown and typed else ''}{text}\n")
        if typed:
            click.echo(PROMPT, nl=False)

    return Screen(read, write, files, colour=shown)


async def until_a_signal(talk: Coroutine[Any, Any, None]) -> None:
    """Talk until it ends by itself or somebody presses Ctrl-C."""
    task = asyncio.create_task(talk)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


def _check_language(house: House, language: str) -> None:
    if language and house.speak.closest(language) is None:
        offered = ", ".join(each.tag for each in house.speak.offered())
        raise CommandError(f"must be one of {offered}", "language", code=WRONG)
