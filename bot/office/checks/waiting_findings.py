"""What `lipa check` says of answers that wait, and of platforms that want silence."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.office.checks.findings import Finding, Severity
from bot.web.health import FRESH
from storage.outbox.backlog import answers
from storage.outbox.silence.silences import Silence, silences
from storage.store import Transaction

LATE = (
    "On {channel}, answers have waited for {seconds} s: see whether lipa run runs, and what "
    "/health/ready and its log say."
)
PAUSED = "On {channel}, the platform wants nothing of ours for {seconds} s."

Read = Callable[[Callable[[Transaction], Any]], Any]


def waiting(read: Read, now: datetime) -> Iterator[Finding]:
    """One finding for each channel on which something waits; else that nothing does."""
    late: Mapping[str, float] = read(lambda tx: answers(tx, now))
    silent: Mapping[str, Silence] = read(lambda tx: silences(tx, now))
    paused = {name: each.seconds for name, each in silent.items() if each.seconds}
    for channel, seconds in paused.items():
        said = PAUSED.format(channel=channel, seconds=round(seconds))
        yield Finding("waiting", Severity.WARNING, said)
    for channel in [name for name, seconds in late.items() if seconds > FRESH]:
        if channel not in paused:
            said = LATE.format(channel=channel, seconds=round(late[channel]))
            yield Finding("waiting", Severity.BROKEN, said)
    if not paused and all(seconds <= FRESH for seconds in late.values()):
        yield Finding("waiting", Severity.WELL, "No answer waits for long.")
