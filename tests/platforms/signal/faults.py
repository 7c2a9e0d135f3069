"""Trouble on order: the next calls fail, before or after they have had their effect."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from tests.platforms.signal.calls.refusals import Json


class Trouble(StrEnum):
    """What goes wrong."""

    NETWORK = "NETWORK_FAILURE"
    LIMIT = "RATE_LIMIT_FAILURE"
    IDENTITY = "IDENTITY_FAILURE"
    UNREGISTERED = "UNREGISTERED_FAILURE"
    PRE_KEY = "INVALID_PRE_KEY_FAILURE"
    IO = "io"  # -32603, as when there is no connection
    SESSION = "session"  # -32603, as when the daemon has lost what it knew of a phone
    CLOSE = "close"  # the connection ends instead of an answer
    SILENT = "silent"  # no answer ever comes
    CRASH = "crash"  # the whole daemon dies


OF_RECIPIENTS = {trouble for trouble in Trouble if trouble.value.endswith("FAILURE")}


@dataclass(slots=True)
class Fault:
    """What goes wrong, with which calls, how often; `after` the call has had its effect.

    `token`: a RATE_LIMIT_FAILURE asks for a proof that we are no machine.
    """

    trouble: Trouble
    times: int = 1
    method: str = "send"
    containing: str = ""
    recipient: str = ""
    after: bool = False
    token: str | None = None
    retry_after: int | None = None

    def fits(self, method: str, params: Json) -> bool:
        """Whether this fault is meant for the call."""
        wanted = params.get("recipient") or []
        people = wanted if isinstance(wanted, list) else [wanted]
        return (
            self.method == method
            and self.containing in str(params.get("message") or "")
            and (not self.recipient or self.recipient in people)
        )


class Faults:
    """The faults still to come."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def take(self, method: str, params: Json) -> Fault | None:
        """The fault for this call, used up by one."""
        for fault in self.waiting:
            if fault.fits(method, params):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None

    @contextmanager
    def during(self, fault: Fault) -> Iterator[Fault]:
        """A fault that ends with the block, however often it was used."""
        self.waiting.append(fault)
        try:
            yield fault
        finally:
            if fault in self.waiting:
                self.waiting.remove(fault)
