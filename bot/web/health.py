"""Whether this process is ready: what `/health/ready` says, and why not.

It is not while it would answer nobody by our own fault: the database does not answer or takes no
write, something that it keeps cannot be opened, or a channel has been of no use for `FRESH`: its
platform is not heard, messages are not decided, answers do not go out. What a platform asks for
is no fault: a silence that it wants is a warning. Nothing here names a person, and nothing here
waits for long, whatever the database does.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.clock import Steady
from storage.outbox.silence.silences import Silence
from storage.store import StorageError

FRESH = 90.0  # seconds; three long polls
LONGEST_LOOK = 5.0  # seconds; a database that needs longer does not answer
WELL = {"ready": True}
SILENT = "The platform wants nothing of ours for {seconds} s."
UNDECIDED = "Messages have waited for {seconds} s and are not decided: see the log."
UNSENT = "Answers have waited for {seconds} s and none goes out: see the log."


class Polled(Protocol):
    """The part of a channel that readiness looks at."""

    @property
    def last_poll(self) -> float | None:
        """When the platform last answered us, on the steady clock; None: not yet."""
        ...

    @property
    def alarm(self) -> str:
        """What an operator must mend; empty while all is well."""
        ...


def _nothing() -> float:
    return 0.0


@dataclass(frozen=True)
class Watched:
    """A channel, whether this process receives on it (None: it is not known yet), and for how many
    seconds the oldest message has waited that came in there and was not decided.
    """

    channel: Polled
    leads: Callable[[], bool | None]
    waits: Callable[[], float] = _nothing


@dataclass(frozen=True)
class Sending:
    """How what leaves on a channel fares; `alarm` is what an operator must look at.

    `unsent`: for how many seconds the oldest answer waits, that we could send, while none is sent.
    """

    silence: Silence
    alarm: str = ""
    unsent: float = 0.0


@dataclass(frozen=True)
class Health:
    """What readiness looks at: the database, when each channel's platform last answered, and how
    sending fares. `sending` asks the database, too, and raises StorageError. `stuck` says why
    nothing was written for too long; empty while all is well.
    """

    database: Callable[[], object]  # asks it something small; raises StorageError, with the reason
    channels: Mapping[str, Watched]
    steady: Steady
    sending: Callable[[], Mapping[str, Sending]] = dict
    stuck: Callable[[], str] = str

    async def look(self) -> dict[str, Any]:
        """Each part, whether it is well, and why not."""
        database, sending = await asyncio.gather(self._database(), self._sending())
        return {"database": database, "channels": self._channels(sending)}

    async def _sending(self) -> Mapping[str, Sending]:
        try:
            return await asyncio.wait_for(asyncio.to_thread(self.sending), LONGEST_LOOK)
        except (StorageError, TimeoutError):
            return {}  # that the database does not answer is said already

    async def _database(self) -> dict[str, Any]:
        if reason := self.stuck():
            return {"ready": False, "reason": reason}
        try:
            await asyncio.wait_for(asyncio.to_thread(self.database), LONGEST_LOOK)
        except StorageError as error:
            return {"ready": False, "reason": str(error)}
        except TimeoutError:
            return {"ready": False, "reason": "The database does not answer."}
        return {"ready": True}

    def _channels(self, sending: Mapping[str, Sending]) -> dict[str, dict[str, Any]]:
        """Those that we receive on; others only while something is wrong with what leaves there."""
        found = {name: self._channel(watched) for name, watched in self.channels.items()}
        every = {name: _with(found.get(name, WELL), how) for name, how in sending.items()}
        return found | {name: how for name, how in every.items() if how != WELL}

    def _channel(self, watched: Watched) -> dict[str, Any]:
        leads = watched.leads()
        if leads is False:  # it stands by, and is ready to take over
            return {"ready": True, "leads": False}
        how: dict[str, Any] = {"ready": False, "leads": bool(leads)}
        polled, alarm = watched.channel.last_poll, watched.channel.alarm
        if polled is None:
            return how | {"reason": alarm or "It has not been reached yet."}
        age, waits = self.steady() - polled, watched.waits()
        how["polled_seconds_ago"] = round(age, 1)
        if waits > FRESH:  # first: who decides asks for nothing meanwhile
            return how | {"reason": UNDECIDED.format(seconds=round(waits))}
        if age > FRESH:
            return how | {"reason": alarm or "It does not answer."}
        return how | {"ready": True}


def _with(known: Mapping[str, Any], how: Sending) -> dict[str, Any]:
    """What is known of a channel, and what keeps messages from leaving there.

    Whoever stands by is well whatever the other process may not do.
    """
    found = dict(known)
    if how.silence.chats:
        found["chats_paused"] = how.silence.chats
    if how.silence.seconds:
        found["paused_seconds"] = round(how.silence.seconds, 1)
        found["warning"] = SILENT.format(seconds=found["paused_seconds"])
    if how.silence.unreached:
        found["unreached_seconds"] = round(how.silence.unreached, 1)
    reason = how.alarm or _unsent(how)
    if reason and known.get("leads") is not False:
        found["ready"] = False
        found.setdefault("reason", reason)
    return found


def _unsent(how: Sending) -> str:
    """Why answers do not leave, unless it is the platform that wants it."""
    if how.silence.seconds or how.unsent <= FRESH:
        return ""
    return UNSENT.format(seconds=round(how.unsent))
