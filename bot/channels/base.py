"""What a channel is: messages come in, messages go out, and errors have a meaning."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from domain.speech.messages import Incoming, Outgoing


class Meaning(StrEnum):
    """What a failed delivery says, and to whom."""

    UNREACHABLE = "unreachable"  # this person blocked us or is gone: stop until they write again
    CONTENT = "content"  # the message itself is wrong, for everybody
    LIMITED = "limited"  # the platform asks us to wait `retry_after`
    NETWORK = "network"  # surely not delivered; try again later
    UNCERTAIN = "uncertain"  # perhaps delivered: the answer never came
    ALARM = "alarm"  # our account is refused; an operator must act


class DeliveryError(Exception):
    """A message was not, or perhaps not, delivered. `detail` never holds words or addresses.

    `challenge`: the platform wants a person to prove that we are no machine, and calls it so.
    `perhaps`: what the channel would call it if it has arrived after all.
    """

    def __init__(
        self,
        meaning: Meaning,
        detail: str,
        retry_after: timedelta | None = None,
        *,
        only_this_chat: bool = False,
        challenge: str = "",
        perhaps: str = "",
    ) -> None:
        super().__init__(f"{meaning}: {detail}")
        self.meaning = meaning
        self.detail = detail
        self.retry_after = retry_after
        self.only_this_chat = only_this_chat
        self.challenge = challenge
        self.perhaps = perhaps

    @property
    def permanent(self) -> bool:
        """Whether trying the same again can never help."""
        return self.meaning in (Meaning.UNREACHABLE, Meaning.CONTENT)


Handle = Callable[[Sequence[Incoming]], Awaitable[None]]


class Channel(Protocol):
    """One way to reach people."""

    @property
    def name(self) -> str:
        """`telegram`, `signal`, `terminal`."""
        ...

    @property
    def account(self) -> str:
        """Which account of ours it is: keys of messages are unique within it."""
        ...

    @property
    def alarm(self) -> str:
        """What an operator must mend; empty while all is well."""
        ...

    @property
    def last_poll(self) -> datetime | None:
        """When the platform last answered us; health is the age of this instant."""
        ...

    async def send(self, address: str, outgoing: Outgoing) -> str:
        """Deliver one message and return the channel's name of it; raises DeliveryError."""
        ...

    async def erase(self, address: str, messages: Sequence[str]) -> None:
        """Delete the bot's own messages on the person's phone, as far as the platform lets us."""
        ...

    async def receive(self, handle: Handle) -> None:
        """Hand messages over, in order, until cancelled.

        A message is acknowledged to the platform only after `handle` has returned for it; when
        `handle` raises, the same messages are handed over again.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
