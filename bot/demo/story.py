"""The demo without a terminal: two newcomers talk to Lipa, a coordinator works, time passes."""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import click

from bot.channels.terminal import Screen, Terminal
from bot.demo import content
from bot.demo.stage import FOLDER, Stage
from bot.office import exports
from bot.running.chat import PROMPT, Talking
from domain.events.change import AnnounceEvent

BEN, SAMIRA = "Ben, in English", "Samira, in Arabic"
STEP = timedelta(minutes=30)
MOST_STEPS = 60
PAUSE = 0.15  # seconds of ours for each step of the demo's clock
LONGEST_WAIT = 5.0
LINE = 78


class Phones:
    """Several phones beside each other; a headline says whose one you look at."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._looks_at = ""
        self.seen: list[str] = []  # whose phone showed a message

    def phone(self, person: str) -> Terminal:
        """A phone that types only what the story says."""

        async def nothing() -> str | None:
            return None

        def write(text: str) -> None:
            self.headline(person)
            self.seen.append(person)
            click.echo(f"{text}\n")

        screen = Screen(nothing, write, FOLDER / "files", colour=sys.stdout.isatty())
        return Terminal(person, screen, self._stage.clock)

    def headline(self, words: str) -> None:
        """Say what is to be seen from here on."""
        if words != self._looks_at:
            click.echo(f"── {words} ".ljust(LINE, "─") + "\n")
        self._looks_at = words

    def passing(self, words: str) -> None:
        """Say what time it is, on no phone at all."""
        self._looks_at = ""
        click.echo(f"{words}\n")

    def typed(self, person: str, words: str) -> None:
        """Show what somebody typed, under their name."""
        self.headline(person)
        click.echo(f"{PROMPT}{words}\n")


async def tell(stage: Stage) -> int:
    """Tell the whole story; the exit code is 1 when a reminder or the export is missing."""
    phones = Phones(stage)
    terminals = {person: phones.phone(person) for person in (BEN, SAMIRA)}
    async with Talking(stage.house, *terminals.values()) as talking:

        async def say(person: str, *lines: str) -> None:
            for words in lines:
                phones.typed(person, words)
                await talking.handle([terminals[person].heard(words)])

        await say(BEN, *content.JOINS_IN_ENGLISH, *content.BOOKS, *content.ALLOWS_NEWS)
        await _announce(stage, talking, phones)
        await say(BEN, *content.COMES, *content.ANSWERS)
        await say(SAMIRA, *content.JOINS_IN_ARABIC, *content.COMES_IN_ARABIC)
        reminded = await _let_time_pass(stage, talking, phones)
    return 0 if _export(stage, phones) and reminded else 1


async def _announce(stage: Stage, talking: Talking, phones: Phones) -> None:
    phones.headline("A coordinator announces the event: lipa event announce 1")
    before = len(phones.seen)
    stage.office.perform(AnnounceEvent(stage.event, None, again=False))
    talking.sender.wake()
    await _until(lambda: len(phones.seen) > before)
    await talking.answered()


async def _let_time_pass(stage: Stage, talking: Talking, phones: Phones) -> bool:
    """Until both were reminded by themselves; whether they were."""
    phones.headline("The clock runs faster now: half an hour in a blink")
    before = len(phones.seen)
    for _step in range(MOST_STEPS):
        stage.clock.forward(STEP)
        phones.passing(f"⏩ {stage.local:%A, %H:%M}")
        talking.sender.wake()
        await asyncio.sleep(PAUSE)
        await talking.answered()
        if {BEN, SAMIRA} <= set(phones.seen[before:]):
            return True
    return False


def _export(stage: Stage, phones: Phones) -> bool:
    """What the coordinator takes home; whether all of it is there."""
    wanted = {"rsvps": None, "appointments": None, "responses": "service_feedback"}
    rows = []
    for what, survey in wanted.items():
        path = FOLDER / f"{what}.csv"
        phones.headline(f"lipa export {what} --format csv --output {path.name}")
        answer = exports.export(stage.office, what, "csv", survey, path)
        rows.append(answer.document["rows"])
        click.echo(_read(path))
    return all(rows)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


async def _until(happened: Callable[[], bool]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_WAIT):
            while not happened():  # noqa: ASYNC110 - it is short
                await asyncio.sleep(0.02)
