"""What goes out: texts in parts, files, edits, polls; and what a refusal makes us do."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.base import Meaning
from bot.channels.signal import message_parts, polls
from bot.channels.signal.connection import SignalConnection
from bot.channels.signal.envelopes import GROUP
from bot.channels.signal.errors import CallError, Code, Type, sent
from bot.channels.signal.message_parts import Part
from bot.channels.signal.methods import OLDEST_TIMESTAMP
from bot.channels.signal.polls import Polls
from bot.channels.signal.unknown_people import UnknownPeople
from bot.channels.signal.versions import takes_voice_notes
from bot.channels.unfinished import Unfinished
from bot.clock import Clock, Steady
from domain.speech.messages import File, Outgoing

SEND_SECONDS = 25.0  # the outbox gives up after 30
_EDITABLE_MS = 86_400_000 - 300_000  # a day, and a little for the way
MOST_EDITS = 10  # of one message, as Signal's apps allow
REMEMBERED = 5000
Changed = Callable[[str], Awaitable[None]]


@dataclass(slots=True)
class Going:
    """One message on its way: what of it went out, and the part that is going now."""

    sent: list[str]
    begun: datetime
    last: bool = False

    def doubt(self, now: datetime) -> str:
        """What the message may be called if its last part arrived without an answer.

        No later than `now`: what goes to the same phone next is called something later, and must
        not prove that this one arrived.
        """
        first = int(self.begun.timestamp() * 1000)  # as signal-cli counts: begun milliseconds
        return f"~{first}-{int(now.timestamp() * 1000)}" if self.last else ""


class Transmitting:
    """Sends messages. `changed` hears whose keys are new."""

    def __init__(
        self,
        link: SignalConnection,
        clock: Clock,
        log: logging.Logger,
        changed: Changed,
        steady: Steady,
    ) -> None:
        self.polls = Polls()
        self.polling = False
        self._link = link
        self._clock = clock
        self._log = log
        self._changed = changed
        self._missing = UnknownPeople(steady)
        self._unfinished = Unfinished(steady)
        self._edits: dict[str, int] = {}  # names of messages that were edited, and how often

    async def send(self, address: str, outgoing: Outgoing) -> str:
        """Deliver one message; the timestamps of its parts, joined by commas.

        Raises CallError; where it may have arrived, `perhaps` is what it would be called.
        """
        going = Going(self._unfinished.pop(address, outgoing), self._clock())
        try:
            async with asyncio.timeout(SEND_SECONDS):
                return await self._send(address, outgoing, going)
        except TimeoutError:
            doubt = going.doubt(self._clock())
            raise CallError(Meaning.UNCERTAIN, "no answer in time", perhaps=doubt) from None
        except CallError as error:
            doubted = error.meaning is Meaning.UNCERTAIN and not error.perhaps
            name = going.doubt(self._clock()) if doubted else error.perhaps
            error.perhaps = name if going.last else ""  # a part proves nothing of the whole
            raise

    async def call(self, address: str, method: str, **params: Any) -> str:
        """Have signal-cli send something; its timestamp. New keys are trusted, once."""
        try:
            return await self._once(address, method, params)
        except CallError as error:
            if error.type is not Type.IDENTITY or address.startswith(GROUP):
                raise
        await self._changed(address)
        await self.trust(address)
        return await self._once(address, method, params)

    async def trust(self, address: str) -> None:
        """Accept somebody's new keys. Raises CallError when signal-cli could not."""
        await self._link.call("trust", recipient=address, trustAllKnownKeys=True)

    def found(self, address: str) -> None:
        """Somebody is there, since they have written: what Signal said of them counts no more."""
        self._missing.found(address)

    async def _send(self, address: str, outgoing: Outgoing, going: Going) -> str:
        alone = not address.startswith(GROUP)
        if alone and outgoing.timer is not None and not going.sent:
            await self._try("updateContact", recipient=address, expiration=outgoing.timer)
        name = await self._edit(address, outgoing, going)
        name = name or await self._deliver(address, outgoing, going)
        if alone and outgoing.farewell:
            await self._try("removeContact", recipient=address, forget=True)
        return name

    async def _deliver(self, address: str, outgoing: Outgoing, going: Going) -> str:
        question = polls.question(outgoing) if self.polling else ""
        parts = message_parts.parts(outgoing, options=not question)
        try:
            for number, part in enumerate(parts, start=1):
                if number > len(going.sent):
                    going.last = number == len(parts) and not question
                    file = outgoing.file if number == len(parts) else None
                    going.begun = self._clock()
                    going.sent.append(await self._say(address, part, file))
            if question:
                going.last = True
                going.sent.append(await self._ask(address, outgoing, question))
        except BaseException:  # also when somebody stops waiting for us
            self._unfinished.keep(address, outgoing, sent=going.sent)
            raise
        return ",".join(going.sent)

    async def _say(self, address: str, part: Part, file: File | None) -> str:
        params: dict[str, Any] = {"message": part.text} if part.text else {}
        if part.styles:
            params["textStyle"] = part.styles
        if file is not None:
            params["attachment"] = [message_parts.attachment(file)]
            if await self._is_voice_note(file):
                params["voiceNote"] = True
        return await self.call(address, "send", **params)

    async def _is_voice_note(self, file: File) -> bool:
        recording = file.media_type.startswith("audio/")
        return recording and takes_voice_notes(await self._link.told_version())

    async def _ask(self, address: str, outgoing: Outgoing, question: str) -> str:
        """Ask the options as a poll; as numbered text where that cannot be."""
        options = polls.labels(outgoing)
        params: dict[str, Any] = {"question": question, "option": options, "noMulti": True}
        try:
            name = await self.call(address, "sendPollCreate", **params)
        except CallError as error:
            if error.code == Code.NO_METHOD:
                self.polling = False
                self._log.warning("signal-cli is too old for polls: options are numbered instead")
            elif not error.refused:
                raise
            return await self._say(address, Part(message_parts.ending(outgoing)), None)
        self.polls.asked(name, outgoing)
        return name

    async def _edit(self, address: str, outgoing: Outgoing, going: Going) -> str:
        """Change a message on the screen; empty where a new one must be sent."""
        old = outgoing.instead_of
        latest = old.rpartition(",")[2] if old in self._edits else old
        times = self._edits.get(old, 0)
        parts = message_parts.parts(outgoing)
        fits = len(parts) == 1 and outgoing.file is None and times < MOST_EDITS
        if going.sent or not fits or not latest.isdecimal() or not self._is_young(latest):
            return ""
        params = {"textStyle": parts[0].styles} if parts[0].styles else {}
        edit = {"message": parts[0].text, "editTimestamp": int(latest), **params}
        try:
            going.last, going.begun = True, self._clock()
            new = await self.call(address, "send", **edit)
        except CallError as error:
            if not error.refused:
                raise
            return ""
        return self._edited(old, f"{old},{new}", times + 1)

    def _edited(self, old: str, name: str, times: int) -> str:
        """A later edit must name the newest; quotes and signs may name any of them."""
        self._edits.pop(old, None)
        if len(self._edits) >= REMEMBERED:
            del self._edits[next(iter(self._edits))]
        self._edits[name] = times
        return name

    def _is_young(self, name: str) -> bool:
        """Whether a message can still be edited; Signal's apps take edits for a day."""
        age = _milliseconds(self._clock()) - int(name)
        return int(name) > OLDEST_TIMESTAMP and age < _EDITABLE_MS

    async def _once(self, address: str, method: str, params: dict[str, Any]) -> str:
        try:
            name = sent(await self._link.call(method, **_to(address), **params))
        except CallError as error:
            await self._judge(address, error)
            raise
        self._missing.found(address)
        return name

    async def _judge(self, address: str, error: CallError) -> None:
        """Whether it is Signal that is out of reach, or only this person; or no group at all."""
        if error.type is Type.UNREGISTERED and await self._link.reaches():
            if self._missing.believed(address):
                error.meaning = Meaning.UNREACHABLE
        elif error.type is Type.NETWORK and error.perhaps and await self._link.reaches():
            error.meaning = Meaning.UNCERTAIN  # others get through: this may have, too
        elif error.meaning is Meaning.UNREACHABLE and not address.startswith(GROUP):
            error.meaning = Meaning.REFUSED  # nobody is given up for what was said of some group

    async def _try(self, method: str, **params: Any) -> None:
        """What must not keep a message from going."""
        try:
            await self._link.call(method, **params)
        except CallError as error:
            self._log.warning("%s did not work (%s)", method, error.detail)


def _to(address: str) -> dict[str, Any]:
    if address.startswith(GROUP):
        return {"groupId": address.removeprefix(GROUP)}
    return {"recipient": [address]}


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
