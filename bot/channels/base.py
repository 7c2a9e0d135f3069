"""What a channel is: messages come in, messages go out, and errors have a meaning."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from domain.speech.messages import Incoming, Outgoing


class Meaning(StrEnum):
    """What a failed delivery says, and to whom."""

    UNREACHABLE = "unreachable"  # this person blocked us or is gone: stop until they write again
    CONTENT = "content"  # the message itself is wrong, for everybody; only listed errors say so
    REFUSED = "refused"  # refused in a way that nobody listed: it says nothing about others
    LIMITED = "limited"  # the platform asks us to wait `retry_after`
    NETWORK = "network"  # surely not delivered; try again later
    UNCERTAIN = "uncertain"  # perhaps delivered: the answer never came
    ALARM = "alarm"  # our account is refused; an operator must act


class DeliveryError(Exception):
    """A message was not, or perhaps not, delivered. `detail` never holds words or addresses.

    `only_this_chat`: it surely says nothing about other chats. `challenge`: the platform wants a
    person to prove that we are no machine, and calls it so. `perhaps`: what the channel would call
    it if it has arrived after all. `alike` is equal for failures that are the same.
    """

    longest_rest: timedelta | None = None  # of a whole channel, for what two chats have heard

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
        self.alike = detail

    @property
    def permanent(self) -> bool:
        """Whether trying the same again can never help."""
        return self.meaning is Meaning.UNREACHABLE or self.refused

    @property
    def refused(self) -> bool:
        """Whether this message, as it is, was refused; another one may be taken."""
        return self.meaning in (Meaning.CONTENT, Meaning.REFUSED)


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages a second; 0 is unlimited. `started` holds for what we start, inside `total`."""

    total: float = 0.0
    started: float = 0.0
    chat: float = 0.0
    burst: int = 3  # so many at once to one chat, after a rest


UNLIMITED = Rates()


@dataclass(frozen=True, slots=True)
class Traits:
    """What a channel can do, and what it allows."""

    buttons: bool = False  # options are buttons; elsewhere they are numbered, with a hint below
    timer: int | None = None  # seconds after which messages go by themselves, set once in each chat
    rates: Rates = UNLIMITED


WORDS_ONLY = Traits()  # neither buttons nor timers nor limits

Handle = Callable[[Sequence[Incoming]], Awaitable[None]]


class Channel(Protocol):
    """One way to reach people, whatever platform is behind it."""

    @property
    def name(self) -> str:
        """`telegram`, `signal`, `terminal:NAME`; it is stored with addresses, so it stays."""
        ...

    @property
    def traits(self) -> Traits:
        """What it can do: whoever wants to know asks this, and never compares names."""
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
    def last_poll(self) -> float | None:
        """When the platform last answered us, in seconds of the steady clock; health is its age.

        None: it has not answered yet.
        """
        ...

    async def send(self, address: str, outgoing: Outgoing) -> str:
        """Deliver one message and return the channel's name of it. Raises DeliveryError."""
        ...

    async def erase(self, address: str, messages: Sequence[str]) -> None:
        """Delete the bot's own messages on the person's phone, as far as the platform lets us."""
        ...

    async def probe(self) -> None:
        """Ask the platform something that nobody notices; it is there when this returns.

        Raises DeliveryError: NETWORK or UNCERTAIN where it did not answer, anything else where it
        did. It may take its time, and be cancelled.
        """
        ...

    async def receive(self, handle: Handle) -> None:
        """Hand messages over, in order, until cancelled.

        A message is acknowledged to the platform only after `handle` has returned for it; when
        `handle` raises, the same messages are handed over again.
        """
        ...

    async def stop_receiving(self) -> None:
        """Before a planned stop: when this returns, nothing that was given to us can be lost."""
        ...

    async def close(self) -> None:
        """Let go of connections, after `receive` has ended; nothing can be sent afterwards."""
        ...
