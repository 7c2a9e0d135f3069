"""Somebody whose every word, name and number is unlike any other, and a search for their traces."""

import base64
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from tests.platforms.telegram import BotApi, Bubble
from tests.survival.newcomers import PATIENCE, Newcomer, said, seen
from tests.survival.sentences import CALM

NUMBER = 7_391_264_805
PHONE = "+38673912648"
ANSWER = 739_126_481
PIN = "48261937"
LATITUDE = 46.07391264
MOST_TRIES = 12
FAREWELL = (
    "Everything we kept about you is erased. Take care. You are always welcome back: just write."
)


class Canary(Newcomer):
    """Sings a new string into every field there is. `sung` are all of them."""

    def __init__(self, api: BotApi) -> None:
        super().__init__(api, NUMBER, "en")
        self._random = Random(NUMBER)
        self.sung = [str(NUMBER), PHONE, str(ANSWER), PIN, str(LATITUDE)]
        names = {name: self.sing() for name in ("first_name", "last_name", "username")}
        self.user.person |= names
        self.user.chat.json |= names

    def sing(self) -> str:
        """A string that was never heard before."""
        self.sung.append(f"kanarcek{self._random.getrandbits(64):016x}")
        return self.sung[-1]

    async def asks(self, words: str) -> Bubble:
        """Write, and hear the answer; once more when something went wrong on their side."""
        return await self._until_answered(lambda: self.user.say(words))

    async def chooses(self, label: str) -> Bubble:
        """Press a button of the newest question that has it, and hear the answer."""
        return await self._until_answered(lambda: self.presses(label))

    async def mumbles(self) -> Bubble:
        """Write something that nobody can understand."""
        return await self.asks(self.sing())

    async def chooses_first(self) -> Bubble:
        """Press the first button of the newest message."""
        return await self._until_answered(lambda: self.user.press(0))

    async def meddles(self, data: str) -> Bubble:
        """Press a button that was never there."""
        return await self._until_answered(lambda: self.user.press_data(self.user.last, data))

    async def shows(self, **content: Any) -> Bubble:
        """Send anything that is no text."""
        return await self._until_answered(lambda: self.user.send(content))

    async def goes_through(self, *labels: str) -> Bubble:
        """At each question mumble first, then press this answer."""
        for label in labels:
            await self.mumbles()
            bubble = await self.chooses(label)
        return bubble

    async def _until_answered(self, act: Callable[[], object]) -> Bubble:
        for _ in range(MOST_TRIES):
            act()
            bubble = await self._next()
            if said(CALM, self.language) not in seen(bubble):
                return bubble
        raise AssertionError("something goes wrong again and again")

    async def _next(self) -> Bubble:
        """The next message; words alone come before another one."""
        bubble = await self.user.next_message(PATIENCE)
        final = any(said(words, self.language) in seen(bubble) for words in (CALM, FAREWELL))
        return bubble if bubble.labels or final else await self._next()


def disguises(word: str) -> Iterator[bytes]:
    """A word as programs write it."""
    plain = word.encode()
    yield plain
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    for shift in range(3):  # wherever it begins in a longer text
        whole = base64.b64encode(b"\0" * shift + plain).rstrip(b"=")
        yield whole[2 * shift : -2] if shift else whole[:-2]


def found(words: list[str], *texts: bytes) -> list[str]:
    """Those of the words that stand in one of the texts, in any disguise."""
    whole = b"\n".join(texts)
    return [word for word in words if any(form in whole for form in disguises(word))]


def every_byte(folder: Path) -> bytes:
    """All files of a folder."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def sealed(database: Path) -> list[bytes]:
    """The ciphertexts, and the key, of all people in the database."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [row[0] for query in SEALED for row in connection.execute(query)]


SEALED = (
    "SELECT key_wrapped FROM people",
    "SELECT address_sealed FROM addresses",
    "SELECT place_sealed FROM conversations",
    "SELECT words_sealed FROM matters",
    "SELECT subject_sealed FROM matters",
    "SELECT proposal_sealed FROM matters WHERE proposal_sealed IS NOT NULL",
    "SELECT place_sealed FROM cars",
    "SELECT pin_sealed FROM people WHERE pin_sealed IS NOT NULL",
    "SELECT content_sealed FROM outbox WHERE content_sealed IS NOT NULL",
)
