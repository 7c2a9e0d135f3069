"""A clock on the wall that can be set, for these tests and for every `lipa` that they start.

Only what Lipa reads is set: the platforms have clocks of their own, and the steady clock stays.
"""

import mmap
import os
import struct
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from apscheduler.schedulers import base as scheduling

from bot import clock

VARIABLE = "WALL_CLOCK"  # in the environment of a process: the file that it follows
AHEAD = struct.Struct("d")  # seconds, in a file that all of them see


class Wall:
    """One clock; `settings` are for whoever is to follow it."""

    def __init__(self, file: Path) -> None:
        file.write_bytes(AHEAD.pack(0.0))
        self.settings = {VARIABLE: str(file)}
        self._seen = _open(file)
        _follow(self._seen)

    def put(self, ahead: timedelta) -> None:
        """It shows so much more than the right time, from now on."""
        AHEAD.pack_into(self._seen, 0, ahead.total_seconds())


def follow_if_told() -> None:
    """Called in a process that is to be `lipa`, before it looks at any clock."""
    file = os.environ.pop(VARIABLE, "")  # noqa: TID251 - not a setting of Lipa's
    if file:
        _follow(_open(Path(file)))


def _open(file: Path) -> mmap.mmap:
    with file.open("r+b") as shared:
        return mmap.mmap(shared.fileno(), AHEAD.size)


def _follow(seen: mmap.mmap) -> None:
    class Shown(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # no subclass
            [ahead] = AHEAD.unpack_from(seen)
            return datetime.now(tz) + timedelta(seconds=ahead)  # noqa: TID251 - the right time

    for module in (clock, scheduling):
        vars(module)["datetime"] = Shown  # all that they ask
