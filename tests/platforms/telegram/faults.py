"""Trouble on order: the next calls fail, before or after they have had their effect."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.platforms.telegram.calls.facts import Params
from tests.platforms.telegram.calls.refusals import Refused

WORDS = {
    400: "chat not found",
    401: "Unauthorized",
    403: "bot was blocked by the user",
    404: "Not Found",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(slots=True)
class Fault:
    """What goes wrong, with which calls, how often.

    ``code`` is an HTTP status, or ``"timeout"`` (no answer ever) or ``"reset"`` (the connection
    breaks). With ``after`` the call has its effect and only the answer is lost.
    """

    code: int | str = 500
    times: int = 1
    method: str | None = None
    containing: str = ""
    chat_id: int | None = None
    after: bool = False
    retry_after: int = 1
    description: str | None = None

    def fits(self, method: str, params: Params) -> bool:
        """Whether this fault is meant for the call."""
        if self.method is not None and self.method.lower() != method.lower():
            return False
        if self.chat_id is not None and params.get("chat_id") != self.chat_id:
            return False
        words = params.get("text") or params.get("caption") or ""
        return self.containing in words

    def refusal(self) -> Refused:
        """The answer, where there is one."""
        code = int(self.code)
        if code == 429:
            words = self.description or f"retry after {self.retry_after}"
            return Refused(429, words, retry_after=self.retry_after)
        return Refused(code, self.description or WORDS.get(code, "fault"))


class Faults:
    """The faults still to come, and the share of calls that fail by chance."""

    def __init__(self, error_share: float = 0, lost_share: float = 0, seed: int = 1) -> None:
        self.waiting: list[Fault] = []
        self.error_share = error_share
        self.lost_share = lost_share
        self._random = random.Random(seed)

    def __bool__(self) -> bool:
        return bool(self.waiting or self.error_share or self.lost_share)

    def take(self, method: str, params: Params) -> Fault | None:
        """The fault for this call, used up by one."""
        for fault in self.waiting:
            if fault.fits(method, params):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        if not method.startswith("send"):
            return None
        if self._random.random() < self.error_share:
            return Fault(500)
        if self._random.random() < self.lost_share:
            return Fault("reset", after=True)
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
