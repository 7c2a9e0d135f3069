"""The terminal channel: one person talks to Lipa on a screen, through everything else as it is.

Options are numbered, 0 is the menu. Where words are awaited, options stand in brackets and are
typed as words. Each terminal is a channel of its own, so that several people can talk at once and
everybody's reminders wait for them.
"""

import os
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.channels.base import WORDS_ONLY, DeliveryError, Handle, Meaning, Traits
from bot.clock import Clock, steady_clock
from domain.speech.messages import File, Incoming, Outgoing

LONGEST_NAME = 20  # of a channel, as stored
MENU_WORD = "/menu"
QUIT_WORDS = ("/quit", "/exit", "quit", "exit")
RLM = "\u200f"  # an invisible right-to-left letter: the line after it begins on the right
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


@dataclass(frozen=True)
class Screen:
    """Where a person reads and types. `read` gives their next line, None at the end."""

    read: Callable[[], Awaitable[str | None]]
    write: Callable[[str], None]
    files: Path  # where files are kept that come with a message
    colour: bool = False


class Terminal:
    """One person in front of a screen. `language` is what a phone would say it speaks."""

    def __init__(self, person: str, screen: Screen, clock: Clock, language: str = "") -> None:
        self._person = person
        self._screen = screen
        self._clock = clock
        self._language = language
        self._numbered = False
        self._sent = 0

    @property
    def name(self) -> str:
        """`terminal:NAME`, with a fingerprint in place of the end of a long name: it is stored."""
        name = f"terminal:{self._person}"
        if len(name) <= LONGEST_NAME:
            return name
        return name[:12] + sha256(name.encode()).hexdigest()[: LONGEST_NAME - 12]

    @property
    def traits(self) -> Traits:
        """Options are numbered, lines stay, and nobody counts them."""
        return WORDS_ONLY

    @property
    def account(self) -> str:
        """A screen has no account of ours."""
        return ""

    @property
    def alarm(self) -> str:
        """Always empty: a screen refuses nobody."""
        return ""

    @property
    def last_poll(self) -> float | None:
        """Always now: a screen is there as long as the program."""
        return steady_clock()

    async def send(self, address: str, outgoing: Outgoing) -> str:
        """Show one message; its name is how many there were.

        Raises DeliveryError for another address than this person's, and where a file cannot be
        kept.
        """
        if address != self._person:
            raise DeliveryError(Meaning.UNREACHABLE, "this screen is somebody else's")
        self._numbered = outgoing.numbered and bool(outgoing.buttons)
        text = render(outgoing, colour=self._screen.colour)
        if outgoing.file is not None:
            text += f"\n📎 {save(outgoing.file, self._screen.files)}"
        self._screen.write(text)
        self._sent += 1
        return str(self._sent)

    async def erase(self, address: str, messages: Sequence[str]) -> None:
        """Say what a phone would do: lines on a screen cannot be taken back."""
        del address
        if messages:
            self._screen.write(f"✂ {len(messages)}")

    async def receive(self, handle: Handle) -> None:
        """Hand over each line, until there is none or the person quits."""
        while True:
            line = await self._screen.read()
            if line is None or line.strip().lower() in QUIT_WORDS:
                return
            if line.strip():
                await handle([self.heard(line)])

    async def probe(self) -> None:
        """A screen is always there."""

    async def stop_receiving(self) -> None:
        """A line is handled before the next one is read."""

    def heard(self, line: str) -> Incoming:
        """A typed line as a message with a key of its own: the same line twice is two messages."""
        words = line.strip()
        if words == "0" and self._numbered:
            words = MENU_WORD
        return Incoming(
            channel=self.name,
            address=self._person,
            key=secrets.token_hex(8),
            at=self._clock(),
            words=words,
            language=self._language,
        )

    async def close(self) -> None:
        """Nothing is held, so there is nothing to let go of."""


def render(outgoing: Outgoing, *, colour: bool = False) -> str:
    """A message as it stands on the screen."""
    title = f"{BOLD}{outgoing.title}{PLAIN}" if colour and outgoing.title else outgoing.title
    parts = [title, outgoing.text, "\n".join(_options(outgoing))]
    text = "\n\n".join(part for part in parts if part)
    if not outgoing.right_to_left:
        return text
    return "\n".join(_from_the_right(line) for line in text.split("\n"))


def _from_the_right(line: str) -> str:
    return RLM + line if line and not line.startswith(RLM) else line


def _options(outgoing: Outgoing) -> list[str]:
    if not outgoing.buttons:
        return []
    if not outgoing.numbered:
        return [" ".join(f"[{button.label}]" for button in outgoing.buttons)]
    digits = str.maketrans("0123456789", outgoing.digits)
    labels = enumerate((button.label for button in outgoing.buttons), start=1)
    numbered = [f"{str(n).translate(digits)}. {label}" for n, label in labels]
    return [*numbered, f"{outgoing.digits[0]}. ☰"]


def save(file: File, folder: Path) -> Path:
    """Keep a file that came with a message, for this user alone; where it is now.

    Raises DeliveryError (CONTENT) when a thousand of this name are there already.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = Path(file.name).name or "file"
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, 1000):
        path = folder / (name if number == 1 else f"{stem}-{number}{suffix}")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as opened:
            opened.write(file.content)
        return path
    raise DeliveryError(Meaning.REFUSED, "a thousand files of this name")
