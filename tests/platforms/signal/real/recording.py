"""What the real signal-cli 0.13.19 without an account said to each line, kept in a file.

`python -m tests.platforms.signal.real.recording` asks the installed one anew, and writes the file.
"""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("recorded_0_13_19.jsonl")
SILENCE = 2.0
MARK = '{"jsonrpc":"2.0","id":"mark","method":"version"}'
LOOSE = ("not json", '"register"', '{"jsonrpc":"2.0","id":1,"method":"version"', "[1]")
OFFLINE = ('"register"',)


@dataclass(frozen=True, slots=True)
class Said:
    """A line, and the answer; of some only the kind of error is sure. None: there was none."""

    line: str
    answer: Any

    @property
    def loose(self) -> bool:
        """Whether the words of the error may be others."""
        return any(
            sign in self.line if sign.startswith('"') else sign == self.line for sign in LOOSE
        )

    @property
    def offline(self) -> bool:
        """Whether this may only be asked where there is no network."""
        return any(sign in self.line for sign in OFFLINE)

    def agrees(self, answer: Any) -> bool:
        """Whether this answer is the recorded one."""
        if self.loose:
            return bool(codes(answer) == codes(self.answer))
        return bool(in_order(answer) == in_order(self.answer))


def in_order(answer: Any) -> Any:
    """A batch is answered in any order."""
    return sorted(answer, key=lambda each: str(each["id"])) if isinstance(answer, list) else answer


def codes(answer: Any) -> Any:
    """The kinds of error in an answer."""
    if isinstance(answer, list):
        return [codes(each) for each in answer]
    return answer["id"], answer.get("error", {}).get("code")


def recorded() -> Iterator[Said]:
    """All that was asked, in order, on one connection to a fresh process."""
    for line in FILE.read_text().splitlines():
        kept = json.loads(line)
        yield Said(kept["line"], kept["answer"])


class Asking:
    """Lines to a daemon, and what it says to each."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def __call__(self, said: Said) -> Any:
        """The answer; where none is expected, what is asked next must be answered first."""
        self.tell(said.line)
        if said.answer is not None:
            return await self.hear()
        self.tell(MARK)
        answer = await self.hear()
        return None if answer["id"] == "mark" else answer

    def tell(self, line: str) -> None:
        """Send a line."""
        self._writer.write(line.encode() + b"\n")

    async def hear(self) -> Any:
        """The next line."""
        async with asyncio.timeout(30):
            return json.loads(await self._reader.readline())


@asynccontextmanager
async def asked(path: Path) -> AsyncIterator[Asking]:
    """A connection to a daemon."""
    reader, writer = await asyncio.open_unix_connection(path, limit=2**26)
    try:
        yield Asking(reader, writer)
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def _record() -> None:
    from tests.platforms.signal.real.real import Real  # noqa: PLC0415  # only to record

    with tempfile.TemporaryDirectory() as folder:
        real = Real(Path(folder))
        real.start()
        async with asked(real.path) as asking:
            lines = [await _one(asking, said.line) for said in recorded()]
        real.stop()
    FILE.write_text("\n".join(lines) + "\n")


async def _one(asking: Asking, line: str) -> str:
    asking.tell(line)
    answer = None
    try:
        async with asyncio.timeout(SILENCE if '"register"' not in line else 30):
            answer = await asking.hear()
    except TimeoutError:
        pass
    return json.dumps({"line": line, "answer": answer})


if __name__ == "__main__":
    asyncio.run(_record())
