"""The Signal channel: what is said goes out, what people say comes in."""

import asyncio
import base64
import binascii
import logging
from collections import Counter
from collections.abc import Sequence

from bot.channels.base import UNLIMITED, Handle, Rates, Traits
from bot.channels.signal import captcha as captcha_of
from bot.channels.signal import check
from bot.channels.signal.connection import SignalConnection, Sleep
from bot.channels.signal.envelopes import CHANNEL, GROUP
from bot.channels.signal.erasing import Erasing
from bot.channels.signal.errors import CallError
from bot.channels.signal.event_queue import EventQueue
from bot.channels.signal.event_store import EventStore
from bot.channels.signal.transmitting import Transmitting
from bot.clock import Clock, Steady, steady_clock
from domain.speech.messages import Incoming, Outgoing

FOUR_WEEKS = 4 * 7 * 24 * 3600  # seconds; what Signal itself proposes


class Signal:
    """One account. `alarm` is a sentence for the operator while something must be mended.

    `rpc` is where signal-cli listens: `unix:/path` or `tcp:host:port`. `polls`: ask options as
    polls, too. Every call connects when there is no connection yet.
    """

    def __init__(  # noqa: PLR0913 - each is decided elsewhere
        self,
        rpc: str,
        account: str,
        safe: EventStore,
        *,
        clock: Clock,
        steady: Steady = steady_clock,
        log: logging.Logger,
        polls: bool = False,
        rates: Rates = UNLIMITED,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.account = account
        self.traits = Traits(timer=FOUR_WEEKS, rates=rates)
        self._rpc = rpc
        self._inbox = EventQueue(safe, account, clock, log, sleep, self._rest)
        self._link = SignalConnection(rpc, account, self._inbox.take, steady, log, sleep)
        self._sending = Transmitting(self._link, clock, log, self._inbox.note_changed, steady)
        self._sending.polling = polls
        self._erasing = Erasing(self._sending, clock, steady)

    def __repr__(self) -> str:
        return "Signal()"

    @property
    def name(self) -> str:
        """Always `signal`: there is one account of ours."""
        return CHANNEL

    @property
    def last_poll(self) -> float | None:
        """When signal-cli last answered or sent anything, to ten seconds."""
        return self._link.last_heard

    @property
    def alarm(self) -> str:
        """What an operator must mend; empty while all is well."""
        return self._link.alarm

    @property
    def counts(self) -> Counter[str]:
        """How many events were let go, by kind, since the start."""
        return self._inbox.counts

    async def receive(self, handle: Handle) -> None:
        """Hand messages over, in order, until cancelled; first what waited from before."""
        self._link.listen()
        await self._inbox.run(self._handing(handle), self, self._sending.polls.press)

    async def stop_receiving(self) -> None:
        """Before a planned stop: when this returns, all that signal-cli gave us is kept."""
        await self._link.stop_listening()
        await self._inbox.drain()

    async def send(self, address: str, outgoing: Outgoing) -> str:
        """Deliver one message; the timestamps of its parts, joined by commas. Raises DeliveryError.

        After a failure between two parts the same message goes on where it stopped. `address` is a
        uuid, or `group.` and the name of a group.
        """
        return await self._sending.send(address, outgoing)

    async def erase(self, address: str, messages: Sequence[str]) -> None:
        """Delete messages of the last two days for everyone; what cannot be is passed over."""
        await self._erasing.erase(address, messages)

    async def probe(self) -> None:
        """Ask signal-cli which version it is, and Signal which devices are ours."""
        await self._link.probe()

    async def leave(self, address: str) -> None:
        """Leave a group; to be there no longer is just as good."""
        try:
            await self._link.call("quitGroup", groupId=address.removeprefix(GROUP))
        except CallError as error:
            if not error.permanent:
                raise

    async def trust(self, address: str) -> None:
        """Accept somebody's new keys, so that they can be written to. Raises CallError."""
        await self._sending.trust(address)

    async def long_text(self, address: str, attachment: str) -> str:
        """All the words of a long message."""
        found = await self._link.call("getAttachment", id=attachment, recipient=address)
        data = found.get("data") if isinstance(found, dict) else None
        try:
            return base64.b64decode(str(data or "")).decode(errors="replace")
        except binascii.Error:
            return ""

    async def check(self) -> list[check.SignalFinding]:
        """What `lipa check` says about signal-cli, our account and Signal."""
        return await check.look(self._rpc, self.account)

    async def solve(self, challenge: str, captcha: str) -> None:
        """Tell Signal that somebody has solved its captcha; raises CallError when it is refused."""
        await captcha_of.solve(self._rpc, self.account, challenge, captcha)

    async def close(self) -> None:
        """Let go of connections. What was being kept then is lost if the safe does not take it."""
        await self._link.close()
        await self._inbox.close()

    def _rest(self, full: bool) -> None:
        self._link.rest(full=full)

    def _handing(self, handle: Handle) -> Handle:
        async def hand_over(batch: Sequence[Incoming]) -> None:
            for said in batch:
                self._sending.found(said.address)
            await handle(batch)

        return hand_over
