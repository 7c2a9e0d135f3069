"""`lipa demo`: the main job for somebody without any account, on a database of its own.

Everything is real but the clock: it begins at ten in the morning and can be pushed. With a
terminal on stdin you are the newcomer; without one, two newcomers talk and you read along.
"""

import asyncio
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import click
import uvloop

from bot.channels.terminal import Screen, Terminal
from bot.demo import story
from bot.demo.stage import FOLDER, Stage, set_up
from bot.running import logs
from bot.running.chat import Talking, on_this_terminal, until_a_signal
from domain.campaigns.campaign import CampaignId, StopCampaign
from domain.events.change import AnnounceEvent

PATIENCE = 5.0  # seconds after somebody agreed to be written to
LOOK = 0.5
HOUR = timedelta(hours=1)
INTRO = f"""
This is Lipa, as newcomers see it on their phones. You are one of them: answer as you like, in
numbers or in words, in any of the languages. A coordinator will soon write to you.

  an empty line   an hour passes, and reminders come when they are due
  0               the menu
  /quit           the end

Nothing leaves this machine. All of it is in {FOLDER} and made anew each time.
"""


def main() -> int:
    """Show the demo on a new database; the exit code. Without a terminal it tells a story."""
    logs.set_up("critical")
    with set_up(FOLDER) as stage, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(interactive(stage) if sys.stdin.isatty() else story.tell(stage))


async def interactive(stage: Stage) -> int:
    """The demo in which you are the newcomer, until you quit; the exit code."""
    click.echo(INTRO)
    screen = on_this_terminal(FOLDER / "files")
    talking: Talking
    patient = replace(screen, read=lambda: _line(stage, screen, talking))
    terminal = Terminal("you", patient, stage.clock)
    async with Talking(stage.house, terminal) as talking:
        coordinator = asyncio.create_task(_announce_soon(stage, talking))
        await talking.handle([terminal.heard("/start")])
        await until_a_signal(terminal.receive(talking.handle))
        coordinator.cancel()
        with suppress(asyncio.CancelledError):
            await coordinator
    return 0


async def _line(stage: Stage, screen: Screen, talking: Talking) -> str | None:
    """The next line with words; at an empty one an hour passes."""
    while True:
        line = await screen.read()
        if line is None or line.strip():
            return line
        stage.clock.forward(HOUR)
        screen.write(f"⏩ {stage.local:%A, %H:%M}")
        talking.sender.wake()


async def _announce_soon(stage: Stage, talking: Talking) -> None:
    """As soon as somebody may be written to, a coordinator announces the event."""
    probe = _announce(stage, stage.clock() + 12 * HOUR)
    assert probe is not None  # noqa: S101 - what is for later is planned, whoever it will be for
    while not stage.office.read(  # noqa: ASYNC110 - what is written sets no event of ours
        lambda work: work.campaigns.recipients(probe)
    ):
        await asyncio.sleep(LOOK)
    await asyncio.sleep(PATIENCE)
    stage.office.perform(StopCampaign(probe))
    _announce(stage, None)
    talking.sender.wake()


def _announce(stage: Stage, due: datetime | None) -> CampaignId | None:
    command = AnnounceEvent(stage.event, due, again=False)
    return stage.office.perform(command)
