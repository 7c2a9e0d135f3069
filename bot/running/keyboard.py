"""Lines that somebody types or pipes in, awaited without stopping the loop."""

import asyncio
import os
import threading


class Keyboard:
    """The lines of a file descriptor: a terminal, a pipe or a file."""

    def __init__(self, descriptor: int = 0) -> None:
        self._descriptor = descriptor
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        # A daemon, because nothing can interrupt a read that waits for a key.
        threading.Thread(target=self._read, name="keyboard", daemon=True).start()

    async def line(self) -> str | None:
        """The next line; None when there is none any more."""
        return await self._lines.get()

    def _read(self) -> None:
        rest = b""
        while chunk := self._chunk():
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._hand_over(line.decode(errors="replace"))
        if rest:
            self._hand_over(rest.decode(errors="replace"))
        self._hand_over(None)

    def _chunk(self) -> bytes:
        try:
            return os.read(self._descriptor, 65_536)
        except OSError:
            return b""

    def _hand_over(self, line: str | None) -> None:
        try:
            self._loop.call_soon_threadsafe(self._lines.put_nowait, line)
        except RuntimeError:  # the loop is closed: nobody listens any more
            return
